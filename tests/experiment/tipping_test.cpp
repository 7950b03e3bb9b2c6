#include <afklar/experiment/tipping.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <afklar/core/error.hpp>

#include <support/catch.hpp>

using namespace afklar;

namespace {

/// A function of line and rank with shifts of its own for each replicate; counts the places it is asked for.
struct Lines {
    std::function<double(std::size_t, double)> f;
    std::vector<double> luck = {0.0};
    std::size_t asked = 0;

    LineModel model() {
        return [this](const std::vector<LinePoint>& points) {
            asked += points.size();
            DrawMatrix values(static_cast<std::int32_t>(points.size()),
                              static_cast<std::int32_t>(luck.size()));
            for (std::size_t k = 0; k < points.size(); ++k) {
                for (std::size_t r = 0; r < luck.size(); ++r) {
                    values.at(static_cast<std::int32_t>(k), static_cast<std::int32_t>(r)) =
                        f(points[k].line, points[k].rank) + luck[r];
                }
            }
            return values;
        };
    }
};

/// The first places are 0.998 / 8 apart; seven halvings leave this, of which the middle is taken.
constexpr double precision = 0.5 * 0.998 / 8.0 / 128.0;

} // namespace

TEST_CASE("a sign change is found on every line that has one", "[tipping]") {
    Lines lines{[](std::size_t line, double rank) {
        return line == 0 ? rank - 0.3 : line == 1 ? 0.62 - rank : line == 2 ? rank + 1.0 : 0.0;
    }};
    const auto found = tipping_points(lines.model(), 4);
    REQUIRE(found.size() == 4);
    CHECK(*found[0].rank == Approx(0.3).margin(precision));
    CHECK(*found[1].rank == Approx(0.62).margin(precision));
    CHECK_FALSE(found[2].rank);
    CHECK_FALSE(found[3].rank);
    CHECK(*found[0].at_from.mean == Approx(0.001 - 0.3));
    CHECK(*found[0].at_to.mean == Approx(0.999 - 0.3));
    CHECK_FALSE(found[0].low); // one replicate says nothing of chance
    CHECK(lines.asked == 4 * 9 + 2 * 7);
}

TEST_CASE("the interval is where the interval of the output holds zero", "[tipping]") {
    // Three replicates with luck -d, 0, d: standard error d / sqrt(3), Student's factor 4.303.
    constexpr double d = 0.04;
    const double half = 4.30265273 * d / std::sqrt(3.0);
    for (const bool rising : {true, false}) {
        Lines lines{[rising](std::size_t, double rank) { return rising ? rank - 0.5 : 0.5 - rank; },
                    {-d, 0.0, d}};
        const auto found = tipping_points(lines.model(), 1);
        CHECK(*found[0].rank == Approx(0.5).margin(precision));
        CHECK(*found[0].low == Approx(0.5 - half).margin(2.0 * precision));
        CHECK(*found[0].high == Approx(0.5 + half).margin(2.0 * precision));
        CHECK(*found[0].low <= 0.5 - half);
        CHECK(*found[0].high >= 0.5 + half);
        CHECK(lines.asked <= 9 + 3 * 7);
    }
}

TEST_CASE("an interval that reaches past the range is open there", "[tipping]") {
    Lines lines{[](std::size_t, double rank) { return rank - 0.1; }, {-0.1, 0.0, 0.1}};
    const auto found = tipping_points(lines.model(), 1);
    CHECK(*found[0].rank == Approx(0.1).margin(precision));
    CHECK_FALSE(found[0].low);
    CHECK(*found[0].high > 0.3);
}

TEST_CASE("of several the one nearest to the middle; zero without a change is none", "[tipping]") {
    Lines several{
        [](std::size_t, double rank) { return (rank - 0.05) * (rank - 0.45) * (rank - 0.9); }};
    CHECK(*tipping_points(several.model(), 1)[0].rank == Approx(0.45).margin(precision));
    Lines touching{[](std::size_t, double rank) { return std::max(0.0, rank - 0.5); }};
    CHECK_FALSE(tipping_points(touching.model(), 1)[0].rank);
    Lines through{[](std::size_t, double rank) {
        return rank < 0.4 ? -1.0 : rank > 0.6 ? 1.0 : 0.0;
    }};
    const auto plateau = tipping_points(through.model(), 1)[0].rank;
    CHECK(*plateau > 0.37);
    CHECK(*plateau < 0.63);
}

TEST_CASE("places without a value are passed over, and a search must have a range", "[tipping]") {
    Lines lines{[](std::size_t, double rank) {
        return rank < 0.2 ? std::numeric_limits<double>::quiet_NaN() : rank - 0.7;
    }};
    CHECK(*tipping_points(lines.model(), 1)[0].rank == Approx(0.7).margin(precision));
    CHECK_THROWS_AS(tipping_points(lines.model(), 1, {0.0, 0.5}), Error);
    CHECK_THROWS_AS(tipping_points(lines.model(), 1, {0.5, 0.2}), Error);
    CHECK_THROWS_AS(tipping_points(lines.model(), 1, {0.1, 0.9, 1}), Error);
    CHECK(tipping_points(lines.model(), 0).empty());
}
