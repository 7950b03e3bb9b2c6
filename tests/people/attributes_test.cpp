#include <afklar/people/attributes.hpp>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("a set of barriers has as many as there are bits", "[attributes]") {
    CHECK(number_of(0) == 0);
    BarrierSet all = 0;
    std::size_t number = 0;
    for_each_value<Barrier>([&](Barrier barrier) {
        CHECK_FALSE(has(all, barrier));
        all = static_cast<BarrierSet>(all | bit_of(barrier));
        CHECK(has(all, barrier));
        CHECK(number_of(all) == ++number);
    });
    CHECK(number_of(treatable_barriers) == 4);
}

TEST_CASE("the east is the capital and Zealand", "[attributes]") { // S20
    CHECK(is_east(Region::capital));
    CHECK(is_east(Region::zealand));
    CHECK_FALSE(is_east(Region::southern));
    CHECK_FALSE(is_east(Region::central));
    CHECK_FALSE(is_east(Region::north));
}

TEST_CASE("every status and group has a name of its own", "[attributes]") {
    for_each_value<Status>([](Status s) { CHECK(value_named<Status>(name_of(s)) == s); });
    for_each_value<TargetGroup>(
        [](TargetGroup g) { CHECK(value_named<TargetGroup>(name_of(g)) == g); });
    for_each_value<Plan>([](Plan p) { CHECK(value_named<Plan>(name_of(p)) == p); });
    for_each_value<CaseStage>([](CaseStage s) { CHECK(value_named<CaseStage>(name_of(s)) == s); });
}
