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
    EmployerPlaces places{};
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

/// Step 8. Draws: certificate_wait, own_acceptance, work_trial by occurrence; place_found by week.
template <Observer O>
void evidence(const EvidenceChanges& change, const WeekContext& now, O& observe) {
    const Parameters& p = now.p;
    const Citizens& people = now.people;
    const Week week = now.week;
    const auto owe = [&](CitizenIndex i, double hours) {
        if (people.contact.caseworker[i] != no_caseworker) {
            change.staff[static_cast<std::size_t>(people.contact.caseworker[i])].owed += hours;
        }
    };
    const auto set_flag = [&](CitizenIndex i, std::uint16_t flag, bool on) {
        change.flags[i] =
            static_cast<std::uint16_t>(on ? change.flags[i] | flag : change.flags[i] & ~flag);
    };

    // Stays at employers that end: the trial may be carried through.
    const Mask clients = look_at(now, people.masks.clients);
    MaskMaker& m = now.scratch.masks;
    m.both(clients, m.at_most(change.effort.place_until, week)).for_each([&](CitizenIndex i) {
        const double complete =
            p.file.work_complete *
            (1.0 + p.file.work_complete_health *
                       (static_cast<double>(people.wellbeing.health[i]) - middle_of_scale));
        if (change.file.stage[i] == CaseStage::open &&
            people.place.status[i] == Status::on_benefit &&
            now.happens(Purpose::work_trial, i, complete, change.effort.trials[i])) {
            change.file.work_until[i] = now.in(p.file.work_valid);
        }
        if (people.place.status[i] == Status::on_benefit) {
            release_place(change.moves, i, week);
        }
    });

    std::erase_if(change.open_cases, [&](CitizenIndex i) {
        return change.file.stage[i] == CaseStage::closed ||
               change.file.stage[i] == CaseStage::assessed;
    });
    for (const CitizenIndex i : change.open_cases) {
        // A certificate or round table that was asked for has come.
        if (change.file.health_ready[i] <= week) {
            const bool round_table = people.is(i, Flag::round_table);
            change.file.health_until[i] =
                now.in(p.file.certificate_valid +
                       now.rules(i).whole(Provision::certificate_validity_extension));
            change.file.health_ready[i] = never;
            observe.event(round_table ? Count::round_table : Count::certificate_came, i);
        }
        if (change.file.stage[i] != CaseStage::open ||
            people.contact.caseworker[i] == no_caseworker) {
            continue;
        }
        const bool side_by_side =
            people.is(i, Flag::in_unit) &&
            now.happens(Purpose::side_by_side, i, p.unit.side_by_side, change.file.cases[i]);
        const bool social = change.file.social_until[i] > week;
        const bool health = change.file.health_until[i] > week;
        const bool asked = change.file.health_ready[i] != never;

        const bool wants_health = !health && !asked && (social || side_by_side);
        if (wants_health && round_table_accepted(now, i)) {
            const auto& waiting = change.queues.round_table.waiting();
            if (std::none_of(waiting.begin(), waiting.end(),
                             [i](const Waiting& w) { return w.who == i; })) {
                change.queues.round_table.join(i, week);
            }
        } else if (wants_health && !now.rules(i).on(Provision::certificate_required) &&
                   !now.rules(i).on(Provision::own_assessment)) {
            change.file.health_until[i] = now.in(p.file.certificate_valid); // not asked for
        } else if (wants_health && own_assessment_serves(now, i)) {
            set_flag(i, Flag::round_table, true);
            change.file.health_ready[i] = now.in(p.file.own_weeks);
        } else if (wants_health) {
            const double wait = certificate_wait(now, i, change.file.certificates[i]);
            ++change.file.certificates[i];
            set_flag(i, Flag::round_table, false);
            change.file.health_ready[i] = now.in(wait);
            owe(i, p.file.certificate_hours);
            change.charges.push_back({i, ChargeKind::programme, kroner(p.cost.certificate)});
            observe.event(Count::certificate_asked, i,
                          {-1.0, Provision::certificate_required, wait});
            observe.add(Count::certificate_weeks, i, now.in(wait)-week);
        }

        const bool wants_work =
            people.is(i, Flag::work_required) && change.file.work_until[i] <= week &&
            change.effort.place[i] == Sector::none &&
            people.place.status[i] == Status::on_benefit && (health || side_by_side);
        if (wants_work) {
            const auto& waiting = change.queues.place.waiting();
            if (std::none_of(waiting.begin(), waiting.end(),
                             [i](const Waiting& w) { return w.who == i; })) {
                change.queues.place.join(i, week, people.is(i, Flag::by_guarantee) ? 0 : 1);
            }
        }
    }

    // Round tables: a few slots a week, first come first served.
    change.capacity.round_tables = std::min(change.capacity.round_tables + change.round_table_slots,
                                            std::max(1.0, change.round_table_slots));
    change.queues.round_table.serve(week, [&](const Waiting& w) {
        if (change.capacity.round_tables < 1.0) {
            return false;
        }
        change.capacity.round_tables -= 1.0;
        set_flag(w.who, Flag::round_table, true);
        change.file.health_ready[w.who] = now.in(p.file.own_weeks);
        owe(w.who, p.file.own_hours);
        change.charges.push_back({w.who, ChargeKind::programme, kroner(p.cost.round_table)});
        return true;
    });

    // Employer places: guarantee cases first; a free place must also fit.
    change.queues.place.serve(week, [&](const Waiting& w) {
        const CitizenIndex i = w.who;
        const auto open = now.rules(i).choice<CompanyOffers>(Provision::company_offers);
        auto& used = change.capacity.places_in_use;
        const Sector sector = free_place(open, used, change.places);
        if (sector == Sector::none || change.effort.place[i] != Sector::none ||
            !now.happens(Purpose::place_found, i, p.file.place_found)) {
            return false;
        }
        ++used[sector];
        change.effort.place[i] = sector;
        change.effort.place_until[i] = now.in(p.file.work_weeks);
        ++change.effort.trials[i];
        owe(i, p.file.work_hours);
        change.charges.push_back({i, ChargeKind::programme, kroner(p.cost.work_trial)});
        observe.event(Count::placement_started, i, {-1.0, Provision::company_offers, 0.0});
        return true;
    });
}

} // namespace afklar
