#pragma once
/// Step 11 of the week, transitions: decided plans begin, hazards to job, education and flex job, ends of
/// jobs and programmes, development flex jobs, regrading. Each exit has its own draw; the first in the
/// declared order wins.

#include <algorithm>
#include <array>
#include <vector>

#include <afklar/observe/observer.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/courses.hpp>
#include <afklar/process/moves.hpp>
#include <afklar/process/outcomes.hpp>

namespace afklar {

/// Chance per week of finding a job, with every factor that the model gives it:
/// base by target group * max(duration_floor, e^(-weeks on benefit / duration_weeks))
/// * e^(capacity_slope*(capacity - mean of the group)) * hiring market * search_duty (job-ready under it)
/// * plan_job (a decided plan) * caseload_halving^(halvings of the caseload) * e^(quality_exit*quality), half
/// of that exponent for the activity-ready, * ips.job (place then train) * change_year (a new caseworker)
/// * exit under a sanction * workplace_offer (the last half year) * ordinary_hours.job * devflex.lock_in.
/// Parameters: exit.*, staff.quality_exit, and as named. Source: E001, E005, E006 (caseload), E053 (change), E055 (plan), E061 (place then train), E099
/// (quality), E107 (workplace), E115-E119 (duration), E033 (sanction).
double job_chance(const WeekContext& now, CitizenIndex i, const Staff& staff) noexcept;

/// Bounds that job_chance never passes this week, by target group and started hours of capacity.
struct JobBounds {
    static constexpr std::size_t hours = 38; ///< 0 to 37
    EnumArray<TargetGroup, std::array<double, hours>> by_hours{};
    double most = 0.0;

