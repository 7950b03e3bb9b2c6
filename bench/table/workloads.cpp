#include "workloads.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "bench/levels.hpp"
#include "bench/r1.hpp"
#include "bench/r2.hpp"

namespace afklar::bench {

namespace {

constexpr std::uint64_t seed = 12345;

/// A workload under an instruction set, and where its samples are among all.
struct Case {
    std::string name;
    std::string_view key; ///< of its goal
    Simd level{};
    Task task;
    std::size_t first = 0; ///< blocks, separate build, kernel

    [[nodiscard]] double to_kernel(const std::vector<double>& seconds) const {
        return seconds[first] / seconds[first + 2];
    }
    [[nodiscard]] double to_separate(const std::vector<double>& seconds) const {
        return seconds[first] / seconds[first + 1];
    }
};

std::vector<Case> cases_of(std::uint32_t people) {
    std::vector<Case> cases;
    for_each_value<Simd>([&](Simd level) {
        if (!level_supported(level)) {
            return;
        }
        cases.push_back({"R1", "P1", level, {false, 0, people, seed, 0}});
        cases.push_back({"R2 cap 12", "P2", level, {true, 12, people, seed, 0}});
        cases.push_back({"R2 cap 5", "P2", level, {true, 5, people, seed, 0}});
    });
    return cases;
}

Outcome by_blocks(const Task& task) {
    return task.queue ? r2(task.people, task.meetings, task.seed, task.stream)
                      : r1(task.people, task.seed, task.stream);
}

double seconds_by_blocks(const Task& task, Simd level) {
    const Simd before = simd_in_use();
    use_simd(level);
    const double seconds = seconds_of(cpu_seconds, [&] { by_blocks(task); });
    use_simd(before);
    return seconds;
}

std::string note_of(const Case& one, const std::vector<double>& seconds) {
    constexpr double milli = 1e3;
    const double weeks = static_cast<double>(one.task.people) * workload_weeks;
    return fmt::format("{} {}: {:.1f} ms, {:.0f} M/s; kernel {:.1f} ms, {:.2f} x; separate build "
                       "{:.1f} ms, {:.2f} x",
                       one.name, name_of(one.level), seconds[one.first] * milli,
                       weeks / seconds[one.first] / 1e6, seconds[one.first + 2] * milli,
                       one.to_kernel(seconds), seconds[one.first + 1] * milli,
                       one.to_separate(seconds));
}

} // namespace

Measurement workloads(const Sizes& sizes) {
    std::vector<Case> cases = cases_of(sizes.workload);
    Measurement measurement{"reference workloads", {}, {}};
    for (Case& one : cases) {
        one.first = measurement.samples.size();
        const Task task = one.task;
        const Simd level = one.level;
        measurement.samples.push_back([=] { return seconds_by_blocks(task, level); });
        for (const Code code : {Code::separate, Code::reference}) {
            measurement.samples.push_back(
                [=] { return seconds_of(cpu_seconds, [&] { run_level(level, code, task); }); });
        }
    }
    measurement.rows = [cases, people = sizes.workload](const std::vector<double>& seconds) {
        std::map<std::string_view, Row> rows;
        for (const std::string_view key : {"P1", "P2", "P8"}) {
            rows[key] =
                row(key, 0.0, {fmt::format("{} people, 520 weeks; the worst counts", people)});
        }
        for (const Case& one : cases) {
            Row& to_kernel = rows[one.key];
            to_kernel.measured = std::max(*to_kernel.measured, one.to_kernel(seconds));
            to_kernel.notes.push_back(note_of(one, seconds));
            rows["P8"].measured = std::max(*rows["P8"].measured, one.to_separate(seconds));
        }
        return std::vector{rows["P1"], rows["P2"], rows["P8"]};
    };
    return measurement;
}

} // namespace afklar::bench
