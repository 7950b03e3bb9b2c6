#include <afklar/experiment/doubt.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>

#include "support/catch.hpp"

using namespace afklar;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

DrawMatrix matrix(std::int32_t draws, std::int32_t replicates, std::vector<double> values) {
    DrawMatrix result(draws, replicates);
    result.values = std::move(values);
    return result;
}

/// A world whose spreads are known.
struct Known {
    std::int32_t draws = 20;
    std::int32_t replicates = 3;
    double chance = 1.0;
    double parameters = 0.0;
    double mean = 0.0;
    double uneven = 0.0; ///< standard deviation of the logarithm of chance between draws
};

DrawMatrix runs_of(const Known& known, std::uint32_t experiment) {
    const Draws draws(DrawKey{2020, experiment, 0});
    const auto normal = [&](std::uint32_t agent, std::uint32_t when) {
        return draws.normal(Purpose::parameter_jitter, Agent::design, agent, when);
    };
    DrawMatrix runs(known.draws, known.replicates);
    for (std::int32_t draw = 0; draw < known.draws; ++draw) {
        const auto agent = static_cast<std::uint32_t>(draw);
        const double level = known.mean + known.parameters * normal(agent, 0);
        const double chance = known.chance * std::exp(known.uneven * normal(agent, 1));
        for (std::int32_t replicate = 0; replicate < known.replicates; ++replicate) {
            runs.at(draw, replicate) =
                level + chance * normal(agent, static_cast<std::uint32_t>(replicate) + 2);
        }
    }
    return runs;
}

/// How often the intervals hold what is true.
struct Coverage {
    double chance = 0.0;
    double parameters = 0.0;
};

constexpr int experiments = 4000;

Coverage coverage_of(const Known& known) {
    const double true_chance = known.chance * std::exp(known.uneven * known.uneven); // mean square
    int chance = 0;
    int parameters = 0;
    for (std::uint32_t k = 0; k < experiments; ++k) {
        const Doubt doubt = doubt_of(runs_of(known, k));
        chance += doubt.chance->low <= true_chance && true_chance <= doubt.chance->high ? 1 : 0;
        parameters +=
            doubt.parameters->low <= known.parameters && known.parameters <= doubt.parameters->high
                ? 1
                : 0;
    }
    return {static_cast<double>(chance) / experiments,
            static_cast<double>(parameters) / experiments};
}

/// Half the width of the 99.9 % band of a share found in `experiments`.
double band(double share) { return 3.2905 * std::sqrt(share * (1.0 - share) / experiments); }

} // namespace

TEST_CASE("the spreads of five draws of two replicates and their intervals", "[doubt]") {
    // Means 1, 2, 5, 9, 11 with variance 18.8; within draws 2, 0.5, 2, 0.5, 2: 1.4 with five degrees.
    // Ends from the quantiles of chi-square and F in R 4.2.
    const Doubt doubt = doubt_of(matrix(5, 2, {0, 2, 1.5, 2.5, 4, 6, 8.5, 9.5, 10, 12}));
    CHECK(doubt.chance->sd == Approx(std::sqrt(1.4)));
    CHECK(doubt.chance->low == Approx(0.738572868523).epsilon(1e-8));
    CHECK(doubt.chance->high == Approx(2.90197200668).epsilon(1e-8));
    CHECK(doubt.parameters->sd == Approx(std::sqrt(18.8 - 0.7)));
    CHECK(doubt.parameters->low == Approx(2.21180610286).epsilon(1e-8));
    CHECK(doubt.parameters->high == Approx(12.4346456856).epsilon(1e-8));
}

TEST_CASE("the same spreads as the estimate has", "[doubt]") {
    const DrawMatrix runs = runs_of({.draws = 12, .parameters = 0.7}, 1);
    const Doubt doubt = doubt_of(runs);
    CHECK(doubt.chance->sd == estimate(runs).sd_chance);
    CHECK(doubt.parameters->sd == estimate(runs).sd_parameters);
}

TEST_CASE("an end below zero is zero", "[doubt]") {
    // Two draws say next to nothing: F of one and two degrees has its 97.5th percentile at 38.5.
    const Doubt two = doubt_of(matrix(2, 2, {1, 3, 5, 7}));
    CHECK(two.parameters->low == 0.0);
    CHECK(two.parameters->high == Approx(90.2485043583).epsilon(1e-8));
    // Means that differ by less than chance alone would have them differ.
    const Doubt less = doubt_of(matrix(3, 2, {-9, 9, -8, 8, -7, 7}));
    CHECK(less.parameters->sd == 0.0);
    CHECK(less.parameters->high == 0.0);
}

