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
    return std::max(0.0, 1.0 + now.p.staff.degree_quality * static_cast<double>(worker.degree));
}

/// Time in a conversation that a low caseload gives: 0 at a crowded caseload or more, 1 at a calm one or
/// less. Source: contact.calm_caseload, contact.crowded_caseload.
inline double unhurried(const ContactParameters& p, double caseload) noexcept {
    const double range = std::max(1.0, p.crowded_caseload - p.calm_caseload);
    return clamp_to((p.crowded_caseload - caseload) / range, 0.0, 1.0);
}

/// Raises trust: more if voluntary, unhurried and with a caseworker of craft.
inline void raise_trust(const ConversationChanges& change, const WeekContext& now,
                        const Appointment& a) noexcept {
    const Parameters& p = now.p;
    const CitizenIndex i = a.citizen;
    const Caseworker& worker = caseworker_of(change.staff, change.contact, i);
    const double before = static_cast<double>(change.wellbeing.trust[i]);
    const double gain =
        p.contact.trust_gain * craft(now, worker) * a.trust_factor *
        (now.row(i).compulsory ? 1.0 : p.contact.trust_voluntary) *
        (1.0 + p.contact.trust_unhurried * (unhurried(p.contact, worker.caseload) -
                                            unhurried(p.contact, p.staff.caseload_start)));
    change.wellbeing.trust[i] =
        static_cast<float>(clamp_to(before + std::max(0.0, gain) * (1.0 - before), 0.0, 1.0));
}

/// Notes that a citizen was met: absences are cleared, and the next conversation is due.
inline void note_contact(ContactColumns& contact, const WeekContext& now, CitizenIndex i) noexcept {
    contact.last_held[i] = column_of(now.week);
    contact.misses[i] = 0;
    contact.unexcused[i] = 0;
    contact.excused[i] = 0;
    ++contact.held_quarter[i];
    contact.next_due[i] = now.in(due_of(now, i).weeks);
}

/// May start treatment of what can be treated; `trust` is 1 in the middle of the scale.
inline void start_treatment(const ConversationChanges& change, const WeekContext& now,
                            const Appointment& a, double trust) noexcept {
    const Parameters& p = now.p;
    const CitizenIndex i = a.citizen;
    const auto treatable = static_cast<BarrierSet>(now.people.who.barriers[i] & treatable_barriers);
    const double chance =
        p.contact.treatment_start * trust *
        (now.people.is(i, Flag::in_unit) ? p.unit.treatment_factor : 1.0) *
        (treatable == bit_of(Barrier::substance_use) ? p.treatment.substance_factor : 1.0);
    // Luck first: it is against most, and costs less than to look at the columns.
    if (treatable == 0 || !happens(now, a.luck, ConversationDraw::treatment_start, i, chance)) {
        return;
    }
    const bool treated =
        change.effort.treatment_from[i] != never && change.effort.treatment_until[i] > now.week;
    if (!treated) {
        const double wait = p.treatment.wait * now.environment.health_wait *
                            now.centre().number(Provision::health_wait_factor);
        change.effort.treatment_from[i] = now.in(wait);
        change.effort.treatment_until[i] = now.in(wait + p.treatment.weeks);
    }
}

/// May start home support; `trust` as for treatment.
template <Observer O>
void start_home_support(const ConversationChanges& change, const WeekContext& now,
                        const Appointment& a, double trust, O& observe) {
    const CitizenIndex i = a.citizen;
    if (happens(now, a.luck, ConversationDraw::home_support_start, i,
                now.p.contact.home_support_start * trust) &&
        change.effort.home_support_until[i] <= now.week &&
        now.people.who.target_group[i] == TargetGroup::activity_ready) {
        change.effort.home_support_until[i] = now.in(now.p.home_support.weeks);
        observe.event(Count::home_support_started, i);
    }
}

/// Chance of an offer at a conversation: by judgement, or because it is due and a duty.
inline double offer_chance(const WeekContext& now, CitizenIndex i) noexcept {
    const OfferParameters& p = now.p.offer;
    const RuleSet& rules = now.rules(i);
    const int due_after = rules.whole(Provision::offers_due_after);
    const WeekColumn next = now.people.effort.offer_due[i];
    const bool due = due_after > 0 && rules.on(Provision::offers_compulsory) &&
                     now.people.place.weeks_on_benefit[i] >= due_after &&
                     (next == never || next <= now.week);
    return due ? std::max(p.start, p.take_up / weeks_per_year * due_of(now, i).weeks) : p.start;
}

