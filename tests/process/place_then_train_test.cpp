#include <afklar/process/place_then_train.hpp>

#include <support/catch.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

SmallSetup offered(double specialist = 0.0) {
    return {.policy = full_rules({{Provision::employment_support, 1.0},
                                  {Provision::specialist_caseload, specialist}}),
            .barriers = bit_of(Barrier::mental_illness)};
}

Caseworker with_cases(int cases) {
    Caseworker worker;
    worker.caseload = cases;
    return worker;
}

} // namespace

TEST_CASE("the mentally ill who want work take part where it is offered", "[place_then_train]") {
    SmallCentre small(offered());
    const WeekContext now = small.at(10);
    CHECK_FALSE(takes_part_in_place_then_train(now, 0));
    small.people().set(0, Flag::willing, true);
    CHECK(takes_part_in_place_then_train(now, 0));
    small.people().who.barriers[0] = bit_of(Barrier::language);
    CHECK_FALSE(takes_part_in_place_then_train(now, 0));

    SmallCentre elsewhere({.policy = full_rules(), .barriers = bit_of(Barrier::mental_illness)});
    elsewhere.people().set(0, Flag::willing, true);
    CHECK_FALSE(takes_part_in_place_then_train(elsewhere.at(10), 0));
}

TEST_CASE("the method asks for few cases, of a specialist or else of the caseworker",
          "[place_then_train]") {
    SmallCentre caseworkers(offered());
    CHECK(faithful_support(caseworkers.at(10), 0, with_cases(25)));
    CHECK_FALSE(faithful_support(caseworkers.at(10), 0, with_cases(26)));
    SmallCentre specialists(offered(22.0));
    CHECK(faithful_support(specialists.at(10), 0, with_cases(80)));
    SmallCentre overloaded(offered(40.0));
    CHECK_FALSE(faithful_support(overloaded.at(10), 0, with_cases(20)));
}
