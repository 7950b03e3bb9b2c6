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

/// Step 10. Draws: review_finds, misplaced_returns by week; those of step 9 for cases that must go.
template <Observer O>
void guarantee_and_review(const AssessmentChanges& change, const WeekContext& now, O& observe) {
    const Parameters& p = now.p;
    const Citizens& people = now.people;
    // The team's phase and the municipality's delay come before the decision.
    const double team_weeks =
        p.team.phase_weeks +
        std::max({p.decision.weeks_flex, p.decision.weeks_pension, p.decision.weeks_programme});

    if (!now.table.any(Provision::guarantee) && !now.table.any(Provision::review_interval)) {
        return;
    }
    for_each_citizen(now, now.people.masks.cash, [&](CitizenIndex i) {
        if (!people.cash_client(i)) {
            return;
        }
        if (now.rules(i).whole(Provision::guarantee) == 0) {
            change.file.deadline[i] = never;
        } else if (change.file.assessed[i] == never) {
            if (change.file.deadline[i] == never) {
                change.file.deadline[i] = deadline_of(now, i);
            }
            const Week left = change.file.deadline[i] - now.week;
            if (change.file.stage[i] == CaseStage::closed && left <= p.guarantee.lead_weeks) {
                open_case(change, now, i, true, -1.0, observe);
            } else if (change.file.stage[i] == CaseStage::open && left <= p.guarantee.lead_weeks) {
                change.people.set(i, Flag::by_guarantee, true);
            }
            const bool own_route = change.file.plan[i] == Plan::job_directed ||
                                   change.file.plan[i] == Plan::vocational_rehabilitation;
            if (change.file.stage[i] == CaseStage::open &&
                change.contact.caseworker[i] != no_caseworker) {
                const Caseworker& worker =
                    change.staff[static_cast<std::size_t>(change.contact.caseworker[i])];
                if (own_route && left <= 0 && worker.owed < worker.hours_left + p.own.hours) {
                    decide_alone(change, now, i, true, observe);
                } else if (!own_route && left <= team_weeks + 1.0) { // heard from next week on
                    ask_for_team(change, now, i);
                }
            }
            if (left < 0 && change.file.assessed[i] == never && !people.is(i, Flag::breached)) {
                change.people.set(i, Flag::breached, true);
                observe.event(Count::guarantee_breach, i,
                              {-1.0, Provision::guarantee, static_cast<double>(-left)});
            }
        }

        // Review while no lasting solution is found; a misplaced case may be found out.
        if (change.file.stage[i] == CaseStage::assessed && change.file.review_due[i] <= now.week &&
            change.contact.caseworker[i] != no_caseworker) {
            Caseworker& worker =
                change.staff[static_cast<std::size_t>(change.contact.caseworker[i])];
            worker.owed += p.guarantee.review_hours;
            const int interval = now.rules(i).whole(Provision::review_interval);
            change.file.review_due[i] = interval > 0 ? column_of(now.week + interval) : never;
            observe.event(Count::review, i, {-1.0, Provision::review_interval, 0.0});
            const double chance = people.is(i, Flag::misplaced) ? p.guarantee.review_finds
                                                                : p.guarantee.review_changes;
            if (now.happens(Purpose::review_finds, i, chance)) {
                change.people.set(i, Flag::misplaced, false);
                open_case(change, now, i, false, chance, observe);
            }
        } else if (change.file.stage[i] == CaseStage::assessed &&
                   change.file.review_due[i] == never &&
                   now.rules(i).whole(Provision::review_interval) > 0) {
            change.file.review_due[i] =
                column_of(now.week + now.rules(i).whole(Provision::review_interval));
        }
    });
}

} // namespace afklar
