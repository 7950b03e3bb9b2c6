// A whole small run: synthesis, shared burn-in, three regimes, counters.

#include <benchmark/benchmark.h>

#include <afklar/experiment/run_tasks.hpp>

#include "programs.hpp"
#include "scenes.hpp"

namespace {

using namespace afklar;

void whole_run(benchmark::State& state) {
    constexpr Week year = 52;
    ProjectionSpec spec = bench::spec_of(1000, year);
    spec.replicates = 2;
    spec.threads = static_cast<int>(state.range(0));
    std::int64_t citizen_weeks = 0;
    RunHooks hooks;
    hooks.finished = [&](Finished&& run) { citizen_weeks += run.citizen_weeks; };
    for (auto _ : state) {
        run_tasks(spec, hooks);
    }
    bench::report(state, citizen_weeks); // observed weeks; the burn-in is part of the time
}
BENCHMARK(whole_run)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(
    benchmark::kMillisecond);

/// From a specification to the first week of a stream: fitting, drawing people, staffing.
void start_of_a_stream(benchmark::State& state) {
    const ProjectionSpec spec = bench::spec_of(static_cast<int>(state.range(0)), 1);
    for (auto _ : state) {
        const ProjectionFrame frame = frame_of(spec);
        const StreamWorld world = world_of(spec, frame, plan_streams(spec).front());
        benchmark::DoNotOptimize(centre_of(spec, frame, world, 0));
    }
    state.counters["citizens"] = benchmark::Counter(
        static_cast<double>(state.iterations() * state.range(0)), benchmark::Counter::kIsRate);
}
BENCHMARK(start_of_a_stream)->ArgName("people")->Arg(1000)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv) { return afklar::bench::run_benchmarks(argc, argv); }
