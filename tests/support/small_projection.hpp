#pragma once

/// Projections small enough to be run many times, and their results by stream and regime.

#include <compare>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include <afklar/catalogue/denmark.hpp>
#include <afklar/catalogue/reforms.hpp>
#include <afklar/catalogue/regimes.hpp>
#include <afklar/experiment/run_tasks.hpp>

namespace afklar::test {

/// 240 people in three centres, a few weeks before and a good year after the start.
inline ProjectionSpec small_projection(std::vector<NamedPolicy> regimes) {
    Margins margins = denmark_2019();
    margins.total = 240.0;
    margins.job_centres = 3;
    for_each_value<Region>([&](Region region) { margins.centres_by_region[region] = 0.0; });
    margins.centres_by_region[Region::capital] = 1.0;
    margins.centres_by_region[Region::central] = 1.0;
    margins.centres_by_region[Region::north] = 1.0;
    ProjectionSpec spec;
    spec.population = synthesise(std::move(margins), 240);
    spec.parameters = denmark();
    spec.regimes = std::move(regimes);
    spec.start = monday(2020, 1, 6);
    spec.burn_in = Weeks{26};
    spec.horizon = Weeks{60};
    spec.seed = 2020;
    spec.threads = 1;
    return spec;
}

/// Adds a reform from an observed week on.
inline Policy from_week(Policy policy, const Reform& reform, Week week) {
    TimelineEntry entry;
    entry.from = monday(2020, 1, 6) + std::chrono::days{7} * week;
    entry.reforms = {reform};
    return std::move(policy) + std::move(entry);
}

/// One (stream, regime); both kinds of probes share the luck of their streams.
struct RunKey {
    StreamKind kind{};
    std::uint32_t stream = 0;
    std::size_t regime = 0;
    auto operator<=>(const RunKey&) const = default;
};

/// Everything that a run hands over.
using Results = std::map<RunKey, Finished>;

inline Results run(const ProjectionSpec& spec) {
    Results results;
    RunHooks hooks;
    hooks.finished = [&results](Finished&& finished) {
        const RunKey key{finished.plan.kind, finished.plan.stream, finished.regime};
        results.emplace(key, std::move(finished));
    };
    run_tasks(spec, hooks);
    return results;
}

/// Whether all counts and all times to events are equal.
inline bool equal(const Tally& a, const Tally& b) {
    bool same = a.raw() == b.raw() && a.groups() == b.groups();
    for (std::size_t g = 0; same && g < a.groups(); ++g) {
        same = a.durations(g).raw() == b.durations(g).raw();
    }
    return same;
}

/// Whether the counts of observed weeks [from, to) are equal.
inline bool equal_weeks(const Tally& a, const Tally& b, Week from, Week to) {
    const Week weeks = to - from;
    for (Week k = 0; k < weeks; ++k) {
        for (std::size_t g = 0; g < a.groups(); ++g) {
            for (std::size_t c = 0; c < count_of<Count>; ++c) {
                const auto count = static_cast<Count>(c);
                if (a.at(from + k, g, count) != b.at(from + k, g, count)) {
                    return false;
                }
            }
        }
    }
    return true;
}

} // namespace afklar::test
