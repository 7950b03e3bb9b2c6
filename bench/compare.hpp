#pragma once
/// How long R1 and R2 take through the library's blocks, against the yardstick and separate builds.

#include <cstdint>
#include <string>
#include <vector>

#include <afklar/core/simd.hpp>

namespace afklar::bench {

/// CPU time of one core in seconds, medians of some rounds in which all took turns.
struct Comparison {
    std::string workload;
    Simd level{};
    double blocks = 0.0;    ///< one program, instruction set chosen at run time
    double separate = 0.0;  ///< the same code compiled for the instruction set as a whole
    double reference = 0.0; ///< the yardstick, compiled likewise
    std::uint64_t digest = 0;
    bool agree = false; ///< whether both forms of our code gave that digest

    /// What P1 and P2 are about, and what P8 is about.
    [[nodiscard]] double to_reference() const { return blocks / reference; }
    [[nodiscard]] double to_separate() const { return blocks / separate; }
};

/// What is run: `people` through 520 weeks.
struct ComparisonPlan {
    std::uint32_t people = 100'000;
    int rounds = 5;
    std::uint64_t seed = 12345;
};

/// R1, and R2 with 12 and with 5 meetings a week, under every instruction set that this processor has.
/// The instruction set in use is the same afterwards as before.
std::vector<Comparison> compare_workloads(const ComparisonPlan& plan);

} // namespace afklar::bench
