#include <afklar/process/courses.hpp>

#include <array>
#include <cmath>

#include <support/catch.hpp>
#include <support/transitions.hpp>

using namespace afklar;
using namespace afklar::test;

TEST_CASE("jobs end at three hazards", "[courses]") {
    Parameters p = plain_transitions();
    p.exit.job_activity_ready = 0.0;
    p.job.end_early = 0.5;
    p.job.end_mid = 0.3;
    p.job.end_late = 0.1;
    constexpr int heads = 30'000;
    SmallCentre small({.people = heads, .policy = full_rules(), .parameters = p});
    for (CitizenIndex i = 0; i < heads; ++i) {
        small.people().place.status[i] = Status::job;
        small.people().place.status_since[i] =
            static_cast<WeekColumn>(i % 3 == 0   ? -3
                                    : i % 3 == 1 ? -4
                                                 : -43); // 13, 14, 53 weeks
    }
    small.without_caseworkers();
    step(small, 10);
    std::array<int, 3> ended{};
    for (CitizenIndex i = 0; i < heads; ++i) {
        ended.at(i % 3) += small.people().place.status[i] == Status::on_benefit ? 1 : 0;
    }
    const double third = heads / 3.0;
    const std::array<double, 3> hazards = {0.5, 0.3, 0.1};
    for (std::size_t k = 0; k < 3; ++k) {
        const double h = hazards.at(k);
        CHECK(std::abs(ended.at(k) / third - h) < 4.5 * std::sqrt(h * (1.0 - h) / third));
    }
}

TEST_CASE("outcomes of programmes at certainty", "[courses]") {
    Parameters p = plain_transitions();
    p.exit.job_activity_ready = 0.0;
    p.programme.weeks = p.rehabilitation.weeks = 1.0; // everyone ends at once
    p.programme.to_pension = 0.5;
    p.programme.to_flex = 0.3;
    p.programme.to_job = 0.1;
    constexpr int heads = 20'000;
    SmallCentre small({.people = heads, .policy = full_rules(), .parameters = p});
    for (CitizenIndex i = 0; i < heads; ++i) {
        small.people().place.status[i] = Status::resource_programme;
        small.people().place.status_since[i] = 0;
    }
    small.without_caseworkers();
    step(small, 10);
    const auto near = [](Count count, SmallCentre& centre, double share) {
        const double got = static_cast<double>(centre.noted[count]) / heads;
        return std::abs(got - share) < 4.5 * std::sqrt(share * (1.0 - share) / heads);
    };
    CHECK(near(Count::pension_started, small, 0.5));
    CHECK(near(Count::flex_job_approved, small, 0.3));
    CHECK(near(Count::job_started, small, 0.1));
    std::int64_t back = 0;
    for (const Status status : small.people().place.status) {
        back += status == Status::on_benefit ? 1 : 0;
    }
    CHECK(back == heads - small.noted[Count::pension_started] -
                      small.noted[Count::flex_job_approved] - small.noted[Count::job_started]);
}

TEST_CASE("a flex job is found by the municipality and by the citizen", "[courses]") {
    Parameters p = plain_transitions();
    p.flex.start = 0.4;
    p.flex.by_citizen = 0.5;
    constexpr int heads = 20'000;
    SmallCentre small({.people = heads, .policy = full_rules(), .parameters = p});
    for (CitizenIndex i = 0; i < heads; ++i) {
        small.people().place.status[i] = Status::flex_job_waiting;
        small.people().place.status_since[i] = 0;
    }
    small.without_caseworkers();
    step(small, 10);
    // 0.2 by the municipality, 0.2·(1 − 0.25) by the citizen: 1 − 0.8·0.85 = 0.32.
    const double got = static_cast<double>(small.noted[Count::flex_job_started]) / heads;
    CHECK(std::abs(got - 0.32) < 4.5 * std::sqrt(0.32 * 0.68 / heads));
}

