#pragma once
/// What every benchmark program does: takes the instruction set of the environment, then runs.

#include <cstdio>
#include <cstdlib>

#include <benchmark/benchmark.h>

#include <afklar/core/simd.hpp>

namespace afklar::bench {

/// Uses what AFKLAR_SIMD names; false, with a line on standard error, when there is no such thing here.
inline bool use_simd_of_environment() {
    const char* const chosen = std::getenv(simd_variable); // NOLINT(concurrency-mt-unsafe)
    if (chosen == nullptr || *chosen == '\0') {
        return true;
    }
    const auto simd = value_named<Simd>(chosen);
    if (!simd || !simd_supported(*simd)) {
        std::fprintf(stderr, "%s=%s: not one of baseline, avx2, avx512 that this processor has\n",
                     simd_variable, chosen);
        return false;
    }
    use_simd(*simd);
    return true;
}

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
