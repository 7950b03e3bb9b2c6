#include <afklar/process/moves.hpp>

#include <support/catch.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

TEST_CASE("an employer place is given back", "[moves]") {
    SmallCentre small({.people = 2});
    Citizens& people = small.people();
    small.centre().capacity.places_in_use[Sector::public_sector] = 1;
    people.effort.place[0] = Sector::public_sector;
    people.effort.place_end[0] = 20;
    for (int twice = 0; twice < 2; ++twice) {
        release_place(moves_in(small.centre()), 0, 10);
        CHECK(small.centre().capacity.places_in_use[Sector::public_sector] == 0);
        CHECK(people.effort.place[0] == Sector::none);
        CHECK(people.effort.place_end[0] == 10);
    }
}

TEST_CASE("a clock stops once", "[moves]") {
    SmallCentre small({});
    Citizens& people = small.people();
    static_cast<void>(small.at(0));
    start_clocks(people, 0, 4, true);
    CHECK(people.is(0, Flag::entrant));
    stop_clock(people, 0, {Target::assessment, Stop::job, 10}, small.noted);
    stop_clock(people, 0, {Target::assessment, Stop::left, 12}, small.noted);
    stop_clock(people, 0, {Target::lasting_solution, Stop::reached, 30}, small.noted);
    REQUIRE(small.noted.stops.size() == 2);
    CHECK(small.noted.stops[0].stop == Stop::job);
    CHECK(small.noted.stops[0].weeks == 6);
    CHECK(small.noted.stops[1].target == Target::lasting_solution);
    CHECK(small.noted.stops[1].weeks == 26);
}

TEST_CASE("sickness benefit has no clocks", "[moves]") {
    SmallCentre small({.group = TargetGroup::sickness_benefit});
    start_clocks(small.people(), 0, 4, true);
    CHECK(small.people().rules.clocks[0] == 0);
}

TEST_CASE("a move out of benefit ends everything that hung on it", "[moves]") {
    SmallCentre small({.people = 3});
    JobCentre& centre = small.centre();
    Citizens& people = small.people();
    people.file.stage[0] = CaseStage::waiting_for_team;
    people.file.stage[1] = CaseStage::assessed;
    people.file.deadline[0] = 40;
    people.file.review_due[1] = 50;
    people.effort.offer_due[0] = 30;
    people.wellbeing.ordinary_hours[0] = 4;
    people.set(0, Flag::in_unit, true);
    centre.queues.team.join(0, 2);
    centre.queues.round_table.join(0, 2);
    centre.queues.place.join(0, 2);
    for (const CitizenIndex i : {0U, 1U}) {
        move_to(moves_in(centre), i, Status::job, 7);
        CHECK(people.place.status[i] == Status::job);
        CHECK(people.place.status_since[i] == 7);
        CHECK(people.contact.caseworker[i] == no_caseworker);
        CHECK(people.contact.next_due[i] == never);
        CHECK(people.file.deadline[i] == never);
        CHECK(people.file.review_due[i] == never);
        CHECK(people.effort.offer_due[i] == never);
        CHECK(people.wellbeing.ordinary_hours[i] == 0);
    }
    CHECK(people.file.stage[0] == CaseStage::closed);
    CHECK(people.file.stage[1] == CaseStage::assessed);
    CHECK_FALSE(people.is(0, Flag::in_unit));
    CHECK(centre.queues.team.size() == 0);
    CHECK(centre.queues.round_table.size() == 0);
    CHECK(centre.queues.place.size() == 0);
    CHECK(small.worker().caseload == 1);
}

TEST_CASE("a development flex job keeps the caseworker", "[moves]") {
    SmallCentre small({});
    move_to(moves_in(small.centre()), 0, Status::development_flex_job, 7);
    CHECK(small.worker().caseload == 1);
    CHECK(small.people().contact.caseworker[0] == 0);
}

TEST_CASE("out and in again is counted on both sides", "[moves]") {
    SmallCentre small({.people = 2});
    JobCentre& centre = small.centre();
    const MoveChanges moves = moves_in(centre);
    const WeekContext now = small.at(9);
    leave(moves, 0, LeftCause::no_support, 7);
    leave(moves, 1, LeftCause::death, 7);
    CHECK(centre.away == std::vector<CitizenIndex>{0});
    CHECK(centre.flow.out == 2);
    come_on_benefit(moves, now, 0, false);
    CHECK(centre.flow.in == 1);
    CHECK(small.people().place.left_cause[0] == LeftCause::none);
    CHECK(centre.queues.caseworker.size() == 1);
    // From a job nobody comes into the area.
    move_to(moves, 0, Status::job, 9);
    come_on_benefit(moves, now, 0, false);
    CHECK(centre.flow.in == 1);
}

TEST_CASE("a new spell starts afresh, a short break goes on", "[moves]") {
    for (const bool fresh : {false, true}) {
        SmallCentre small({});
        Citizens& people = small.people();
        people.file.stage[0] = CaseStage::assessed;
        people.set(0, Flag::assessed, true);
        people.file.plan[0] = Plan::job_directed;
        people.file.prep_hours[0] = 5.0F;
        people.set(0, Flag::misplaced, true);
        people.set(0, Flag::breached, true);
        people.contact.unexcused[0] = 2;
        people.contact.misses[0] = 2;
        move_to(moves_in(small.centre()), 0, Status::job, 7);
        const WeekContext now = small.at(12);
        come_on_benefit(moves_in(small.centre()), now, 0, fresh);
        CHECK(people.place.weeks_on_benefit[0] == (fresh ? 0 : 30));
        CHECK((!people.is(0, Flag::assessed)) == fresh);
        CHECK((people.file.plan[0] == Plan::none) == fresh);
        CHECK(people.file.prep_hours[0] == (fresh ? 0.0F : 5.0F));
        CHECK(people.is(0, Flag::breached) != fresh);
        CHECK(people.contact.unexcused[0] == (fresh ? 0 : 2));
        CHECK(people.contact.misses[0] == 0);
        CHECK(people.contact.next_due[0] == 12);
        CHECK((people.rules.clocks[0] != 0) == fresh);
    }
}
