#pragma once
/// Step 6 of the week, conversations: who comes, what a conversation held starts, and what a missed one
/// counts as.
/// The chance of coming is that of attendance.hpp.

#include <algorithm>

#include <afklar/observe/observer.hpp>
#include <afklar/process/appointments.hpp>
#include <afklar/process/attendance.hpp>
#include <afklar/process/contact_rules.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/moves.hpp>

namespace afklar {

/// What step 6 changes.
struct ConversationChanges {
    ContactColumns& contact;
    WellbeingColumns& wellbeing;
    EffortColumns& effort;
    Column<WeekColumn>& social_until;
    Staff& staff;
    CentreCapacity& capacity;
    WeekPlan& plan;
    EmployerPlaces places;
};

/// Quality of a caseworker in conversations and files. Source: staff.degree_quality (E099).
inline double craft(const WeekContext& now, const Caseworker& worker) noexcept {
    return std::max(0.0, 1.0 + (worker.degree ? now.p.staff.degree_quality : 0.0));
}

/// Time in a conversation that a low caseload gives: 0 at a crowded caseload or more, 1 at a calm one or
/// less. Source: contact.calm_caseload, contact.crowded_caseload.
inline double unhurried(const ContactParameters& p, double caseload) noexcept {
    const double range = std::max(1.0, p.crowded_caseload - p.calm_caseload);
    return clamp_to((p.crowded_caseload - caseload) / range, 0.0, 1.0);
}

/// A conversation held: trust, the social part of the file, treatment, support, an offer.
template <Observer O>
void hold(const ConversationChanges& change, const WeekContext& now, const Appointment& a,
          O& observe) {
    const Parameters& p = now.p;
    const CitizenIndex i = a.citizen;
    const Citizens& people = now.people;
    Caseworker& worker = change.staff[static_cast<std::size_t>(change.contact.caseworker[i])];
    worker.hours_left += a.expected_hours - a.hours;
    const bool sickness = people.who.target_group[i] == TargetGroup::sickness_benefit;

    const double before = static_cast<double>(change.wellbeing.trust[i]);
    const double gain =
        p.contact.trust_gain * craft(now, worker) * a.trust_factor *
        (now.row(i).compulsory ? 1.0 : p.contact.trust_voluntary) *
        (1.0 + p.contact.trust_unhurried * (unhurried(p.contact, worker.caseload) -
                                            unhurried(p.contact, p.staff.caseload_start)));
    change.wellbeing.trust[i] =
        static_cast<float>(clamp_to(before + std::max(0.0, gain) * (1.0 - before), 0.0, 1.0));

    change.contact.last_held[i] = column_of(now.week);
    change.contact.misses[i] = 0;
    change.contact.unexcused[i] = 0;
    change.contact.excused[i] = 0;
    if (change.contact.held_in_spell[i] < 255) {
        ++change.contact.held_in_spell[i];
    }
    ++change.contact.held_quarter[i];
    change.contact.next_due[i] = now.in(due_of(now, i).weeks);

    observe.event(a.mode == Mode::in_person ? Count::held_in_person
                  : a.mode == Mode::phone   ? Count::held_phone
                                            : Count::held_video,
                  i);
    observe.event(
        a.reason == Reason::citizen_rings ? Count::held_by_citizen : Count::held_by_centre, i);
    change.plan.held.push_back(i);
    if (sickness) {
        return;
    }

    const double trust = 2.0 * static_cast<double>(change.wellbeing.trust[i]);
    if (happens(now, a.luck, ConversationDraw::social_part, i,
                p.contact.social_fill * craft(now, worker))) {
        change.social_until[i] = now.in(p.file.social_valid);
    }
    const auto treatable = static_cast<BarrierSet>(people.who.barriers[i] & treatable_barriers);
    const bool treated =
        change.effort.treatment_from[i] != never && change.effort.treatment_until[i] > now.week;
    if (treatable != 0 && !treated) {
        const double chance =
            p.contact.treatment_start * trust *
            (people.is(i, Flag::in_unit) ? p.unit.treatment_factor : 1.0) *
            (treatable == bit_of(Barrier::substance_use) ? p.treatment.substance_factor : 1.0);
        if (happens(now, a.luck, ConversationDraw::treatment_start, i, chance)) {
            const double wait = p.treatment.wait * now.environment.health_wait *
                                now.centre().number(Provision::health_wait_factor);
            change.effort.treatment_from[i] = now.in(wait);
            change.effort.treatment_until[i] = now.in(wait + p.treatment.weeks);
        }
    }
    if (change.effort.home_support_until[i] <= now.week &&
        people.who.target_group[i] == TargetGroup::activity_ready &&
        happens(now, a.luck, ConversationDraw::home_support_start, i,
                p.contact.home_support_start * trust)) {
        change.effort.home_support_until[i] = now.in(p.home_support.weeks);
        observe.event(Count::home_support_started, i);
    }
    // An offer: by judgement, or because it is due and a duty.
    const RuleSet& rules = now.rules(i);
    const int due_after = rules.whole(Provision::offers_due_after);
    const bool due =
        due_after > 0 && rules.on(Provision::offers_compulsory) &&
        people.place.weeks_on_benefit[i] >= due_after &&
        (change.effort.offer_due[i] == never || change.effort.offer_due[i] <= now.week);
    const double offer_chance =
        due ? std::max(p.offer.start, p.offer.take_up / weeks_per_year * due_of(now, i).weeks)
            : p.offer.start;
    if (change.effort.offer_until[i] <= now.week && change.effort.place[i] == Sector::none) {
        // One draw decides on an offer and, within it, on one in a company.
        const auto offered = [&](double chance) {
            return happens(now, a.luck, ConversationDraw::offer_start, i, chance);
        };
        if (offered(offer_chance)) {
            const bool company = offered(offer_chance * p.offer.company_share);
            const auto open = rules.choice<CompanyOffers>(Provision::company_offers);
            if (company) {
                change.effort.place[i] =
                    free_place(open, change.capacity.places_in_use, change.places);
            }
            if (change.effort.place[i] != Sector::none) {
                ++change.capacity.places_in_use[change.effort.place[i]];
                change.effort.place_until[i] = now.in(p.offer.weeks);
                change.plan.charges.push_back(
                    {i, ChargeKind::programme, kroner(p.cost.work_trial)});
                observe.event(Count::placement_started, i);
            }
            change.effort.offer_until[i] = now.in(p.offer.weeks);
            change.effort.offer_due[i] = now.in(p.offer.weeks + weeks_per_year / 2.0);
            change.staff[static_cast<std::size_t>(change.contact.caseworker[i])].owed +=
                p.offer.hours;
            observe.event(Count::offer_started, i,
                          {offer_chance, Provision::offers_due_after, 0.0});
        }
    }
}

/// A conversation missed: excused in advance or not; after several in a row the centre waits.
template <Observer O>
void miss(const ConversationChanges& change, const WeekContext& now, const Appointment& a,
          O& observe) {
    const Parameters& p = now.p;
    const CitizenIndex i = a.citizen;
    Caseworker& worker = change.staff[static_cast<std::size_t>(change.contact.caseworker[i])];
    worker.hours_left += a.expected_hours - p.contact.hours_missed;

    const double silence = std::min<double>(now.week - now.people.contact.last_held[i],
                                            10.0 * p.contact.excused_silence);
    const double excused = p.contact.excused_base * det_exp(-silence / p.contact.excused_silence);
    const bool compulsory = now.row(i).compulsory;
    if (!now.people.is(i, Flag::unreachable) &&
        happens(now, a.luck, ConversationDraw::excuse, i, excused)) {
        ++change.contact.excused[i];
        observe.event(Count::missed_excused, i,
                      {1.0 - a.chance, Provision::participation, excused});
    } else {
        ++change.contact.unexcused[i];
        observe.event(Count::missed_unexcused, i,
                      {1.0 - a.chance, Provision::participation, excused});
        if (compulsory) {
            change.plan.unexcused.push_back(i);
        }
    }
    if (change.contact.misses[i] < 255) {
        ++change.contact.misses[i];
    }
    const int in_a_row = std::max(1, rounded<int>(p.contact.give_up_after));
    const bool give_up = change.contact.misses[i] % in_a_row == 0;
    change.contact.next_due[i] = now.in(give_up ? due_of(now, i).weeks : p.contact.retry_weeks);
}

/// Step 6. Draws: attendance, excuse, social_part, treatment_start, home_support_start, offer_start.
template <Observer O>
void conversations(const ConversationChanges& change, const WeekContext& now, O& observe) {
    for (const Appointment& a : change.plan.appointments) {
        const CitizenIndex i = a.citizen;
        if (a.reason == Reason::citizen_rings) {
            observe.event(Count::held, i, {-1.0, Provision::count_, 1.0});
            hold(change, now, a, observe);
            continue;
        }
        observe.event(
            Count::invited, i,
            {-1.0,
             a.reason == Reason::statute ? Provision::conversation_interval : Provision::timing,
             now.rules(i).number(Provision::invitation)});
        if (happens(now, a.luck, ConversationDraw::attendance, i, a.chance)) {
            observe.event(Count::held, i, {a.chance, Provision::participation, 0.0});
            hold(change, now, a, observe);
        } else {
            miss(change, now, a, observe);
        }
    }
    // More came than was reckoned with: the coming week pays.
    for (Caseworker& worker : change.staff) {
        if (worker.filled && worker.hours_left < 0.0) {
            worker.owed -= worker.hours_left;
            worker.hours_left = 0.0;
        }
    }
}

} // namespace afklar
