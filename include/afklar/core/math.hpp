#pragma once
/// Elementary functions in plain arithmetic of fixed order, so that no decision of the model depends
/// on the C library, the compiler or the instruction set.

#include <bit>
#include <concepts>
#include <cstdint>

namespace afklar {

/// e to the power x. Domain: clamped to [-700, 700]. Source: argument reduction and Taylor series.
constexpr double det_exp(double x) noexcept {
    x = x < -700.0 ? -700.0 : (x > 700.0 ? 700.0 : x);
    constexpr double log2e = 1.4426950408889634074;
    constexpr double ln2_hi = 6.93147180369123816490e-01;
    constexpr double ln2_lo = 1.90821492927058770002e-10;
    const double scaled = x * log2e;
    const auto k = static_cast<std::int64_t>(scaled < 0.0 ? scaled - 0.5 : scaled + 0.5);
    const auto kd = static_cast<double>(k);
    const double r = (x - kd * ln2_hi) - kd * ln2_lo;
    // Taylor series to the 13th power in Horner's form: 1 / n! for n = 13 ... 0.
    constexpr double c[] = {1.0 / 6227020800.0,
                            1.0 / 479001600.0,
                            1.0 / 39916800.0,
                            1.0 / 3628800.0,
                            1.0 / 362880.0,
                            1.0 / 40320.0,
                            1.0 / 5040.0,
                            1.0 / 720.0,
                            1.0 / 120.0,
                            1.0 / 24.0,
                            1.0 / 6.0,
                            0.5,
                            1.0,
                            1.0};
    double sum = c[0];
    for (int n = 1; n < 14; ++n) {
        sum = sum * r + c[n];
    }
    const auto bits = static_cast<std::uint64_t>(k + 1023) << 52U;
    return sum * std::bit_cast<double>(bits);
}

/// Natural logarithm. Domain: x > 0, normal numbers.
constexpr double det_log(double x) noexcept {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    auto exponent = static_cast<std::int64_t>(bits >> 52U) - 1023;
    double m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
    if (m > 1.4142135623730951) {
        m *= 0.5;
        ++exponent;
    }
    const double f = (m - 1.0) / (m + 1.0);
    const double f2 = f * f;
    double sum = 0.0;
    for (int n = 23; n >= 1; n -= 2) {
        sum = sum * f2 + 1.0 / static_cast<double>(n);
    }
    const auto e = static_cast<double>(exponent);
    return e * 6.93147180369123816490e-01 + (2.0 * f * sum + e * 1.90821492927058770002e-10);
}

/// Probability with the given log odds.
constexpr double logistic(double log_odds) noexcept { return 1.0 / (1.0 + det_exp(-log_odds)); }

/// Chance per week that a mean length of `weeks` implies.
constexpr double weekly_chance_of_mean(double weeks) noexcept {
    return weeks <= 1.0 ? 1.0 : 1.0 / weeks;
}

/// Standard normal quantile. Domain: 0 < u < 1. Relative error below 2e-9.
/// Source: rational approximation of P. J. Acklam, with one logarithm in the tails.
double normal_quantile(double u) noexcept;

/// The nearest whole number; a half goes up. Domain: x >= 0.
template <std::integral Whole, std::floating_point Real>
constexpr Whole rounded(Real x) noexcept {
    // NOLINTNEXTLINE(bugprone-incorrect-roundings): x is not negative; lround is of the C library
    return static_cast<Whole>(x + Real{0.5});
}

/// x limited to [low, high].
template <class T>
constexpr T clamp_to(T x, T low, T high) noexcept {
    return x < low ? low : (high < x ? high : x);
}

} // namespace afklar
