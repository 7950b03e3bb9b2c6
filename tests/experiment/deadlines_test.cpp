#include <afklar/experiment/deadlines.hpp>

#include "support/catch.hpp"

using namespace afklar;

namespace {

/// People with a deadline in week 20, nobody assessed.
Citizens people_due(std::size_t number) {
    Citizens people;
    for (std::size_t k = 0; k < number; ++k) {
        people.file.deadline[people.append()] = 20;
    }
    return people;
}

} // namespace

TEST_CASE("a decision in the week of the deadline keeps it, one in the week after does not",
          "[deadlines]") {
    Citizens people = people_due(2);
    DeadlineWatch watch(people, 20, 30);
    watch.begin_week(20);
    watch.event(Count::assessed, 0);
    people.set(0, Flag::assessed, true);
    watch.begin_week(21);
    watch.event(Count::assessed, 1);
    CHECK(watch.counts().due == 2);
    CHECK(watch.counts().in_time == 1);
    CHECK(watch.counts().late[HeldUpBy::nobody] == 1);
}

TEST_CASE("everyone is counted once, by his first decision or his breach", "[deadlines]") {
    Citizens people = people_due(2);
    DeadlineWatch watch(people, 20, 30);
    watch.begin_week(5);
    watch.event(Count::assessed, 0);
    people.set(0, Flag::assessed, true);
    watch.begin_week(15);
    watch.event(Count::assessed, 0); // a case that was opened again
    watch.begin_week(21);
    watch.event(Count::guarantee_breach, 1);
    people.set(1, Flag::breached, true);
    watch.begin_week(25);
    watch.event(Count::assessed, 1);
    CHECK(watch.counts().due == 2);
    CHECK(watch.counts().in_time == 1);
    CHECK(watch.counts().late[HeldUpBy::nobody] == 1);
}

TEST_CASE("deadlines outside the weeks do not count, nor do people without one", "[deadlines]") {
    Citizens people = people_due(3);
    people.file.deadline[1] = 30;
    people.file.deadline[2] = never;
    DeadlineWatch watch(people, 21, 30);
    watch.begin_week(20);
    for (const CitizenIndex i : {0U, 1U, 2U}) {
        watch.event(Count::assessed, i);
    }
    CHECK(watch.counts() == DeadlineCounts{});
}

TEST_CASE("capacity is that of the weeks", "[deadlines]") {
    const Citizens people;
    DeadlineWatch watch(people, 10, 12);
    for (Week week = 9; week < 13; ++week) {
        watch.begin_week(week);
        watch.centre(Count::positions_filled, 1);
        watch.centre(Count::team_slots, 3);
        watch.centre(Count::team_slots_used, 2);
    }
    CHECK(watch.counts().position_weeks == 2);
    CHECK(watch.counts().team_slots == 6);
    CHECK(watch.counts().team_slots_used == 4);
}

TEST_CASE("what held a late case up", "[deadlines]") {
    Citizens people = people_due(1);
    people.file.stage[0] = CaseStage::open;
    CHECK(held_up_by(people, 0, {}) == HeldUpBy::nobody);
    people.contact.caseworker[0] = 3;
    CHECK(held_up_by(people, 0, {}) == HeldUpBy::hours);
    people.file.stage[0] = CaseStage::waiting_for_team;
    CHECK(held_up_by(people, 0, {}) == HeldUpBy::team_slot);
    CHECK(held_up_by(people, 0, {.missed = true}) == HeldUpBy::missed_meeting);
    people.file.stage[0] = CaseStage::decision_pending;
    people.file.decision_due[0] = 24;                                               // due in 20
    CHECK(held_up_by(people, 0, {.asked = 8, .heard = 13}) == HeldUpBy::team_slot); // 4 lost
    CHECK(held_up_by(people, 0, {.asked = 8, .heard = 13, .missed = true}) ==
          HeldUpBy::missed_meeting);
    CHECK(held_up_by(people, 0, {.asked = 8, .heard = 12, .missed = true}) == HeldUpBy::time);
    people.file.stage[0] = CaseStage::assessed;
    people.file.plan[0] = Plan::flex_job;
    CHECK(held_up_by(people, 0, {.asked = 8, .heard = 12}) == HeldUpBy::time);
    people.file.plan[0] = Plan::job_directed;
    CHECK(held_up_by(people, 0, {}) == HeldUpBy::hours);
}

TEST_CASE("the way through the team is followed by address, and ends with the decision",
          "[deadlines]") {
    Citizens people = people_due(2);
    DeadlineWatch watch(people, 20, 30);
    watch.begin_week(10);
    watch.event(Count::team_missed, 1);
    people.file.stage[1] = CaseStage::waiting_for_team;
    watch.begin_week(21);
    watch.event(Count::guarantee_breach, 1);
    CHECK(watch.counts().late[HeldUpBy::missed_meeting] == 1);
    people.file.stage[0] = CaseStage::decision_pending;
    people.file.decision_due[0] = 25;
    watch.begin_week(12);
    watch.add(Count::team_wait_weeks, 0, 7); // asked in week 5
    watch.event(Count::guarantee_breach, 0);
    CHECK(watch.counts().late[HeldUpBy::team_slot] == 1);
}

TEST_CASE("counts add up", "[deadlines]") {
    DeadlineCounts a{5, 3, {{0, 1, 0, 1, 0}}, 10, 20, 15};
    a += DeadlineCounts{2, 1, {{1, 0, 0, 0, 0}}, 1, 2, 1};
    CHECK(a == DeadlineCounts{7, 4, {{1, 1, 0, 1, 0}}, 11, 22, 16});
}
