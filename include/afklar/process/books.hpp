#pragma once
/// Step 12 of the week, books: benefits, staff and programmes in øre, municipality and state apart.

#include <algorithm>
#include <cstdint>

#include <afklar/core/units.hpp>
#include <afklar/observe/audit.hpp>
#include <afklar/observe/observer.hpp>
#include <afklar/process/appointments.hpp>
#include <afklar/process/census.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/place_then_train.hpp>
#include <afklar/process/sanctions.hpp>

namespace afklar {

/// What step 12 changes.
struct BooksChanges {
    CentreBudget& budget;
    Audit& audit;
    const Staff& staff;
    const WeekPlan& plan;
    const CrossDisciplinaryUnit& unit;
    const Census& census;
};

/// What a status is paid a week, in øre.
EnumArray<Status, std::int64_t> benefit_of_status(const CostParameters& p) noexcept;

/// The books of one week: who is paid what, and who pays it.
template <Observer O>
class WeekBooks {
public:
    WeekBooks(const CostParameters& cost, Audit& audit, O& observe)
        : audit_(audit), observe_(observe) {
        const std::array<double, refund_steps> shares{cost.state_share_first_4,
                                                      cost.state_share_5_26, cost.state_share_27_52,
                                                      cost.state_share_after};
        std::transform(shares.begin(), shares.end(), state_.begin(),
                       [](double share) { return rounded<std::int64_t>(share * 1000.0); });
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
        note({.parts = number * ore,
              .state = number * from_state,
              .municipality = number * (ore - from_state)});
    }
    /// Pays everyone of a mask the same, the municipality alone. `numbers` is memory to count in.
    void pay_everyone(const Mask& who, const Citizens& people, Count what, std::int64_t ore,
                      std::vector<std::int64_t>& numbers) {
        std::fill(numbers.begin(), numbers.end(), 0);
        who.for_each([&](CitizenIndex i) { ++numbers[people.rules.cell[i]]; });
        for (std::size_t cell = 0; cell < numbers.size(); ++cell) {
            if (numbers[cell] != 0) {
                pay_cell(cell, numbers[cell], what, ore, 0);
            }
        }
    }
    /// Pays one citizen.
    void pay(CitizenIndex i, Count what, std::int64_t ore, std::int64_t from_state) {
        observe_.add(what, i, ore);
        observe_.add(Count::cost_municipality, i, ore - from_state);
        observe_.add(Count::cost_state, i, from_state);
        note({.parts = ore, .state = from_state, .municipality = ore - from_state});
    }

private:
    /// What was paid, and by whom.
    struct Payment {
        std::int64_t parts = 0;
        std::int64_t state = 0;
        std::int64_t municipality = 0;
    };
    void note(const Payment& payment) noexcept {
        audit_.cost_parts += payment.parts;
        audit_.cost_payers += payment.state;
        audit_.cost_payers += payment.municipality;
    }

