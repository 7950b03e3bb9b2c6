#pragma once
/// The few quantities that must not be mistaken for one another.

#include <compare>
#include <cstdint>

namespace afklar {

/// A length of time in whole weeks.
struct Weeks {
    int value = 0;
    constexpr Weeks() = default;
    constexpr explicit Weeks(int weeks) noexcept : value(weeks) {}
    constexpr auto operator<=>(const Weeks&) const = default;
};

/// An amount of money in øre, exact.
struct Money {
    std::int64_t ore = 0;
    constexpr Money() = default;
    constexpr explicit Money(std::int64_t amount) noexcept : ore(amount) {}
    constexpr auto operator<=>(const Money&) const = default;
    constexpr Money& operator+=(Money other) noexcept {
        ore += other.ore;
        return *this;
    }
    friend constexpr Money operator+(Money a, Money b) noexcept { return Money{a.ore + b.ore}; }
    friend constexpr Money operator-(Money a, Money b) noexcept { return Money{a.ore - b.ore}; }
    [[nodiscard]] constexpr double kroner() const noexcept {
        return static_cast<double>(ore) / 100.0;
    }
};

/// Kroner as money, rounded to the nearest øre.
constexpr Money kroner(double amount) noexcept {
    const double scaled = amount * 100.0;
    return Money{static_cast<std::int64_t>(scaled + (scaled < 0.0 ? -0.5 : 0.5))};
}

/// Weeks in an average year.
inline constexpr double weeks_per_year = 365.25 / 7.0;

} // namespace afklar
