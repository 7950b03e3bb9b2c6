#pragma once
/// Step 7 of the week, sanctions: what an unexcused absence leads to, the stop of payment as the last
/// resort, and the small hazard of leaving without a job.

#include <algorithm>

#include <afklar/core/units.hpp>
#include <afklar/observe/observer.hpp>
#include <afklar/process/appointments.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/conversations.hpp>
#include <afklar/process/moves.hpp>
#include <afklar/process/work.hpp>

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

/// Whether something of a chance follows from the appointment that was missed last. Drawn by appointment:
/// the k-th has the same consequences whichever week it falls in.
inline bool follows(const WeekContext& now, Purpose purpose, CitizenIndex i,
                    double chance) noexcept {
    return now.happens(purpose, i, chance, now.people.contact.appointments[i]);
}

/// A step in health, under a rule, with the chance that it is taken.
struct Harm {
    Provision rule{};
    double chance = 0.0;
    double step = 0.0;
};

/// Lowers health.
template <Observer O>
void lower_health(const SanctionChanges& change, CitizenIndex i, const Harm& harm, O& observe) {
    change.wellbeing.health[i] =
        std::max(0.0F, change.wellbeing.health[i] - static_cast<float>(harm.step));
    observe.event(Count::sanction_harm, i, {harm.chance, harm.rule, harm.step});
}

/// Lowers trust by a step.
inline void lower_trust(WellbeingColumns& wellbeing, CitizenIndex i, double step) noexcept {
    wellbeing.trust[i] = std::max(0.0F, wellbeing.trust[i] - static_cast<float>(step));
}

/// Whether the personal contact that the rules require before a sanction finds the citizen. Found, the
/// absence is explained and counts as excused. Draws: attempt.
template <Observer O>
bool explained(const SanctionChanges& change, const WeekContext& now, CitizenIndex i, O& observe) {
    if (now.people.who.target_group[i] != TargetGroup::activity_ready ||
        !now.rules(i).on(Provision::personal_contact_required)) {
        return false;
    }
    const ContactParameters& p = now.p.contact;
    caseworker_of(change.staff, change.contact, i).owed += p.attempt_hours;
    const bool found =
        !now.people.is(i, Flag::unreachable) && follows(now, Purpose::attempt, i, p.attempt_found);
    observe.event(Count::attempts, i,
                  {p.attempt_found, Provision::personal_contact_required, found ? 1.0 : 0.0});
    if (found) {
        --change.contact.unexcused[i];
        ++change.contact.excused[i];
    }
    return found;
}

/// A sanction: hours, income lost, trust and health; some are wrong and will be overturned on appeal.
/// Draws: sanction_harm, appeal, sanction_stands.
template <Observer O>
void impose(const SanctionChanges& change, const WeekContext& now, CitizenIndex i, O& observe) {
    const SanctionParameters& p = now.p.sanction;
    change.plan.sanctioned.push_back(i);
    caseworker_of(change.staff, change.contact, i).owed +=
        p.hours + p.check_hours * now.rules(i).number(Provision::check_of_reasons);
    // Income lost acts through pressure and leaving, in proportion to a point sanction.
    const double size = p.income_loss > 0.0 ? income_share_lost(now, i) / p.income_loss : 0.0;
    change.contact.sanction_until[i] = now.in(p.effect_weeks);
    change.wellbeing.pressure[i] = static_cast<float>(clamp_to(
        static_cast<double>(change.wellbeing.pressure[i]) + p.pressure_step * size, 0.0, 1.0));
    lower_trust(change.wellbeing, i, p.trust_step);
    const bool frail = static_cast<double>(now.people.wellbeing.health[i]) < p.frail_health;
    const Harm harm{Provision::sanctions, frail ? p.harm_frail : p.harm_other, p.harm_step};
    if (follows(now, Purpose::sanction_harm, i, harm.chance)) {
        lower_health(change, i, harm, observe);
    }
    if (follows(now, Purpose::appeal, i, p.appealed) &&
        follows(now, Purpose::sanction_stands, i, p.wrong)) {
        change.appeals.push_back({i, now.in(p.review_weeks), sanction_amount(now, i)});
    }
}

/// Unexcused absences may lead to a sanction. Draws: attempt, sanction; as `impose`; all by appointment.
template <Observer O>
void sanction_absences(const SanctionChanges& change, const WeekContext& now, O& observe) {
    for (const CitizenIndex i : change.plan.unexcused) {
        const double chance = sanction_chance(now, i);
        if (chance > 0.0 && !explained(change, now, i, observe) &&
            follows(now, Purpose::sanction, i, chance)) {
            observe.event(Count::sanction, i,
                          {chance, Provision::sanctions, income_share_lost(now, i)});
            impose(change, now, i, observe);
        }
    }
}

/// A sanction overturned on appeal is paid back and stops acting.
template <Observer O>
void decide_appeals(const SanctionChanges& change, const WeekContext& now, O& observe) {
    const SanctionParameters& p = now.p.sanction;
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
}

/// Leaves without a job and without support.
template <Observer O>
void leave_without_support(const SanctionChanges& change, const WeekContext& now, CitizenIndex i,
                           const Why& why, O& observe) {
    stop_clock(change.moves.people, i, {Target::assessment, Stop::left, now.week}, observe);
    observe.event(Count::left_without_support, i, why);
    leave(change.moves, i, LeftCause::no_support, now.week);
}

