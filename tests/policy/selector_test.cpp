#include <afklar/policy/selector.hpp>

#include "support/catch.hpp"
#include "support/property.hpp"
#include "support/selectors.hpp"

using namespace afklar;

using test::some_citizen;
using test::some_selector;
using test::someone;

TEST_CASE("an empty selector matches everyone and asks for places only") {
    CHECK(Selector{}.matches(someone()));
    CHECK(Selector{}.only_places());
}

TEST_CASE("ages are inclusive below and exclusive above, to the week of the birthday") {
    Selector s;
    s.age_from = 50;
    auto citizen = someone();
    CHECK(s.matches(citizen)); // 50 * 365.25 / 7 = 2608.93: the week 2609
    citizen.age_weeks = 2608;
    CHECK_FALSE(s.matches(citizen));
    s = {};
    s.age_to = 50;
    CHECK(s.matches(citizen));
    citizen.age_weeks = 2609;
    CHECK_FALSE(s.matches(citizen));
}

TEST_CASE("weeks on benefit cross a border on the week named") {
    Selector s;
    s.weeks_from = 104;
    auto citizen = someone();
    CHECK_FALSE(s.matches(citizen));
    citizen.weeks_on_benefit = 104;
    CHECK(s.matches(citizen));
}

TEST_CASE("all barriers asked for must be there, more do not hurt") {
    Selector s;
    s.barriers = bit_of(Barrier::mental_illness);
    CHECK(s.matches(someone()));
    s.barriers |= bit_of(Barrier::homelessness);
    CHECK_FALSE(s.matches(someone()));
}

TEST_CASE("only regions and job centres are places") {
    Selector s;
    s.regions = 1;
    s.job_centres = {3};
    CHECK(s.only_places());
    s.weeks_from = 1;
    CHECK_FALSE(s.only_places());
}

TEST_CASE("who is matched by both selectors is matched by their common part, and only those") {
    afklar::test::holds("intersection", [] {
        const Selector a = some_selector();
        const Selector b = some_selector();
        const CitizenView c = some_citizen();
        const auto common = both(a, b);
        RC_ASSERT((a.matches(c) && b.matches(c)) == (common && common->matches(c)));
    });
}

TEST_CASE("a selector within another matches nobody whom the other does not") {
    afklar::test::holds("subset", [] {
        const Selector a = some_selector();
        const Selector b = some_selector();
        const CitizenView c = some_citizen();
        if (within(a, b) && a.matches(c)) {
            RC_ASSERT(b.matches(c));
        }
        if (const auto common = both(a, b)) {
            RC_ASSERT(within(*common, a) && within(*common, b));
        }
    });
}
