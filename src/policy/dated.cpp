#include "policy/dated.hpp"

#include <algorithm>
#include <utility>

namespace afklar::detail {

Week first_week(const TimelineEntry& entry, Date origin) {
    return entry.from ? std::max<Week>(0, week_of_rule(origin, *entry.from)) : 0;
}

Week end_week(const TimelineEntry& entry, const PolicyWeeks& over) {
    return entry.to ? std::clamp<Week>(week_of_rule(over.origin, *entry.to), 0, over.weeks)
                    : over.weeks;
}

bool starts_later(const TimelineEntry& a, const TimelineEntry& b) {
    return a.from && (!b.from || *a.from > *b.from);
}

std::vector<Week> setting_weeks(const TimelineEntry& entry, const PolicyWeeks& over) {
    std::vector<Week> weeks;
    const auto add_dates = [&](const std::vector<Setting>& settings) {
        for (const Setting& setting : settings) {
            for (const auto& day : {setting.from, setting.to}) {
                if (day) {
                    weeks.push_back(std::max<Week>(0, week_of_rule(over.origin, *day)));
                }
            }
        }
    };
    if (entry.regime) {
        add_dates(entry.regime->settings);
    }
    for (const Reform& reform : entry.reforms) {
        add_dates(reform.settings);
    }
    return weeks;
}

std::vector<Week> segment_starts(const std::vector<TimelineEntry>& entries,
                                 const PolicyWeeks& over) {
    std::vector<Week> starts;
    for (const TimelineEntry& entry : entries) {
        starts.push_back(first_week(entry, over.origin));
        starts.push_back(end_week(entry, over));
        const auto within = setting_weeks(entry, over);
        starts.insert(starts.end(), within.begin(), within.end());
    }
    return put_in_order(std::move(starts), over);
}

std::vector<Week> put_in_order(std::vector<Week> starts, const PolicyWeeks& over) {
    starts.push_back(0);
    std::erase_if(starts, [&](Week w) { return w > 0 && w >= over.weeks; });
    std::ranges::sort(starts);
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    return starts;
}

std::uint8_t regions_without_regime(const std::vector<TimelineEntry>& entries,
                                    const PolicyWeeks& over, Week week) {
    unsigned missing = 0x1F;
    for (const TimelineEntry& entry : entries) {
        const bool holds =
            entry.regime && first_week(entry, over.origin) <= week && week < end_week(entry, over);
        if (!holds) {
            continue;
        }
        if (!entry.where) {
            missing &= ~static_cast<unsigned>(entry.regions);
        } else if (entry.where->only_places() && entry.where->job_centres.empty()) {
            missing &= ~static_cast<unsigned>(entry.regions & entry.where->regions);
        }
    }
    return static_cast<std::uint8_t>(missing);
}

Week first_complete_week(const std::vector<TimelineEntry>& entries, const PolicyWeeks& over) {
    for (const Week start : segment_starts(entries, over)) {
        if (regions_without_regime(entries, over, start) == 0) {
            return start;
        }
    }
    return over.weeks;
}

std::vector<Selector> distinct_selectors(const std::vector<TimelineEntry>& entries) {
    std::vector<Selector> selectors;
    const auto add = [&selectors](const std::optional<Selector>& where) {
        if (where && std::ranges::find(selectors, *where) == selectors.end()) {
            selectors.push_back(*where);
        }
    };
    for (const TimelineEntry& entry : entries) {
        add(entry.where);
        for (const Reform& reform : entry.reforms) {
            add(reform.where);
        }
    }
    return selectors;
}

} // namespace afklar::detail
