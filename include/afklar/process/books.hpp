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

/// Steps of the refund.
inline constexpr std::size_t refund_steps = 4;

/// Step of the refund by weeks on benefit: to 4, 26, 52 weeks, and after.
/// Source: lov nr. 994 af 30. august 2015, section 5 (cost.state_share_*).
constexpr std::size_t refund_step(int weeks_on_benefit) noexcept {
    return static_cast<std::size_t>(weeks_on_benefit >= 4) +
           static_cast<std::size_t>(weeks_on_benefit >= 26) +
           static_cast<std::size_t>(weeks_on_benefit >= 52);
}

/// The books of one week: who is paid what, and who pays it.
template <Observer O>
class WeekBooks {
public:
    WeekBooks(const CostParameters& cost, Audit& audit, O& observe)
        : audit_(audit), observe_(observe) {
        const std::array<double, refund_steps> shares{cost.state_share_first_4,
                                                      cost.state_share_5_26, cost.state_share_27_52,
                                                      cost.state_share_after};
        std::transform(shares.begin(), shares.end(), state_.begin(), [](double share) {
            return static_cast<std::int64_t>(share * 1000.0 + 0.5);
        });
    }
    /// What the state refunds of a benefit. Education is the state's alone.
    [[nodiscard]] std::int64_t refund(Status status, std::size_t step,
                                      std::int64_t ore) const noexcept {
        return status == Status::education ? ore : ore * state_[step] / 1000;
    }
    /// Pays so many of a cell the same.
    void pay_cell(std::size_t cell, std::int64_t number, Count what, std::int64_t ore,
                  std::int64_t from_state) {
        observe_.cell(cell, what, number * ore);
        observe_.cell(cell, Count::cost_municipality, number * (ore - from_state));
        observe_.cell(cell, Count::cost_state, number * from_state);
        note(number * ore, number * from_state, number * (ore - from_state));
    }
    /// Pays one citizen.
    void pay(CitizenIndex i, Count what, std::int64_t ore, std::int64_t from_state) {
        observe_.add(what, i, ore);
        observe_.add(Count::cost_municipality, i, ore - from_state);
        observe_.add(Count::cost_state, i, from_state);
        note(ore, from_state, ore - from_state);
    }

private:
    void note(std::int64_t parts, std::int64_t state, std::int64_t municipality) noexcept {
        audit_.cost_parts += parts;
        audit_.cost_payers += state;
        audit_.cost_payers += municipality;
    }

    Audit& audit_;
    O& observe_;
    std::array<std::int64_t, refund_steps> state_{}; ///< share of a benefit in thousandths
};

/// Benefits of the week. People are counted by cell, status and step of the refund, and each count is
/// paid at once; sickness benefit stands in the place of the status `left`, which is paid nothing.
template <Observer O>
void pay_benefits(const WeekContext& now, WeekBooks<O>& books) {
    const Citizens& people = now.people;
    auto by_status = benefit_of_status(now.p.cost);
    by_status[Status::left] = kroner(now.p.cost.sickness_week).ore;
    const bool factors = now.table.any(Provision::benefit_rate_factor);
    constexpr std::size_t kinds = count_of<Status> * refund_steps;
    std::vector<std::int64_t>& number = now.scratch.sums;
    number.assign(now.cells.masks().size() * kinds, 0);
    for_each_citizen(now, people.masks.present, [&](CitizenIndex i) {
        Status status = people.place.status[i];
        const std::size_t step = refund_step(people.place.weeks_on_benefit[i]);
        if (status == Status::on_benefit) {
            if (people.contact.stopped_until[i] > now.week) {
                return;
            }
            if (people.who.target_group[i] == TargetGroup::sickness_benefit) {
                status = Status::left;
            }
            if (factors) {
                const auto ore =
                    static_cast<std::int64_t>(static_cast<double>(by_status[status]) *
                                              now.rules(i).number(Provision::benefit_rate_factor));
                books.pay(i, Count::cost_benefits, ore, books.refund(status, step, ore));
                return;
            }
        }
        ++number[people.rules.cell[i] * kinds + index_of(status) * refund_steps + step];
    });
    for (std::size_t k = 0; k < number.size(); ++k) {
        const auto status = static_cast<Status>(k % kinds / refund_steps);
        if (number[k] != 0 && by_status[status] != 0) {
            books.pay_cell(k / kinds, number[k], Count::cost_benefits, by_status[status],
                           books.refund(status, k % refund_steps, by_status[status]));
        }
    }
}

