#pragma once
/// The courses of those who are not on cash benefit: sickness benefit, jobs, education, programmes and
/// the wait for a flex job.

#include <algorithm>
#include <vector>

#include <afklar/observe/observer.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/moves.hpp>
#include <afklar/process/outcomes.hpp>

namespace afklar {

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

/// Those in jobs, education and programmes to whom something can happen this week.
inline const StatusMask& who_may_move(const WeekContext& now, const Sweep& sweep) {
    constexpr Week year = 52;
    const Parameters& p = now.p;
    const PlaceColumns& place = now.people.place;
    MaskMaker& m = new_masks(now);
    const Mask year_in_job = m.both(m.equal(place.status, Status::job),
                                    m.equal(place.status_since, column_of(now.week - year)));
    const Mask for_sure = m.either(year_in_job, m.equal(place.status, Status::education));
    StatusMask& who = now.scratch.movers;
    who.assign(for_sure.words.begin(), for_sure.words.end());
    const auto candidates = [&](Status status, Purpose purpose, double bound) {
        sweep.each(purpose, bound, [&](const Candidate& c) {
            const std::uint64_t may = place.status[c.i] == status ? 1 : 0;
            who[c.i / word_size] |= may << (c.i % word_size);
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
    return who;
}

/// Back on benefit; the count of weeks starts afresh unless the break was short.
inline void back_on_benefit(const TransitionChanges& change, const WeekContext& now,
                            CitizenIndex i) {
    const Week away = now.week - now.people.place.status_since[i];
    come_on_benefit(change.moves, now, i, away >= now.p.job.reset_weeks);
}

/// Education: a lasting solution after a year; at its end a job or benefit. Draws: education_ends.
template <Observer O>
void study(const TransitionChanges& change, const WeekContext& now, CitizenIndex i, O& observe) {
    const EducationParameters& p = now.p.education;
    const Week in_education = now.week - now.people.place.status_since[i];
    if (in_education == static_cast<Week>(weeks_per_year)) {
        lasting(change, now, i, observe);
    }
    if (in_education < p.weeks) {
        return;
    }
    if (now.happens(Purpose::education_ends, i, p.to_job)) {
        start_job(change, now, i, p.to_job, observe);
    } else {
        back_on_benefit(change, now, i);
    }
}

/// The wait for a flex job: the municipality or the citizen finds an employer.
/// Draws: flex_job_found, flex_job_found_by_citizen.
template <Observer O>
void find_flex_job(const TransitionChanges& change, const WeekContext& now, CitizenIndex i,
                   O& observe) {
    const FlexParameters& p = now.p.flex;
    Citizens& people = change.moves.people;
    const double by_citizen =
        p.start * p.by_citizen * (1.0 - static_cast<double>(people.wellbeing.pressure[i]));
    const double by_municipality = p.start * (1.0 - p.by_citizen) * now.market;
    if (now.happens(Purpose::flex_job_found, i, by_municipality) ||
        now.happens(Purpose::flex_job_found_by_citizen, i, by_citizen)) {
        observe.event(Count::flex_job_started, i,
                      {by_municipality + by_citizen - by_municipality * by_citizen});
        people.set(i, Flag::closer, true);
        lasting(change, now, i, observe);
        move_to(change.moves, i, Status::flex_job, now.week);
    }
}

/// A resource programme ends in a pension, a flex job, a job or benefit.
/// Draws: programme_ends, programme_outcome.
template <Observer O>
void end_programme(const TransitionChanges& change, const WeekContext& now, CitizenIndex i,
                   O& observe) {
    const ProgrammeParameters& p = now.p.programme;
    if (!now.happens(Purpose::programme_ends, i, weekly_chance_of_mean(p.weeks))) {
        return;
    }
    const double u =
        now.uniform(Purpose::programme_outcome, i, static_cast<std::uint32_t>(now.week));
    if (u < p.to_pension) {
        grant_pension(change, now, i, observe);
    } else if (u < p.to_pension + p.to_flex) {
        approve_flex_job(change, now, i, false, observe);
    } else if (u < p.to_pension + p.to_flex + p.to_job) {
        start_job(change, now, i, p.to_job, observe);
    } else {
        back_on_benefit(change, now, i);
    }
}

/// Vocational rehabilitation ends in a job, a flex job or benefit.
/// Draws: rehabilitation_ends, rehabilitation_outcome.
template <Observer O>
void end_rehabilitation(const TransitionChanges& change, const WeekContext& now, CitizenIndex i,
                        O& observe) {
    const RehabilitationParameters& p = now.p.rehabilitation;
    if (!now.happens(Purpose::rehabilitation_ends, i, weekly_chance_of_mean(p.weeks))) {
        return;
    }
    const double u =
        now.uniform(Purpose::rehabilitation_outcome, i, static_cast<std::uint32_t>(now.week));
    if (u < p.to_job) {
        start_job(change, now, i, p.to_job, observe);
    } else if (u < p.to_job + p.to_flex) {
        approve_flex_job(change, now, i, false, observe);
    } else {
        back_on_benefit(change, now, i);
    }
}

/// Job clarification ends in cash benefit or recovery.
/// Draws: job_clarification_ends, job_clarification_outcome.
template <Observer O>
void end_job_clarification(const TransitionChanges& change, const WeekContext& now, CitizenIndex i,
                           O& observe) {
    const JobClarificationParameters& p = now.p.job_clarification;
    if (!now.happens(Purpose::job_clarification_ends, i, weekly_chance_of_mean(p.weeks))) {
        return;
    }
    if (now.happens(Purpose::job_clarification_outcome, i, p.to_cash)) {
        change.moves.people.who.target_group[i] = TargetGroup::activity_ready;
        come_on_benefit(change.moves, now, i, true);
    } else {
        observe.event(Count::recovered, i);
        leave(change.moves, i, LeftCause::recovered, now.week);
    }
}

/// What a week brings in the status that somebody is in. Draws: as the courses name them, flex_job_ends.
template <Observer O>
void go_on(const TransitionChanges& change, const WeekContext& now, CitizenIndex i, O& observe) {
    constexpr Week year = 52;
    const PlaceColumns& place = now.people.place;
    switch (place.status[i]) {
    case Status::job:
        if (now.week - place.status_since[i] == year) {
            lasting(change, now, i, observe);
        }
        break;
    case Status::education:
        study(change, now, i, observe);
        break;
    case Status::flex_job_waiting:
        find_flex_job(change, now, i, observe);
        break;
    case Status::flex_job:
        if (now.happens(Purpose::flex_job_ends, i, now.p.flex.end)) {
            move_to(change.moves, i, Status::flex_job_waiting, now.week);
        }
        break;
    case Status::resource_programme:
        end_programme(change, now, i, observe);
        break;
    case Status::vocational_rehabilitation:
        end_rehabilitation(change, now, i, observe);
        break;
    case Status::job_clarification:
        end_job_clarification(change, now, i, observe);
        break;
    case Status::on_benefit:
    case Status::development_flex_job:
    case Status::disability_pension:
    case Status::left:
    case Status::count_:
        break;
    }
}

/// Jobs end, more often in the first quarter and year. Draws: job_ends. Source: E110.
template <Observer O>
void end_jobs(const TransitionChanges& change, const WeekContext& now, const Sweep& sweep,
              O& observe) {
    constexpr Week quarter = 13; // E110 counts a quarter and a year
    constexpr Week year = 52;
    const JobParameters& p = now.p.job;
    const PlaceColumns& place = now.people.place;
    const double most = std::max({p.end_early, p.end_mid, p.end_late});
    sweep.each(Purpose::job_ends, most, [&](const Candidate& c) {
        const Week in_job = now.week - place.status_since[c.i];
        const double chance = in_job <= quarter ? p.end_early
                              : in_job <= year  ? p.end_mid
                                                : p.end_late;
        if (place.status[c.i] == Status::job && in_job > 0 && c.happens(chance)) {
            observe.event(Count::job_ended, c.i, {chance, Provision::count_, 0.0});
            back_on_benefit(change, now, c.i);
        }
    });
}

/// Misplaced cases come back and are opened anew. Draws: misplaced_returns.
template <Observer O>
void return_misplaced(const TransitionChanges& change, const WeekContext& now, O& observe) {
    Citizens& people = change.moves.people;
    const double chance = now.p.team.misplaced_return;
    std::erase_if(change.misplaced, [&](CitizenIndex i) {
        if (!people.is(i, Flag::misplaced) || !people.present(i)) {
            return true;
        }
        if (people.place.status[i] == Status::disability_pension ||
            !now.happens(Purpose::misplaced_returns, i, chance)) {
            return false;
        }
        people.set(i, Flag::misplaced, false);
        if (!people.client(i)) {
            back_on_benefit(change, now, i);
        }
        if (people.client(i) && people.file.stage[i] == CaseStage::assessed) {
            open_case(change.cases, now, i, {chance}, observe);
        }
        return true;
    });
}

/// Those in jobs, education and programmes. Draws: ends and outcomes by week.
template <Observer O>
void other_statuses(const TransitionChanges& change, const WeekContext& now, O& observe) {
    const Sweep elsewhere(now, now.people.masks.elsewhere);
    for_each_citizen(who_may_move(now, elsewhere), [&](CitizenIndex i) {
        if (now.people.place.status_since[i] != now.week) { // else he came this week
            go_on(change, now, i, observe);
        }
    });
    end_jobs(change, now, elsewhere, observe);
    return_misplaced(change, now, observe);
}

} // namespace afklar
