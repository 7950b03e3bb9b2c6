#include <afklar/experiment/population.hpp>

#include <variant>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("a population of margins keeps them and its size", "[population]") {
    Margins margins;
    margins.total = 1'000.0;
    const PopulationSource source = synthesise(margins, 250);
    REQUIRE(std::holds_alternative<Margins>(source.source));
    CHECK(std::get<Margins>(source.source).total == 1'000.0);
    CHECK(source.size == 250);
}

TEST_CASE("the dimensions of margins are the target group, sex, age, region and every barrier",
          "[population]") {
    CHECK(count_of<Dimension> == 4 + count_of<Barrier>);
    for_each_value<Barrier>(
        [](Barrier barrier) { CHECK(value_named<Dimension>(name_of(barrier)).has_value()); });
}