    Audit& audit_;
    O& observe_;
    std::array<std::int64_t, refund_steps> state_{}; ///< share of a benefit in thousandths
};

/// Benefits of everyone, each count of the census at once; those on benefit only where told.
template <Observer O>
void pay_census(const Census& census, const EnumArray<Status, std::int64_t>& by_kind,
                bool on_benefit_too, WeekBooks<O>& books) {
    for (std::size_t cell = 0; cell < census.cells(); ++cell) {
        for_each_value<Status>([&](Status kind) {
            const bool on_benefit = kind == Status::on_benefit || kind == Status::left;
            if (by_kind[kind] == 0 || (on_benefit && !on_benefit_too)) {
                return;
            }
            for (std::size_t step = 0; step < refund_steps; ++step) {
                const std::int64_t number = census.at(cell, index_of(kind), step);
                if (number != 0) {
                    books.pay_cell(cell, number, Count::cost_benefits, by_kind[kind],
                                   books.refund(kind, step, by_kind[kind]));
                }
            }
        });
    }
}

/// Benefits of the week: each count of the census is paid at once. Whose payment is stopped is taken
/// out again; where the rules change the rate, those on benefit are paid one by one.
template <Observer O>
void pay_benefits(const Census& census, const WeekContext& now, WeekBooks<O>& books) {
    const Citizens& people = now.people;
    auto by_kind = benefit_of_status(now.p.cost);
    by_kind[Status::left] = kroner(now.p.cost.sickness_week).ore;
    const auto pay = [&](CitizenIndex i, std::int64_t number, double factor) {
        const Status status = people.place.status[i];
        const auto kind = static_cast<Status>(census_kind(status, people.who.target_group[i]));
        const auto ore =
            static_cast<std::int64_t>(static_cast<double>(by_kind[kind]) * factor) * number;
        const std::size_t step = refund_step(people.place.weeks_on_benefit[i]);
        books.pay(i, Count::cost_benefits, ore, number * books.refund(status, step, ore / number));
    };
    const bool one_by_one = now.table.any(Provision::benefit_rate_factor);
    pay_census(census, by_kind, !one_by_one, books);
    MaskMaker& m = now.scratch.masks;
    const Mask clients = look_at(now, people.masks.clients);
    const Mask on_benefit = m.both(clients, m.equal(people.place.status, Status::on_benefit));
    const Mask stopped = m.both(on_benefit, m.above(people.contact.stopped_until, now.week));
    if (one_by_one) {
        m.without(on_benefit, stopped).for_each([&](CitizenIndex i) {
            pay(i, 1, now.rules(i).number(Provision::benefit_rate_factor));
        });
    } else {
        stopped.for_each([&](CitizenIndex i) { pay(i, -1, 1.0); });
    }
}

/// Offers, home support, the cross-disciplinary unit and programmes: the municipality's alone.
template <Observer O>
void pay_programmes(const BooksChanges& change, const WeekContext& now, WeekBooks<O>& books) {
    const Citizens& people = now.people;
    const CostParameters& cost = now.p.cost;
    MaskMaker& m = new_masks(now);
    const Mask clients = m.of(people.masks.clients);
    now.scratch.sums.resize(now.cells.masks().size());
    const auto pay = [&](const Mask& who, double kroner_each) {
        books.pay_everyone(who, people, Count::cost_programmes, kroner(kroner_each).ore,
                           now.scratch.sums);
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
    const Mask elsewhere = m.of(people.masks.elsewhere);
    pay(m.both(elsewhere, m.equal(people.place.status, Status::vocational_rehabilitation)),
        cost.programme_week);
    // Some resource programmes have no activity in their first half year.
    constexpr Week half_year = 26; // of programme.idle
    const Mask programme =
        m.both(elsewhere, m.equal(people.place.status, Status::resource_programme));
    const std::int64_t ore = kroner(cost.programme_week).ore;
    programme.for_each([&](CitizenIndex i) {
        const bool settled = people.place.status_since[i] <= now.week - half_year;
        if (settled ||
            !now.happens(Purpose::programme_idle, i, now.p.programme.idle, people.file.cases[i])) {
            books.pay(i, Count::cost_programmes, ore, 0);
        }
    });
}

/// Employment specialists: each who takes part in place then train bears his share of one.
template <Observer O>
void pay_specialists(const WeekContext& now, WeekBooks<O>& books) {
    if (!now.table.any(Provision::specialist_caseload)) {
        return;
    }
    const Citizens& people = now.people;
    MaskMaker& m = now.scratch.masks;
    const Mask clients = look_at(now, people.masks.clients);
    m.both(clients, m.with(people.who.flags, Flag::willing)).for_each([&](CitizenIndex i) {
        const int cases = specialist_caseload(now, i);
        if (cases > 0 && takes_part_in_place_then_train(now, i)) {
            const double each = now.p.cost.caseworker_year / weeks_per_year / cases;
            books.pay(i, Count::cost_staff, kroner(each).ore, 0);
        }
    });
}

/// Staff, shared evenly by all clients, to the øre; the first ones bear the odd øre.
template <Observer O>
void share_staff_cost(const Census& census, const WeekContext& now, Money staff,
                      WeekBooks<O>& books) {
    std::int64_t clients = 0;
    for (std::size_t cell = 0; cell < census.cells(); ++cell) {
        clients += census.clients(cell);
    }
    if (clients == 0) {
        return;
    }
    for (std::size_t cell = 0; cell < census.cells(); ++cell) {
        books.pay_cell(cell, census.clients(cell), Count::cost_staff, staff.ore / clients, 0);
    }
    MaskMaker& m = new_masks(now);
    const Mask bearers = m.first(Mask{now.people.masks.clients}, staff.ore % clients);
    for (std::size_t cell = 1; cell < census.cells(); ++cell) { // nobody is in cell 0
        const Mask here =
            census.cells() == 2
                ? bearers
                : m.both(bearers, m.equal(now.people.rules.cell, static_cast<std::uint16_t>(cell)));
        books.pay_cell(cell, count_in(here), Count::cost_staff, 1, 0);
    }
}

/// Pays a benefit to one citizen, or takes it back.
template <Observer O>
void pay_benefit(const WeekContext& now, CitizenIndex i, std::int64_t ore, WeekBooks<O>& books) {
    const std::size_t step = refund_step(now.people.place.weeks_on_benefit[i]);
    books.pay(i, Count::cost_benefits, ore, books.refund(Status::on_benefit, step, ore));
}

/// Enters what the steps of the week have charged. The value of a pension is no cost of the week.
template <Observer O>
void enter_charges(const WeekPlan& plan, const WeekContext& now, WeekBooks<O>& books, O& observe) {
    for (const CitizenIndex i : plan.sanctioned) {
        pay_benefit(now, i, -sanction_amount(now, i).ore, books);
    }
    for (const Charge& charge : plan.charges) {
        switch (charge.kind) {
        case ChargeKind::programme:
            books.pay(charge.citizen, Count::cost_programmes, charge.amount.ore, 0);
            break;
        case ChargeKind::benefit:
            pay_benefit(now, charge.citizen, charge.amount.ore, books);
            break;
        case ChargeKind::pension_value:
            observe.add(Count::permanent_present_value, charge.citizen, charge.amount.ore);
            break;
        case ChargeKind::count_:
            break;
        }
    }
}

/// Wages and recruitment of the week.
inline Money staff_cost(const BooksChanges& change, const Parameters& p) noexcept {
    double positions = 0.0;
    for (const Caseworker& worker : change.staff) {
        positions += worker.filled ? 1.0 + (worker.degree ? p.staff.degree_wage : 0.0) : 0.0;
    }
    return kroner(positions * p.cost.caseworker_year / weeks_per_year +
                  change.plan.recruited * p.cost.recruitment);
}

/// The allowance is what the centre itself spent in the last burn-in year.
inline void set_allowance(CentreBudget& budget, const WeekContext& now) noexcept {
    constexpr Week year = 52;
    if (now.week + 1 == now.first_observed - year) {
        budget.staff_this_year = {};
    } else if (now.week + 1 == now.first_observed) {
        const int weeks = std::min(year, now.first_observed);
        budget.allowance = Money{budget.staff_this_year.ore * year / std::max(1, weeks)};
    }
}

/// Step 12. Draws: programme_idle at the k-th case.
template <Observer O>
void books(const BooksChanges& change, const WeekContext& now, O& observe) {
    WeekBooks<O> week(now.p.cost, change.audit, observe);
    pay_benefits(change.census, now, week);
    pay_programmes(change, now, week);
    pay_specialists(now, week);
    enter_charges(change.plan, now, week, observe);

    const Money staff = staff_cost(change, now.p);
    change.budget.staff_this_year += staff;
    share_staff_cost(change.census, now, staff, week);
    set_allowance(change.budget, now);
}

} // namespace afklar
