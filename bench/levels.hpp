#pragma once
/// The workloads compiled as a whole for one instruction set: the yardstick, and our own code as a
/// separate build would have it. Each level is a shared library that shows one function.

#include <cstdint>

#include <afklar/core/simd.hpp>

#include "outcome.hpp"

namespace afklar::bench {

/// One run of a workload.
struct Task {
    bool queue = false;    ///< R2 instead of R1
    unsigned meetings = 0; ///< of a caseworker a week, with R2
    std::uint32_t people = 0;
    std::uint64_t seed = 0;
    std::uint32_t stream = 0;
};

/// Whose code is run.
enum class Code : std::uint8_t { reference, separate };

/// Whether this processor has all that a level is compiled for: x86-64-v2, -v3 or -v4.
bool level_supported(Simd level);

/// Runs a workload compiled for a level. Domain: a level that is supported.
Outcome run_level(Simd level, Code code, const Task& task);

// What the libraries show.
#define AFKLAR_SHOWN __attribute__((visibility("default")))
namespace baseline {
AFKLAR_SHOWN void run(Code code, const Task& task, Outcome& outcome);
}
namespace avx2 {
AFKLAR_SHOWN void run(Code code, const Task& task, Outcome& outcome);
}
namespace avx512 {
AFKLAR_SHOWN void run(Code code, const Task& task, Outcome& outcome);
}

} // namespace afklar::bench
