#include "worlds.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <fstream>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <afklar/catalogue/denmark.hpp>
#include <afklar/catalogue/reforms.hpp>
#include <afklar/catalogue/regimes.hpp>
#include <afklar/core/error.hpp>
#include <afklar/experiment/run_tasks.hpp>
#include <afklar/experiment/stream.hpp>

#include "measure.hpp"

namespace afklar::bench {

ProjectionSpec denmark_of(int people, Span span) {
    Margins margins = denmark_2019();
    // More people than Denmark has are more job centres, not larger ones.
    const double nations = std::max(1.0, people / margins.total);
    margins.job_centres = static_cast<int>(margins.job_centres * nations);
    ProjectionSpec spec;
    spec.population = synthesise(std::move(margins), people);
    spec.parameters = denmark();
    spec.regimes = {{"full obligations", regimes::full_obligations()}};
    spec.start = monday(2020, 1, 6);
    spec.horizon = Weeks{span.observed};
    spec.burn_in = Weeks{span.burn_in};
    spec.seed = 2020;
    spec.threads = 1;
    return spec;
}

ProjectionSpec with_seven_proposals(ProjectionSpec spec) {
    Policy policy = regimes::full_obligations();
    for (const Reform& reform :
         std::array{reforms::ds1_cross_disciplinary_unit(), reforms::ds2_development_flex_job(),
                    reforms::ds3_clarification_guarantee(), reforms::ds4_own_health_assessment(),
                    reforms::ds5_social_work_degree(), reforms::ds6_caseload_cap(),
                    reforms::ds7_outcome_steering()}) {
        policy = std::move(policy) + reform;
    }
    spec.regimes.push_back({"all seven", std::move(policy)});
    return spec;
}

namespace {

/// Source: the hash FNV-1a, by numbers instead of bytes.
class Hash {
public:
    void add(std::uint64_t number) { value_ = (value_ ^ number) * 1099511628211ULL; }
    template <class Numbers>
    void add_all(const Numbers& numbers) {
        for (const auto number : numbers) {
            add(static_cast<std::uint64_t>(number));
        }
    }
    [[nodiscard]] std::uint64_t value() const { return value_; }

private:
    std::uint64_t value_ = 14695981039346656037ULL;
};

std::uint64_t digest_of(const Tally& tally) {
    Hash hash;
    hash.add_all(tally.raw());
    for (std::size_t group = 0; group < tally.groups(); ++group) {
        hash.add_all(tally.durations(group).raw());
    }
    return hash.value();
}

} // namespace

Counted run_through(const ProjectionSpec& spec) {
    Counted counted;
    std::map<std::tuple<StreamKind, std::uint32_t, std::size_t>, std::uint64_t> digests;
    RunHooks hooks;
    hooks.finished = [&](Finished&& run) {
        counted.observed.all += run.citizen_weeks;
        counted.observed.on_benefit += run.tally.sum(0, Count::on_benefit, 0, spec.horizon.value);
        digests[{run.plan.kind, run.plan.stream, run.regime}] = digest_of(run.tally);
    };
    run_tasks(spec, hooks);
    Hash hash;
    for (const auto& [key, digest] : digests) {
        hash.add(digest);
    }
    counted.digest = hash.value();
    return counted;
}

PersonWeeks burn_in_of(const ProjectionSpec& spec) {
    PersonWeeks lived;
    const ProjectionFrame frame = frame_of(spec);
    for (const StreamPlan& stream : plan_streams(spec)) {
        const StreamWorld world = world_of(spec, frame, stream);
        for (std::size_t k = 0; k < frame.centres.size(); ++k) {
            CentreRun run(world, centre_of(spec, frame, world, k), frame.books[frame.baseline], 0);
            Blind blind;
            for (Week week = 0; week < world.burn_in; ++week) {
                run.step(blind);
                lived.on_benefit +=
                    std::ranges::count(run.centre().citizens.place.status, Status::on_benefit);
            }
            lived.all += run.citizen_weeks();
        }
    }
    return lived;
}

namespace {

/// A line of /proc/self/status in mebibytes; 0 where there is no such file.
double status_mebibytes(const std::string& name) {
    std::ifstream file("/proc/self/status");
    std::string line;
    while (std::getline(file, line)) {
        if (line.starts_with(name)) {
            constexpr double kibibytes = 1024.0;
            return std::stod(line.substr(name.size() + 1)) / kibibytes;
        }
    }
    return 0.0;
}

Cost cost_here(const ProjectionSpec& spec) {
    malloc_trim(0); // what earlier runs left would hide what this one takes
    std::ofstream("/proc/self/clear_refs") << "5"; // the highest level begins anew
    const double before = status_mebibytes("VmRSS");
    Cost cost;
    cost.wall = seconds_of(wall_seconds, [&] {
        cost.cpu =
            seconds_of(cpu_seconds, [&] { cost.citizen_weeks = run_through(spec).observed.all; });
    });
    cost.mebibytes = status_mebibytes("VmHWM") - before;
    return cost;
}

} // namespace

Cost cost_of(const ProjectionSpec& spec) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) {
        throw Error("no pipe to another process");
    }
    const pid_t child = fork();
    if (child == 0) {
        int status = 1;
        try {
            const Cost cost = cost_here(spec);
            status = write(ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1;
        } catch (const std::exception&) {
            status = 1;
        }
        _exit(status);
    }
    close(ends[1]);
    Cost cost;
    const bool told = child > 0 && read(ends[0], &cost, sizeof cost) == sizeof cost;
    close(ends[0]);
    if (child > 0) {
        waitpid(child, nullptr, 0);
    }
    if (!told) {
        throw Error("a run in a process of its own has failed");
    }
    return cost;
}

} // namespace afklar::bench
