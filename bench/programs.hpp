#pragma once
/// What every benchmark program does: takes the instruction set of the environment, then runs.

#include <benchmark/benchmark.h>

#include "simd_choice.hpp"

namespace afklar::bench {

inline int run_benchmarks(int argc, char** argv) {
    if (!use_simd_of_environment()) {
        return 2;
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}

} // namespace afklar::bench
