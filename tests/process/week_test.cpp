#include <afklar/process/week.hpp>

#include <support/catch.hpp>
#include <support/property.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

/// Everything goes on.
SmallSetup lively(std::uint64_t seed) {
    Parameters p = central();
    p.file.open_chance = 0.3;
    p.population.inflow_activity_ready = 0.02;
    return {.people = 90,
            .staff = 3,
            .policy = full_rules(
                {{Provision::guarantee, 52.0}, {Provision::development_flex_job_after, 40.0}}),
            .parameters = p,
            .weeks = 80,
            .seed = seed,
            .barriers = bit_of(Barrier::anxiety),
            .closed = false};
}

} // namespace

TEST_CASE("places and slots by hand", "[week]") {
    Parameters p = still();
    p.file.work_places = 0.05;
    p.file.places_private_share = 0.6;
    p.file.round_table_slots = 0.01;
    p.team.slots_week = 0.02;
    p.sickness.team_share = 0.3;
    SmallCentre small({.people = 200,
                       .policy = plain_rules({{Provision::team_slots_factor, 1.5}}),
                       .parameters = p});
    static_cast<void>(small.at(0));
    const CentrePlaces places = places_of(small.centre(), small.world());
    CHECK(places.employers.private_sector == Approx(6.0)); // 200·0.05·0.6
    CHECK(places.employers.public_sector == Approx(4.0));
    CHECK(places.round_tables == Approx(2.0));
    CHECK(places.team_slots == Approx(4.2)); // 200·0.02·(1 − 0.3)·1.5
    small.centre().has_sickness_benefit = true;
    CHECK(places_of(small.centre(), small.world()).team_slots == Approx(6.0));
}

TEST_CASE("the masks are right after every week", "[week]") {
    SmallCentre small(lively(5));
    for (Week week = 0; week < 80; ++week) {
        small.live(1);
        const Citizens& people = small.people();
        for (CitizenIndex i = 0; i < people.size(); ++i) {
            const bool pension = people.place.status[i] == Status::disability_pension;
            const bool present = people.present(i);
            REQUIRE(is_in(people.masks.present, i) == present);
            const bool sick = people.client(i) && !people.cash_client(i);
            REQUIRE(is_in(people.masks.settled, i) == (present && !sick));
            REQUIRE(is_in(people.masks.active, i) == (present && !pension && !sick));
            REQUIRE(is_in(people.masks.sick, i) == sick);
            REQUIRE(is_in(people.masks.clients, i) == people.client(i));
            REQUIRE(is_in(people.masks.cash, i) == people.cash_client(i));
            REQUIRE(is_in(people.masks.elsewhere, i) == (present && !pension && !people.client(i)));
        }
    }
}

TEST_CASE("watching does not change the course", "[week]") {
    SmallCentre counted(lively(5));
    SmallCentre blind(lively(5));
    SmallCentre noted(lively(5));
    Blind nobody;
    counted.live(80);
    for (Week week = 0; week < 80; ++week) {
        live_one_week(blind.centre(), blind.world(), week, nobody);
        live_one_week(noted.centre(), noted.world(), week, noted.noted);
    }
    CHECK(changed(columns_of(counted.people()), blind.people()).empty());
    CHECK(changed(columns_of(counted.people()), noted.people()).empty());
    for_each_value<Count>([&](Count count) {
        INFO(name_of_count(count));
        const bool of_centre = noted.noted[count] != 0 || counted.total(count) != 0;
        CHECK((!of_centre || noted.noted[count] == counted.total(count)));
    });
}

TEST_CASE("observation begins with fresh clocks, books and balances", "[week]") {
    SmallSetup setup = lively(5);
    setup.burn_in = 30;
    SmallCentre small(setup);
    small.live(30);
    small.people().set(0, Flag::assessed, true);
    small.centre().flow.in = 99;
    begin_observation(small.centre(), small.world(), 30);
    const Citizens& people = small.people();
    CHECK(people.rules.clocks[0] == 0);
    std::int64_t here = 0;
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        here += people.present(i) ? 1 : 0;
        const bool runs = people.cash_client(i) && !people.is(i, Flag::assessed);
        REQUIRE((people.rules.clocks[i] != 0) == runs);
        REQUIRE_FALSE(people.is(i, Flag::closer));
        REQUIRE_FALSE(people.is(i, Flag::entrant));
        REQUIRE((!runs || people.place.observed_from[i] == 30));
    }
    CHECK(small.centre().flow.in == 0);
    CHECK(small.world().audit.citizens_start == here);
}

TEST_CASE("every clock that started has stopped once at the end", "[week]") {
    SmallCentre small(lively(6));
    small.live(80);
    small.finish();
    const DurationCounts& durations = small.tally.durations(0);
    for_each_value<Target>([&](Target target) {
        std::int64_t stopped = 0;
        for_each_value<Clock>([&](Clock clock) {
            for_each_value<Stop>([&](Stop stop) {
                for (std::size_t w = 0; w < durations.weeks(); ++w) {
                    stopped += durations.get(target, clock, stop, static_cast<int>(w));
                }
            });
        });
        // Those there at the start and every new spell; short breaks go on.
        CHECK(stopped >= 90 + small.total(Count::arrived));
    });
    for (const std::uint8_t clocks : small.people().rules.clocks) {
        CHECK(clocks == 0);
    }
}

TEST_CASE("the balances hold in any week of any centre", "[week]") {
    holds("audit", [] {
        SmallSetup setup = lively(*rc::gen::inRange<std::uint64_t>(1, 10'000));
        setup.people = *rc::gen::inRange(1, 60);
        setup.staff = *rc::gen::inRange(1, 4);
        setup.burn_in = *rc::gen::inRange(0, 10);
        SmallCentre small(setup);
        small.live(setup.burn_in + *rc::gen::inRange(1, 60));
        RC_ASSERT(broken(small.finish()).empty());
    });
}
