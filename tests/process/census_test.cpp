#include <afklar/process/census.hpp>

#include <support/catch.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

TEST_CASE("the refund falls at 4, 26 and 52 weeks", "[census]") {
    CHECK(refund_step(0) == 0);
    CHECK(refund_step(3) == 0);
    CHECK(refund_step(4) == 1);
    CHECK(refund_step(25) == 1);
    CHECK(refund_step(26) == 2);
    CHECK(refund_step(51) == 2);
    CHECK(refund_step(52) == 3);
}

TEST_CASE("a census counts everyone who is there, once", "[census]") {
    SmallCentre small({.people = static_cast<int>(count_of<Status>) + 1});
    Citizens& people = small.people();
    for (CitizenIndex i = 0; i < count_of<Status>; ++i) {
        people.place.status[i] = static_cast<Status>(i);
        people.place.weeks_on_benefit[i] = 10;
    }
    people.who.target_group[people.size() - 1] = TargetGroup::sickness_benefit;
    people.place.weeks_on_benefit[people.size() - 1] = 60;
    const WeekContext now = small.at(0);
    Census census;
    census.take(now);
    census.take(now); // starts afresh
    std::int64_t all = 0;
    std::int64_t clients = 0;
    for (std::size_t cell = 0; cell < census.cells(); ++cell) {
        for (std::size_t kind = 0; kind < census_kinds; ++kind) {
            all += census.at(cell, kind);
        }
        clients += census.clients(cell);
    }
    CHECK(all == static_cast<std::int64_t>(count_of<Status>)); // one has left, one more is sick
    CHECK(clients == 3); // on benefit, in a development flex job, sick
    const std::size_t cell = people.rules.cell[people.size() - 1];
    CHECK(census.at(cell, index_of(Status::left), 3) == 1);
    CHECK(census.at(people.rules.cell[0], index_of(Status::on_benefit), 1) == 1);
}
