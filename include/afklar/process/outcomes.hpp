#pragma once
/// What an outcome brings about: a job, a lasting solution, a flex job, a pension. Shared by the exits from
/// benefit and the courses of other statuses.

#include <algorithm>
#include <vector>

#include <afklar/core/units.hpp>
#include <afklar/observe/observer.hpp>
#include <afklar/process/appointments.hpp>
#include <afklar/process/assessment.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/moves.hpp>

namespace afklar {

/// What step 11 changes.
struct TransitionChanges {
    const MoveChanges& moves;
    const AssessmentChanges& cases; ///< those decided this week, and to open a misplaced one anew
    std::vector<CitizenIndex>& misplaced;
    std::vector<Charge>& charges;
    EmployerPlaces places;
};

/// Starts a job. Draws: displaced at the k-th job.
template <Observer O>
void start_job(const TransitionChanges& change, const WeekContext& now, CitizenIndex i,
               double chance, O& observe) {
    Citizens& people = change.moves.people;
    stop_clock(people, i, {Target::assessment, Stop::job, now.week}, observe);
    people.set(i, Flag::closer, true);
    ++people.place.jobs[i];
    observe.event(Count::job_started, i, {chance, Provision::count_, 0.0});
    if (now.happens(Purpose::displaced, i, now.p.exit.displacement, people.place.jobs[i])) {
        observe.event(Count::job_displacing, i);
    }
    move_to(change.moves, i, Status::job, now.week);
}

/// A lasting solution is reached.
template <Observer O>
void lasting(const TransitionChanges& change, const WeekContext& now, CitizenIndex i, O& observe) {
    stop_clock(change.moves.people, i, {Target::lasting_solution, Stop::reached, now.week},
               observe);
    observe.event(Count::lasting_solution, i);
}

/// Starts a flex job, or the wait for one.
template <Observer O>
void approve_flex_job(const TransitionChanges& change, const WeekContext& now, CitizenIndex i,
                      bool direct, O& observe) {
    observe.event(Count::flex_job_approved, i);
    if (direct) {
        observe.event(Count::flex_job_started, i);
        change.moves.people.set(i, Flag::closer, true);
        lasting(change, now, i, observe);
    }
    move_to(change.moves, i, direct ? Status::flex_job : Status::flex_job_waiting, now.week);
}

/// Grants a disability pension.
template <Observer O>
void grant_pension(const TransitionChanges& change, const WeekContext& now, CitizenIndex i,
                   O& observe) {
    stop_clock(change.moves.people, i, {Target::assessment, Stop::permanent, now.week}, observe);
    observe.event(Count::pension_started, i);
    // Present value of the pension until the state pension takes over.
    const CostParameters& cost = now.p.cost;
    const double age = (now.week - now.people.who.birth_week[i]) / weeks_per_year_of_age;
    const double years = std::max(0.0, now.p.population.pension_age - age);
    const double rate = det_log(1.0 + cost.discount);
    const double factor = rate > 0.0 ? (1.0 - det_exp(-rate * years)) / rate : years;
    change.charges.push_back(
        {i, ChargeKind::pension_value, kroner(cost.pension_week * weeks_per_year * factor)});
    lasting(change, now, i, observe);
    move_to(change.moves, i, Status::disability_pension, now.week);
}

} // namespace afklar
