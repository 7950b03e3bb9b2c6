#include "compare.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

#include "levels.hpp"
#include "r1.hpp"
#include "r2.hpp"

namespace afklar::bench {

namespace {

/// CPU time of this process so far, in seconds.
double cpu_seconds() {
    std::timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    constexpr double nano = 1e-9;
    return static_cast<double>(now.tv_sec) + nano * static_cast<double>(now.tv_nsec);
}

/// Times of one form of a workload, and what it gave.
class Form {
public:
    template <class F>
    void run(F&& workload) {
        const double start = cpu_seconds();
        const Outcome outcome = workload();
        seconds_.push_back(cpu_seconds() - start);
        digest_ = digest(outcome);
    }
    [[nodiscard]] double median() {
        std::ranges::sort(seconds_);
        return seconds_[seconds_.size() / 2];
    }
    [[nodiscard]] std::uint64_t digest_of_last() const { return digest_; }

private:
    std::vector<double> seconds_;
    std::uint64_t digest_ = 0;
};

Outcome run_blocks(const Task& task) {
    return task.queue ? r2(task.people, task.meetings, task.seed, task.stream)
                      : r1(task.people, task.seed, task.stream);
}

/// All forms of one workload under the instruction set in use, in turn.
Comparison compare(std::string name, Simd level, const Task& task, int rounds) {
    Form blocks;
    Form separate;
    Form reference;
    for (int round = 0; round < rounds; ++round) {
        blocks.run([&] { return run_blocks(task); });
        separate.run([&] { return run_level(level, Code::separate, task); });
        reference.run([&] { return run_level(level, Code::reference, task); });
    }
    return {std::move(name),
            level,
            blocks.median(),
            separate.median(),
            reference.median(),
            blocks.digest_of_last(),
            blocks.digest_of_last() == separate.digest_of_last()};
}

} // namespace

std::vector<Comparison> compare_workloads(const ComparisonPlan& plan) {
    const std::array<std::pair<const char*, Task>, 3> tasks{
        {{"R1", {false, 0, plan.people, plan.seed, 0}},
         {"R2, 12 meetings", {true, 12, plan.people, plan.seed, 0}},
         {"R2, 5 meetings", {true, 5, plan.people, plan.seed, 0}}}};
    const Simd before = simd_in_use();
    std::vector<Comparison> all;
    for_each_value<Simd>([&](Simd level) {
        if (!level_supported(level)) {
            return;
        }
        use_simd(level);
        for (const auto& [name, task] : tasks) {
            all.push_back(compare(name, level, task, plan.rounds));
        }
    });
    use_simd(before);
    return all;
}

} // namespace afklar::bench
