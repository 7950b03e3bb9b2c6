#pragma once
/// The instruction set that the user of a benchmark has chosen.

#include <cstdio>
#include <cstdlib>

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

} // namespace afklar::bench
