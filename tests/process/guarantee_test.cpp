#include <afklar/process/guarantee.hpp>

#include <support/catch.hpp>
#include <support/property.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Parameters by_hand() {
    Parameters p = still();
    p.guarantee.lead_weeks = 26.0;
    p.guarantee.review_hours = 3.0;
    p.guarantee.review_finds = 0.0;
    p.guarantee.review_changes = 0.0;
    p.own.error_best = p.own.error_worst = 0.0;
    p.own.hours = 4.0;
    p.file.first_reading_error = 0.0;
    p.team.phase_weeks = 4.0;
    p.decision.weeks_programme = 8.0;
    p.decision.weeks_flex = 17.0;
    p.decision.weeks_pension = 13.0;
    return p;
}

Regime within(double limit, double phase_in = 0.0) {
    return full_rules({{Provision::guarantee, limit}, {Provision::guarantee_phase_in, phase_in}});
}

void step(SmallCentre& small, Week week) {
    const WeekContext now = small.at(week);
    JobCentre& c = small.centre();
    guarantee_and_review({c.citizens.file, c.citizens.contact, c.staff, c.queues, c.capacity,
                          small.world().plan, c.open_cases, c.misplaced, c.citizens, 0.0},
                         now, small.noted);
}

} // namespace

TEST_CASE("the deadline by hand", "[guarantee]") {
    SmallCentre small({.people = 2, .policy = within(52), .parameters = by_hand()});
    small.people().place.weeks_on_benefit[1] = 60;
    CHECK(deadline_of(small.at(10), 0) == 32); // 22 weeks are left of 52
    CHECK(deadline_of(small.at(10), 1) == 10); // past it: now
}

TEST_CASE("a backlog is spread evenly over the phase-in", "[guarantee]") {
    constexpr int heads = 20'000;
    SmallCentre small({.people = heads, .policy = within(52, 40), .parameters = by_hand()});
    for (auto& weeks : small.people().place.weeks_on_benefit) {
        weeks = 200;
    }
    const WeekContext now = small.at(10);
    double sum = 0.0;
    for (CitizenIndex i = 0; i < heads; ++i) {
        const int deadline = deadline_of(now, i);
        REQUIRE(deadline >= 10);
        REQUIRE(deadline < 50);
        sum += deadline - 10;
    }
    // Uniform on 0 to 39: mean 19.5, variance (40² − 1) / 12.
    CHECK(std::abs(sum / heads - 19.5) < 4.5 * std::sqrt(1'599.0 / 12.0 / heads));
}

TEST_CASE("a case is opened in time and decided at its deadline", "[guarantee]") {
    SmallCentre small({.policy = within(58), .parameters = by_hand()});
    small.people().wellbeing.capacity[0] = 25.0F; // the caseworker's own route
    small.worker().hours_left = 20.0;
    const FileColumns& file = small.people().file;
    step(small, 0); // 28 weeks to go
    CHECK(file.stage[0] == CaseStage::closed);
    CHECK(file.deadline[0] == 28);
    step(small, 1);
    CHECK(file.stage[0] == CaseStage::closed);
    step(small, 2); // 26
    CHECK(file.stage[0] == CaseStage::open);
    CHECK(small.people().is(0, Flag::by_guarantee));
    step(small, 27);
    CHECK(file.stage[0] == CaseStage::open);
    step(small, 28);
    CHECK(file.stage[0] == CaseStage::assessed);
    CHECK(small.people().is(0, Flag::reduced_file)); // as it was
    CHECK(small.noted[Count::guarantee_breach] == 0);
}

TEST_CASE("the team is asked with its phase and the delay in mind", "[guarantee]") {
    SmallCentre small({.policy = within(58), .parameters = by_hand()});
    small.people().wellbeing.capacity[0] = 5.0F; // a case for the team
    for (Week week = 0; week < 6; ++week) {
        step(small, week);
    }
    CHECK(small.people().file.stage[0] == CaseStage::open);
    step(small, 6); // 22 weeks to go: 4 and 17, and the next week is the first that can hear it
    CHECK(small.people().file.stage[0] == CaseStage::waiting_for_team);
    CHECK(small.centre().queues.team.size() == 1);
}

TEST_CASE("a breach is a person, counted once", "[guarantee]") {
    SmallCentre small({.policy = within(32), .parameters = by_hand()});
    small.without_caseworkers(); // nobody is there to decide
    for (Week week = 0; week < 10; ++week) {
        step(small, week);
        CHECK(small.noted[Count::guarantee_breach] == (week > 2 ? 1 : 0));
    }
    CHECK(small.people().is(0, Flag::breached));
}

TEST_CASE("without hours the decision waits", "[guarantee]") {
    SmallCentre small({.policy = within(32), .parameters = by_hand()});
    small.people().wellbeing.capacity[0] = 25.0F;
    small.worker().owed = 10.0;
    small.worker().hours_left = 5.0;
    step(small, 2); // opened, and due in week 4
    step(small, 4);
    CHECK(small.people().file.stage[0] == CaseStage::open);
    small.worker().owed = 8.9; // less than what is left and one decision
    step(small, 5);
    CHECK(small.people().file.stage[0] == CaseStage::assessed);
}

TEST_CASE("no guarantee, no deadline", "[guarantee]") {
    SmallCentre small(
        {.policy = full_rules({{Provision::review_interval, 52.0}}), .parameters = by_hand()});
    small.people().file.deadline[0] = 20;
    step(small, 10);
    CHECK(small.people().file.deadline[0] == never);
}

TEST_CASE("the yearly review", "[guarantee]") {
    Parameters p = by_hand();
    p.guarantee.review_finds = 1.0;
    SmallCentre small(
        {.people = 3, .policy = full_rules({{Provision::review_interval, 52.0}}), .parameters = p});
    FileColumns& file = small.people().file;
    for (const CitizenIndex i : {0U, 1U, 2U}) {
        file.stage[i] = CaseStage::assessed;
        small.people().set(i, Flag::assessed, true);
        file.review_due[i] = 10;
    }
    file.review_due[2] = never; // assessed before there was a review
    small.people().set(1, Flag::misplaced, true);
    step(small, 10);
    CHECK(small.noted[Count::review] == 2);
    CHECK(small.worker().owed == Approx(6.0));
    CHECK(file.review_due[0] == 62);
    CHECK(file.review_due[2] == 62);
    CHECK(file.stage[0] == CaseStage::assessed);
    CHECK(file.stage[1] == CaseStage::open); // found out
    CHECK_FALSE(small.people().is(1, Flag::misplaced));
}

TEST_CASE("nobody has less time than the limit leaves", "[guarantee]") {
    holds("a deadline is never in the past, nor beyond limit and phase-in", [] {
        const int limit = *rc::gen::inRange(1, 150);
        const int phase = *rc::gen::inRange(0, 150);
        const int week = *rc::gen::inRange(0, 59);
        SmallCentre small({.policy = within(limit, phase), .parameters = by_hand()});
        const int passed = *rc::gen::inRange(0, 300);
        small.people().place.weeks_on_benefit[0] = static_cast<std::int16_t>(passed);
        const int deadline = deadline_of(small.at(week), 0);
        RC_ASSERT(deadline >= week);
        if (passed < limit) {
            RC_ASSERT(deadline - week == limit - passed);
        } else {
            RC_ASSERT(deadline <= week + std::max(0, phase - 1));
        }
    });
}
