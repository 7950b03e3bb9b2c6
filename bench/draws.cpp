// What chance costs: one call for a block of eight, and one decision of 48 bits.

#include <benchmark/benchmark.h>

#include <afklar/core/draws.hpp>

#include "programs.hpp"

namespace {

using namespace afklar;

constexpr DrawKey key{2020, 1, 3};

void block(benchmark::State& state) {
    const Draws draws(key);
    std::uint32_t week = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(draws.block(Purpose::job, Agent::citizen, 17, ++week));
    }
    state.counters["draws"] = benchmark::Counter(
        static_cast<double>(state.iterations() * block_size), benchmark::Counter::kIsRate);
}
BENCHMARK(block);

/// A decision: sixteen bits nearly always, 32 more where they are equal to the chance's own.
void decision(benchmark::State& state) {
    const Draws draws(key);
    const Chance chance{0.0123};
    std::uint32_t who = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(draws.happens(Purpose::job, Agent::citizen, ++who, 104, chance));
    }
    state.counters["draws"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(decision);

/// All 48 bits, as every number drawn takes them.
void bits48(benchmark::State& state) {
    const Draws draws(key);
    std::uint32_t who = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(draws.bits48(Purpose::job, Agent::citizen, ++who, 104));
    }
    state.counters["draws"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(bits48);

void normal(benchmark::State& state) {
    const Draws draws(key);
    std::uint32_t who = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(draws.normal(Purpose::job, Agent::citizen, ++who, 104));
    }
    state.counters["draws"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(normal);

} // namespace

int main(int argc, char** argv) { return afklar::bench::run_benchmarks(argc, argv); }
