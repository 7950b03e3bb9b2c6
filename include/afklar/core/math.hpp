#pragma once
/// Elementary functions in plain arithmetic of fixed order, so that no decision of the model depends
/// on the C library, the compiler or the instruction set.

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>

namespace afklar {

namespace detail {

/// e to the power x by its Taylor series. Domain: [0, 1]. Cost: too much but for tables.
constexpr long double exp_series(long double x) noexcept {
    constexpr int terms = 24; // the next is below 1e-24
    long double sum = 1.0L;
    for (int n = terms; n >= 1; --n) {
        sum = 1.0L + sum * x / n;
    }
    return sum;
}

/// Powers of two by steps of 1/64, from 0 to 63/64.
inline constexpr int exp_steps = 64;
inline constexpr auto powers_of_two = [] {
    constexpr long double ln2 = 0.693147180559945309417232121458176568L;
    std::array<double, exp_steps> table{};
    for (int j = 0; j < exp_steps; ++j) {
        table[static_cast<std::size_t>(j)] = static_cast<double>(exp_series(ln2 * j / exp_steps));
    }
    return table;
}();

} // namespace detail

/// e to the power x. Domain: clamped to [-700, 700]. Relative error below 3e-16.
/// Source: argument reduction to 1/64 of a power of two, a table, and the Taylor series to the 5th power
/// in Estrin's order, as in Tang 1989, "Table-driven implementation of the exponential function".
constexpr double det_exp(double x) noexcept {
    x = x < -700.0 ? -700.0 : (x > 700.0 ? 700.0 : x);
    constexpr double steps_by_ln2 = 92.33248261689366; // 64 / ln 2
    constexpr double step_hi = 1.0830424695996044e-02; // ln 2 / 64, its leading 35 bits
    constexpr double step_lo = 2.5310172166650877e-13; // and the rest
    const double scaled = x * steps_by_ln2;
    // To the nearest whole number: a half with the sign of the number, so that no branch is guessed.
    constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63U;
    const double half = std::bit_cast<double>(std::bit_cast<std::uint64_t>(0.5) |
                                              (std::bit_cast<std::uint64_t>(scaled) & sign_bit));
    const auto k = static_cast<std::int64_t>(scaled + half);
    const auto kd = static_cast<double>(k);
    const double r = (x - kd * step_hi) - kd * step_lo;
    const double r2 = r * r;
    const double low = r + r2 * (0.5 + r * (1.0 / 6.0));
    const double high = 1.0 / 24.0 + r * (1.0 / 120.0);
    const double step =
        detail::powers_of_two[static_cast<std::size_t>(k & (detail::exp_steps - 1))];
    const double value = step + step * (low + r2 * r2 * high);
    constexpr int step_bits = 6;
    const auto power = static_cast<std::uint64_t>((k >> step_bits) + 1023) << 52U;
    return value * std::bit_cast<double>(power);
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

namespace detail {

/// A little less than the probability at every eighth of the log odds from -8 to 8.
inline constexpr int logistic_steps = 8;
inline constexpr int logistic_reach = 8;
inline constexpr auto logistic_floors = [] {
    std::array<double, 2 * logistic_reach * logistic_steps + 1> table{};
    double step = -logistic_reach;
    for (double& floor : table) {
        floor = logistic(step) * (1.0 - 1e-12);
        step += 1.0 / logistic_steps;
    }
    return table;
}();

} // namespace detail

/// No more than the probability with the given log odds, and within 0.032 of it: looked up.
constexpr double logistic_floor(double log_odds) noexcept {
    constexpr double reach = detail::logistic_reach;
    if (!(log_odds >= -reach)) {
        return 0.0;
    }
    const double place =
        (log_odds < reach ? log_odds + reach : 2.0 * reach) * detail::logistic_steps;
    return detail::logistic_floors[static_cast<std::size_t>(place)];
}

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
