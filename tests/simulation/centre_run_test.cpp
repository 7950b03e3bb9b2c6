#include <afklar/simulation/centre_run.hpp>

#include <cmath>

#include <support/catch.hpp>
#include <support/small_centre.hpp>
#include <support/small_projection.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

StreamWorld world_with(const Parameters& parameters) {
    StreamWorld world;
    world.parameters = parameters;
    world.stock = world.newcomers = one_kind();
    world.key = {4, 2, 0};
    world.horizon = 52;
    return world;
}

struct Size {
    int number = 0;
    int people = 0;
};

/// A centre of 500 in which people come and go fast, under rules that differ by barrier, with two groups
/// of the comparison.
SmallSetup come_and_go(std::uint64_t seed) {
    Parameters p = central();
    p.file.open_chance = 0.3;
    p.population.inflow_activity_ready = 0.1;
    p.population.move = 0.08;
    p.exit.leave_activity_ready = 0.02;
    p.exit.leave_return = 0.05;
    p.exit.return_weeks = 12.0;
    p.exit.job_activity_ready = 0.01;
    p.team.misplaced_margin = 0.0;
    p.team.misplaced_return = 0.03;
    Reform lighter;
    lighter.name = "lighter";
    lighter.where = Selector{};
    lighter.where->weeks_from = 60;
    lighter.settings = {{Provision::conversation_interval, 20.0, "assumption", {}}};
    Selector younger;
    younger.age_to = 38;
    return {.people = 500,
            .staff = 9,
            .policy = Policy(full_rules({{Provision::guarantee, 52.0},
                                         {Provision::development_flex_job_after, 40.0}})) +
                      lighter,
            .parameters = p,
            .weeks = 60,
            .burn_in = 30,
            .seed = seed,
            .barriers = bit_of(Barrier::anxiety),
            .closed = false,
            .groups = SelectorIndex{{Selector{}, younger}}};
}

/// What there was when people were dropped.
struct Dropped {
    int times = 0;
    bool away = false;
    bool appeals = false;
    bool waiting = false;
    bool misplaced = false;
};

/// Lives the burn-in and all observed weeks; `between(centre)` is called before each.
template <class F>
Tally lived(SmallCentre& small, F&& between) {
    constexpr Week burn_in = 30;
    constexpr Week end = burn_in + 60;
    Tally tally(end - burn_in, 2);
    Counters counters(small.people(), small.world().cells, tally);
    Blind blind;
    for (Week week = 0; week < end; ++week) {
        between(small.centre());
        if (week < burn_in) {
            live_one_week(small.centre(), small.world(), week, blind);
        } else {
            live_one_week(small.centre(), small.world(), week, counters);
            counters.end_week(week - burn_in);
        }
    }
    end_observation(small.centre(), small.world(), end, counters);
    return tally;
}

CentrePlan plan_of(const Size& size) {
    CentrePlan plan;
    plan.number = size.number;
    plan.people[TargetGroup::activity_ready] = size.people;
    return plan;
}

} // namespace

TEST_CASE("a centre starts with staff for its people, cases shared evenly", "[centre_run]") {
    Parameters p = still();
    p.staff.caseload_start = 30.0;
    p.staff.positions_min = 1.0;
    Citizens people = equal_people(100);
    people.file.stage[7] = CaseStage::open;
    const JobCentre centre = start_centre(plan_of({3, 100}), people, world_with(p));
    CHECK(centre.number == 3);
    REQUIRE(centre.staff.size() == 3); // 100 / 30, rounded
    CHECK(centre.staff[0].caseload == 34);
    CHECK(centre.staff[1].caseload == 33);
    CHECK(centre.staff[2].caseload == 33);
    CHECK(centre.open_cases == std::vector<CitizenIndex>{7});
    CHECK_FALSE(centre.has_sickness_benefit);
    CHECK_FALSE(centre.closed);
    CHECK(centre.start_heads() == 100.0);
    for (const Caseworker& w : centre.staff) {
        CHECK(w.since <= 0);
    }
    CHECK(start_centre(plan_of({3, 5}), equal_people(5), world_with(p)).staff.size() == 1);
}

