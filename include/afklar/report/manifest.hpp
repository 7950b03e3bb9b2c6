#pragma once
/// What a results directory says of itself: the manifest, which is the same for the same scenario and
/// seed, and the facts of the run, which are not.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <afklar/experiment/result.hpp>

namespace afklar {

/// What the scenario file adds to a projection.
struct ScenarioText {
    std::string title;
    std::string text; ///< of the file, before the command line changed it; empty for library calls
    std::vector<std::string> headline; ///< keys of metrics; empty: the default eight
    std::vector<std::string> idle{};   ///< what of it does nothing, as `idle_of` says
};

/// `manifest.json`: version, seed, scenario with its hash, every parameter with value, grade and
/// sources, the arm certificate (how each regime differs from the baseline, with a hash), the balances
/// of all runs, what does nothing, and the drift of the baseline.
[[nodiscard]] std::string manifest_json(const Result& result, const ScenarioText& scenario);

/// What a study of a scenario asked: `attribution` of which metric, and so on.
struct Study {
    std::string kind;
    std::vector<std::pair<std::string, std::string>> question; ///< in words of the command line
};

/// `manifest.json` of a study: as that of a run, with the question in place of the comparison.
[[nodiscard]] std::string study_manifest_json(const Result& result, const ScenarioText& scenario,
                                              const Study& study);

/// How a run went on the machine it ran on.
struct RunFacts {
    std::string started; ///< UTC, ISO 8601
    std::string finished;
    double wall_seconds = 0.0;
    int threads = 0; ///< 0: nothing was lived here, the runs were put together from shards
    std::int64_t citizen_weeks = 0; ///< over all runs, observed weeks
};

/// `run.json`: the facts with host, compiler, peak memory and citizen-weeks per second.
[[nodiscard]] std::string run_json(const RunFacts& facts);

/// Citizen-weeks of all runs of a result.
[[nodiscard]] std::int64_t citizen_weeks_of(const Result& result);

} // namespace afklar
