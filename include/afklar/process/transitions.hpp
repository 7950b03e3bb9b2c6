#pragma once
/// Step 11 of the week, transitions: decided plans begin, hazards to job, education and flex job, ends of
/// jobs and programmes, development flex jobs, regrading. Each exit has its own draw; the first in the
/// declared order wins.

#include <algorithm>
#include <array>
#include <vector>

#include <afklar/core/units.hpp>
#include <afklar/observe/observer.hpp>
#include <afklar/process/appointments.hpp>
#include <afklar/process/assessment.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/moves.hpp>
#include <afklar/process/wellbeing.hpp>

namespace afklar {

/// What step 11 changes.
struct TransitionChanges {
    MoveChanges moves;
    const AssessmentChanges& cases; ///< to open a misplaced case anew
    std::vector<CitizenIndex>& open_cases;
    std::vector<CitizenIndex>& misplaced;
    std::vector<Charge>& charges;
    double private_places = 0.0;
    double public_places = 0.0;
};

/// Chance per week of finding a job, with every factor that the model gives it.
/// Source: E001, E005, E006 (caseload), E053 (change), E055 (plan), E061 (place then train), E099
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

/// Starts a job. Draws: displaced at the k-th job.
template <Observer O>
void start_job(const TransitionChanges& change, const WeekContext& now, CitizenIndex i,
               double chance, O& observe) {
    Citizens& people = change.moves.people;
    stop_clock(people, Target::assessment, i, Stop::job, now.week, observe);
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
    stop_clock(change.moves.people, Target::lasting_solution, i, Stop::reached, now.week, observe);
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
    stop_clock(change.moves.people, Target::assessment, i, Stop::permanent, now.week, observe);
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

/// Plans decided this week begin. Draws: flex_job_direct at the k-th case.
template <Observer O>
void begin_plans(const TransitionChanges& change, const WeekContext& now, O& observe) {
    Citizens& people = change.moves.people;
    for (const CitizenIndex i : change.open_cases) {
        if (people.file.stage[i] != CaseStage::assessed || people.file.stage_since[i] != now.week ||
            !people.client(i)) {
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

/// Those on benefit: job, education, regrading, ordinary hours, development flex job.
template <Observer O>
void exits_from_benefit(const TransitionChanges& change, const WeekContext& now, O& observe) {
    const Parameters& p = now.p;
    Citizens& people = change.moves.people;
    const Sweep cash(now, people.masks.cash);
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
    cash.each(Purpose::education, p.exit.education, [&](const Candidate& c) {
        if (people.cash_client(c.i) && c.happens(p.exit.education)) {
            stop_clock(people, Target::assessment, c.i, Stop::education, now.week, observe);
            people.set(c.i, Flag::closer, true);
            observe.event(Count::education_started, c.i,
                          {p.exit.education, Provision::count_, 0.0});
            move_to(change.moves, c.i, Status::education, now.week);
        }
    });
    const double regrade = std::max(p.population.regrade_up, p.population.regrade_down);
    cash.each(Purpose::regrade, regrade, [&](const Candidate& c) {
        TargetGroup& group = people.who.target_group[c.i];
        if (!people.cash_client(c.i) || people.is(c.i, Flag::registered_activity_ready)) {
            return;
        }
        const bool up = group == TargetGroup::activity_ready;
        if (c.happens(up ? p.population.regrade_up : p.population.regrade_down)) {
            group = up ? TargetGroup::job_ready : TargetGroup::activity_ready;
            change.moves.stale.push_back(c.i);
        }
    });
    cash.each(Purpose::ordinary_hours_start, std::min(1.0, p.ordinary_hours.start * p.ordinary_hours.most_factor),
              [&](const Candidate& c) {
                  const double chance =
                      p.ordinary_hours.start *
                      std::min(p.ordinary_hours.most_factor, det_exp(p.exit.capacity_slope *
                                            (static_cast<double>(people.wellbeing.capacity[c.i]) -
                                             p.capacity.mean_activity_ready)));
                  if (people.place.status[c.i] == Status::on_benefit && people.cash_client(c.i) &&
                      people.wellbeing.ordinary_hours[c.i] == 0 && c.happens(chance)) {
                      people.wellbeing.ordinary_hours[c.i] = static_cast<std::uint8_t>(
                          std::min<double>(p.ordinary_hours.weekly,
                                           static_cast<double>(people.wellbeing.capacity[c.i])) +
                          0.5);
                      people.set(c.i, Flag::closer, true);
                  }
              });
    cash.each(Purpose::ordinary_hours_stop, p.ordinary_hours.stop, [&](const Candidate& c) {
        if (people.wellbeing.ordinary_hours[c.i] > 0 && c.happens(p.ordinary_hours.stop)) {
            people.wellbeing.ordinary_hours[c.i] = 0;
        }
    });
    // A right to a development flex job: ability threatened and not clarified (L061).
    const bool any_right = now.table.any(Provision::development_flex_job_after);
    cash.each(Purpose::development_flex_job_request, any_right ? p.devflex.request : 0.0,
              [&](const Candidate& c) {
                  const CitizenIndex i = c.i;
                  const int after = now.rules(i).whole(Provision::development_flex_job_after);
                  if (after == 0 || people.place.status[i] != Status::on_benefit ||
                      people.who.target_group[i] != TargetGroup::activity_ready ||
                      people.place.weeks_on_benefit[i] < after ||
                      people.file.assessed[i] != never || people.effort.place[i] != Sector::none ||
                      static_cast<double>(people.wellbeing.capacity[i]) >= p.team.class_job ||
                      !c.happens(p.devflex.request)) {
                      return;
                  }
                  const auto open = now.rules(i).choice<CompanyOffers>(Provision::company_offers);
                  auto& used = change.moves.capacity.places_in_use;
                  Sector sector = Sector::none;
                  if (open != CompanyOffers::none &&
                      used[Sector::private_sector] + 1.0 <= change.private_places) {
                      sector = Sector::private_sector;
                  } else if (open == CompanyOffers::all &&
                             used[Sector::public_sector] + 1.0 <= change.public_places) {
                      sector = Sector::public_sector;
                  }
                  if (sector == Sector::none) {
                      return; // no employer place is free
                  }
                  ++used[sector];
                  people.effort.place[i] = sector;
                  people.effort.place_until[i] = never;
                  people.place.status[i] = Status::development_flex_job;
                  people.place.status_since[i] = column_of(now.week);
                  people.place.status_until[i] = now.in(p.devflex.weeks);
                  people.set(i, Flag::closer, true);
                  observe.event(Count::development_flex_job_started, i,
                                {p.devflex.request, Provision::development_flex_job_after, 0.0});
              });
    if (!any_right) {
        return; // nobody can be in one
    }
    now.scratch.masks.look_at(now.blocks);
    MaskMaker& m = now.scratch.masks;
    const Mask over = m.both(m.equal(people.place.status, Status::development_flex_job),
                             m.at_most(people.place.status_until, now.week));
    over.for_each([&](CitizenIndex i) {
        release_place(change.moves, i, now.week);
        people.place.status[i] = Status::on_benefit;
        people.place.status_since[i] = column_of(now.week);
        people.file.work_until[i] = now.in(p.file.work_valid); // ability has been tried at work
        const double capacity = static_cast<double>(people.wellbeing.capacity[i]);
        if (capacity < p.team.class_rehabilitation && capacity >= p.team.class_programme &&
            now.happens(Purpose::development_flex_job_outcome, i, p.devflex.to_flex)) {
            stop_clock(people, Target::assessment, i, Stop::permanent, now.week, observe);
            approve_flex_job(change, now, i, true, observe);
        }
    });
}

/// Sickness benefit, the simpler course: recovery, and job clarification by way of the team.
template <Observer O>
void sickness_course(const TransitionChanges& change, const WeekContext& now, O& observe) {
    const Parameters& p = now.p;
    Citizens& people = change.moves.people;
    const Mask sick = look_at(now, people.masks.sick);
    const Sweep sweep(now, people.masks.sick);
    sweep.each(Purpose::sickness_ends, p.sickness.exit, [&](const Candidate& c) {
        if (people.who.target_group[c.i] == TargetGroup::sickness_benefit && people.client(c.i) &&
            c.happens(p.sickness.exit)) {
            observe.event(Count::recovered, c.i, {p.sickness.exit, Provision::count_, 0.0});
            leave(change.moves, c.i, LeftCause::recovered, now.week);
        }
    });
    sweep.each(Purpose::job_clarification_starts, p.job_clarification.start,
               [&](const Candidate& c) {
                   const CitizenIndex i = c.i;
                   if (people.who.target_group[i] == TargetGroup::sickness_benefit &&
                       people.client(i) && people.file.stage[i] == CaseStage::closed &&
                       now.rules(i).on(Provision::job_clarification) &&
                       c.happens(p.job_clarification.start)) {
                       people.file.stage[i] = CaseStage::waiting_for_team;
                       people.file.decision_due[i] = column_of(now.week);
                       change.moves.queues.team.join(i, now.week, 1);
                   }
               });
    MaskMaker& m = now.scratch.masks;
    m.both(sick, m.equal(people.file.stage, CaseStage::assessed)).for_each([&](CitizenIndex i) {
        if (people.client(i)) {
            observe.event(Count::job_clarification_started, i);
            move_to(change.moves, i, Status::job_clarification, now.week);
            people.file.stage[i] = CaseStage::closed;
        }
    });
}

/// Those in jobs, education and programmes to whom something can happen this week, in order of address.
inline std::vector<CitizenIndex>& who_may_move(const WeekContext& now) {
    const Parameters& p = now.p;
    const PlaceColumns& place = now.people.place;
    MaskMaker& m = now.scratch.masks;
    std::vector<CitizenIndex>& who = now.scratch.citizens;
    who.clear();
    constexpr Week year = 52;
    const auto add = [&who](CitizenIndex i) { who.push_back(i); };
    now.scratch.masks.look_at(now.blocks);
    m.both(m.equal(place.status, Status::job),
           m.equal(place.status_since, column_of(now.week - year)))
        .for_each(add);
    m.equal(place.status, Status::education).for_each(add);
    const auto candidates = [&](Status status, Purpose purpose, double bound) {
        Sweep(now, status).each(purpose, bound, [&](const Candidate& c) {
            if (place.status[c.i] == status) {
                who.push_back(c.i);
            }
        });
    };
    candidates(Status::flex_job_waiting, Purpose::flex_job_found,
               p.flex.start * (1.0 - p.flex.by_citizen) * now.market);
    candidates(Status::flex_job_waiting, Purpose::flex_job_found_by_citizen,
               p.flex.start * p.flex.by_citizen);
    candidates(Status::flex_job, Purpose::flex_job_ends, p.flex.end);
    candidates(Status::resource_programme, Purpose::programme_ends,
               weekly_chance_of_mean(p.programme.weeks));
    candidates(Status::vocational_rehabilitation, Purpose::rehabilitation_ends,
               weekly_chance_of_mean(p.rehabilitation.weeks));
    candidates(Status::job_clarification, Purpose::job_clarification_ends,
               weekly_chance_of_mean(p.job_clarification.weeks));
    std::sort(who.begin(), who.end());
    who.erase(std::unique(who.begin(), who.end()), who.end());
    return who;
}

/// Those in jobs, education and programmes. Draws: ends and outcomes by week.
template <Observer O>
void other_statuses(const TransitionChanges& change, const WeekContext& now, O& observe) {
    const Parameters& p = now.p;
    Citizens& people = change.moves.people;
    const auto back = [&](CitizenIndex i) {
        const Week away = now.week - people.place.status_since[i];
        come_on_benefit(change.moves, now, i, away >= p.job.reset_weeks);
    };
    for (const CitizenIndex i : who_may_move(now)) {
        const Week in_status = now.week - people.place.status_since[i];
        if (in_status == 0) {
            continue; // came this week
        }
        switch (people.place.status[i]) {
        case Status::job: {
            constexpr Week year = 52;
            if (in_status == year) {
                lasting(change, now, i, observe);
            }
            break;
        }
        case Status::education:
            if (in_status == static_cast<Week>(weeks_per_year)) {
                lasting(change, now, i, observe);
            }
            if (in_status >= p.education.weeks) {
                if (now.happens(Purpose::education_ends, i, p.education.to_job)) {
                    start_job(change, now, i, p.education.to_job, observe);
                } else {
                    back(i);
                }
            }
            break;
        case Status::flex_job_waiting: {
            const double by_citizen = p.flex.start * p.flex.by_citizen *
                                      (1.0 - static_cast<double>(people.wellbeing.pressure[i]));
            const double by_municipality = p.flex.start * (1.0 - p.flex.by_citizen) * now.market;
            if (now.happens(Purpose::flex_job_found, i, by_municipality) ||
                now.happens(Purpose::flex_job_found_by_citizen, i, by_citizen)) {
                observe.event(Count::flex_job_started, i,
                              {by_municipality + by_citizen - by_municipality * by_citizen});
                people.set(i, Flag::closer, true);
                lasting(change, now, i, observe);
                move_to(change.moves, i, Status::flex_job, now.week);
            }
            break;
        }
        case Status::flex_job:
            if (now.happens(Purpose::flex_job_ends, i, p.flex.end)) {
                move_to(change.moves, i, Status::flex_job_waiting, now.week);
            }
            break;
        case Status::resource_programme:
            if (now.happens(Purpose::programme_ends, i, weekly_chance_of_mean(p.programme.weeks))) {
                const double u = now.uniform(Purpose::programme_outcome, i,
                                             static_cast<std::uint32_t>(now.week));
                if (u < p.programme.to_pension) {
                    grant_pension(change, now, i, observe);
                } else if (u < p.programme.to_pension + p.programme.to_flex) {
                    approve_flex_job(change, now, i, false, observe);
                } else if (u < p.programme.to_pension + p.programme.to_flex + p.programme.to_job) {
                    start_job(change, now, i, p.programme.to_job, observe);
                } else {
                    back(i);
                }
            }
            break;
        case Status::vocational_rehabilitation:
            if (now.happens(Purpose::rehabilitation_ends, i,
                            weekly_chance_of_mean(p.rehabilitation.weeks))) {
                const double u = now.uniform(Purpose::rehabilitation_outcome, i,
                                             static_cast<std::uint32_t>(now.week));
                if (u < p.rehabilitation.to_job) {
                    start_job(change, now, i, p.rehabilitation.to_job, observe);
                } else if (u < p.rehabilitation.to_job + p.rehabilitation.to_flex) {
                    approve_flex_job(change, now, i, false, observe);
                } else {
                    back(i);
                }
            }
            break;
        case Status::job_clarification:
            if (now.happens(Purpose::job_clarification_ends, i,
                            weekly_chance_of_mean(p.job_clarification.weeks))) {
                if (now.happens(Purpose::job_clarification_outcome, i,
                                p.job_clarification.to_cash)) {
                    people.who.target_group[i] = TargetGroup::activity_ready;
                    come_on_benefit(change.moves, now, i, true);
                } else {
                    observe.event(Count::recovered, i);
                    leave(change.moves, i, LeftCause::recovered, now.week);
                }
            }
            break;
        case Status::on_benefit:
        case Status::development_flex_job:
        case Status::disability_pension:
        case Status::left:
        case Status::count_:
            break;
        }
    }
    const double most = std::max({p.job.end_early, p.job.end_mid, p.job.end_late});
    Sweep(now, Status::job)
        .each(Purpose::job_ends, most, [&](const Candidate& c) {
            constexpr Week quarter = 13; // E110 counts a quarter and a year
            constexpr Week year = 52;
            const Week in_job = now.week - people.place.status_since[c.i];
            const double chance = in_job <= quarter ? p.job.end_early
                                  : in_job <= year  ? p.job.end_mid
                                                    : p.job.end_late;
            if (people.place.status[c.i] == Status::job && in_job > 0 && c.happens(chance)) {
                observe.event(Count::job_ended, c.i, {chance, Provision::count_, 0.0});
                back(c.i);
            }
        });
    // Misplaced cases come back.
    std::erase_if(change.misplaced, [&](CitizenIndex i) {
        if (!people.is(i, Flag::misplaced) || !people.present(i)) {
            return true;
        }
        if (people.place.status[i] == Status::disability_pension ||
            !now.happens(Purpose::misplaced_returns, i, p.team.misplaced_return)) {
            return false;
        }
        people.set(i, Flag::misplaced, false);
        if (!people.client(i)) {
            back(i);
        }
        if (people.client(i) && people.file.stage[i] == CaseStage::assessed) {
            open_case(change.cases, now, i, false, p.team.misplaced_return, observe);
        }
        return true;
    });
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
