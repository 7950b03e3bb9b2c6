// P10: what there is around the weeks: the start, what is written, memory asked for on the way.

#include <array>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

#include <afklar/experiment/result.hpp>
#include <afklar/experiment/run_tasks.hpp>
#include <afklar/experiment/stream.hpp>
#include <afklar/report/manifest.hpp>
#include <afklar/report/results_directory.hpp>
#include <afklar/scenario/scenario.hpp>

#include "allocations.hpp"
#include "full_model.hpp"
#include "worlds.hpp"

namespace afklar::bench {

namespace {

/// A folder for results that goes with the object.
struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("afklar-bench-" + std::to_string(getpid()));
    Folder() = default;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

void write_files(ResultsDirectory& directory, const Result& result) {
    directory.write("summary.csv", [&](const TextSink& to) { write_summary_csv(result, to); });
    directory.write("paired.csv", [&](const TextSink& to) { write_paired_csv(result, to); });
    directory.write("doubt.csv", [&](const TextSink& to) { write_doubt_csv(result, to); });
    directory.write("weekly.csv", [&](const TextSink& to) { write_weekly_csv(result, to); });
    directory.write("survival.csv", [&](const TextSink& to) { write_survival_csv(result, to); });
    directory.write("manifest.json", [&](const TextSink& to) {
        to(manifest_json(result, {"bench", "", {}, {}}));
    });
    directory.publish();
}

/// The share of a run's CPU time that journal, estimates and files take, in per cent.
double share_of_outputs(const std::shared_ptr<const ProjectionSpec>& spec) {
    const Folder folder;
    double writing = 0.0;
    const double all = seconds_of(cpu_seconds, [&] {
        ResultsDirectory directory(folder.path.string());
        const auto journal = std::make_shared<Journal>(shape_of(*spec), directory.journal_store());
        RunHooks hooks;
        hooks.finished = [&](Finished&& finished) {
            writing += seconds_of(cpu_seconds, [&] { journal->append(finished); });
        };
        run_tasks(*spec, hooks);
        writing += seconds_of(cpu_seconds, [&] { write_files(directory, Result(spec, journal)); });
    });
    constexpr double percent = 100.0;
    return percent * writing / all;
}

/// Calls of operator new in the weeks of a run, apart by whether the columns grew.
struct Calls {
    double steady = 0.0;
    double growing = 0.0;
};

Calls calls_in(const ProjectionSpec& spec, Week from) {
    const ProjectionFrame frame = frame_of(spec);
    const StreamWorld world = world_of(spec, frame, plan_streams(spec).front());
    CentreRun run(world, burnt_in_centre(spec, frame, world, 0), frame.books.back(), world.burn_in);
    Tally tally(world.horizon, frame.groups.size());
    Counters counters(run.centre().citizens, run.world().cells, tally);
    Calls calls;
    for (Week week = 0; week < world.horizon; ++week) {
        const std::size_t room = run.centre().citizens.place.status.capacity();
        const std::int64_t before = allocations_so_far();
        run.step(counters);
        counters.end_week(week);
        const auto number = static_cast<double>(allocations_so_far() - before);
        const bool grew = run.centre().citizens.place.status.capacity() != room;
        if (week >= from) {
            (grew ? calls.growing : calls.steady) += number;
        }
    }
    return calls;
}

} // namespace

Measurement start(const Sizes& sizes, double reading) {
    constexpr double milli = 1e3;
    const auto spec = std::make_shared<const ProjectionSpec>(denmark_of(sizes.few, {0, 1}));
    const auto rows = [=](const std::vector<double>& milliseconds) {
        return std::vector{
            row("P10a", milliseconds[0],
                {fmt::format("CPU time from a scenario in memory to the end of the first week of "
                             "{} people, one policy, no burn-in",
                             sizes.few),
                 fmt::format("not in it: reading margins, parameters and policies, {:.1f} ms once",
                             milli * reading)})};
    };
    return {"start",
            {[spec] { return milli * seconds_of(cpu_seconds, [&] { run_tasks(*spec, {}); }); }},
            rows};
}

Measurement outputs(const Sizes& sizes) {
    ScenarioOverrides overrides;
    overrides.draws = 1;
    overrides.set = {{"population.size", std::to_string(sizes.people)}};
    Scenario scenario =
        read_scenario(AFKLAR_SOURCE_DIR "/scenarios/seven_proposals.toml", overrides);
    scenario.spec.threads = 1;
    const auto spec = std::make_shared<const ProjectionSpec>(std::move(scenario.spec));
    const auto share = std::make_shared<std::optional<double>>();
    const auto rows = [=](const std::vector<double>& shares) {
        return std::vector{
            row("P10b", shares[0],
                {fmt::format("journal, estimates and files of scenarios/seven_proposals.toml with "
                             "{} people, 1 draw, {} replicates; more draws lower the share",
                             spec->population.size.value_or(0), spec->replicates)})};
    };
    // A share within one run does not drift with the machine: once is enough.
    return {"outputs",
            {[=] {
                if (!*share) {
                    *share = share_of_outputs(spec);
                }
                return **share;
            }},
            rows};
}

Measurement allocations(const Sizes& sizes) {
    const Week from = sizes.weeks / 5;
    const auto spec = std::make_shared<const ProjectionSpec>(
        with_seven_proposals(denmark_of(sizes.people / 10, {26, sizes.weeks})));
    const auto growing = std::make_shared<double>();
    const auto rows = [=](const std::vector<double>& calls) {
        return std::vector{
            row("P10c", calls[0],
                {fmt::format("calls of operator new in weeks {} to {} of one centre with all seven "
                             "proposals",
                             from, sizes.weeks),
                 fmt::format("not in it: {:.0f} in weeks in which arrivals made the columns grow",
                             *growing)})};
    };
    return {"allocations",
            {[=] {
                const Calls calls = calls_in(*spec, from);
                *growing = calls.growing;
                return calls.steady;
            }},
            rows};
}

} // namespace afklar::bench
