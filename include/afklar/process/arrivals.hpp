#pragma once
/// Step 2 of the week, arrivals and departures: new spells arrive, people return, reach pension age, die
/// or leave the area. An arrival is the same person in every regime that has him.

#include <vector>

#include <afklar/process/moves.hpp>
#include <afklar/process/newcomer.hpp>
#include <afklar/process/rules.hpp>

namespace afklar {

/// The Poisson distribution of a mean.
struct Poisson {
    double mean = 0.0;

    /// Number of arrivals at a uniform rank.
    /// Domain: mean >= 0. Cost: linear in the mean below 500, then a normal approximation.
    [[nodiscard]] int at(double rank) const noexcept;
};

/// The hazard of death at an age. Source: population.death, population.death_age,
/// population.death_doubling.
inline double death_hazard(const PopulationParameters& p, double age_years) noexcept {
    constexpr double ln2 = 0.693147180559945309;
    return p.death * det_exp(ln2 * (age_years - p.death_age) / p.death_doubling);
}

/// New spells expected in a week of one target group, at inflow factor 1.
inline double expected_inflow(const Parameters& p, TargetGroup group, double start_stock) noexcept {
    switch (group) {
    case TargetGroup::job_ready:
        return start_stock * p.population.inflow_job_ready;
    case TargetGroup::activity_ready:
        return start_stock * p.population.inflow_activity_ready;
    case TargetGroup::sickness_benefit:
        return start_stock * (p.sickness.exit + p.job_clarification.start);
    case TargetGroup::count_:
        break;
    }
    return 0.0;
}

/// A citizen leaves for a cause; both clocks stop.
template <Observer O>
void depart(const MoveChanges& change, const WeekContext& now, CitizenIndex i, LeftCause cause,
            O& observe) {
    for (const Target target : {Target::assessment, Target::lasting_solution}) {
        stop_clock(change.people, i, {target, Stop::departed, now.week}, observe);
    }
    observe.event(Count::departed, i);
    leave(change, i, cause, now.week);
}

/// People reach pension age, die or leave the area. Draws: death, move.
template <Observer O>
void departures(JobCentre& centre, const WeekContext& now, O& observe) {
    const MoveChanges change = moves_in(centre);
    const Citizens& people = centre.citizens;
    const PopulationParameters& p = now.p.population;
    for (const CitizenIndex i : centre.pension.take(now.week)) {
        if (people.present(i)) {
            depart(change, now, i, LeftCause::pension_age, observe);
        }
    }
    const double oldest = death_hazard(p, p.pension_age);
    const Sweep settled(now, people.masks.settled);
    settled.each(Purpose::death, oldest, [&](const Candidate& c) {
        const double age = (now.week - people.who.birth_week[c.i]) / weeks_per_year_of_age;
        if (people.present(c.i) && c.happens(std::min(oldest, death_hazard(p, age)))) {
            depart(change, now, c.i, LeftCause::death, observe);
        }
    });
    settled.each(Purpose::move, p.move, [&](const Candidate& c) {
        if (people.present(c.i) && c.happens(p.move)) {
            depart(change, now, c.i, LeftCause::moved, observe);
        }
    });
}

/// Those who left without support come back with their own id. Draws: return_to_benefit.
template <Observer O>
void returns(JobCentre& centre, const WeekContext& now, O& observe) {
    const MoveChanges change = moves_in(centre);
    const Citizens& people = centre.citizens;
    const Parameters& p = now.p;
    std::erase_if(centre.away, [&](CitizenIndex i) {
        const Week gone = now.week - people.place.status_since[i];
        const double age = (now.week - people.who.birth_week[i]) / weeks_per_year_of_age;
        if (gone > p.exit.return_weeks || age >= p.population.pension_age) {
            return true;
        }
        if (gone <= 0 || !now.happens(Purpose::return_to_benefit, i, p.exit.leave_return)) {
            return false;
        }
        come_on_benefit(change, now, i, gone >= p.job.reset_weeks);
        observe.event(Count::returned, i);
        return true;
    });
}

/// What arrivals change.
struct ArrivalChanges {
    JobCentre& centre;
    const RulesChanges& rules;