TEST_CASE("education lasts its time, then half find work", "[courses]") {
    Parameters p = plain_transitions();
    p.exit.job_activity_ready = 0.0;
    p.exit.education = 1.0;
    p.education.weeks = 20.0;
    p.education.to_job = 1.0;
    SmallCentre small({.policy = full_rules(), .parameters = p});
    step(small, 0);
    CHECK(small.people().place.status[0] == Status::education);
    CHECK(small.noted[Count::education_started] == 1);
    step(small, 19);
    CHECK(small.people().place.status[0] == Status::education);
    step(small, 20);
    CHECK(small.people().place.status[0] == Status::job);
}

TEST_CASE("sickness benefit: recovery, and job clarification by way of the team", "[courses]") {
    Parameters p = plain_transitions();
    p.job_clarification.start = 1.0;
    SmallCentre small({.people = 2,
                       .policy = full_rules(),
                       .parameters = p,
                       .group = TargetGroup::sickness_benefit});
    small.people().file.stage[1] = CaseStage::assessed; // heard
    step(small, 10);
    CHECK(small.people().file.stage[0] == CaseStage::waiting_for_team);
    CHECK(small.centre().queues.team.size() == 1);
    CHECK(small.people().place.status[1] == Status::job_clarification);
    p.sickness.exit = 1.0;
    SmallCentre well(
        {.policy = full_rules(), .parameters = p, .group = TargetGroup::sickness_benefit});
    step(well, 10);
    CHECK(well.people().place.left_cause[0] == LeftCause::recovered);
    CHECK(well.noted[Count::recovered] == 1);
}

TEST_CASE("misplaced cases come back", "[courses]") {
    Parameters p = plain_transitions();
    p.exit.job_activity_ready = 0.0;
    p.team.misplaced_return = 1.0;
    SmallCentre small({.people = 3, .policy = full_rules(), .parameters = p});
    for (CitizenIndex i = 0; i < 3; ++i) {
        small.people().set(i, Flag::misplaced, true);
        small.people().file.stage[i] = CaseStage::assessed;
        small.people().set(i, Flag::assessed, true);
        small.centre().misplaced.push_back(i);
    }
    small.people().place.status[2] = Status::disability_pension; // for good
    step(small, 10);
    CHECK(small.people().file.stage[0] == CaseStage::open);
    CHECK(small.noted[Count::case_opened] == 2);
    CHECK(small.centre().misplaced == std::vector<CitizenIndex>{2});
    CHECK_FALSE(small.people().is(0, Flag::misplaced));
}

TEST_CASE("whoever is not among those who may move would not have moved", "[courses]") {
    constexpr std::array statuses = {Status::job,
                                     Status::education,
                                     Status::flex_job_waiting,
                                     Status::flex_job,
                                     Status::resource_programme,
                                     Status::vocational_rehabilitation,
                                     Status::job_clarification};
    constexpr int heads = 7'000;
    SmallCentre small({.people = heads, .policy = full_rules(), .parameters = central()});
    PlaceColumns& place = small.people().place;
    for (CitizenIndex i = 0; i < heads; ++i) {
        place.status[i] = statuses.at(i % statuses.size());
        place.status_since[i] = static_cast<WeekColumn>(-static_cast<int>(i % 120));
    }
    small.without_caseworkers();
    const WeekContext now = small.at(10);
    const StatusMask may = who_may_move(now, Sweep(now, small.people().masks.elsewhere));
    JobCentre& c = small.centre();
    WeekPlan& plan = small.world().plan;
    const AssessmentChanges cases{small.people().file,
                                  small.people().contact,
                                  c.staff,
                                  c.queues,
                                  c.capacity,
                                  plan,
                                  c.open_cases,
                                  c.misplaced,
                                  small.people(),
                                  0.0};
    const TransitionChanges change{moves_in(c), cases, c.misplaced, plan.charges, {1.0, 1.0}};
    int moved = 0;
    for (CitizenIndex i = 0; i < heads; ++i) {
        const Status before = place.status[i];
        const std::size_t told = small.noted.events.size();
        go_on(change, now, i, small.noted);
        const bool same = place.status[i] == before && small.noted.events.size() == told;
        moved += same ? 0 : 1;
        CHECK((same || is_in(may, i)));
    }
    CHECK(moved > heads / 100);
}
