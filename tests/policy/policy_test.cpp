#include <afklar/policy/policy.hpp>

#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace afklar;
using P = Provision;

namespace {

const Date origin = date(2020, 1, 6);

Regime neutral(std::string name) {
    Regime regime;
    regime.name = std::move(name);
    for (const auto& d : provisions()) {
        regime.settings.push_back({d.provision, d.neutral, "test", {}});
    }
    return regime;
}

Regime with_value(Regime regime, P provision, double value) {
    regime.settings[index_of(provision)].value = value;
    return regime;
}

Reform reform(std::string name, P provision, double value) {
    Reform r;
    r.name = std::move(name);
    r.settings.push_back({provision, value, "test", {}});
    return r;
}

Selector older_than(int age) {
    Selector s;
    s.age_from = age;
    return s;
}

TimelineEntry entry(Regime regime, std::optional<Date> from = {}) {
    TimelineEntry e;
    e.from = from;
    e.regime = std::move(regime);
    return e;
}

TimelineEntry entry(Reform r, std::optional<Date> from, std::optional<Date> to = {}) {
    TimelineEntry e;
    e.from = from;
    e.to = to;
    e.reforms.push_back(std::move(r));
    return e;
}

std::string message_of(const Policy& policy, Week weeks = 52) {
    std::string all;
    for (const Fault& fault : faults_of(policy, {origin, weeks, 0})) {
        all += to_string(fault) + "\n";
    }
    return all;
}

double value(const RuleBook& book, Week week, P p, Region region = Region::capital,
             SelectorMask mask = {}) {
    return book.resolve(book.segment_of(week), region, mask).number(p);
}

} // namespace

TEST_CASE("a regime alone is one segment with its own rules") {
    const Regime regime = with_value(neutral("a"), P::caseload_cap, 40);
    const RuleBook book{Policy{regime}, origin, 52};
    CHECK(book.segments() == 1);
    CHECK(book.resolve(0, Region::north, 0) == regime.rules());
    CHECK(book.regime_at(0, Region::north) == "a");
    CHECK(book.segment_of(51) == 0);
}

TEST_CASE("a regime sets a provision once, and what it does not set has its default") {
    auto regime = with_value(neutral("a"), P::health_wait_factor, 2);
    CHECK(regime.rules().number(P::health_wait_factor) == 2);
    regime.settings.pop_back();
    CHECK(regime.rules().number(P::health_wait_factor) == describe(P::health_wait_factor).neutral);
    regime.settings.push_back(regime.settings.front());
    CHECK_THROWS_WITH(regime.rules(), Catch::Contains("twice"));
}

TEST_CASE(
    "what a regime says for a region or for some dates takes the place of the general value") {
    auto regime = neutral("a");
    Setting east{P::company_offers, 1, "test", {}};
    east.regions = 0x3;
    Setting spring{P::guarantee, 52, "test", {}};
    spring.from = date(2020, 3, 11);
    spring.to = date(2020, 5, 27);
    regime.settings.insert(regime.settings.end(), {east, spring});
    const RuleBook book{Policy{regime}, origin, 52};
    CHECK(book.segments() == 3);
    CHECK(value(book, 0, P::company_offers, Region::zealand) == 1);
    CHECK(value(book, 0, P::company_offers, Region::north) == 2);
    CHECK(value(book, 9, P::guarantee) == 0);
    CHECK(value(book, 10, P::guarantee) == 52); // the week of 2020-03-16
    CHECK(value(book, 20, P::guarantee) == 52); // the week of 2020-05-25
    CHECK(value(book, 21, P::guarantee) == 0);

    regime.settings.push_back(spring);
    CHECK_THROWS_WITH(RuleBook(Policy{regime}, origin, 52).resolve(1, Region::north, {}),
                      Catch::Contains("twice"));
}

TEST_CASE("a dated reform acts from its dates, whenever its entry starts") {
    Reform steps = reform("steps", P::guarantee, 52);
    steps.settings[0].from = date(2020, 3, 2);
    steps.settings.push_back({P::guarantee, 26, "test", {}});
    steps.settings[1].to = date(2020, 3, 2);
    const RuleBook book{Policy{neutral("a")} + steps, PolicyWeeks{origin, 52, 5}};
    CHECK(value(book, 0, P::guarantee) == 26);
    CHECK(value(book, 8, P::guarantee) == 52);
    steps.settings[1].to = date(2020, 3, 9);
    CHECK_THAT(message_of(Policy{neutral("a")} + steps), Catch::Contains("'guarantee' twice"));
}

TEST_CASE("reforms for regions apart contradict nothing") {
    Reform east = reform("east", P::guarantee, 10);
    east.settings[0].regions = 0x3;
    Reform west = reform("west", P::guarantee, 20);
    west.settings[0].regions = 0x1C;
    const Policy policy = Policy{neutral("a")} + east + west;
    CHECK(message_of(policy).empty());
    CHECK(value(RuleBook{policy, origin, 52}, 0, P::guarantee, Region::capital) == 10);
    CHECK(value(RuleBook{policy, origin, 52}, 0, P::guarantee, Region::north) == 20);
    west.settings[0].regions = 0x1E;
    CHECK_FALSE(message_of(Policy{neutral("a")} + east + west).empty());
}

