#pragma once
/// Step 7 of the week, sanctions: what an unexcused absence leads to, the stop of payment as the last
/// resort, and the small hazard of leaving without a job.

#include <algorithm>

#include <afklar/core/units.hpp>
#include <afklar/observe/observer.hpp>
#include <afklar/process/appointments.hpp>
#include <afklar/process/contact_rules.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/moves.hpp>

namespace afklar {

/// What step 7 changes.
struct SanctionChanges {
    ContactColumns& contact;
    WellbeingColumns& wellbeing;
    Staff& staff;
    WeekPlan& plan;
    const MoveChanges& moves;
    std::vector<Appeal>& appeals;
};

/// Chance that an unexcused absence becomes a sanction under the rules that hold for a citizen.
/// Source: L016, L017, E038, E041, E050.
inline double sanction_chance(const WeekContext& now, CitizenIndex i) noexcept {
    const SanctionParameters& p = now.p.sanction;
    const RuleRow& row = now.row(i);
    if (!row.sanctions || !row.compulsory ||
        now.people.who.target_group[i] == TargetGroup::sickness_benefit) {
        return 0.0; // sickness benefit has rules of its own, which are left out
    }
    if (now.people.who.target_group[i] != TargetGroup::activity_ready) {
        return p.propensity_job_ready;
    }
    const double checked = row.rules.number(Provision::check_of_reasons);
    return p.propensity_activity_ready * (1.0 - checked * (1.0 - p.check_factor));
}

/// Income lost in a sanction, as a share of a month's benefit. A point sanction takes its rates at once;
/// a period sanction takes one rate a working day until the retry date. Source: L013, L014, D379.
inline double income_share_lost(const WeekContext& now, CitizenIndex i) noexcept {
    constexpr double rates_of_parameter = 3.0; // D379: sanction.income_loss is a point sanction's
    constexpr double working_days = 5.0;
    const RuleSet& rules = now.rules(i);
    const double rates = rules.choice<SanctionType>(Provision::sanction_type) == SanctionType::point
                             ? rules.number(Provision::sanction_rates)
                             : working_days * now.p.contact.retry_weeks;
    return now.p.sanction.income_loss * rates / rates_of_parameter;
}

/// Benefit lost in a sanction.
inline Money sanction_amount(const WeekContext& now, CitizenIndex i) noexcept {
    constexpr double months_in_year = 12.0;
    return kroner(now.p.cost.assistance_week * weeks_per_year / months_in_year *
                  income_share_lost(now, i));
}

/// Lowers health for the share that is harmed. Draws: the purpose given, by week.
template <Observer O>
void harm(const SanctionChanges& change, const WeekContext& now, CitizenIndex i, Purpose purpose,
          Provision rule, double share, double step, O& observe) {
    if (now.happens(purpose, i, share)) {
        change.wellbeing.health[i] =
            std::max(0.0F, change.wellbeing.health[i] - static_cast<float>(step));
        observe.event(Count::sanction_harm, i, {share, rule, step});
    }
}

/// Step 7. Draws: attempt, sanction, sanction_harm, appeal, sanction_stands, stop_of_payment,
/// stop_contact, stop_harm, stop_leaves, leave_without_job.
template <Observer O>
void sanctions(const SanctionChanges& change, const WeekContext& now, O& observe) {
    const SanctionParameters& p = now.p.sanction;
    const Citizens& people = now.people;
    const auto worker_of = [&](CitizenIndex i) -> Caseworker& {
        return change.staff[static_cast<std::size_t>(change.contact.caseworker[i])];
    };

    for (const CitizenIndex i : change.plan.unexcused) {
        const RuleRow& row = now.row(i);
        const double chance = sanction_chance(now, i);
        if (chance <= 0.0) {
            continue;
        }
        const bool activity_ready = people.who.target_group[i] == TargetGroup::activity_ready;
        if (activity_ready && row.rules.on(Provision::personal_contact_required)) {
            worker_of(i).owed += now.p.contact.attempt_hours;
            const bool found = !people.is(i, Flag::unreachable) &&
                               now.happens(Purpose::attempt, i, now.p.contact.attempt_found);
            observe.event(Count::attempts, i,
                          {now.p.contact.attempt_found, Provision::personal_contact_required,
                           found ? 1.0 : 0.0});
            if (found) {
                // Found: the absence is explained and counts as excused.
                --change.contact.unexcused[i];
                ++change.contact.excused[i];
                continue;
            }
        }
        if (!now.happens(Purpose::sanction, i, chance)) {
            continue;
        }
        change.plan.sanctioned.push_back(i);
        observe.event(Count::sanction, i,
                      {chance, Provision::sanctions, income_share_lost(now, i)});
        worker_of(i).owed +=
            p.hours + p.check_hours * row.rules.number(Provision::check_of_reasons);
        // Income lost acts through pressure and leaving, in proportion to a point sanction.
        const double size = p.income_loss > 0.0 ? income_share_lost(now, i) / p.income_loss : 0.0;
        change.contact.sanction_until[i] = now.in(p.effect_weeks);
        change.wellbeing.pressure[i] = static_cast<float>(clamp_to(
            static_cast<double>(change.wellbeing.pressure[i]) + p.pressure_step * size, 0.0, 1.0));
        change.wellbeing.trust[i] =
            std::max(0.0F, change.wellbeing.trust[i] - static_cast<float>(p.trust_step));
        const bool frail = static_cast<double>(people.wellbeing.health[i]) < p.frail_health;
        harm(change, now, i, Purpose::sanction_harm, Provision::sanctions,
             frail ? p.harm_frail : p.harm_other, p.harm_step, observe);
        if (now.happens(Purpose::appeal, i, p.appealed) &&
            now.happens(Purpose::sanction_stands, i, p.wrong)) {
            change.appeals.push_back({i, now.in(p.review_weeks), sanction_amount(now, i)});
        }
    }

    // A sanction overturned on appeal is paid back and stops acting.
    std::erase_if(change.appeals, [&](const Appeal& appeal) {
        if (appeal.decided > now.week) {
            return false;
        }
        change.contact.sanction_until[appeal.who] = column_of(now.week);
        change.plan.charges.push_back({appeal.who, ChargeKind::benefit, appeal.lost});
        observe.event(Count::sanction_overturned, appeal.who,
                      {p.appealed * p.wrong, Provision::check_of_reasons, 0.0});
        return true;
    });

    // Stop of payment only for those whom neither the job centre nor anyone else reaches (S15).
    const bool can_stop = now.table.any(Provision::stop_after_silence);
    MaskMaker& m = now.scratch.masks;
    const Mask cash = look_at(now, people.masks.cash);
    const Mask silent = can_stop ? m.without(m.without(cash, m.equal(change.contact.misses, 0)),
                                             m.with(people.who.flags, Flag::known_elsewhere))
                                 : Mask{};
    silent.for_each([&](CitizenIndex i) {
        const int silence_limit = now.rules(i).whole(Provision::stop_after_silence);
        if (silence_limit == 0 || now.week - people.contact.last_held[i] <= silence_limit ||
            change.contact.caseworker[i] == no_caseworker ||
            change.contact.stopped_until[i] > now.week ||
            !now.happens(Purpose::stop_of_payment, i, p.stop_propensity)) {
            return;
        }
        observe.event(Count::payment_stopped, i,
                      {p.stop_propensity, Provision::stop_after_silence, 0.0});
        worker_of(i).owed += p.hours;
        change.contact.stopped_until[i] = now.in(p.stop_weeks);
        change.wellbeing.trust[i] =
            std::max(0.0F, change.wellbeing.trust[i] - static_cast<float>(p.stop_trust_step));
        harm(change, now, i, Purpose::stop_harm, Provision::stop_after_silence, p.stop_health,
             p.stop_health_step, observe);
        if (now.happens(Purpose::stop_contact, i, p.stop_contact)) {
            // He turns up: contact, and reachable from now on.
            change.contact.last_held[i] = column_of(now.week);
            change.contact.misses[i] = 0;
            change.contact.unexcused[i] = 0;
            change.contact.excused[i] = 0;
            change.contact.next_due[i] = now.in(due_of(now, i).weeks);
            change.contact.stopped_until[i] = column_of(now.week);
            change.moves.people.set(i, Flag::unreachable, false);
            ++change.contact.held_quarter[i];
            worker_of(i).owed += now.p.contact.hours_in_person;
            observe.event(Count::held, i, {p.stop_contact, Provision::stop_after_silence, 2.0});
            observe.event(Count::held_in_person, i);
            observe.event(Count::held_by_citizen, i);
        } else if (now.happens(Purpose::stop_leaves, i, p.stop_leave)) {
            stop_clock(change.moves.people, i, {Target::assessment, Stop::left, now.week}, observe);
            observe.event(Count::left_without_support, i,
                          {p.stop_leave, Provision::stop_after_silence, 0.0});
            leave(change.moves, i, LeftCause::no_support, now.week);
        }
    });

    // Everyone: a small hazard of leaving without a job.
    const double most = std::max(now.p.exit.leave_job_ready, now.p.exit.leave_activity_ready) *
                        std::max(1.0, p.leave);
    Sweep(now, people.masks.cash).each(Purpose::leave_without_job, most, [&](const Candidate& c) {
        const CitizenIndex i = c.i;
        if (!people.client(i) || people.who.target_group[i] == TargetGroup::sickness_benefit) {
            return;
        }
        const bool job_ready = people.who.target_group[i] == TargetGroup::job_ready;
        const bool acts = change.contact.sanction_until[i] > now.week;
        const double chance =
            (job_ready ? now.p.exit.leave_job_ready : now.p.exit.leave_activity_ready) *
            (acts ? p.leave : 1.0);
        if (c.happens(std::min(most, chance))) {
            stop_clock(change.moves.people, i, {Target::assessment, Stop::left, now.week}, observe);
            observe.event(Count::left_without_support, i,
                          {chance, acts ? Provision::sanctions : Provision::count_, 0.0});
            leave(change.moves, i, LeftCause::no_support, now.week);
        }
    });
}

} // namespace afklar
