#pragma once

/// A centre in which transitions are worked out by hand.

#include <afklar/process/transitions.hpp>

#include <support/small_centre.hpp>

namespace afklar::test {

/// Every factor of finding work is one until a test moves it.
inline Parameters plain_transitions() {
    Parameters p = still();
    p.exit.job_activity_ready = 0.002;
    p.exit.job_job_ready = 0.01;
    p.exit.capacity_slope = 0.09;
    p.exit.duration_weeks = 1e9;
    p.exit.duration_floor = 0.4;
    p.exit.search_duty = 1.1;
    p.exit.plan_job = 1.5;
    p.exit.caseload_halving = 1.15;
    p.exit.change_year = 0.78;
    p.exit.workplace_offer = 1.2;
    p.exit.labour_elasticity = 2.0;
    p.exit.displacement = 0.0;
    p.capacity.mean_activity_ready = 12.0;
    p.capacity.mean_job_ready = 30.0;
    p.staff.caseload_start = 80.0;
    p.staff.quality_exit = 0.1;
    p.sanction.exit_job_activity_ready = 0.9;
    p.sanction.exit_job_job_ready = 1.3;
    p.ordinary_hours.job = 1.5;
    p.devflex.lock_in = 0.6;
    p.ips.job = 1.35;
    p.ips.caseload_max = 25.0;
    return p;
}

inline void step(SmallCentre& small, Week week) {
    const WeekContext now = small.at(week);
    JobCentre& c = small.centre();
    WeekPlan& plan = small.world().plan;
    plan.charges.clear();
    const AssessmentChanges cases{
        small.people().file, small.people().contact, c.staff,     c.queues,       c.capacity,
        small.world().plan,  c.open_cases,           c.misplaced, small.people(), 0.0};
    transitions({moves_in(c), cases, c.misplaced, plan.charges, {1.0, 1.0}}, now, small.noted);
    plan.decided.clear();
}

/// A plan decided in the week of the next step.
inline void decided(SmallCentre& small, CitizenIndex i, Plan plan) {
    small.people().file.stage[i] = CaseStage::assessed;
    small.people().set(i, Flag::assessed, true);
    small.people().file.plan[i] = plan;
    small.world().plan.decided.push_back(i);
}

inline double wide(float x) { return static_cast<double>(x); }

} // namespace afklar::test
