#include <afklar/experiment/estimates.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include <afklar/core/error.hpp>

#include <support/catch.hpp>
#include <support/property.hpp>

using namespace afklar;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

DrawMatrix matrix(std::int32_t draws, std::int32_t replicates, std::vector<double> values) {
    DrawMatrix result(draws, replicates);
    result.values = std::move(values);
    return result;
}

struct Ladder {
    std::int32_t draws = 0;
    double shift = 0.0;
};

/// Draws with the values 0, 1, 2, … less the shift.
DrawMatrix ladder(const Ladder& of) {
    DrawMatrix result(of.draws, 1);
    for (std::int32_t draw = 0; draw < of.draws; ++draw) {
        result.at(draw, 0) = static_cast<double>(draw) - of.shift;
    }
    return result;
}

} // namespace

TEST_CASE("two draws of two replicates, worked by hand", "[estimates]") {
    // Means of draws 2 and 6: mean 4, variance 8. Student 97.5 % with one degree 12.7062 x
    // sqrt(8/2). Variance within draws 2 and 2; by parameters 8 - 2/2 = 7.
    const Estimate result = estimate(matrix(2, 2, {1, 3, 5, 7}));
    CHECK(result.mean == 4.0);
    CHECK(*result.ci_low == Approx(4.0 - 25.4124095).epsilon(1e-8));
    CHECK(*result.ci_high == Approx(4.0 + 25.4124095).epsilon(1e-8));
    CHECK(*result.sd_chance == Approx(std::sqrt(2.0)));
    CHECK(*result.sd_parameters == Approx(std::sqrt(7.0)));
    CHECK_FALSE(result.q05.has_value());
    CHECK_FALSE(result.share_positive.has_value());
    CHECK(result.draws == 2);
    CHECK(result.replicates == 2);
    CHECK(result.missing == 0);
}

TEST_CASE("with one draw the replicate is the independent unit", "[estimates]") {
    // Mean 2, sd 1; Student 97.5 % with two degrees 4.302653 x 1/sqrt(3).
    const Estimate result = estimate(matrix(1, 3, {1, 2, 3}));
    CHECK(result.mean == 2.0);
    CHECK(*result.ci_high == Approx(2.0 + 4.30265273 / std::sqrt(3.0)).epsilon(1e-8));
    CHECK(result.sd_chance == 1.0);
    CHECK_FALSE(result.sd_parameters.has_value());
}

TEST_CASE("an interval does not reach beyond what the number can be", "[estimates]") {
    const DrawMatrix shares = matrix(2, 1, {0.1, 0.3}); // mean 0.2, half-width 12.7 x 0.1
    CHECK(*estimate(shares).ci_low < 0.0);
    const Estimate cut = estimate(shares, range_of_shares);
    CHECK(cut.mean == estimate(shares).mean);
    CHECK(cut.ci_low == 0.0);
    CHECK(cut.ci_high == 1.0);
    const Estimate weeks = estimate(shares, {.low = 0.0});
    CHECK(weeks.ci_low == 0.0);
    CHECK(weeks.ci_high == estimate(shares).ci_high);
    // one that lies inside is left alone
    const DrawMatrix close = matrix(3, 1, {0.50, 0.51, 0.52});
    CHECK(estimate(close, range_of_shares) == estimate(close));
    // a bound that a run crosses is none: appeals that end in a window may outnumber its sanctions
    const DrawMatrix beyond = matrix(2, 1, {0.2, 4.0}); // mean 2.1, half-width 12.7 x 1.9
    CHECK(estimate(beyond, range_of_shares).ci_low == 0.0);
    CHECK(estimate(beyond, range_of_shares).ci_high == estimate(beyond).ci_high);
}

TEST_CASE("what a single run cannot say is empty", "[estimates]") {
    const Estimate single = estimate(matrix(1, 1, {3}));
    CHECK(single.mean == 3.0);
    CHECK_FALSE(single.ci_low.has_value());
    CHECK_FALSE(single.sd_chance.has_value());

    const Estimate draws_alone = estimate(ladder({3, 0}));
    CHECK(draws_alone.ci_low.has_value());
    CHECK_FALSE(draws_alone.sd_chance.has_value());
    CHECK_FALSE(draws_alone.sd_parameters.has_value());
}

TEST_CASE("ranges over draws from 40 draws on", "[estimates]") {
    // 41 values -20, …, 20: type 7 lands on the values number 2, 20 and 38. Zero is not positive.
    const Estimate result = estimate(ladder({41, 20}));
    CHECK(*result.q05 == Approx(-18.0));
    CHECK(result.q50 == 0.0);
    CHECK(*result.q95 == Approx(18.0));
    CHECK(*result.share_positive == Approx(20.0 / 41.0));
    CHECK(estimate(ladder({40, 0})).q05.has_value());
    CHECK_FALSE(estimate(ladder({39, 0})).q05.has_value());
}

