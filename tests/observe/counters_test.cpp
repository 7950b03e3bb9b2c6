#include <afklar/observe/counters.hpp>

#include <array>

#include <support/catch.hpp>

using namespace afklar;

namespace {

/// Four people in three cells: the groups {0}, {0, 1} and none.
struct World {
    Citizens people;
    CellTable cells{GroupMask{1}};
    Tally tally{2, 2};
    Counters counters{people, cells, tally};

    World() {
        const std::array<GroupMask, 4> groups = {1, 3, 0, 3};
        for (const GroupMask mask : groups) {
            const CitizenIndex i = people.append();
            people.rules.cell[i] = cells.cell_of(mask);
            people.rules.clock_cell[i] = people.rules.cell[i];
        }
    }
};

} // namespace

TEST_CASE("a set of groups has one cell; the centre has its own", "[counters]") {
    CellTable cells(5);
    CHECK(cells.masks().size() == 1);
    const auto a = cells.cell_of(3);
    CHECK(a == 1);
    CHECK(cells.cell_of(0) == 2);
    CHECK(cells.cell_of(3) == a);
    CHECK(cells.cell_of(5) == 3); // not the cell of the centre
    CHECK(cells.masks()[a] == 3U);
}

TEST_CASE("events and amounts go to the groups of whom they happen to", "[counters]") {
    World world;
    for (CitizenIndex i = 0; i < 4; ++i) {
        world.counters.event(Count::held, i);
    }
    world.counters.add(Count::cost_benefits, 1, 500);
    world.counters.add(Count::cost_benefits, 2, 70); // in no group
    world.counters.cell(world.people.rules.cell[3], Count::cost_benefits, 7);
    world.counters.centre(Count::quits, 2);
    world.counters.end_week(1);
    CHECK(world.tally.at(1, 0, Count::held) == 3);
    CHECK(world.tally.at(1, 1, Count::held) == 2);
    CHECK(world.tally.at(1, 0, Count::cost_benefits) == 507);
    CHECK(world.tally.at(1, 1, Count::cost_benefits) == 507);
    CHECK(world.tally.at(1, 0, Count::quits) == 2);
    CHECK(world.tally.at(1, 1, Count::quits) == 0);
    CHECK(world.tally.at(0, 0, Count::held) == 0);
    // The next week starts afresh.
    world.counters.end_week(0);
    CHECK(world.tally.at(0, 0, Count::held) == 0);
}

TEST_CASE("a stock is the same counted by cell and one by one", "[counters]") {
    // Twenty citizens in few and in many cells, all in group 0.
    for (const std::size_t cells_used : {1U, 2U, 20U}) {
        Citizens people;
        CellTable cells(0);
        for (CitizenIndex i = 0; i < 20; ++i) {
            people.append();
            people.rules.cell[i] = cells.cell_of(1U | (i % cells_used) << 1U);
        }
        Tally tally(1, 8);
        Counters counters(people, cells, tally);
        MaskMaker m;
        m.look_at(people.length());
        counters.everyone(Count::on_benefit, m.of(std::vector<std::uint64_t>{0x03'0F'FF}));
        const std::vector<float> halves(people.length(), 0.5F);
        counters.thousandths(Count::trust_sum, halves,
                             m.of(std::vector<std::uint64_t>{0x03'0F'FF}));
        counters.end_week(0);
        CHECK(tally.at(0, 0, Count::on_benefit) == 14);
        CHECK(tally.at(0, 0, Count::trust_sum) == 14 * 500);
        const std::int64_t odd = cells_used == 1 ? 0 : 7;
        CHECK(tally.at(0, 1, Count::on_benefit) == odd);
        CHECK(tally.at(0, 1, Count::trust_sum) == odd * 500);
    }
}

TEST_CASE("a cell that appears in the middle of a week is counted too", "[counters]") {
    World world;
    world.counters.event(Count::held, 0);
    const CitizenIndex i = world.people.append();
    world.people.rules.cell[i] = world.cells.cell_of(2);
    world.counters.event(Count::held, i);
    world.counters.end_week(0);
    CHECK(world.tally.at(0, 0, Count::held) == 1);
    CHECK(world.tally.at(0, 1, Count::held) == 1);
}

TEST_CASE("a clock counts for the groups in which it started", "[counters]") {
    World world;
    world.people.set(1, Flag::entrant, true);
    world.people.rules.cell[1] = world.cells.cell_of(0); // left the groups since
    world.counters.stopped(Target::assessment, 1, Stop::reached, 2);
    world.counters.stopped(Target::assessment, 0, Stop::left, 1);
    world.counters.stopped(Target::assessment, 2, Stop::left, 1);
    for (const std::size_t group : {0U, 1U}) {
        const DurationCounts& d = world.tally.durations(group);
        CHECK(d.get(Target::assessment, Clock::entrants, Stop::reached, 2) == 1);
        CHECK(d.get(Target::assessment, Clock::stock, Stop::left, 1) == (group == 0 ? 1 : 0));
    }
}
