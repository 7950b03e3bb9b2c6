#include <afklar/simulation/centre_run.hpp>

#include <cmath>

#include <support/catch.hpp>
#include <support/small_centre.hpp>

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
