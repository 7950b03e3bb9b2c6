#pragma once
/// The weeks in which the entries of a policy are in force.

#include <cstddef>
#include <vector>

#include <afklar/policy/policy.hpp>

namespace afklar::detail {

/// First week of an entry, at least 0.
Week first_week(const TimelineEntry& entry, Date origin);

/// The week after the last of an entry, at most `weeks`.
Week end_week(const TimelineEntry& entry, const PolicyWeeks& over);

/// Whether an entry with a regime starts later than another, so that it takes its place.
bool starts_later(const TimelineEntry& a, const TimelineEntry& b);

/// The weeks in which something that an entry sets begins or ends, at least 0.
std::vector<Week> setting_weeks(const TimelineEntry& entry, const PolicyWeeks& over);

/// First weeks in their order, each once, with week 0 and without those past the end.
std::vector<Week> put_in_order(std::vector<Week> starts, const PolicyWeeks& over);

/// The first weeks of all stretches with unchanging rules; the first is 0.
std::vector<Week> segment_starts(const std::vector<TimelineEntry>& entries,
                                 const PolicyWeeks& over);

/// The first week in which a regime holds for everyone in every region; `weeks` when there is none.
Week first_complete_week(const std::vector<TimelineEntry>& entries, const PolicyWeeks& over);

/// Regions, one bit each, in which no regime holds for everyone in a week.
std::uint8_t regions_without_regime(const std::vector<TimelineEntry>& entries,
                                    const PolicyWeeks& over, Week week);

/// All distinct selectors of a policy in the order in which they stand.
std::vector<Selector> distinct_selectors(const std::vector<TimelineEntry>& entries);

} // namespace afklar::detail