TEST_CASE("runs without a denominator are left out", "[estimates]") {
    // Draw means 2 and 5; only the first draw shows chance: variance 2. Of it, the mean of 1/2 and
    // 1/1 is in the means of draws: 4.5 - 2 x 0.75 = 3.
    const Estimate result = estimate(matrix(3, 2, {1, 3, 5, none, none, none}));
    CHECK(result.mean == 3.5);
    CHECK(result.draws == 2);
    CHECK(result.missing == 3);
    CHECK(*result.sd_chance == Approx(std::sqrt(2.0)));
    CHECK(*result.sd_parameters == Approx(std::sqrt(3.0)));

    const Estimate nothing = estimate(DrawMatrix(2, 2));
    CHECK_FALSE(nothing.mean.has_value());
    CHECK(nothing.draws == 0);
    CHECK(nothing.missing == 4);
    CHECK(estimate(DrawMatrix()).draws == 0);

    // Two draws planned and one with values: the replicates do not stand in for draws.
    CHECK_FALSE(estimate(matrix(2, 2, {1, 3, none, none})).ci_low.has_value());
}

TEST_CASE("a regime against itself differs by exactly nothing", "[estimates]") {
    const DrawMatrix runs = matrix(2, 2, {0.1, 0.2, 0.3, none});
    const Estimate result = estimate(difference(runs, runs));
    CHECK(result.mean == 0.0);
    CHECK(result.ci_low == 0.0);
    CHECK(result.sd_chance == 0.0);
    CHECK_FALSE(variance_ratio(runs, runs).has_value());
}

TEST_CASE("gain from shared luck, worked by hand", "[estimates]") {
    // var a = 2, var b = 1/2, a - b = (0, 1) with variance 1/2: (2 + 1/2) / (1/2) = 5
    const DrawMatrix a = matrix(1, 2, {1, 3});
    const DrawMatrix b = matrix(1, 2, {1, 2});
    CHECK(*variance_ratio(a, b) == Approx(5.0));

    // A second draw far off, with the same chance: what the draws share does not count.
    CHECK(*variance_ratio(matrix(2, 2, {1, 3, 101, 103}), matrix(2, 2, {1, 2, 51, 52})) ==
          Approx(5.0));

    // With one replicate the draws stand in, and then it does count.
    CHECK(*variance_ratio(matrix(2, 1, {1, 3}), matrix(2, 1, {1, 2})) == Approx(5.0));

    CHECK_FALSE(variance_ratio(matrix(1, 1, {1}), matrix(1, 1, {2})).has_value());
    CHECK_FALSE(variance_ratio(matrix(1, 2, {1, none}), matrix(1, 2, {none, 2})).has_value());
    // A constant difference, up to rounding.
    CHECK_FALSE(
        variance_ratio(matrix(1, 3, {0.1, 0.2, 0.4}), matrix(1, 3, {1.1, 1.2, 1.4})).has_value());
}

TEST_CASE("quantiles of a sample, type 7", "[estimates]") {
    const std::vector<double> sorted = {1, 2, 4, 8};
    CHECK(sample_quantile(sorted, 0.0) == 1.0);
    CHECK(sample_quantile(sorted, 0.5) == 3.0);  // position 1.5
    CHECK(sample_quantile(sorted, 0.75) == 5.0); // position 2.25
    CHECK(sample_quantile(sorted, 1.0) == 8.0);
    CHECK_THROWS_AS(sample_quantile({}, 0.5), Error);
    CHECK_THROWS_AS(sample_quantile(sorted, 1.5), Error);
}

TEST_CASE("matrices that do not fit are refused", "[estimates]") {
    CHECK_THROWS_AS(estimate(matrix(2, 2, {1, 2, 3})), Error);
    CHECK_THROWS_AS(estimate(matrix(1, 1, {std::numeric_limits<double>::infinity()})), Error);
    CHECK_THROWS_AS(difference(DrawMatrix(1, 2), DrawMatrix(2, 1)), Error);
    CHECK_THROWS_AS(DrawMatrix(-1, 2), Error);
}

TEST_CASE("estimates of any runs", "[estimates]") {
    test::holds("the mean lies in its interval, and the estimate repeats to the last bit", [] {
        const auto draws = *rc::gen::inRange<std::int32_t>(1, 50);
        const auto replicates = *rc::gen::inRange<std::int32_t>(1, 5);
        DrawMatrix runs(draws, replicates);
        for (double& value : runs.values) {
            value = 0.01 * *rc::gen::inRange(-1000, 1000);
        }
        const Estimate result = estimate(runs);
        RC_ASSERT(result == estimate(runs));
        RC_ASSERT(result.ci_low.has_value() == (draws > 1 || replicates > 1));
        if (result.ci_low) {
            RC_ASSERT(*result.ci_low <= *result.mean);
            RC_ASSERT(*result.mean <= *result.ci_high);
        }
        if (result.q05) {
            RC_ASSERT(*result.q05 <= *result.q50);
            RC_ASSERT(*result.q50 <= *result.q95);
        }
        RC_ASSERT(result.q05.has_value() == (draws >= minimum_draws_for_quantiles));
    });
}
