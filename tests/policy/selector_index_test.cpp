#include <afklar/policy/selector_index.hpp>

#include <algorithm>

#include "support/catch.hpp"
#include "support/property.hpp"
#include "support/selectors.hpp"

using namespace afklar;
using test::some_citizen;
using test::some_selector;
using test::someone;

TEST_CASE("an index of nothing matches nothing and has no border") {
    CHECK(SelectorIndex{}.mask_of(someone()).none());
    CHECK(SelectorIndex{}.to_age_border(someone()) == Selector::no_limit);
    CHECK(SelectorIndex{}.to_benefit_border(someone()) == Selector::no_limit);
}

TEST_CASE("borders of age and weeks are told in weeks, from either side") {
    Selector old;
    old.age_from = 50; // 50 * 365.25 / 7 = 2608.93: the week 2609
    Selector long_term;
    long_term.weeks_from = 104;
    auto citizen = someone();
    const SelectorIndex by_age{{old}};
    CHECK(by_age.mask_of(citizen)[0]);
    CHECK(by_age.to_age_border(citizen) == Selector::no_limit);
    citizen.age_weeks = 2608;
    CHECK(by_age.mask_of(citizen).none());
    CHECK(by_age.to_age_border(citizen) == 1);

    const SelectorIndex by_weeks{{long_term}};
    CHECK(by_weeks.to_benefit_border(citizen) == 1);
    citizen.weeks_on_benefit = 104;
    CHECK(by_weeks.mask_of(citizen)[0]);
    CHECK(by_weeks.to_benefit_border(citizen) == Selector::no_limit);
}

TEST_CASE("the mask says what each selector says") {
    afklar::test::holds("mask", [] {
        const auto selectors = *rc::gen::container<std::vector<Selector>>(
            *rc::gen::inRange<std::size_t>(0, 100), rc::gen::exec(some_selector));
        const SelectorIndex index{selectors};
        const CitizenView citizen = some_citizen();
        const SelectorMask mask = index.mask_of(citizen);
        const Selector part = some_selector();
        const SelectorMask whole = index.mask_within(part);
        for (std::size_t k = 0; k < selectors.size(); ++k) {
            RC_ASSERT(mask[k] == selectors[k].matches(citizen));
            RC_ASSERT(whole[k] == within(part, selectors[k]));
        }
    });
}

TEST_CASE("between now and the border nothing changes") {
    afklar::test::holds("border", [] {
        const SelectorIndex index{{some_selector(), some_selector(), some_selector()}};
        CitizenView citizen = some_citizen();
        const SelectorMask now = index.mask_of(citizen);
        const int border = std::min(index.to_age_border(citizen), index.to_benefit_border(citizen));
        const int step = *rc::gen::inRange(0, border == Selector::no_limit ? 2000 : border);
        citizen.age_weeks += step;
        citizen.weeks_on_benefit += step;
        RC_ASSERT(index.mask_of(citizen) == now);
    });
}

TEST_CASE("there is a most of selectors") {
    CHECK_NOTHROW(SelectorIndex{std::vector<Selector>(SelectorIndex::most)});
    CHECK_THROWS_WITH(SelectorIndex{std::vector<Selector>(SelectorIndex::most + 1)},
                      Catch::Contains("at most 256"));
}
