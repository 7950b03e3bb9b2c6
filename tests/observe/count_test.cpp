#include <afklar/observe/count.hpp>

#include <set>

#include "support/catch.hpp"

using namespace afklar;

TEST_CASE("every count has a name of its own, in the order of the enumeration") {
    std::set<std::string_view> names;
    for_each_value<Count>([&](Count count) { names.insert(name_of_count(count)); });
    CHECK(names.size() == count_of<Count>);
    CHECK(name_of_count(Count::present) == "present");
    CHECK(name_of_count(Count::past_52_unassessed) == "past_52_unassessed");
    CHECK(name_of_count(Count::held_by_citizen) == "held_by_citizen");
    CHECK(name_of_count(Count::positions_filled) == "positions_filled");
    CHECK(name_of_count(Count::permanent_present_value) == "permanent_present_value");
    CHECK(name_of_count(Count::count_) == "?");
}