TEST_CASE("a part of a reform is a reform of its own") {
    Reform whole = reform("whole", P::guarantee, 52);
    whole.settings[0].part = "promise";
    whole.settings.push_back({P::review_interval, 26, "test", {}});
    whole.settings[1].part = "review";
    whole.parts = {{"promise", "A promise", "S33"}, {"review", "A review", "L056"}};
    const Reform review = whole.only("review");
    CHECK(review.name == "whole.review");
    CHECK(review.title == "A review");
    CHECK(review.source == "L056");
    REQUIRE(review.settings.size() == 1);
    CHECK(review.settings[0].provision == P::review_interval);
    CHECK_THROWS_WITH(whole.only("revew"), Catch::Contains("no part 'revew'"));
}

TEST_CASE("a date acts from the first Monday on or after it") {
    Policy policy{neutral("full")};
    policy = policy + entry(with_value(neutral("suspension"), P::timing, 0), date(2020, 3, 11));
    const RuleBook book{policy, origin, 52};
    REQUIRE(book.segments() == 2);
    CHECK(book.start_of(1) == 10); // 2020-03-16
    CHECK(value(book, 9, P::timing) == 1);
    CHECK(value(book, 10, P::timing) == 0);
    CHECK(book.segment_of(9) == 0);
    CHECK(book.segment_of(10) == 1);
}

TEST_CASE("the regime with the latest start holds, and dates before the origin act from week 0") {
    Policy policy{std::vector{entry(with_value(neutral("c"), P::guarantee, 3), date(2020, 1, 5)),
                              entry(with_value(neutral("a"), P::guarantee, 1)),
                              entry(with_value(neutral("b"), P::guarantee, 2), date(2019, 5, 1))}};
    const RuleBook book{policy, origin, 52};
    CHECK(book.segments() == 1);
    CHECK(value(book, 0, P::guarantee) == 3);
}

TEST_CASE("a reform is merged while its entry is in force, the end exclusive") {
    const Policy policy = Policy{neutral("a")} +
                          entry(reform("r", P::guarantee, 52), date(2020, 2, 3), date(2020, 3, 2));
    const RuleBook book{policy, origin, 52};
    CHECK(value(book, 3, P::guarantee) == 0);
    CHECK(value(book, 4, P::guarantee) == 52);
    CHECK(value(book, 7, P::guarantee) == 52);
    CHECK(value(book, 8, P::guarantee) == 0);
    CHECK(book.greatest(P::guarantee) == 52);
}

TEST_CASE("regions have their own rules") {
    auto east = entry(with_value(neutral("east"), P::company_offers, 1), date(2020, 2, 3));
    east.regions = 0x3;
    const RuleBook book{Policy{neutral("a")} + east, origin, 52};
    CHECK(value(book, 10, P::company_offers, Region::zealand) == 1);
    CHECK(value(book, 10, P::company_offers, Region::north) == 2);
}

TEST_CASE("a reform for a group holds for those whom its selector matches") {
    Reform calm = reform("calm", P::sanctions, 0);
    calm.where = older_than(50);
    const RuleBook book{Policy{with_value(neutral("a"), P::sanctions, 1)} + calm, origin, 52};
    REQUIRE(book.selectors().size() == 1);
    CHECK(value(book, 0, P::sanctions) == 1);
    CHECK(value(book, 0, P::sanctions, Region::capital, 1) == 0);
    CitizenView old;
    old.age_weeks = 60 * 53;
    CHECK(book.selectors().mask_of(old) == 1);
    CHECK(book.places(Region::capital, 0).none());
}

TEST_CASE("a rule of the job centre for some citizens is an error, for places it is not") {
    Reform cap = reform("cap", P::caseload_cap, 30);
    cap.where = older_than(50);
    cap.where_name = "older";
    CHECK_THAT(message_of(Policy{neutral("a")} + cap), Catch::Contains("'caseload_cap'") &&
                                                           Catch::Contains("whole job centre") &&
                                                           Catch::Contains("'older'"));
    cap.where = Selector{};
    cap.where->regions = 1;
    const RuleBook regional{Policy{neutral("a")} + cap, origin, 52};
    CHECK(value(regional, 0, P::caseload_cap, Region::capital) == 30);
    CHECK(value(regional, 0, P::caseload_cap, Region::north) == 0);
    cap.where = Selector{};
    cap.where->job_centres = {4};
    const RuleBook one{Policy{neutral("a")} + cap, origin, 52};
    CHECK(value(one, 0, P::caseload_cap, Region::north, one.places(Region::north, 4)) == 30);
    CHECK(value(one, 0, P::caseload_cap, Region::north, one.places(Region::north, 5)) == 0);
}

