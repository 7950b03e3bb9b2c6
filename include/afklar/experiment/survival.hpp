#pragma once
/// Time to an event in discrete weeks, estimated from integer histograms of durations.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <afklar/core/units.hpp>

namespace afklar {

/// How long people were followed and how it ended, as counts: tables of two centres or runs are
/// simply added.
///
/// Someone with duration k was at risk in weeks 0, 1, …, k (those who entered late: from their week
/// of entry). Within one week entries come first, then events, then censoring: whoever is censored
/// in week k was at risk in it.
///
/// Shape: `events` is cause by duration, cause slowest; `censored` and `entered` are by duration.
/// Units: durations in whole weeks since the clock started; counts in persons.
struct DurationTable {
    std::int32_t causes = 0;
    std::int32_t durations = 0;
    std::vector<std::int64_t> events;
    std::vector<std::int64_t> censored;
    /// Who comes under observation in that week of their clock; left empty: everyone in week 0.
    std::vector<std::int64_t> entered;

    DurationTable() = default;

    /// An empty table.
    /// Errors: `Error` if a size is negative.
    DurationTable(std::int32_t number_of_causes, std::int32_t number_of_durations);

    /// Persons to whom the cause happened in that week.
    [[nodiscard]] std::int64_t& event(std::int32_t cause, std::int32_t duration) {
        return events[cell(cause, duration)];
    }
    [[nodiscard]] std::int64_t event(std::int32_t cause, std::int32_t duration) const {
        return events[cell(cause, duration)];
    }

    /// Pools the people of two tables; exact, so in any order.
    /// Errors: `Error` if the shapes differ or only one of them has late entries.
    DurationTable& operator+=(const DurationTable& other);

    [[nodiscard]] bool operator==(const DurationTable&) const = default;

private:
    [[nodiscard]] std::size_t cell(std::int32_t cause, std::int32_t duration) const {
        return static_cast<std::size_t>(cause) * static_cast<std::size_t>(durations) +
               static_cast<std::size_t>(duration);
    }
};

/// Who has had which event by which week, with the other causes as competing ways out.
///
/// Shape: `at_risk` and `survival` by duration, `incidence` cause by duration, cause slowest.
/// Domain: holds the first `durations` weeks, up to the first week in which nobody is at risk
/// although someone could still be; once everyone has had an event the curves stay flat to the end
/// of the table.
struct CumulativeIncidence {
    std::int32_t causes = 0;
    std::int32_t durations = 0;
    /// Persons at risk in the week, before its events.
    std::vector<std::int64_t> at_risk;
    /// Kaplan-Meier: share without any event up to and including the week.
    std::vector<double> survival;
    /// Aalen-Johansen: share with the cause as their event up to and including the week.
    std::vector<double> incidence;

    /// Share to whom the cause has happened up to and including the week; empty beyond what is
    /// observed.
    /// Errors: `Error` if there is no such cause or the week is negative.
    [[nodiscard]] std::optional<double> by(std::int32_t cause, Weeks week) const;

    /// First week by which the cause has happened to at least this share of all; empty if it is not
    /// reached.
    /// Domain: share in (0, 1]; a billionth below counts as reached, so that rounding of sums
    /// cannot matter.
    /// Errors: `Error` if there is no such cause or the share is outside its range.
    [[nodiscard]] std::optional<Weeks> quantile(std::int32_t cause, double share) const;

    /// First week by which the cause has happened to half of all; empty if it is not reached.
    [[nodiscard]] std::optional<Weeks> median(std::int32_t cause) const {
        return quantile(cause, 0.5);
    }

    /// Mean of min(time to the cause, T), T the horizon: the sum over the weeks k below T of 1 −
    /// F(k).
    ///
    /// F is the cumulative incidence with the other causes as competing events, so whoever leaves
    /// by another cause counts T weeks: they never got what was waited for. A rule therefore cannot
    /// shorten this mean by driving people out. (Censoring at the exit would instead describe a
    /// world without exits.)
    /// Units: weeks. Domain: empty if week T − 1 is not observed.
    /// Errors: `Error` if there is no such cause or T is negative.
    [[nodiscard]] std::optional<double> restricted_mean(std::int32_t cause, Weeks horizon) const;
};

/// Estimates the cumulative incidence of every cause and the survival from all of them.
/// Errors: `Error` if a count is negative, a vector has the wrong length, or more people leave than
/// have entered.
/// Cost: causes times durations.
/// Source: Aalen and Johansen (1978), Scandinavian Journal of Statistics 5, 141-150; Kaplan and
/// Meier (1958).
[[nodiscard]] CumulativeIncidence cumulative_incidence(const DurationTable& table);

} // namespace afklar
