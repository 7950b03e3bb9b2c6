#include <afklar/core/value_range.hpp>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("differences of numbers of a range") {
    CHECK(range_of_differences(range_of_shares) == ValueRange{-1.0, 1.0});
    CHECK(range_of_differences({2.0, 5.0}) == ValueRange{-3.0, 3.0});
    CHECK(range_of_differences({.low = 0.0}) == ValueRange{});
    CHECK(range_of_differences({}) == ValueRange{});
}
