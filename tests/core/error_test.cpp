#include <afklar/core/error.hpp>

#include <string>
#include <type_traits>

#include <support/catch.hpp>

using namespace afklar;

static_assert(std::is_base_of_v<Error, ScenarioError> && std::is_base_of_v<Error, RunError>);
static_assert(std::is_base_of_v<std::runtime_error, Error>);

TEST_CASE("a fault is written as compilers do", "[error]") {
    CHECK(to_string({"a.toml", 3, 7, "team.slots", "below 0"}) == "a.toml:3:7: error: below 0");
    CHECK(to_string({"a.toml", 3, 0, "", "below 0"}) == "a.toml:3: error: below 0");
    CHECK(to_string({"a.toml", 0, 7, "", "not there"}) == "a.toml: error: not there");
    CHECK(to_string({"", 3, 7, "", "unknown argument"}) == "error: unknown argument");
}

TEST_CASE("a scenario error tells every fault in order", "[error]") {
    const ScenarioError error({{"a.toml", 1, 1, "x", "first"}, {"b.toml", 2, 0, "y", "second"}});
    CHECK(std::string{error.what()} == "a.toml:1:1: error: first\nb.toml:2: error: second");
    REQUIRE(error.faults().size() == 2);
    CHECK(error.faults()[1].key == "y");
    CHECK_THROWS_AS(throw RunError("out of balance"), Error);
}