/// An offer in a company, if an employer place is free.
template <Observer O>
void place_in_company(const ConversationChanges& change, const WeekContext& now, CitizenIndex i,
                      O& observe) {
    const auto open = now.rules(i).choice<CompanyOffers>(Provision::company_offers);
    const Sector sector = free_place(open, change.capacity.places_in_use, change.places);
    if (sector != Sector::none) {
        take_place(change.effort, change.capacity, i, sector, now.in(now.p.offer.weeks));
        change.plan.charges.push_back({i, ChargeKind::programme, kroner(now.p.cost.work_trial)});
        observe.event(Count::placement_started, i);
    }
}

/// May start an offer. One draw decides on an offer and, within it, on one in a company.
template <Observer O>
void start_offer(const ConversationChanges& change, const WeekContext& now, const Appointment& a,
                 O& observe) {
    const OfferParameters& p = now.p.offer;
    const CitizenIndex i = a.citizen;
    if (change.effort.offer_until[i] > now.week || change.effort.place[i] != Sector::none) {
        return;
    }
    const auto drawn = [&](double chance) {
        return happens(now, a.luck, ConversationDraw::offer_start, i, chance);
    };
    const double chance = offer_chance(now, i);
    if (!drawn(chance)) {
        return;
    }
    if (drawn(chance * p.company_share)) {
        place_in_company(change, now, i, observe);
    }
    change.effort.offer_until[i] = now.in(p.weeks);
    change.effort.offer_due[i] = now.in(p.weeks + weeks_per_year / 2.0);
    caseworker_of(change.staff, change.contact, i).owed += p.hours;
    observe.event(Count::offer_started, i, {chance, Provision::offers_due_after, 0.0});
}

/// The count of conversations held in a mode.
inline Count held_in(Mode mode) noexcept {
    constexpr EnumArray<Mode, Count> counts{
        {Count::held_in_person, Count::held_phone, Count::held_video}};
    return counts[mode];
}

/// Counts a conversation held by its mode and by who asked for it.
template <Observer O>
void count_held(const Appointment& a, O& observe) {
    observe.event(held_in(a.mode), a.citizen);
    observe.event(a.reason == Reason::citizen_rings ? Count::held_by_citizen
                                                    : Count::held_by_centre,
                  a.citizen);
}

/// A conversation held: trust, the social part of the file, treatment, support, an offer. Hours were set
/// aside as expected: what it takes more or less is settled here.
template <Observer O>
void hold(const ConversationChanges& change, const WeekContext& now, const Appointment& a,
          O& observe) {
    const CitizenIndex i = a.citizen;
    Caseworker& worker = caseworker_of(change.staff, change.contact, i);
    worker.hours_left += a.expected_hours - a.hours;
    raise_trust(change, now, a);
    if (change.contact.held_in_spell[i] < 255) {
        ++change.contact.held_in_spell[i];
    }
    note_contact(change.contact, now, i);
    count_held(a, observe);
    change.plan.held.push_back(i);
    if (now.people.who.target_group[i] == TargetGroup::sickness_benefit) {
        return;
    }
    if (happens(now, a.luck, ConversationDraw::social_part, i,
                now.p.contact.social_fill * craft(now, worker))) {
        change.social_until[i] = now.in(now.p.file.social_valid);
    }
    const double trust = 2.0 * static_cast<double>(change.wellbeing.trust[i]);
    start_treatment(change, now, a, trust);
    start_home_support(change, now, a, trust, observe);
    start_offer(change, now, a, observe);
}

/// A conversation missed: excused in advance or not; after several in a row the centre waits.
template <Observer O>
void miss(const ConversationChanges& change, const WeekContext& now, const Appointment& a,
          O& observe) {
    const Parameters& p = now.p;
    const CitizenIndex i = a.citizen;
    Caseworker& worker = caseworker_of(change.staff, change.contact, i);
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

/// The citizen comes to an appointment, or not; whoever rings is there.
template <Observer O>
void keep_or_miss(const ConversationChanges& change, const WeekContext& now, const Appointment& a,
                  O& observe) {
    const CitizenIndex i = a.citizen;
    if (a.reason == Reason::citizen_rings) {
        observe.event(Count::held, i, {-1.0, Provision::count_, 1.0});
        hold(change, now, a, observe);
        return;
    }
    observe.event(
        Count::invited, i,
        {-1.0, a.reason == Reason::statute ? Provision::conversation_interval : Provision::timing,
         now.rules(i).number(Provision::invitation)});
    if (happens(now, a.luck, ConversationDraw::attendance, i, a.chance)) {
        observe.event(Count::held, i, {a.chance, Provision::participation, 0.0});
        hold(change, now, a, observe);
    } else {
        miss(change, now, a, observe);
    }
}

/// Step 6. Draws, by appointment: attendance, excuse, social_part, treatment_start, home_support_start,
/// offer_start.
template <Observer O>
void conversations(const ConversationChanges& change, const WeekContext& now, O& observe) {
    for (const Appointment& a : change.plan.appointments) {
        keep_or_miss(change, now, a, observe);
        ++change.contact.appointments[a.citizen];
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