    /// Renews the rules of a newcomer.
    void renew_rules(CitizenIndex i, Week week) const { renew(rules, centre.citizens, i, week); }
};

/// One newcomer: who he is, which rules hold for him, and the start of his spell. Draws: synthesis.
template <Observer O>
void arrive(const ArrivalChanges& change, const WeekContext& now, CitizenIndex i, TargetGroup group,
            O& observe) {
    Citizens& people = change.centre.citizens;
    const NewcomerSource source{now.newcomers, now.p, now.draws, now.week};
    if (SharedLuck* shared = now.scratch.shared; shared != nullptr) {
        shared->newcomers.draw(people, i, group, source);
    } else {
        draw_person(people, i, group, source);
    }
    change.renew_rules(i, now.week);
    if (group == TargetGroup::activity_ready &&
        now.rules(i).choice<EntryGroup>(Provision::entry_group) == EntryGroup::job_ready) {
        people.who.target_group[i] = TargetGroup::job_ready;
        people.set(i, Flag::registered_activity_ready, true);
        change.renew_rules(i, now.week);
    }
    change.centre.pension.put(
        people.who.birth_week[i] +
            static_cast<Week>(now.p.population.pension_age * weeks_per_year_of_age),
        i);
    come_on_benefit(moves_in(change.centre), now, i, true, true);
    observe.event(Count::arrived, i);
}

/// New spells: as many places as the highest inflow of the comparison fills, of which this regime has
/// the share of its own inflow. Draws: arrivals (centre, by target group), arrival_mark, synthesis.
template <Observer O>
void arrivals(const ArrivalChanges& change, const WeekContext& now, O& observe) {
    const double factor = now.centre().number(Provision::inflow_factor) * now.environment.inflow;
    for_each_value<TargetGroup>([&](TargetGroup group) {
        const double mean =
            expected_inflow(now.p, group, change.centre.start_stock[group]) * now.highest_inflow;
        if (mean <= 0.0) {
            return;
        }
        const double rank = now.draws.uniform(Purpose::arrivals, Agent::centre,
                                              static_cast<std::uint32_t>(index_of(group)),
                                              static_cast<std::uint32_t>(now.week));
        const int number = Poisson{mean}.at(rank);
        for (int k = 0; k < number; ++k) {
            const CitizenIndex i = change.centre.citizens.place_for(group);
            const double mark = now.uniform(Purpose::arrival_mark, i, 0);
            if (mark * now.highest_inflow < factor) { // else the place stays empty in this regime
                arrive(change, now, i, group, observe);
            }
        }
    });
}

/// Whoever was counted as job-ready for his first weeks is regraded to his own group.
inline void regrade_entrants(JobCentre& centre, const WeekContext& now) {
    Citizens& people = centre.citizens;
    for_each_citizen(people.masks.clients, [&](CitizenIndex i) {
        if (people.is(i, Flag::registered_activity_ready) &&
            people.place.weeks_on_benefit[i] >=
                now.rules(i).whole(Provision::entry_job_ready_weeks)) {
            people.set(i, Flag::registered_activity_ready, false);
            people.who.target_group[i] = TargetGroup::activity_ready;
            centre.stale.push_back(i);
        }
    });
}

/// Step 2. Draws: arrivals (centre, by target group), arrival_mark, synthesis of newcomers, death, move,
/// return_to_benefit.
template <Observer O>
void arrivals_and_departures(JobCentre& centre, const RulesChanges& rules_change,
                             const WeekContext& now, O& observe) {
    departures(centre, now, observe); // first, so that nobody leaves in the week he came
    returns(centre, now, observe);
    if (centre.closed) {
        return;
    }
    arrivals(ArrivalChanges{centre, rules_change}, now, observe);
    if (now.table.any(Provision::entry_group)) {
        regrade_entrants(centre, now);
    }
}

} // namespace afklar
