#pragma once
/// Step 13 of the week, observe: counts where everyone is at the end of the week; changes nothing but the
/// weeks on benefit, which grow by one, and the count of contacts in a quarter, which starts afresh.

#include <array>
#include <cstdint>
#include <limits>

#include <afklar/observe/audit.hpp>
#include <afklar/observe/observer.hpp>
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

/// Counts one client on benefit.
template <class C>
void observe_client(const ObserveChanges& change, const WeekContext& now, CitizenIndex i,
                    bool quarter_ends, C cell) {
    constexpr int year = 52;
    const Citizens& people = now.people;
    const Week week = now.week;
    const auto count = [&](Count what, bool holds) { cell.add(what, holds ? 1 : 0); };
    const bool cash = people.who.target_group[i] != TargetGroup::sickness_benefit;
    const bool assessed = people.file.assessed[i] != never;
    const Week silence = week - people.contact.last_held[i];
    constexpr Week quarter = 13;
    constexpr Week half_year = 26;

    if (people.place.status[i] == Status::development_flex_job) {
        cell.add(Count::on_benefit, 1); // still a client on the job centre's benefit
    }
    count(Count::activity_ready_on_benefit,
          people.who.target_group[i] == TargetGroup::activity_ready);
    count(Count::on_cash_benefit, cash);
    if (cash) {
        const bool past = change.weeks_on_benefit[i] >= year;
        count(Count::past_52, past);
        count(Count::past_52_unassessed, past && !assessed);
        count(Count::past_deadline, !assessed && people.file.deadline[i] < week);
        const bool in_offer =
            people.effort.offer_until[i] > week || people.effort.place[i] != Sector::none;
        count(Count::in_offer, in_offer);
        count(Count::in_company_placement, people.effort.place[i] != Sector::none);
        count(Count::passive, !in_offer && people.who.target_group[i] != TargetGroup::job_ready);
        count(Count::assessed_stock, assessed);
        count(Count::misplaced_stock, assessed && people.is(i, Flag::misplaced));
        count(Count::poor_file_stock, assessed && people.is(i, Flag::reduced_file));
        if (people.wellbeing.ordinary_hours[i] > 0) {
            cell.add(Count::ordinary_hours, people.wellbeing.ordinary_hours[i]);
        }
    }
    count(Count::silent_13, silence >= quarter);
    count(Count::silent_26, silence >= half_year);
    count(Count::unreached_26, silence >= half_year && !people.is(i, Flag::known_elsewhere));
    count(Count::without_caseworker, people.contact.caseworker[i] == no_caseworker);
    count(Count::has_caseworker, people.contact.caseworker[i] != no_caseworker);
    count(Count::in_team_queue, people.file.stage[i] == CaseStage::waiting_for_team);
    if (quarter_ends) {
        const auto held = std::min<std::size_t>(change.held_quarter[i], 5);
        cell.add(static_cast<Count>(index_of(Count::contacts_0) + held), 1);
    }
    const auto thousandths = [](float x) { return static_cast<std::int64_t>(x * 1000.0F + 0.5F); };
    cell.add(Count::health_sum, thousandths(people.wellbeing.health[i]));
    cell.add(Count::trust_sum, thousandths(people.wellbeing.trust[i]));
    cell.add(Count::pressure_sum, thousandths(people.wellbeing.pressure[i]));
    cell.add(Count::capacity_sum, thousandths(people.wellbeing.capacity[i]));
}

/// Step 13. Draws: none.
template <Observer O>
void observe_week(const ObserveChanges& change, const WeekContext& now, O& observe) {
    const Citizens& people = now.people;
    const Week week = now.week;
    constexpr Week quarter = 13;
    const bool quarter_ends = now.observed() && (week - now.first_observed + 1) % quarter == 0;

    for_each_citizen(now, now.people.masks.present, [&](CitizenIndex i) {
        const Status status = people.place.status[i];
        if (status == Status::left) {
            return;
        }
        auto cell = observe.cell_of(i);
        cell.add(Count::present, 1);
        cell.add(stock_of(status), 1);
        if (people.effort.treatment_from[i] <= week && people.effort.treatment_until[i] > week) {
            cell.add(Count::in_treatment, 1);
        }
        if (people.effort.home_support_until[i] > week) {
            cell.add(Count::with_home_support, 1);
        }
        if (people.is(i, Flag::closer)) {
            cell.add(Count::closer_to_work, 1);
        }
        if (people.client(i)) {
            observe_client(change, now, i, quarter_ends, cell);
            if (change.weeks_on_benefit[i] < std::numeric_limits<std::int16_t>::max()) {
                ++change.weeks_on_benefit[i];
            }
        }
        if (quarter_ends) {
            change.held_quarter[i] = 0;
        }
    });

    for (const Caseworker& worker : change.staff) {
        if (worker.filled) {
            const double used = worker.hours - worker.hours_left;
            observe.centre(Count::hours_used, hundredths(used));
            if (now.observed()) {
                change.audit.hours_available += hundredths(worker.hours);
                change.audit.hours_used += hundredths(used);
                change.audit.caseworker_weeks_overdrawn += worker.hours_left < -1e-9 ? 1 : 0;
            }
        }
    }
    observe.centre(Count::team_queue_length, static_cast<std::int64_t>(change.queues.team.size()));
    observe.centre(Count::waiting_list_length,
                   static_cast<std::int64_t>(change.queues.caseworker.size()));
    observe.centre(Count::employer_places, hundredths(change.places));
    observe.centre(Count::employer_places_used,
                   100 * (change.capacity.places_in_use[Sector::private_sector] +
                          change.capacity.places_in_use[Sector::public_sector]));
}

} // namespace afklar