TEST_CASE("a regime for a group must leave the job centre alone") {
    auto group = entry(with_value(neutral("calm"), P::sanctions, 0), date(2020, 2, 3));
    group.where = older_than(50);
    const auto base = with_value(neutral("a"), P::sanctions, 1);
    const RuleBook book{Policy{base} + group, origin, 52};
    CHECK(value(book, 10, P::sanctions, Region::capital, 1) == 0);
    CHECK(value(book, 10, P::sanctions, Region::capital, 0) == 1);
    group.regime = with_value(neutral("calm"), P::caseload_cap, 10);
    CHECK_THAT(message_of(Policy{base} + group), Catch::Contains("'caseload_cap'"));
}

TEST_CASE(
    "two reforms that contradict each other are refused by name, unless one is said to hold") {
    const Policy policy =
        Policy{neutral("a")} + reform("ten", P::guarantee, 10) + reform("twenty", P::guarantee, 20);
    CHECK_THAT(message_of(policy), Catch::Contains("'ten'") && Catch::Contains("'twenty'") &&
                                       Catch::Contains("'guarantee' to 10 and 20") &&
                                       Catch::Contains("holds = "));
    CHECK_THROWS_AS(RuleBook(policy, origin, 52), ScenarioError);
    CHECK(value(RuleBook{policy.holding({"ten"}), origin, 52}, 0, P::guarantee) == 10);
    CHECK(value(RuleBook{policy.holding({"twenty"}), origin, 52}, 0, P::guarantee) == 20);
    CHECK_FALSE(message_of(policy.holding({"ten", "twenty"})).empty());
}

TEST_CASE(
    "the same value set twice, groups that cannot meet and times apart are no contradiction") {
    const Policy base{neutral("a")};
    CHECK(message_of(base + reform("x", P::guarantee, 10) + reform("y", P::guarantee, 10)).empty());
    Reform young = reform("young", P::guarantee, 10);
    young.where = Selector{};
    young.where->age_to = 50;
    Reform old = reform("old", P::guarantee, 20);
    old.where = older_than(50);
    CHECK(message_of(base + young + old).empty());
    old.where = older_than(49);
    CHECK_FALSE(message_of(base + young + old).empty());
    CHECK(message_of(base + entry(reform("x", P::guarantee, 10), {}, date(2020, 3, 2)) +
                     entry(reform("y", P::guarantee, 20), date(2020, 3, 2)))
              .empty());
    CHECK_FALSE(message_of(base + entry(reform("x", P::guarantee, 10), {}, date(2020, 3, 9)) +
                           entry(reform("y", P::guarantee, 20), date(2020, 3, 2)))
                    .empty());
}

TEST_CASE("reforms of a regime that has been superseded contradict nothing") {
    auto first = entry(neutral("a"));
    first.reforms.push_back(reform("x", P::guarantee, 10));
    const Policy policy = Policy{std::vector{first, entry(neutral("b"), date(2020, 3, 2))}} +
                          entry(reform("y", P::guarantee, 20), date(2020, 3, 2));
    CHECK(message_of(policy).empty());
    const RuleBook book{policy, origin, 52};
    CHECK(value(book, 0, P::guarantee) == 10);
    CHECK(value(book, 20, P::guarantee) == 20);
}

TEST_CASE("weeks and regions without a regime are named, and a burn-in takes the first rules") {
    const Policy late{std::vector{entry(neutral("a"), date(2020, 2, 5))}};
    CHECK_THAT(message_of(late),
               Catch::Contains("no regime holds") && Catch::Contains("2020-01-06"));
    CHECK(faults_of(late, {origin, 52, 5}).empty());
    const RuleBook book{late, PolicyWeeks{origin, 52, 5}};
    CHECK(book.segments() == 1);
    CHECK(book.regime_at(0, Region::capital) == "a");
    auto east = entry(neutral("a"));
    east.regions = 0x3;
    CHECK_THAT(message_of(Policy{std::vector{east}}), Catch::Contains("southern, central, north"));
}

TEST_CASE("two regimes for the same people from the same day are refused") {
    CHECK_THAT(message_of(Policy{std::vector{entry(neutral("a")), entry(neutral("b"))}}),
               Catch::Contains("'a'") && Catch::Contains("'b'"));
}

TEST_CASE("more than 256 groups are refused") {
    Policy policy{neutral("a")};
    for (int k = 0; k < 257; ++k) {
        Reform r = reform("r" + std::to_string(k), P::guarantee, 10);
        r.where = Selector{};
        r.where->weeks_from = k + 1;
        policy = policy + r;
    }
    CHECK_THAT(message_of(policy), Catch::Contains("256"));
}

TEST_CASE("a policy differs from itself in nothing, and from a reform by just the reform") {
    const Policy base{neutral("a")};
    const RuleBook a{base, origin, 52};
    CHECK(differences(a, a, 52).empty());
    Reform old = reform("old", P::guarantee, 20);
    old.where = older_than(50);
    auto dated = entry(old, date(2020, 3, 2));
    const RuleBook b{base + dated, origin, 52};
    const auto found = differences(a, b, 52);
    REQUIRE(found.size() == count_of<Region>);
    CHECK(found[0].provision == P::guarantee);
    CHECK(found[0].from == 8);
    CHECK(found[0].to == 52);
    CHECK(found[0].a == 0);
    CHECK(found[0].b == 20);
    CHECK(found[0].who == older_than(50));
}
