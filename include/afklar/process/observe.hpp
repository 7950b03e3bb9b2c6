#pragma once
/// Step 13 of the week, observe: counts where everyone is at the end of the week; changes nothing but the
/// weeks on benefit, which grow by one, and the count of contacts in a quarter, which starts afresh.

#include <array>
#include <cstdint>

#include <afklar/observe/audit.hpp>
#include <afklar/observe/observer.hpp>
#include <afklar/process/census.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/work.hpp>

namespace afklar {

/// What step 13 changes.
struct ObserveChanges {
    Column<std::int16_t>& weeks_on_benefit;
    Column<std::uint8_t>& held_quarter;
    const Staff& staff;
    const CentreQueues& queues;
    const CentreCapacity& capacity;
    Audit& audit;
    const Census& census;
    double places = 0.0; ///< employer places
};

/// The stock that counts those in a status.
constexpr Count stock_of(Status status) noexcept {
    constexpr EnumArray<Status, Count> stocks{
        {Count::on_benefit, Count::in_job, Count::in_education, Count::in_vocational_rehabilitation,
         Count::in_resource_programme, Count::in_development_flex_job, Count::in_flex_job,
         Count::flex_job_waiting, Count::in_job_clarification, Count::on_disability_pension,
         Count::present}};
    return stocks[status];
}

/// Counts everyone where he is.
template <Observer O>
void count_statuses(const Census& census, O& observe) {
    for (std::size_t cell = 0; cell < census.cells(); ++cell) {
        for_each_value<Status>([&](Status kind) {
            const std::int64_t number = census.at(cell, index_of(kind));
            if (number == 0) {
                return;
            }
            const bool sick = kind == Status::left; // the place of those on sickness benefit
            observe.cell(cell, Count::present, number);
            observe.cell(cell, sick ? Count::on_benefit : stock_of(kind), number);
            if (kind == Status::development_flex_job) { // still on the job centre's benefit
                observe.cell(cell, Count::on_benefit, number);
            }
        });
    }
}

/// Sums the model indices of the clients, each in whole thousandths.
template <Observer O>
void sum_indices(const WellbeingColumns& w, const Mask& clients, O& observe) {
    observe.thousandths(Count::health_sum, w.health.all(), clients);
    observe.thousandths(Count::trust_sum, w.trust.all(), clients);
    observe.thousandths(Count::pressure_sum, w.pressure.all(), clients);
    observe.thousandths(Count::capacity_sum, w.capacity.all(), clients);
}

/// Counts those on cash benefit by time and assessment.
template <Observer O>
void observe_assessment(const ObserveChanges& change, const WeekContext& now, const Mask& cash,
                        O& observe) {
    constexpr int year = 52;
    const Citizens& people = now.people;
    MaskMaker& m = now.scratch.masks;
    const Mask assessed = m.both(cash, m.with(people.who.flags, Flag::assessed));
    const Mask past = m.both(cash, m.above(change.weeks_on_benefit, year - 1));
    const Mask past_deadline = m.both(cash, m.at_most(people.file.deadline, now.week - 1));
    observe.everyone(Count::past_52, past);
    observe.everyone(Count::past_52_unassessed, m.without(past, assessed));
    observe.everyone(Count::past_deadline, m.without(past_deadline, assessed));
    observe.everyone(Count::assessed_stock, assessed);
    observe.everyone(Count::misplaced_stock,
                     m.both(assessed, m.with(people.who.flags, Flag::misplaced)));
    observe.everyone(Count::poor_file_stock,
                     m.both(assessed, m.with(people.who.flags, Flag::reduced_file)));
}

/// Counts those on cash benefit by offers and hours of work.
template <Observer O>
void observe_offers(const WeekContext& now, const Mask& cash, O& observe) {
    const Citizens& people = now.people;
    MaskMaker& m = now.scratch.masks;
    const Mask placed = m.without(cash, m.equal(people.effort.place, Sector::none));
    const Mask in_offer =
        m.either(placed, m.both(cash, m.above(people.effort.offer_until, now.week)));
    observe.everyone(Count::in_offer, in_offer);
    observe.everyone(Count::in_company_placement, placed);
    observe.everyone(Count::passive,
                     m.without(m.without(cash, in_offer),
                               m.equal(people.who.target_group, TargetGroup::job_ready)));
    m.without(cash, m.equal(people.wellbeing.ordinary_hours, 0)).for_each([&](CitizenIndex i) {
        observe.add(Count::ordinary_hours, i, people.wellbeing.ordinary_hours[i]);
    });
}

/// Counts the clients by silence, by caseworker and by the team's queue.
template <Observer O>
void observe_reach(const WeekContext& now, const Mask& clients, O& observe) {
    constexpr Week quarter = 13;
    constexpr Week half_year = 26;
    const Citizens& people = now.people;
    MaskMaker& m = now.scratch.masks;
    const Mask silent = m.both(clients, m.at_most(people.contact.last_held, now.week - half_year));
    observe.everyone(Count::silent_13,
                     m.both(clients, m.at_most(people.contact.last_held, now.week - quarter)));
    observe.everyone(Count::silent_26, silent);
    observe.everyone(Count::unreached_26,
                     m.without(silent, m.with(people.who.flags, Flag::known_elsewhere)));
    const Mask waiting = m.both(clients, m.at_most(people.contact.caseworker, no_caseworker));
    observe.everyone(Count::without_caseworker, waiting);
    observe.everyone(Count::has_caseworker, m.without(clients, waiting));
    observe.everyone(Count::in_team_queue,
                     m.both(clients, m.equal(people.file.stage, CaseStage::waiting_for_team)));
}

/// Counts the clients, and of these those on cash benefit.
template <Observer O>
void observe_clients(const ObserveChanges& change, const WeekContext& now, O& observe) {
    const Citizens& people = now.people;
    MaskMaker& m = now.scratch.masks;
    const Mask clients = m.of(people.masks.clients);
    const Mask cash = m.of(people.masks.cash);
    observe.everyone(
        Count::activity_ready_on_benefit,
        m.both(clients, m.equal(people.who.target_group, TargetGroup::activity_ready)));
    observe.everyone(Count::on_cash_benefit, cash);
    observe_assessment(change, now, cash, observe);
    observe_offers(now, cash, observe);
    observe_reach(now, clients, observe);
    sum_indices(people.wellbeing, clients, observe);
}

/// Counts the contacts of a quarter that ends and starts the next.
template <Observer O>
void observe_contacts(const ObserveChanges& change, const WeekContext& now, O& observe) {
    for_each_citizen(now.people.masks.present, [&](CitizenIndex i) {
        if (now.people.client(i)) {
            const auto held = std::min<std::size_t>(change.held_quarter[i], 5);
            observe.add(static_cast<Count>(index_of(Count::contacts_0) + held), i, 1);
        }
        change.held_quarter[i] = 0;
    });
}

/// Counts the hours of caseworkers, and whether anyone worked more than he had.
template <Observer O>
void observe_hours(const ObserveChanges& change, const WeekContext& now, O& observe) {
    for (const Caseworker& worker : change.staff) {
        if (!worker.filled) {
            continue;
        }
        const double used = worker.hours - worker.hours_left;
        observe.centre(Count::hours_used, hundredths(used));
        if (now.observed()) {
            change.audit.hours_available += hundredths(worker.hours);
            change.audit.hours_used += hundredths(used);
            change.audit.caseworker_weeks_overdrawn += worker.hours_left < -1e-9 ? 1 : 0;
        }
    }
}

/// Counts the queues and employer places of the centre.
template <Observer O>
void observe_queues(const ObserveChanges& change, O& observe) {
    const EnumArray<Sector, int>& used = change.capacity.places_in_use;
    observe.centre(Count::team_queue_length, static_cast<std::int64_t>(change.queues.team.size()));
    observe.centre(Count::waiting_list_length,
                   static_cast<std::int64_t>(change.queues.caseworker.size()));
    observe.centre(Count::employer_places, hundredths(change.places));
    observe.centre(Count::employer_places_used,
                   100 * (used[Sector::private_sector] + used[Sector::public_sector]));
}

/// Counts where everyone is at the end of the week.
template <Observer O>
void observe_people(const ObserveChanges& change, const WeekContext& now, O& observe) {
    const Citizens& people = now.people;
    MaskMaker& m = new_masks(now);
    const Mask present = m.of(people.masks.present);
    count_statuses(change.census, observe);
    observe.everyone(Count::in_treatment,
                     m.both(m.both(present, m.at_most(people.effort.treatment_from, now.week)),
                            m.above(people.effort.treatment_until, now.week)));
    observe.everyone(Count::with_home_support,
                     m.both(present, m.above(people.effort.home_support_until, now.week)));
    observe.everyone(Count::closer_to_work,
                     m.both(present, m.with(people.who.flags, Flag::closer)));
    observe_clients(change, now, observe);
}

/// Step 13. Draws: none.
template <Observer O>
void observe_week(const ObserveChanges& change, const WeekContext& now, O& observe) {
    if constexpr (!sees_nothing<O>) {
        observe_people(change, now, observe);
    }
    constexpr Week quarter = 13;
    if (now.observed() && (now.week - now.first_observed + 1) % quarter == 0) {
        observe_contacts(change, now, observe);
    }
    add_one(change.weeks_on_benefit, Mask{now.people.masks.clients});
    observe_hours(change, now, observe);
    observe_queues(change, observe);
}

} // namespace afklar