TEST_CASE("what a design cannot tell apart is empty", "[doubt]") {
    const Doubt single = doubt_of(matrix(1, 1, {3}));
    CHECK_FALSE(single.chance);
    CHECK_FALSE(single.parameters);
    const Doubt chance_only = doubt_of(matrix(1, 3, {1, 2, 3}));
    CHECK(chance_only.chance->sd == 1.0);
    CHECK_FALSE(chance_only.parameters);
    const Doubt draws_only = doubt_of(matrix(3, 1, {1, 2, 3}));
    CHECK_FALSE(draws_only.chance);
    CHECK_FALSE(draws_only.parameters);
    CHECK(draws_only.needed == Needed::more_runs);
    CHECK_FALSE(doubt_of(DrawMatrix(2, 2)).needed);
    CHECK_THROWS_AS(doubt_of(matrix(1, 1, {std::numeric_limits<double>::infinity()})), Error);
}

TEST_CASE("missing runs take degrees of freedom away", "[doubt]") {
    // Within 2 and 8 with two degrees and one: harmonic degrees 2 × 2 / (1 + 2) × ... = 4 / 1.5.
    const NestedVariances parts =
        nested_variances(matrix(3, 3, {1, 3, none, 1, 3, 5, 4, none, none}));
    CHECK(*parts.within == Approx(3.0));              // (2 + 4) / 2
    CHECK(parts.within_degrees == Approx(4.0 / 1.5)); // 2² / (1/1 + 1/2)
    CHECK(parts.chance_in_between == Approx(3.0 * (0.5 + 1.0 / 3.0 + 1.0) / 3.0));
    CHECK(parts.missing == 3);
}

TEST_CASE("more runs where the computer's error is part of the range, else more evidence",
          "[doubt]") {
    const auto verdict = [](const Known& known) { return doubt_of(runs_of(known, 7)).needed; };
    // Parameters decide, and there are draws enough.
    CHECK(verdict({.draws = 100, .replicates = 2, .chance = 0.2, .parameters = 1.0}) ==
          Needed::more_evidence);
    // Chance widens the range by a fifth: √(1 + 0.9²/2) = 1.19.
    CHECK(verdict({.draws = 400, .replicates = 2, .chance = 0.9, .parameters = 1.0}) ==
          Needed::more_runs);
    // The same world with replicates enough: √(1 + 0.9²/20) = 1.02.
    CHECK(verdict({.draws = 400, .replicates = 20, .chance = 0.9, .parameters = 1.0}) ==
          Needed::more_evidence);
    // No parameter matters: evidence would help nothing, however many the runs.
    CHECK(verdict({.draws = 1000, .replicates = 2, .chance = 1.0, .parameters = 0.0}) ==
          Needed::more_runs);
    // Too few draws for a range, and one replicate.
    CHECK(verdict({.draws = 39, .replicates = 2, .chance = 0.01, .parameters = 1.0}) ==
          Needed::more_runs);
    CHECK(verdict({.draws = 400, .replicates = 1, .chance = 0.01, .parameters = 1.0}) ==
          Needed::more_runs);
    // Nothing varies.
    CHECK(verdict({.draws = 50, .replicates = 2, .chance = 0.0, .mean = 0.1}) == Needed::nothing);
    CHECK(verdict({.draws = 1, .replicates = 1, .chance = 0.0}) == Needed::nothing);
}

TEST_CASE("a mean that a few draws carry needs more runs", "[doubt]") {
    // One draw of sixty far off: it moves the mean by more than a tenth of the range it is not in.
    DrawMatrix runs = runs_of({.draws = 60, .replicates = 2, .chance = 0.01, .parameters = 1.0}, 3);
    REQUIRE(doubt_of(runs).needed == Needed::more_evidence);
    runs.at(0, 0) = runs.at(0, 1) = 50.0;
    CHECK(doubt_of(runs).needed == Needed::more_runs);
}

TEST_CASE("intervals hold what is true as often as they say", "[doubt]") {
    // Chi-square is exact for chance. For parameters 95 % is met at any spread, and without any
    // spread the lower end is above zero in exactly 2.5 %.
    const Coverage without = coverage_of({.parameters = 0.0});
    CHECK(std::abs(without.chance - 0.95) < band(0.95));
    CHECK(std::abs(without.parameters - 0.975) < band(0.975));
    for (const double parameters : {0.3, 1.0, 3.0}) {
        INFO(parameters);
        const Coverage with = coverage_of({.parameters = parameters});
        CHECK(std::abs(with.chance - 0.95) < band(0.95));
        CHECK(with.parameters > 0.95 - band(0.95));
        CHECK(with.parameters < 0.975 + band(0.975));
    }
    const Coverage large = coverage_of({.parameters = 100.0}); // then the chi-square of the means
    CHECK(std::abs(large.parameters - 0.95) < band(0.95));
}

TEST_CASE("where chance differs between draws", "[doubt]") {
    // A known weakness, told in the header: with a standard deviation of a quarter in the logarithm
    // the interval for chance holds 89 % instead of 95 %. That for parameters does not mind.
    const Coverage uneven = coverage_of({.parameters = 1.0, .uneven = 0.25});
    CHECK(uneven.chance < 0.95 - band(0.95));
    CHECK(uneven.chance > 0.85);
    CHECK(uneven.parameters > 0.95 - band(0.95));
}
