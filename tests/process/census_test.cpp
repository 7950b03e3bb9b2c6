#include <afklar/process/census.hpp>

#include <map>
#include <tuple>

#include <support/catch.hpp>
#include <support/property.hpp>
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

/// People of any status, target group and time on benefit.
void some_people(Citizens& people) {
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        people.place.status[i] = static_cast<Status>(*rc::gen::inRange<int>(0, count_of<Status>));
        people.who.target_group[i] =
            static_cast<TargetGroup>(*rc::gen::inRange<int>(0, count_of<TargetGroup>));
        if (people.place.status[i] == Status::development_flex_job) { // never of the sick
            people.who.target_group[i] = TargetGroup::activity_ready;
        }
        people.place.weeks_on_benefit[i] = *rc::gen::inRange<std::int16_t>(0, 70);
    }
}

/// People by cell, kind and step.
using Numbers = std::map<std::tuple<std::size_t, std::size_t, std::size_t>, std::int64_t>;

Numbers counted_one_by_one(const Citizens& people) {
    Numbers numbers;
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        if (people.present(i)) {
            ++numbers[{people.rules.cell[i],
                       census_kind(people.place.status[i], people.who.target_group[i]),
                       refund_step(people.place.weeks_on_benefit[i])}];
        }
    }
    return numbers;
}

TEST_CASE("a census by vectors is one that counts one by one", "[census]") {
    holds("every number is that of a plain loop, in few cells and in many", [] {
        SmallCentre small({.people = *rc::gen::inRange(1, 200)});
        Citizens& people = small.people();
        some_people(people);
        const WeekContext now = small.at(0);
        const auto in_use = *rc::gen::inRange<std::size_t>(1, 7);
        for (GroupMask mask = 0; now.cells.masks().size() < in_use + 1; ++mask) {
            small.world().cells.cell_of(mask);
        }
        for (CitizenIndex i = 0; i < people.size(); ++i) {
            people.rules.cell[i] =
                static_cast<std::uint16_t>(*rc::gen::inRange<std::size_t>(1, in_use + 1));
        }
        const Numbers expected = counted_one_by_one(people);
        Census census;
        census.take(now);
        RC_ASSERT(census.cells() == in_use + 1);
        for (std::size_t cell = 0; cell < census.cells(); ++cell) {
            for (std::size_t kind = 0; kind < census_kinds; ++kind) {
                for (std::size_t step = 0; step < refund_steps; ++step) {
                    const auto number = expected.find({cell, kind, step});
                    RC_ASSERT(census.at(cell, kind, step) ==
                              (number == expected.end() ? 0 : number->second));
                }
            }
        }
    });
}
