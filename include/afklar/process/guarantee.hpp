#pragma once
/// Step 10 of the week, guarantee and review: deadlines, cases opened in time for them, cases that must
/// go with the file as it is, breaches, and the yearly review of those without a lasting solution.

#include <algorithm>

#include <afklar/observe/observer.hpp>
#include <afklar/process/assessment.hpp>
#include <afklar/process/context.hpp>

namespace afklar {

/// The deadline of a citizen under a guarantee. Those past it at the start are spread over the phase-in.
/// Draws: backlog_place.
inline WeekColumn deadline_of(const WeekContext& now, CitizenIndex i) noexcept {
    const RuleSet& rules = now.rules(i);
    const int limit = rules.whole(Provision::guarantee);
    const int passed = now.people.place.weeks_on_benefit[i];
    if (passed < limit) {
        return column_of(now.week + limit - passed);
    }
    const double phase = rules.number(Provision::guarantee_phase_in);
    return column_of(now.week +
                     static_cast<Week>(now.uniform(Purpose::backlog_place, i, 0) * phase));
}

/// Weeks from the team's meeting to the decision, at most: its phase and the municipality's delay.
inline double team_weeks(const Parameters& p) noexcept {
    return p.team.phase_weeks +
           std::max({p.decision.weeks_flex, p.decision.weeks_pension, p.decision.weeks_programme});
}

/// A case must go with the file as it is: to its caseworker at the deadline if hours allow, to the team
/// while it can still be decided in time. Draws: as `decide_alone`.
template <Observer O>
void send_in_time(const AssessmentChanges& change, const WeekContext& now, CitizenIndex i,
                  O& observe) {
    const Parameters& p = now.p;
    if (change.file.stage[i] != CaseStage::open || change.contact.caseworker[i] == no_caseworker) {
        return;
    }
    const Week left = change.file.deadline[i] - now.week;
    const Caseworker& worker = caseworker_of(change.staff, change.contact, i);
    const bool own_route = goes_own_route(change.file.plan[i]);
    if (own_route && left <= 0 && worker.owed < worker.hours_left + p.own.hours) {
        decide_alone(change, now, i, true, observe);
    } else if (!own_route && left <= team_weeks(p) + 1.0) { // heard from next week on
        ask_for_team(change, now, i);
    }
}

/// The deadline of somebody not yet assessed: his case is opened in time, goes in time, or breaches.
/// Draws: backlog_place; as `open_case` and `decide_alone`.
template <Observer O>
void keep_deadline(const AssessmentChanges& change, const WeekContext& now, CitizenIndex i,
                   O& observe) {
    if (change.file.deadline[i] == never) {
        change.file.deadline[i] = deadline_of(now, i);
    }
    const Week left = change.file.deadline[i] - now.week;
    if (left <= now.p.guarantee.lead_weeks) {
        if (change.file.stage[i] == CaseStage::closed) {
            open_case(change, now, i, {-1.0, Provision::guarantee}, observe);
        } else if (change.file.stage[i] == CaseStage::open) {
            change.people.set(i, Flag::by_guarantee, true);
        }
    }
    send_in_time(change, now, i, observe);
    if (left < 0 && !change.people.is(i, Flag::assessed) && !change.people.is(i, Flag::breached)) {
        change.people.set(i, Flag::breached, true);
        observe.event(Count::guarantee_breach, i,
                      {-1.0, Provision::guarantee, static_cast<double>(-left)});
    }
}

/// Review while no lasting solution is found; a misplaced case may be found out. Draws: review_finds.
template <Observer O>
void review(const AssessmentChanges& change, const WeekContext& now, CitizenIndex i, O& observe) {
    const GuaranteeParameters& p = now.p.guarantee;
    const int interval = now.rules(i).whole(Provision::review_interval);
    WeekColumn& due = change.file.review_due[i];
    if (due <= now.week && change.contact.caseworker[i] != no_caseworker) {
        caseworker_of(change.staff, change.contact, i).owed += p.review_hours;
        due = interval > 0 ? column_of(now.week + interval) : never;
        observe.event(Count::review, i, {-1.0, Provision::review_interval, 0.0});
        const double chance =
            change.people.is(i, Flag::misplaced) ? p.review_finds : p.review_changes;
        if (now.happens(Purpose::review_finds, i, chance)) {
            change.people.set(i, Flag::misplaced, false);
            open_case(change, now, i, {chance}, observe);
        }
    } else if (due == never && interval > 0) {
        due = column_of(now.week + interval);
    }
}

/// Step 10. Draws: review_finds by week, backlog_place once; those of step 9 for cases that must go.
template <Observer O>
void guarantee_and_review(const AssessmentChanges& change, const WeekContext& now, O& observe) {
    if (!now.table.any(Provision::guarantee) && !now.table.any(Provision::review_interval)) {
        return;
    }
    for_each_citizen(now.people.masks.cash, [&](CitizenIndex i) {
        if (!now.people.cash_client(i)) {
            return;
        }
        if (now.rules(i).whole(Provision::guarantee) == 0) {
            change.file.deadline[i] = never;
        } else if (!change.people.is(i, Flag::assessed)) {
            keep_deadline(change, now, i, observe);
        }
        if (change.file.stage[i] == CaseStage::assessed) {
            review(change, now, i, observe);
        }
    });
}

} // namespace afklar