    [[nodiscard]] double of(TargetGroup group, float capacity) const noexcept {
        const auto whole = static_cast<std::size_t>(capacity);
        return by_hours[group][std::min(whole + 1, hours - 1)];
    }
};
JobBounds job_bounds(const WeekContext& now, const Staff& staff) noexcept;

/// Hazard ratio of a caseload against the usual one. Source: exit.caseload_halving (E001, E005, E006).
double caseload_factor(const Parameters& p, double caseload) noexcept;

/// Works out, once a week, what each caseworker does for the hazard of finding work. Factors of
/// caseloads are kept in `known` from week to week.
void weigh_caseworkers(const Parameters& p, Staff& staff, std::vector<double>& known);

/// Plans decided this week begin. Draws: flex_job_direct at the k-th case.
template <Observer O>
void begin_plans(const TransitionChanges& change, const WeekContext& now, O& observe) {
    Citizens& people = change.moves.people;
    for (const CitizenIndex i : change.cases.plan.decided) {
        if (people.file.stage[i] != CaseStage::assessed || !people.client(i)) {
            continue;
        }
        switch (people.file.plan[i]) {
        case Plan::flex_job: {
            const bool direct =
                now.happens(Purpose::flex_job_direct, i, now.p.flex.direct, people.file.cases[i]);
            approve_flex_job(change, now, i, direct, observe);
            break;
        }
        case Plan::resource_programme:
            observe.event(Count::resource_programme_started, i);
            move_to(change.moves, i, Status::resource_programme, now.week);
            break;
        case Plan::vocational_rehabilitation:
            observe.event(Count::rehabilitation_started, i);
            people.set(i, Flag::closer, true);
            move_to(change.moves, i, Status::vocational_rehabilitation, now.week);
            break;
        case Plan::disability_pension:
            grant_pension(change, now, i, observe);
            break;
        case Plan::unit:
        case Plan::job_directed:
        case Plan::none:
        case Plan::count_:
            break; // stays on benefit with the plan
        }
    }
}

/// Jobs found by those on cash benefit. Draws: job.
template <Observer O>
void find_jobs(const TransitionChanges& change, const WeekContext& now, const Sweep& cash,
               O& observe) {
    const Citizens& people = now.people;
    const JobBounds bounds = job_bounds(now, change.moves.staff);
    cash.each(Purpose::job, bounds.most, [&](const Candidate& c) {
        const double bound =
            bounds.of(people.who.target_group[c.i], people.wellbeing.capacity[c.i]);
        if (!people.cash_client(c.i) || !c.possible(bound)) {
            return;
        }
        const double chance = std::min(bound, job_chance(now, c.i, change.moves.staff));
        if (c.happens(chance)) {
            start_job(change, now, c.i, chance, observe);
        }
    });
}

/// Education begun by those on cash benefit. Draws: education.
template <Observer O>
void begin_education(const TransitionChanges& change, const WeekContext& now, const Sweep& cash,
                     O& observe) {
    Citizens& people = change.moves.people;
    const double chance = now.p.exit.education;
    cash.each(Purpose::education, chance, [&](const Candidate& c) {
        if (people.cash_client(c.i) && c.happens(chance)) {
            stop_clock(people, c.i, {Target::assessment, Stop::education, now.week}, observe);
            people.set(c.i, Flag::closer, true);
            observe.event(Count::education_started, c.i, {chance, Provision::count_, 0.0});
            move_to(change.moves, c.i, Status::education, now.week);
        }
    });
}

/// The target group is regraded, up or down. Draws: regrade.
inline void regrade(const TransitionChanges& change, const WeekContext& now, const Sweep& cash) {
    const PopulationParameters& p = now.p.population;
    Citizens& people = change.moves.people;
    cash.each(Purpose::regrade, std::max(p.regrade_up, p.regrade_down), [&](const Candidate& c) {
        TargetGroup& group = people.who.target_group[c.i];
        if (!people.cash_client(c.i) || people.is(c.i, Flag::registered_activity_ready)) {
            return;
        }
        const bool up = group == TargetGroup::activity_ready;
        if (c.happens(up ? p.regrade_up : p.regrade_down)) {
            group = up ? TargetGroup::job_ready : TargetGroup::activity_ready;
            change.moves.stale.push_back(c.i);
        }
    });
}

/// Ordinary hours beside the benefit begin and stop. Draws: ordinary_hours_start, ordinary_hours_stop.
inline void ordinary_hours(const TransitionChanges& change, const WeekContext& now,
                           const Sweep& cash) {
    const Parameters& p = now.p;
    const OrdinaryHoursParameters& hours = p.ordinary_hours;
    Citizens& people = change.moves.people;
    WellbeingColumns& w = people.wellbeing;
    const double most = std::min(1.0, hours.start * hours.most_factor);
    cash.each(Purpose::ordinary_hours_start, most, [&](const Candidate& c) {
        const double capacity = static_cast<double>(w.capacity[c.i]);
        const double above = capacity - p.capacity.mean_activity_ready;
        const double chance =
            hours.start * std::min(hours.most_factor, det_exp(p.exit.capacity_slope * above));
        if (people.place.status[c.i] == Status::on_benefit && people.cash_client(c.i) &&
            w.ordinary_hours[c.i] == 0 && c.happens(chance)) {
            w.ordinary_hours[c.i] = rounded<std::uint8_t>(std::min(hours.weekly, capacity));
            people.set(c.i, Flag::closer, true);
        }
    });
    cash.each(Purpose::ordinary_hours_stop, hours.stop, [&](const Candidate& c) {
        if (w.ordinary_hours[c.i] > 0 && c.happens(hours.stop)) {
            w.ordinary_hours[c.i] = 0;
        }
    });
}

/// A right to a development flex job: ability threatened and not clarified (L061).
inline bool may_try_flex_job(const WeekContext& now, CitizenIndex i) noexcept {
    const Citizens& people = now.people;
    const int after = now.rules(i).whole(Provision::development_flex_job_after);
    return after != 0 && people.place.status[i] == Status::on_benefit &&
           people.who.target_group[i] == TargetGroup::activity_ready &&
           people.place.weeks_on_benefit[i] >= after && !people.is(i, Flag::assessed) &&
           people.effort.place[i] == Sector::none &&
           static_cast<double>(people.wellbeing.capacity[i]) < now.p.team.class_job;
}

/// Development flex jobs that begin where an employer place is free.
/// Draws: development_flex_job_request.
template <Observer O>
void begin_development_flex_jobs(const TransitionChanges& change, const WeekContext& now,
                                 const Sweep& cash, O& observe) {
    Citizens& people = change.moves.people;
    const double chance = now.p.devflex.request;
    cash.each(Purpose::development_flex_job_request, chance, [&](const Candidate& c) {
        const CitizenIndex i = c.i;
        if (!may_try_flex_job(now, i) || !c.happens(chance)) {
            return;
        }
        CentreCapacity& capacity = change.moves.capacity;
        const auto open = now.rules(i).choice<CompanyOffers>(Provision::company_offers);
        const Sector sector = free_place(open, capacity.places_in_use, change.places);
        if (sector == Sector::none) {
            return;
        }
        take_place(people.effort, capacity, i, sector, never);
        people.place.status[i] = Status::development_flex_job;
        people.place.status_since[i] = column_of(now.week);
        people.set(i, Flag::closer, true);
        observe.event(Count::development_flex_job_started, i,
                      {chance, Provision::development_flex_job_after, 0.0});
    });
}

/// Development flex jobs that are over: the work part is in, and some go on to a flex job.
/// Draws: development_flex_job_outcome.
template <Observer O>
void end_development_flex_jobs(const TransitionChanges& change, const WeekContext& now,
                               O& observe) {
    const Parameters& p = now.p;
    Citizens& people = change.moves.people;
    MaskMaker& m = new_masks(now);
    const Week length = now.in(p.devflex.weeks) - now.week;
    const Mask over = m.both(m.equal(people.place.status, Status::development_flex_job),
                             m.at_most(people.place.status_since, now.week - length));
    over.for_each([&](CitizenIndex i) {
        release_place(change.moves, i, now.week);
        people.place.status[i] = Status::on_benefit;
        people.place.status_since[i] = column_of(now.week);
        people.file.work_until[i] = now.in(p.file.work_valid); // ability has been tried at work
        const double capacity = static_cast<double>(people.wellbeing.capacity[i]);
        if (capacity < p.team.class_rehabilitation && capacity >= p.team.class_programme &&
            now.happens(Purpose::development_flex_job_outcome, i, p.devflex.to_flex)) {
            stop_clock(people, i, {Target::assessment, Stop::permanent, now.week}, observe);
            approve_flex_job(change, now, i, true, observe);
        }
    });
}

/// Those on benefit: job, education, regrading, ordinary hours, development flex job.
template <Observer O>
void exits_from_benefit(const TransitionChanges& change, const WeekContext& now, O& observe) {
    const Sweep cash(now, now.people.masks.cash);
    find_jobs(change, now, cash, observe);
    begin_education(change, now, cash, observe);
    regrade(change, now, cash);
    ordinary_hours(change, now, cash);
    if (now.table.any(Provision::development_flex_job_after)) { // else nobody can be in one
        begin_development_flex_jobs(change, now, cash, observe);
        end_development_flex_jobs(change, now, observe);
    }
}

/// Step 11. Draws: as the parts name them.
template <Observer O>
void transitions(const TransitionChanges& change, const WeekContext& now, O& observe) {
    weigh_caseworkers(now.p, change.moves.staff, now.scratch.load_factors);
    begin_plans(change, now, observe);
    exits_from_benefit(change, now, observe);
    sickness_course(change, now, observe);
    other_statuses(change, now, observe);
}

} // namespace afklar
