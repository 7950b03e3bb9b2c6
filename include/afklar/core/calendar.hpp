#pragma once
/// Dates and the weeks of a run: week 0 begins on a Monday, and a rule acts from the first Monday on
/// or after its date.

#include <chrono>
#include <cstdint>
#include <string>

namespace afklar {

/// A calendar day.
using Date = std::chrono::sys_days;

/// Number of a week within a run, counted from the first week of the burn-in.
using Week = std::int32_t;

/// The day with the given year, month and day. Errors: `Error` when there is no such day.
Date date(int year, unsigned month, unsigned day);

/// The Monday with the given date. Errors: `Error` when it is no Monday, naming the nearest one.
Date monday(int year, unsigned month, unsigned day);

/// Whether the day is a Monday.
constexpr bool is_monday(Date day) noexcept {
    return std::chrono::weekday{day} == std::chrono::Monday;
}

/// The Monday nearest to a day (the earlier one in the middle).
constexpr Date nearest_monday(Date day) noexcept {
    const auto since = std::chrono::weekday{day} - std::chrono::Monday;
    return since <= std::chrono::days{3} ? day - since : day - since + std::chrono::days{7};
}

/// First day of the week that holds a day.
constexpr Date monday_on_or_before(Date day) noexcept {
    return day - (std::chrono::weekday{day} - std::chrono::Monday);
}

/// First Monday on or after a day: the first day of the week in which a rule of that date acts.
constexpr Date monday_on_or_after(Date day) noexcept {
    const auto since = std::chrono::weekday{day} - std::chrono::Monday;
    return since == std::chrono::days{0} ? day : day - since + std::chrono::days{7};
}

/// Week of a run in which a rule of the given date acts, when week 0 begins at `origin`.
/// Domain: negative before the origin.
constexpr Week week_of_rule(Date origin, Date rule) noexcept {
    return static_cast<Week>((monday_on_or_after(rule) - origin).count() / 7);
}

/// The Monday of a week.
constexpr Date monday_of(Date origin, Week week) noexcept {
    return origin + std::chrono::days{7} * week;
}

/// `2020-01-06`.
std::string iso(Date day);

} // namespace afklar
