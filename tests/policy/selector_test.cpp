#include <afklar/policy/selector.hpp>

#include "support/catch.hpp"
#include "support/property.hpp"

using namespace afklar;

namespace {

CitizenView someone() {
    CitizenView c;
    c.age_weeks = 2609; // 50 years and no day
    c.weeks_on_benefit = 103;
    c.sex = Sex::woman;
    c.barriers = bit_of(Barrier::mental_illness) | bit_of(Barrier::language);
    c.region = Region::zealand;
    c.job_centre = 7;
    return c;
}

Selector some_selector() {
    Selector s;
    s.age_from = *rc::gen::inRange(0, 4) * 20;
    s.age_to = *rc::gen::element(Selector::no_limit, 50, 60);
    s.weeks_from = *rc::gen::inRange(0, 3) * 52;
    s.weeks_to = *rc::gen::element(Selector::no_limit, 104, 520);
    s.sexes = *rc::gen::element<std::uint8_t>(1, 2, 3);
    s.regions = *rc::gen::inRange<std::uint8_t>(1, 32);
    s.barriers = *rc::gen::element<BarrierSet>(0, 1, 2, 3);
    if (*rc::gen::arbitrary<bool>()) {
        s.job_centres = {*rc::gen::inRange(0, 3), 3};
    }
    return s;
}

CitizenView some_citizen() {
    CitizenView c;
    c.age_weeks = *rc::gen::inRange(0, 4000);
    c.weeks_on_benefit = *rc::gen::inRange(0, 600);
    c.sex = static_cast<Sex>(*rc::gen::inRange(0, 2));
    c.region = static_cast<Region>(*rc::gen::inRange(0, 5));
    c.barriers = *rc::gen::inRange<BarrierSet>(0, 4);
    c.job_centre = *rc::gen::inRange(0, 5);
    return c;
}

} // namespace

TEST_CASE("an empty selector matches everyone and asks for places only") {
    CHECK(Selector{}.matches(someone()));
    CHECK(Selector{}.only_places());
    CHECK(Selector{}.weeks_to_border(someone()) == Selector::no_limit);
}

TEST_CASE("ages are inclusive below and exclusive above, to the week of the birthday") {
    Selector s;
    s.age_from = 50;
    auto citizen = someone();
    CHECK(s.matches(citizen)); // 50 * 365.25 / 7 = 2608.93: the week 2609
    citizen.age_weeks = 2608;
    CHECK_FALSE(s.matches(citizen));
    CHECK(s.weeks_to_border(citizen) == 1);
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
    CHECK(s.weeks_to_border(citizen) == 1);
    citizen.weeks_on_benefit = 104;
    CHECK(s.matches(citizen));
    CHECK(s.weeks_to_border(citizen) == Selector::no_limit);
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

TEST_CASE("between now and the border nothing changes, at the border it may") {
    afklar::test::holds("border", [] {
        const Selector s = some_selector();
        CitizenView c = some_citizen();
        const bool now = s.matches(c);
        const int border = s.weeks_to_border(c);
        const int step = *rc::gen::inRange(0, border == Selector::no_limit ? 2000 : border);
        c.age_weeks += step;
        c.weeks_on_benefit += step;
        RC_ASSERT(s.matches(c) == now);
    });
}