TEST_CASE("tenures of the first holders have their mean", "[centre_run]") {
    Parameters p = still();
    p.staff.caseload_start = 1.0;
    p.staff.tenure_start = 7.0;
    p.staff.degree_share = 0.4;
    constexpr int number = 4'000;
    const JobCentre centre =
        start_centre(plan_of({0, number}), equal_people(number), world_with(p));
    REQUIRE(centre.staff.size() == number);
    double weeks = 0.0;
    double degrees = 0.0;
    double quality = 0.0;
    for (const Caseworker& w : centre.staff) {
        weeks -= w.since + 0.0;
        degrees += w.degree ? 1.0 : 0.0;
        quality += w.quality;
    }
    // Exponential: the standard deviation is the mean; whole weeks are half a week short.
    const double mean = 7.0 * weeks_per_year;
    CHECK(std::abs(weeks / number + 0.5 - mean) < 4.5 * mean / std::sqrt(number));
    CHECK(std::abs(degrees / number - 0.4) < 4.5 * std::sqrt(0.24 / number));
    CHECK(std::abs(quality / number) < 4.5 / std::sqrt(number));
}

TEST_CASE("the groups of a whole centre are those that ask for places alone", "[centre_run]") {
    Selector women;
    women.sexes = 1;
    Selector north;
    north.regions = static_cast<std::uint8_t>(1U << index_of(Region::north));
    Selector centre_two;
    centre_two.job_centres = {2};
    const SelectorIndex groups{{Selector{}, women, north, centre_two}};
    CHECK(groups_of_centre(groups, Region::north, 1) == 0b0101U);
    CHECK(groups_of_centre(groups, Region::capital, 2) == 0b1001U);
}

TEST_CASE("weeks lived by citizens are counted", "[centre_run]") {
    SmallCentre small({.people = 12, .weeks = 10});
    const StreamWorld world = world_with(still());
    const RuleBook book(plain_rules(), date(2020, 1, 6), 52);
    CentreRun ten(world, small.centre(), book, 0);
    Blind blind;
    for (int k = 0; k < 10; ++k) {
        ten.step(blind);
    }
    CHECK(ten.week() == 10);
    CHECK(ten.citizen_weeks() == 120);
}

TEST_CASE("dropping those who are gone changes nothing", "[centre_run]") {
    for (const std::uint64_t seed : {1U, 2U}) {
        SmallCentre never_dropped(come_and_go(seed));
        const Tally expected = lived(never_dropped, [](JobCentre&) {});

        Dropped dropped;
        SmallCentre every_week(come_and_go(seed));
        const Tally weekly = lived(every_week, [&dropped](JobCentre& centre) {
            const std::size_t before = centre.citizens.size();
            const bool waiting = centre.queues.caseworker.size() + centre.queues.team.size() > 0;
            centre.drop_the_gone();
            if (centre.citizens.size() < before) {
                ++dropped.times;
                dropped.away |= !centre.away.empty();
                dropped.appeals |= !centre.appeals.empty();
                dropped.misplaced |= !centre.misplaced.empty();
                dropped.waiting |= waiting;
            }
        });
        // It was done, and with something in every list.
        CHECK(dropped.times >= 3);
        CHECK((dropped.away && dropped.appeals && dropped.waiting && dropped.misplaced));
        CHECK(equal(weekly, expected));
        CHECK(broken(every_week.world().audit).empty());

        // As `step` does it, every quarter.
        SmallCentre quarterly(come_and_go(seed));
        quarterly.live(90);
        quarterly.finish();
        CHECK(quarterly.people().size() < never_dropped.people().size());
        CHECK(equal(quarterly.tally, expected));

        // Whoever is left is as he is where nobody was dropped; whoever is not has left there.
        const Citizens& all = never_dropped.people();
        for (SmallCentre* small : {&every_week, &quarterly}) {
            const Citizens& people = small->people();
            REQUIRE(people.addresses() == all.addresses());
            int different = 0;
            for (CitizenIndex i = 0; i < all.size(); ++i) {
                const CitizenIndex j = people.find(all.who.address[i]);
                different += j == nowhere
                                 ? (all.present(i) ? 1 : 0)
                                 : (all.wellbeing.health[i] != people.wellbeing.health[j] ||
                                            all.place.status[i] != people.place.status[j] ||
                                            all.file.stage[i] != people.file.stage[j]
                                        ? 1
                                        : 0);
            }
            CHECK(different == 0);
        }
    }
}
