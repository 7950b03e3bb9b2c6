#include <afklar/observe/tally.hpp>

#include <afklar/core/error.hpp>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("every week, group and kind has a place of its own", "[tally]") {
    Tally tally(3, 2);
    std::int64_t next = 1;
    for (Week week = 0; week < 3; ++week) {
        for (std::size_t group = 0; group < 2; ++group) {
            for_each_value<Count>([&](Count count) { tally.at(week, group, count) = next++; });
        }
    }
    CHECK(tally.raw().size() == 3 * 2 * count_of<Count>);
    next = 1;
    for (Week week = 0; week < 3; ++week) {
        for (std::size_t group = 0; group < 2; ++group) {
            for_each_value<Count>(
                [&](Count count) { REQUIRE(tally.at(week, group, count) == next++); });
        }
    }
}

TEST_CASE("sums over weeks leave out the last", "[tally]") {
    Tally tally(4, 1);
    for (Week week = 0; week < 4; ++week) {
        tally.at(week, 0, Count::held) = 1 << week;
    }
    CHECK(tally.sum(0, Count::held, 0, 4) == 15);
    CHECK(tally.sum(0, Count::held, 1, 3) == 6);
    CHECK(tally.sum(0, Count::held, 2, 2) == 0);
}

TEST_CASE("tallies of disjoint people add up", "[tally]") {
    Tally a(2, 2);
    a.at(1, 1, Count::held) = 3;
    a.durations(1).add(Target::assessment, Clock::stock, Stop::job, 2);
    Tally b = a;
    b.at(0, 0, Count::sanction) = 4;
    a += b;
    CHECK(a.at(1, 1, Count::held) == 6);
    CHECK(a.at(0, 0, Count::sanction) == 4);
    CHECK(a.durations(1).get(Target::assessment, Clock::stock, Stop::job, 2) == 2);
    CHECK_THROWS_AS(a += Tally(2, 1), Error);
    CHECK_THROWS_AS(a += Tally(3, 2), Error);
}