/// Offers, home support, the cross-disciplinary unit and programmes: the municipality's alone.
template <Observer O>
void pay_programmes(const BooksChanges& change, const WeekContext& now, WeekBooks<O>& books) {
    const Citizens& people = now.people;
    const CostParameters& cost = now.p.cost;
    MaskMaker& m = now.scratch.masks;
    m.look_at(now.blocks);
    const Mask clients = m.of(people.masks.clients);
    const auto pay = [&](const Mask& who, double kroner_each) {
        const std::int64_t ore = kroner(kroner_each).ore;
        who.for_each([&](CitizenIndex i) { books.pay(i, Count::cost_programmes, ore, 0); });
    };
    pay(m.both(m.both(clients, m.above(people.effort.offer_until, now.week)),
               m.equal(people.effort.place, Sector::none)),
        cost.offer_week);
    if (change.unit.open(now.week)) {
        pay(m.both(clients, m.with(people.who.flags, Flag::in_unit)),
            now.p.unit.cost / weeks_per_year);
    }
    pay(m.without(
            m.both(m.of(people.masks.present), m.above(people.effort.home_support_until, now.week)),
            m.equal(people.place.status, Status::job)),
        cost.home_support_week);
    for (const Status status : {Status::resource_programme, Status::vocational_rehabilitation}) {
        pay(m.both(m.of(people.masks.elsewhere), m.equal(people.place.status, status)),
            cost.programme_week);
    }
}

/// Staff, shared evenly by all clients, to the øre; the first ones bear the odd øre.
template <Observer O>
void share_staff_cost(const WeekContext& now, Money staff, WeekBooks<O>& books) {
    const Mask clients = look_at(now, now.people.masks.clients);
    const std::int64_t number = count_in(clients);
    if (number == 0) {
        return;
    }
    std::vector<std::int64_t>& share = now.scratch.sums;
    share.assign(now.cells.masks().size(), 0);
    const std::int64_t each = staff.ore / number;
    std::int64_t odd = staff.ore % number;
    clients.for_each([&](CitizenIndex i) {
        share[now.people.rules.cell[i]] += each + (odd > 0 ? 1 : 0);
        --odd;
    });
    for (std::size_t cell = 0; cell < share.size(); ++cell) {
        books.pay_cell(cell, 1, Count::cost_staff, share[cell], 0);
    }
}

/// Step 12. Draws: none.
template <Observer O>
void books(const BooksChanges& change, const WeekContext& now, O& observe) {
    const Parameters& p = now.p;
    const Citizens& people = now.people;
    WeekBooks<O> week(p.cost, change.audit, observe);
    pay_benefits(now, week);
    pay_programmes(change, now, week);

    const auto pay_benefit = [&](CitizenIndex i, std::int64_t ore) {
        week.pay(
            i, Count::cost_benefits, ore,
            week.refund(Status::on_benefit, refund_step(people.place.weeks_on_benefit[i]), ore));
    };
    for (const CitizenIndex i : change.plan.sanctioned) {
        pay_benefit(i, -sanction_amount(now, i).ore);
    }
    for (const Charge& charge : change.plan.charges) {
        switch (charge.kind) {
        case ChargeKind::programme:
            week.pay(charge.citizen, Count::cost_programmes, charge.amount.ore, 0);
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

    double positions = 0.0;
    for (const Caseworker& worker : change.staff) {
        positions += worker.filled ? 1.0 + (worker.degree ? p.staff.degree_wage : 0.0) : 0.0;
    }
    const Money staff = kroner(positions * p.cost.caseworker_year / weeks_per_year +
                               change.plan.recruited * p.cost.recruitment);
    change.budget.staff_this_year += staff;
    share_staff_cost(now, staff, week);

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
