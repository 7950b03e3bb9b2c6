#pragma once
/// Who comes to a conversation.
///
/// logit p = b0 + b_trust*trust + b_mode*match + b_personal + b_duty*(duty with sanctions)*(responsive - overwhelmed)
///           - b_health*(1 - health) - b_absences*absences + voluntary_pull*voluntary
///           + deterrence*(sanction acts)*(responsive - overwhelmed) + attend_bonus (team meeting)
///
/// Responsive less overwhelmed, and the term of duty (E101, E112), are worked out for every rule row, in
/// `make_rule_row` of src/process/rule_table.cpp; the bonus is in `team_chance` of assessment.hpp.

#include <algorithm>

#include <afklar/process/context.hpp>

namespace afklar {

/// Most absences that count. Source: contact.b_absences.
inline constexpr int most_absences = 5;

/// Log odds that a citizen takes part in a conversation of a mode.
inline double attendance_log_odds(const WeekContext& now, CitizenIndex i, Mode mode) noexcept {
    const ContactParameters& p = now.p.contact;
    const Citizens& people = now.people;
    const RuleRow& row = now.row(i);
    const TargetGroup group = people.who.target_group[i];
    const std::size_t barriers = number_of(people.who.barriers[i]);
    const bool match = (mode != Mode::in_person) == people.is(i, Flag::prefers_remote);
    const double absences = std::min<double>(most_absences, people.contact.unexcused[i] +
                                                                0.5 * people.contact.excused[i]);
    const bool sanction_acts = people.contact.sanction_until[i] > now.week;
    return p.b0 + p.b_trust * static_cast<double>(people.wellbeing.trust[i]) +
           p.b_mode * static_cast<double>(match) + (row.personal_letter ? p.b_personal : 0.0) +
           row.duty_log_odds[group][barriers] -
           p.b_health * (1.0 - static_cast<double>(people.wellbeing.health[i])) -
           p.b_absences * absences + (row.compulsory ? 0.0 : p.voluntary_pull) +
           (sanction_acts ? now.p.sanction.deterrence * row.responsive[group][barriers] : 0.0);
}

/// No more than the chance that a citizen takes part in a conversation, whatever its mode.
inline double least_attendance(const WeekContext& now, CitizenIndex i) noexcept {
    if (now.people.is(i, Flag::unreachable)) {
        return 0.0;
    }
    const double b_mode = now.p.contact.b_mode;
    const double match = now.people.is(i, Flag::prefers_remote) ? b_mode : -b_mode;
    return logistic_floor(attendance_log_odds(now, i, Mode::in_person) + std::min(0.0, match));
}

/// Chance that a citizen takes part in a conversation of a mode; none for the unreachable.
inline double attendance_chance(const WeekContext& now, CitizenIndex i, Mode mode) noexcept {
    return now.people.is(i, Flag::unreachable) ? 0.0 : logistic(attendance_log_odds(now, i, mode));
}

} // namespace afklar
