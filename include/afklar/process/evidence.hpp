#pragma once
/// Step 8 of the week, evidence for the assessment: certificates and round tables for the health part,
/// work trials at employers for the work part, and what expires. In ordinary work the parts are collected
/// one after the other, in the cross-disciplinary unit side by side.

#include <algorithm>
#include <vector>

#include <afklar/observe/observer.hpp>
#include <afklar/process/appointments.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/moves.hpp>

namespace afklar {

/// What step 8 changes.
struct EvidenceChanges {
    FileColumns& file;
    EffortColumns& effort;
    Column<std::uint16_t>& flags;
    Staff& staff;
    CentreQueues& queues;
    CentreCapacity& capacity;
    std::vector<CitizenIndex>& open_cases;
    const MoveChanges& moves;
    std::vector<Charge>& charges;
    double round_table_slots = 0.0; ///< a week
    EmployerPlaces places;
};

/// Weeks until a certificate comes, at the k-th certificate. Draws: certificate_wait.
/// Source: file.certificate_median, file.certificate_logsd (D250, D254, D256).
inline double certificate_wait(const WeekContext& now, CitizenIndex i, std::uint32_t k) noexcept {
    const FileParameters& p = now.p.file;
    return p.certificate_median * now.environment.health_wait *
           now.centre().number(Provision::health_wait_factor) *
           det_exp(p.certificate_logsd * now.normal(Purpose::certificate_wait, i, k));
}

/// Whether a round table with the citizen's own assessment replaces the certificate in this case.
inline bool round_table_accepted(const WeekContext& now, CitizenIndex i) noexcept {
    const RuleSet& rules = now.rules(i);
    return rules.on(Provision::own_assessment) && rules.on(Provision::round_table) &&
           now.happens(Purpose::own_acceptance, i, now.p.file.own_acceptance,
                       now.people.file.cases[i]);
}

/// Whether the citizen's own assessment alone serves: where the first reading points to a plan that the
/// caseworker decides without the team.
inline bool own_assessment_serves(const WeekContext& now, CitizenIndex i) noexcept {
    const Plan plan = now.people.file.plan[i];
    return now.rules(i).on(Provision::own_assessment) &&
           (plan == Plan::job_directed || plan == Plan::vocational_rehabilitation);
}

/// Sets whether a round table or the citizen's own assessment is the health part.
inline void set_round_table(const EvidenceChanges& change, CitizenIndex i, bool on) noexcept {
    std::uint16_t& flags = change.flags[i];
    flags = static_cast<std::uint16_t>(on ? flags | Flag::round_table : flags & ~Flag::round_table);
}

/// Joins a queue unless he waits there already.
inline void join_once(Queue& queue, CitizenIndex i, Week week, int priority = 0) {
    const auto& waiting = queue.waiting();
    if (std::none_of(waiting.begin(), waiting.end(),
                     [i](const Waiting& w) { return w.who == i; })) {
        queue.join(i, week, priority);
    }
}

/// Stays at employers that end: the trial may be carried through. Draws: work_trial at the k-th trial.
inline void end_stays(const EvidenceChanges& change, const WeekContext& now) {
    const FileParameters& p = now.p.file;
    const Citizens& people = now.people;
    const Mask clients = look_at(now, people.masks.clients);
    MaskMaker& m = now.scratch.masks;
    const Mask at_employers = m.without(clients, m.equal(change.effort.place, Sector::none));
    at_employers.for_each([&](CitizenIndex i) {
        if (change.effort.place_end[i] > now.week || people.place.status[i] != Status::on_benefit) {
            return;
        }
        const double complete =
            p.work_complete *
            (1.0 + p.work_complete_health *
                       (static_cast<double>(people.wellbeing.health[i]) - middle_of_scale));
        if (change.file.stage[i] == CaseStage::open &&
            now.happens(Purpose::work_trial, i, complete, change.effort.trials[i])) {
            change.file.work_until[i] = now.in(p.work_valid);
        }
        release_place(change.moves, i, now.week);
    });
}

/// A certificate or own assessment that was asked for has come.
template <Observer O>
void take_in_health_part(const EvidenceChanges& change, const WeekContext& now, CitizenIndex i,
                         O& observe) {
    change.file.health_until[i] =
        now.in(now.p.file.certificate_valid +
               now.rules(i).whole(Provision::certificate_validity_extension));
    change.file.health_ready[i] = never;
    observe.event(
        now.people.is(i, Flag::round_table) ? Count::round_table : Count::certificate_came, i);
}

/// Asks the health system for a certificate. Draws: certificate_wait at the k-th certificate.
template <Observer O>
void ask_for_certificate(const EvidenceChanges& change, const WeekContext& now, CitizenIndex i,
                         O& observe) {
    const double wait = certificate_wait(now, i, change.file.certificates[i]);
    ++change.file.certificates[i];
    set_round_table(change, i, false);
    change.file.health_ready[i] = now.in(wait);
    owe(change.staff, now.people.contact, i, now.p.file.certificate_hours);
    change.charges.push_back({i, ChargeKind::programme, kroner(now.p.cost.certificate)});
    observe.event(Count::certificate_asked, i, {-1.0, Provision::certificate_required, wait});
    observe.add(Count::certificate_weeks, i, now.in(wait)-now.week);
}

/// Asks for the health part: a round table or own assessment where accepted, else a certificate.
/// Draws: own_acceptance at the k-th case; as `ask_for_certificate`.
template <Observer O>
void ask_for_health_part(const EvidenceChanges& change, const WeekContext& now, CitizenIndex i,
                         O& observe) {
    const RuleSet& rules = now.rules(i);
    if (round_table_accepted(now, i)) {
        join_once(change.queues.round_table, i, now.week);
    } else if (!rules.on(Provision::certificate_required) && !rules.on(Provision::own_assessment)) {
        change.file.health_until[i] = now.in(now.p.file.certificate_valid); // not asked for
    } else if (own_assessment_serves(now, i)) {
        set_round_table(change, i, true);
        change.file.health_ready[i] = now.in(now.p.file.own_weeks);
    } else {
        ask_for_certificate(change, now, i, observe);
    }
}

/// Asks for the parts that an open case misses. Draws: side_by_side, own_acceptance at the k-th case;
/// as `ask_for_certificate`.
template <Observer O>
void ask_for_parts(const EvidenceChanges& change, const WeekContext& now, CitizenIndex i,
                   O& observe) {
    const Citizens& people = now.people;
    const bool side_by_side =
        people.is(i, Flag::in_unit) &&
        now.happens(Purpose::side_by_side, i, now.p.unit.side_by_side, change.file.cases[i]);
    const bool social = change.file.social_until[i] > now.week;
    const bool health = change.file.health_until[i] > now.week;
    const bool asked = change.file.health_ready[i] != never;
    if (!health && !asked && (social || side_by_side)) {
        ask_for_health_part(change, now, i, observe);
    }
    const bool wants_work =
        people.is(i, Flag::work_required) && change.file.work_until[i] <= now.week &&
        change.effort.place[i] == Sector::none && people.place.status[i] == Status::on_benefit;
    if (wants_work && (health || side_by_side)) {
        join_once(change.queues.place, i, now.week, people.is(i, Flag::by_guarantee) ? 0 : 1);
    }
}

/// What comes in and what is asked for in the open cases. Draws: as `ask_for_parts`.
template <Observer O>
void collect_parts(const EvidenceChanges& change, const WeekContext& now, O& observe) {
    const auto& stage = change.file.stage;
    std::erase_if(change.open_cases, [&](CitizenIndex i) {
        return stage[i] == CaseStage::closed || stage[i] == CaseStage::assessed;
    });
    for (const CitizenIndex i : change.open_cases) {
        if (change.file.health_ready[i] <= now.week) {
            take_in_health_part(change, now, i, observe);
        }
        if (stage[i] == CaseStage::open && now.people.contact.caseworker[i] != no_caseworker) {
            ask_for_parts(change, now, i, observe);
        }
    }
}

/// Round tables: a few slots a week, first come first served.
inline void hold_round_tables(const EvidenceChanges& change, const WeekContext& now) {
    const Parameters& p = now.p;
    double& slots = change.capacity.round_tables;
    slots = std::min(slots + change.round_table_slots, std::max(1.0, change.round_table_slots));
    change.queues.round_table.serve(now.week, [&](const Waiting& w) {
        if (slots < 1.0) {
            return false;
        }
        slots -= 1.0;
        set_round_table(change, w.who, true);
        change.file.health_ready[w.who] = now.in(p.file.own_weeks);
        owe(change.staff, now.people.contact, w.who, p.file.own_hours);
        change.charges.push_back({w.who, ChargeKind::programme, kroner(p.cost.round_table)});
        return true;
    });
}

/// Employer places: guarantee cases first; a free place must also fit. Draws: place_found by week.
template <Observer O>
void start_work_trials(const EvidenceChanges& change, const WeekContext& now, O& observe) {
    const Parameters& p = now.p;
    change.queues.place.serve(now.week, [&](const Waiting& w) {
        const CitizenIndex i = w.who;
        const auto open = now.rules(i).choice<CompanyOffers>(Provision::company_offers);
        const Sector sector = free_place(open, change.capacity.places_in_use, change.places);
        if (sector == Sector::none || change.effort.place[i] != Sector::none ||
            !now.happens(Purpose::place_found, i, p.file.place_found)) {
            return false;
        }
        take_place(change.effort, change.capacity, i, sector, now.in(p.file.work_weeks));
        ++change.effort.trials[i];
        owe(change.staff, now.people.contact, i, p.file.work_hours);
        change.charges.push_back({i, ChargeKind::programme, kroner(p.cost.work_trial)});
        observe.event(Count::placement_started, i, {-1.0, Provision::company_offers, 0.0});
        return true;
    });
}

/// Step 8. Draws: certificate_wait, own_acceptance, side_by_side, work_trial by occurrence; place_found
/// by week.
template <Observer O>
void evidence(const EvidenceChanges& change, const WeekContext& now, O& observe) {
    end_stays(change, now);
    collect_parts(change, now, observe);
    hold_round_tables(change, now);
    start_work_trials(change, now, observe);
}

} // namespace afklar
