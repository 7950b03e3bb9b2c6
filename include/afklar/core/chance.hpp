#pragma once
/// Probabilities as 48-bit whole numbers, so that a decision is a comparison of integers.

#include <cstdint>

namespace afklar {

/// A probability in steps of 2^-48.
struct Chance {
    std::uint64_t bits = 0; ///< 0 to 2^48; 2^48 is certainty

    static constexpr std::uint64_t one = std::uint64_t{1} << 48U;

    constexpr Chance() = default;
    /// Domain: limited to [0, 1]; rounded down to a step.
    constexpr explicit Chance(double probability) noexcept
        : bits(!(probability > 0.0) ? 0
               : probability >= 1.0
                   ? one
                   : static_cast<std::uint64_t>(probability * static_cast<double>(one))) {}

    [[nodiscard]] constexpr double probability() const noexcept {
        return static_cast<double>(bits) / static_cast<double>(one);
    }
    /// The leading 16 bits: a draw whose first 16 bits are above it says no.
    [[nodiscard]] constexpr std::uint32_t leading() const noexcept {
        return static_cast<std::uint32_t>(bits >> 32U);
    }
};

} // namespace afklar
