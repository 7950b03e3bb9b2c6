// One week of one job centre, counted and unwatched, and one centre through five years.

#include <memory>

#include <benchmark/benchmark.h>

#include "programs.hpp"
#include "scenes.hpp"

namespace {

using namespace afklar;

constexpr int people = 500;
constexpr Week year = 52;

/// A week in the first observed year; after each year the centre starts from the same state.
template <class Live>
void weeks_of_a_year(benchmark::State& state, Live&& live) {
    const bench::Centre centre(static_cast<int>(state.range(0)), year);
    std::int64_t citizen_weeks = 0;
    auto run = std::make_unique<CentreRun>(centre.run());
    Tally tally(year, centre.frame.groups.size());
    auto counters = std::make_unique<Counters>(run->centre().citizens, run->world().cells, tally);
    for (auto _ : state) {
        if (run->week() == centre.world.burn_in + year) {
            state.PauseTiming();
            citizen_weeks += run->citizen_weeks();
            counters.reset();
            run = std::make_unique<CentreRun>(centre.run());
            counters =
                std::make_unique<Counters>(run->centre().citizens, run->world().cells, tally);
            state.ResumeTiming();
        }
        live(*run, *counters);
    }
    bench::report(state, citizen_weeks + run->citizen_weeks());
}

void week_counted(benchmark::State& state) {
    weeks_of_a_year(state, [](CentreRun& run, Counters& counters) {
        run.step(counters);
        counters.end_week((run.week() - 1) % year);
    });
}
BENCHMARK(week_counted)->Arg(people)->Arg(4 * people)->Unit(benchmark::kMicrosecond);

void week_blind(benchmark::State& state) {
    weeks_of_a_year(state, [](CentreRun& run, Counters&) {
        Blind blind;
        run.step(blind);
    });
}
BENCHMARK(week_blind)->Arg(people)->Arg(4 * people)->Unit(benchmark::kMicrosecond);

void centre_through_260_weeks(benchmark::State& state) {
    constexpr Week weeks = 260;
    const bench::Centre centre(people, weeks);
    const auto regime = static_cast<std::size_t>(state.range(0));
    std::int64_t citizen_weeks = 0;
    for (auto _ : state) {
        CentreRun run = centre.run(regime);
        Tally tally(weeks, centre.frame.groups.size());
        Counters counters(run.centre().citizens, run.world().cells, tally);
        for (Week week = 0; week < weeks; ++week) {
            run.step(counters);
            counters.end_week(week);
        }
        run.finish(counters);
        benchmark::DoNotOptimize(tally);
        citizen_weeks += run.citizen_weeks();
    }
    bench::report(state, citizen_weeks);
}
BENCHMARK(centre_through_260_weeks)
    ->ArgName("regime")
    ->Arg(0)
    ->Arg(1)
    ->Arg(2) // a hundred groups
    ->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv) { return afklar::bench::run_benchmarks(argc, argv); }
