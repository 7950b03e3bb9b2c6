#include <afklar/experiment/survival.hpp>

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>

#include <afklar/core/error.hpp>

namespace afklar {
namespace {

std::size_t index(std::int32_t value) { return static_cast<std::size_t>(value); }

void require_cause(const CumulativeIncidence& curves, std::int32_t cause) {
    if (cause < 0 || cause >= curves.causes) {
        throw Error("cumulative incidence: there is no cause number " + std::to_string(cause));
    }
}

void require_counts(const std::vector<std::int64_t>& counts, std::size_t size, const char* name) {
    if (counts.size() != size) {
        throw Error(std::string("duration table: '") + name + "' has " +
                    std::to_string(counts.size()) + " cells, expected " + std::to_string(size));
    }
    if (std::ranges::any_of(counts, [](std::int64_t count) { return count < 0; })) {
        throw Error(std::string("duration table: '") + name + "' holds a negative count");
    }
}

void require_shape(const DurationTable& table) {
    if (table.causes < 0 || table.durations < 0) {
        throw Error("duration table: a size is negative");
    }
    require_counts(table.events, index(table.causes) * index(table.durations), "events");
    require_counts(table.censored, index(table.durations), "censored");
    if (!table.entered.empty()) {
        require_counts(table.entered, index(table.durations), "entered");
    }
}

std::int64_t everyone(const DurationTable& table) {
    return std::accumulate(table.events.begin(), table.events.end(), std::int64_t{0}) +
           std::accumulate(table.censored.begin(), table.censored.end(), std::int64_t{0});
}

/// Persons at risk in each week; refuses tables in which more people have left than come.
std::vector<std::int64_t> at_risk_by_week(const DurationTable& table) {
    std::vector<std::int64_t> result(index(table.durations), 0);
    std::int64_t present = table.entered.empty() ? everyone(table) : 0;
    for (std::int32_t week = 0; week < table.durations; ++week) {
        if (!table.entered.empty()) {
            present += table.entered[index(week)];
        }
        result[index(week)] = present;
        for (std::int32_t cause = 0; cause < table.causes; ++cause) {
            present -= table.event(cause, week);
        }
        present -= table.censored[index(week)];
        if (present < 0) {
            throw Error("duration table: more people have left by week " + std::to_string(week) +
                        " than have entered");
        }
    }
    if (present != 0) {
        throw Error("duration table: " + std::to_string(present) +
                    " persons entered but never left");
    }
    return result;
}

} // namespace

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): rows by columns
DurationTable::DurationTable(std::int32_t number_of_causes, std::int32_t number_of_durations)
    : causes(number_of_causes), durations(number_of_durations) {
    if (causes < 0 || durations < 0) {
        throw Error("duration table: a size is negative");
    }
    events.assign(index(causes) * index(durations), 0);
    censored.assign(index(durations), 0);
}

DurationTable& DurationTable::operator+=(const DurationTable& other) {
    require_shape(*this);
    require_shape(other);
    if (causes != other.causes || durations != other.durations ||
        entered.size() != other.entered.size()) {
        throw Error("duration table: two tables of different shape cannot be added");
    }
    const auto add = [](std::vector<std::int64_t>& to, const std::vector<std::int64_t>& from) {
        std::ranges::transform(to, from, to.begin(), std::plus<>{});
    };
    add(events, other.events);
    add(censored, other.censored);
    add(entered, other.entered);
    return *this;
}

CumulativeIncidence cumulative_incidence(const DurationTable& table) {
    require_shape(table);
    CumulativeIncidence curves;
    curves.causes = table.causes;
    curves.at_risk = at_risk_by_week(table);

    double survival = 1.0;
    while (curves.durations < table.durations &&
           (curves.at_risk[index(curves.durations)] > 0 || survival == 0.0)) {
        const std::int32_t week = curves.durations++;
        std::int64_t events = 0;
        for (std::int32_t cause = 0; cause < table.causes; ++cause) {
            events += table.event(cause, week);
        }
        const std::int64_t at_risk = curves.at_risk[index(week)];
        if (at_risk > 0) {
            survival *= static_cast<double>(at_risk - events) / static_cast<double>(at_risk);
        }
        curves.survival.push_back(survival);
    }
    curves.at_risk.resize(index(curves.durations));

    curves.incidence.reserve(index(curves.causes) * index(curves.durations));
    for (std::int32_t cause = 0; cause < curves.causes; ++cause) {
        double incidence = 0.0;
        double before = 1.0;
        for (std::int32_t week = 0; week < curves.durations; ++week) {
            const std::int64_t at_risk = curves.at_risk[index(week)];
            if (at_risk > 0) {
                incidence += before * static_cast<double>(table.event(cause, week)) /
                             static_cast<double>(at_risk);
            }
            curves.incidence.push_back(incidence);
            before = curves.survival[index(week)];
        }
    }
    return curves;
}

std::optional<double> CumulativeIncidence::by(std::int32_t cause, Weeks week) const {
    require_cause(*this, cause);
    if (week < Weeks{0}) {
        throw Error("cumulative incidence: week " + std::to_string(week.value) +
                    " is before the clock starts");
    }
    const std::size_t first = index(cause) * index(durations);
    if (week.value < durations) {
        return incidence[first + index(week.value)];
    }
    if (durations > 0 && survival.back() == 0.0) {
        return incidence[first + index(durations) - 1];
    }
    return std::nullopt;
}

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): which, how much
std::optional<Weeks> CumulativeIncidence::quantile(std::int32_t cause, double share) const {
    require_cause(*this, cause);
    if (!(share > 0.0 && share <= 1.0)) {
        throw Error("cumulative incidence: the share of a quantile is above 0 and at most 1");
    }
    constexpr double slack = 1e-9;
    const std::size_t first = index(cause) * index(durations);
    for (std::int32_t week = 0; week < durations; ++week) {
        if (incidence[first + index(week)] >= share - slack) {
            return Weeks{week};
        }
    }
    return std::nullopt;
}

std::optional<double> CumulativeIncidence::restricted_mean(std::int32_t cause,
                                                           Weeks horizon) const {
    require_cause(*this, cause);
    if (horizon < Weeks{0}) {
        throw Error("restricted mean: the horizon of " + std::to_string(horizon.value) +
                    " weeks is negative");
    }
    if (horizon > Weeks{0} && !by(cause, Weeks{horizon.value - 1})) {
        return std::nullopt;
    }
    double sum = 0.0;
    for (int week = 0; week < horizon.value; ++week) {
        sum += 1.0 - *by(cause, Weeks{week});
    }
    return sum;
}

} // namespace afklar