/// Whoever lost the payment turns up, or rings where nobody may be met: contact, and reachable from now
/// on. Draws: mode_guess by week where nobody may be met.
template <Observer O>
void turn_up(const SanctionChanges& change, const WeekContext& now, CitizenIndex i, O& observe) {
    note_contact(change.contact, now, i);
    change.contact.stopped_until[i] = column_of(now.week);
    change.moves.people.set(i, Flag::unreachable, false);
    const Mode mode = may_meet(now, i) ? Mode::in_person : choose_mode(now, i, luck_of(now, i));
    caseworker_of(change.staff, change.contact, i).owed += hours_of(now.p.contact, mode);
    observe.event(Count::held, i,
                  {now.p.sanction.stop_contact, Provision::stop_after_silence, 2.0});
    observe.event(held_in(mode), i);
    observe.event(Count::held_by_citizen, i);
}

/// Whether the payment may be stopped: a caseworker, and silence for longer than the rules allow.
inline bool may_be_stopped(const WeekContext& now, CitizenIndex i) noexcept {
    const ContactColumns& contact = now.people.contact;
    const int silence_limit = now.rules(i).whole(Provision::stop_after_silence);
    return silence_limit != 0 && now.week - contact.last_held[i] > silence_limit &&
           contact.caseworker[i] != no_caseworker && contact.stopped_until[i] <= now.week;
}

/// Stops the payment: trust and health, then contact or leaving.
/// Draws: stop_harm, stop_contact, stop_leaves.
template <Observer O>
void stop_payment(const SanctionChanges& change, const WeekContext& now, CitizenIndex i,
                  O& observe) {
    const SanctionParameters& p = now.p.sanction;
    constexpr Provision rule = Provision::stop_after_silence;
    observe.event(Count::payment_stopped, i, {p.stop_propensity, rule, 0.0});
    caseworker_of(change.staff, change.contact, i).owed += p.hours;
    change.contact.stopped_until[i] = now.in(p.stop_weeks);
    lower_trust(change.wellbeing, i, p.stop_trust_step);
    if (now.happens(Purpose::stop_harm, i, p.stop_health)) {
        lower_health(change, i, {rule, p.stop_health, p.stop_health_step}, observe);
    }
    if (now.happens(Purpose::stop_contact, i, p.stop_contact)) {
        turn_up(change, now, i, observe);
    } else if (now.happens(Purpose::stop_leaves, i, p.stop_leave)) {
        leave_without_support(change, now, i, {p.stop_leave, rule, 0.0}, observe);
    }
}

/// Stop of payment only for those whom neither the job centre nor anyone else reaches (S15).
/// Draws: stop_of_payment; as `stop_payment`.
template <Observer O>
void stop_payments(const SanctionChanges& change, const WeekContext& now, O& observe) {
    if (!now.table.any(Provision::stop_after_silence)) {
        return;
    }
    const Citizens& people = now.people;
    MaskMaker& m = now.scratch.masks;
    const Mask cash = look_at(now, people.masks.cash);
    const Mask silent = m.without(m.without(cash, m.equal(change.contact.misses, 0)),
                                  m.with(people.who.flags, Flag::known_elsewhere));
    silent.for_each([&](CitizenIndex i) {
        if (may_be_stopped(now, i) &&
            now.happens(Purpose::stop_of_payment, i, now.p.sanction.stop_propensity)) {
            stop_payment(change, now, i, observe);
        }
    });
}

/// Everyone: a small hazard of leaving without a job, greater while a sanction acts.
/// Draws: leave_without_job.
template <Observer O>
void leave_without_job(const SanctionChanges& change, const WeekContext& now, O& observe) {
    const ExitParameters& p = now.p.exit;
    const Citizens& people = now.people;
    const double factor = now.p.sanction.leave;
    const double most = std::max(p.leave_job_ready, p.leave_activity_ready) * std::max(1.0, factor);
    Sweep(now, people.masks.cash).each(Purpose::leave_without_job, most, [&](const Candidate& c) {
        const TargetGroup group = people.who.target_group[c.i];
        if (!people.client(c.i) || group == TargetGroup::sickness_benefit) {
            return;
        }
        const bool acts = change.contact.sanction_until[c.i] > now.week;
        const double chance =
            (group == TargetGroup::job_ready ? p.leave_job_ready : p.leave_activity_ready) *
            (acts ? factor : 1.0);
        if (c.happens(std::min(most, chance))) {
            const Provision rule = acts ? Provision::sanctions : Provision::count_;
            leave_without_support(change, now, c.i, {chance, rule, 0.0}, observe);
        }
    });
}

/// Step 7. Draws: attempt, sanction, sanction_harm, appeal, sanction_stands by appointment;
/// stop_of_payment, stop_contact, stop_harm, stop_leaves, leave_without_job by week.
template <Observer O>
void sanctions(const SanctionChanges& change, const WeekContext& now, O& observe) {
    sanction_absences(change, now, observe);
    decide_appeals(change, now, observe);
    stop_payments(change, now, observe);
    leave_without_job(change, now, observe);
}

} // namespace afklar
