#pragma once
/// The worlds that benchmarks run, so that all of them measure the same.

#include <cstdint>
#include <string>
#include <utility>

#include <benchmark/benchmark.h>

#include <afklar/catalogue/denmark.hpp>
#include <afklar/catalogue/reforms.hpp>
#include <afklar/catalogue/regimes.hpp>
#include <afklar/experiment/stream.hpp>

namespace afklar::bench {

/// A policy with a hundred reforms, each for a group of its own by age, weeks on benefit and sex.
inline Policy with_a_hundred_groups(Policy policy) {
    constexpr int groups = 100;
    for (int k = 0; k < groups; ++k) {
        Reform reform;
        reform.name = "group " + std::to_string(k);
        reform.where = Selector{};
        reform.where->age_from = 18 + k % 40;
        reform.where->weeks_from = k % 26 * 8;
        reform.where->sexes = k % 2 == 0 ? 1 : 2;
        reform.settings = {{Provision::sanction_rates, 4.0, "assumption: for a benchmark", {}}};
        policy = policy + reform;
    }
    return policy;
}

/// One job centre of `people` under full obligations, two proposals for a second regime, and a hundred
/// groups with rules of their own for a third.
/// Below about 1,100 people the margins give exactly one centre.
inline ProjectionSpec spec_of(int people, int weeks) {
    ProjectionSpec spec;
    Margins margins = denmark_2019();
    margins.job_centres = 1;
    spec.population = synthesise(std::move(margins), people);
    spec.parameters = denmark();
    const Policy full = regimes::full_obligations();
    spec.regimes = {{"full", full},
                    {"guarantee and cap",
                     full + reforms::ds3_clarification_guarantee() + reforms::ds6_caseload_cap()},
                    {"a hundred groups", with_a_hundred_groups(full)}};
    spec.start = monday(2020, 1, 6);
    spec.horizon = Weeks{weeks};
    spec.burn_in = Weeks{26};
    spec.replicates = 1;
    spec.seed = 2020;
    return spec;
}

/// One burnt-in centre and everything it points into.
struct Centre {
    ProjectionSpec spec;
    ProjectionFrame frame;
    StreamWorld world;
    JobCentre start;

    Centre(int people, int weeks)
        : spec(spec_of(people, weeks)),
          frame(frame_of(spec)),
          world(world_of(spec, frame, plan_streams(spec).front())),
          start(burnt_in_centre(spec, frame, world, 0)) {}
    Centre(const Centre&) = delete;
    Centre& operator=(const Centre&) = delete;

    [[nodiscard]] CentreRun run(std::size_t regime = 0) const {
        return CentreRun(world, start, frame.books[regime], world.burn_in);
    }
};

/// Citizen weeks per second, and memory for each citizen.
inline void report(benchmark::State& state, std::int64_t citizen_weeks) {
    state.counters["citizen_weeks"] =
        benchmark::Counter(static_cast<double>(citizen_weeks), benchmark::Counter::kIsRate);
    state.counters["bytes_per_citizen"] =
        benchmark::Counter(static_cast<double>(Citizens::bytes_per_citizen()));
}

} // namespace afklar::bench
