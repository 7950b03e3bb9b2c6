#pragma once
/// Step 12 of the week, books: benefits, staff and programmes in øre, municipality and state apart.

#include <algorithm>
#include <cstdint>

#include <afklar/core/units.hpp>
#include <afklar/observe/audit.hpp>
#include <afklar/observe/observer.hpp>
#include <afklar/process/appointments.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/sanctions.hpp>

namespace afklar {

/// What step 12 changes.
struct BooksChanges {
    CentreBudget& budget;
    Audit& audit;
    const Staff& staff;
    const WeekPlan& plan;
    const CrossDisciplinaryUnit& unit;
};

/// What a status is paid a week, in øre.
EnumArray<Status, std::int64_t> benefit_of_status(const CostParameters& p) noexcept;

/// Step of the refund by weeks on benefit: to 4, 26, 52 weeks, and after.
/// Source: lov nr. 994 af 30. august 2015, section 5 (cost.state_share_*).
constexpr std::size_t refund_step(int weeks_on_benefit) noexcept {
    return weeks_on_benefit < 4 ? 0U : weeks_on_benefit < 26 ? 1U : weeks_on_benefit < 52 ? 2U : 3U;
}

/// Step 12. Draws: none.
template <Observer O>
void books(const BooksChanges& change, const WeekContext& now, O& observe) {
    const Parameters& p = now.p;
    const Citizens& people = now.people;
    const auto by_status = benefit_of_status(p.cost);
    const std::int64_t sickness = kroner(p.cost.sickness_week).ore;
    const std::int64_t programme = kroner(p.cost.programme_week).ore;
    const std::int64_t offer = kroner(p.cost.offer_week).ore;
    const std::int64_t support = kroner(p.cost.home_support_week).ore;
    const std::int64_t unit = kroner(p.unit.cost / weeks_per_year).ore;
    const auto in_thousandths = [](double share) {
        return static_cast<std::int64_t>(share * 1000.0 + 0.5);
    };
    const std::array<std::int64_t, 4> state{
        in_thousandths(p.cost.state_share_first_4), in_thousandths(p.cost.state_share_5_26),
        in_thousandths(p.cost.state_share_27_52), in_thousandths(p.cost.state_share_after)};
    Audit& audit = change.audit;
    const auto pay = [&](CitizenIndex i, Count what, std::int64_t ore, std::int64_t from_state) {
        auto cell = observe.cell_of(i);
        cell.add(what, ore);
        cell.add(Count::cost_state, from_state);
        cell.add(Count::cost_municipality, ore - from_state);
        audit.cost_parts += ore;
        audit.cost_payers += from_state;
        audit.cost_payers += ore - from_state;
    };

    std::int64_t clients = 0;
    for_each_citizen(now, now.people.masks.present, [&](CitizenIndex i) {
        const Status status = people.place.status[i];
        if (status == Status::job || status == Status::left) {
            return;
        }
        const bool client = people.client(i);
        clients += client ? 1 : 0;
        std::int64_t benefit = by_status[status];
        if (status == Status::on_benefit) {
            if (people.who.target_group[i] == TargetGroup::sickness_benefit) {
                benefit = sickness;
            }
            const double factor = now.rules(i).number(Provision::benefit_rate_factor);
            if (factor != 1.0) {
                benefit = static_cast<std::int64_t>(static_cast<double>(benefit) * factor);
            }
            if (people.contact.stopped_until[i] > now.week) {
                benefit = 0;
            }
        }
        const int weeks = people.place.weeks_on_benefit[i];
        const std::int64_t from_state =
            status == Status::education ? benefit : benefit * state[refund_step(weeks)] / 1000;
        if (benefit != 0) {
            pay(i, Count::cost_benefits, benefit, from_state);
        }
        std::int64_t effort = 0;
        if (client) {
            effort +=
                people.effort.offer_until[i] > now.week && people.effort.place[i] == Sector::none
                    ? offer
                    : 0;
            effort += people.is(i, Flag::in_unit) && change.unit.open(now.week) ? unit : 0;
        }
        effort += people.effort.home_support_until[i] > now.week ? support : 0;
        effort +=
            status == Status::resource_programme || status == Status::vocational_rehabilitation
                ? programme
                : 0;
        if (effort != 0) {
            pay(i, Count::cost_programmes, effort, 0);
        }
    });
    const auto pay_benefit = [&](CitizenIndex i, std::int64_t ore) {
        pay(i, Count::cost_benefits, ore,
            ore * state[refund_step(people.place.weeks_on_benefit[i])] / 1000);
    };
    for (const CitizenIndex i : change.plan.sanctioned) {
        pay_benefit(i, -sanction_amount(now, i).ore);
    }
    for (const Charge& charge : change.plan.charges) {
        switch (charge.kind) {
        case ChargeKind::programme:
            pay(charge.citizen, Count::cost_programmes, charge.amount.ore, 0);
            break;
        case ChargeKind::benefit:
            pay_benefit(charge.citizen, charge.amount.ore);
            break;
        case ChargeKind::pension_value:
            observe.add(Count::permanent_present_value, charge.citizen, charge.amount.ore);
            break;
        case ChargeKind::count_:
            break;
        }
    }

    // Staff: shared evenly by all clients, to the øre; the first ones bear the odd øre.
    double positions = 0.0;
    for (const Caseworker& worker : change.staff) {
        positions += worker.filled ? 1.0 + (worker.degree ? p.staff.degree_wage : 0.0) : 0.0;
    }
    const Money staff = kroner(positions * p.cost.caseworker_year / weeks_per_year +
                               change.plan.recruited * p.cost.recruitment);
    change.budget.staff_this_year += staff;
    if (clients > 0) {
        const std::int64_t each = staff.ore / clients;
        std::int64_t odd = staff.ore % clients;
        for_each_citizen(now, now.people.masks.clients, [&](CitizenIndex i) {
            pay(i, Count::cost_staff, each + (odd > 0 ? 1 : 0), 0);
            odd -= odd > 0 ? 1 : 0;
        });
    }

    // The allowance is what the centre itself spent in the last burn-in year.
    constexpr Week year = 52;
    if (now.week + 1 == now.first_observed - year) {
        change.budget.staff_this_year = {};
    } else if (now.week + 1 == now.first_observed) {
        const int weeks = std::min(year, now.first_observed);
        change.budget.allowance =
            Money{change.budget.staff_this_year.ore * year / std::max(1, weeks)};
    }
}

} // namespace afklar
