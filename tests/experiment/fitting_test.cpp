#include <afklar/experiment/fitting.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include <afklar/core/error.hpp>

#include <support/catch.hpp>
#include <support/property.hpp>

using namespace afklar;

namespace {

/// Rows and columns of a two-by-two table, cells row by row.
std::vector<Margin> rows_and_columns(std::vector<double> rows, std::vector<double> columns) {
    return {{{0, 0, 1, 1}, std::move(rows)}, {{0, 1, 0, 1}, std::move(columns)}};
}

double odds_ratio(const std::vector<double>& cells) {
    return cells[0] * cells[3] / (cells[1] * cells[2]);
}

std::int64_t total_of(const std::vector<std::int64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

std::vector<double> generated_weights() {
    const auto weight = rc::gen::map(rc::gen::inRange(0, 1000), [](int n) { return 0.37 * n; });
    const auto size = *rc::gen::inRange<std::size_t>(1, 30);
    auto weights = *rc::gen::container<std::vector<double>>(size, weight);
    weights.back() += 1.0;
    return weights;
}

} // namespace

TEST_CASE("two-way tables with a known answer", "[fitting]") {
    // A flat seed gives independence: row x column / 100.
    const std::vector<double> flat = {1, 1, 1, 1};
    const FittedTable independent = fit_margins(flat, rows_and_columns({30, 70}, {40, 60}));
    const std::vector<double> expected = {12, 18, 28, 42};
    for (std::size_t cell = 0; cell < 4; ++cell) {
        CHECK(independent.weights[cell] == Approx(expected[cell]).epsilon(1e-12));
    }
    CHECK(independent.met);
    CHECK(independent.rounds == 1);

    // (8 2 / 4 4) has the odds ratio 4 of the seed (2 1 / 1 2) and these margins; there is only
    // one.
    const std::vector<double> seed = {2, 1, 1, 2};
    const FittedTable fitted = fit_margins(seed, rows_and_columns({10, 8}, {12, 6}));
    const std::vector<double> answer = {8, 2, 4, 4};
    for (std::size_t cell = 0; cell < 4; ++cell) {
        CHECK(fitted.weights[cell] == Approx(answer[cell]).epsilon(1e-9));
    }
    CHECK(fitted.largest_deviation < 1e-10);
    CHECK(fitted.rounds > 1);
}

TEST_CASE("a margin may speak about a part of the table", "[fitting]") {
    // Only the first row is constrained; the rest keeps its weight.
    const std::vector<double> seed = {1, 3, 5, 7};
    const std::vector<Margin> margins = {{{0, 0, -1, -1}, {8}}};
    const FittedTable fitted = fit_margins(seed, margins);
    CHECK(fitted.weights == std::vector<double>{2, 6, 5, 7});

    // A target of zero empties its cells.
    const std::vector<Margin> emptied = {{{0, 1, 1, 1}, {0, 30}}};
    CHECK(fit_margins(seed, emptied).weights == std::vector<double>{0, 6, 10, 14});

    CHECK(fit_margins(seed, {}).weights == seed);
    CHECK(fit_margins(seed, {}).rounds == 0);
}

TEST_CASE("margins that cannot hold are refused", "[fitting]") {
    const std::vector<double> seed = {1, 1, 1, 1};
    CHECK_THROWS_AS(fit_margins(seed, rows_and_columns({30, 70}, {40, 61})), Error);
    // A part larger than the whole.
    const std::vector<Margin> part = {{{0, 0, 0, 0}, {10}}, {{0, -1, -1, -1}, {11}}};
    CHECK_THROWS_AS(fit_margins(seed, part), Error);
    // A target without weight.
    const std::vector<double> empty_row = {0, 0, 1, 1};
    CHECK_THROWS_AS(fit_margins(empty_row, rows_and_columns({30, 70}, {40, 60})), Error);
    // Wrong shapes and numbers.
    const std::vector<Margin> short_margin = {{{0, 0, 0}, {10}}};
    CHECK_THROWS_AS(fit_margins(seed, short_margin), Error);
    const std::vector<Margin> no_such_category = {{{0, 0, 0, 1}, {10}}};
    CHECK_THROWS_AS(fit_margins(seed, no_such_category), Error);
    const std::vector<Margin> negative = {{{0, 0, 0, 0}, {-10}}};
    CHECK_THROWS_AS(fit_margins(seed, negative), Error);
    const std::vector<double> not_a_number = {1, 1, 1, std::numeric_limits<double>::quiet_NaN()};
    CHECK_THROWS_AS(fit_margins(not_a_number, rows_and_columns({1, 1}, {1, 1})), Error);

    // Zero cells that leave no solution: the rounds run out.
    const std::vector<double> diagonal = {1, 0, 0, 1};
    const FittedTable stuck = fit_margins(diagonal, rows_and_columns({30, 70}, {40, 60}),
                                          {.tolerance = 1e-10, .rounds = 50});
    CHECK_FALSE(stuck.met);
    CHECK(stuck.rounds == 50);
    CHECK(stuck.largest_deviation > 0.1);
}

TEST_CASE("fitting any two-by-two table", "[fitting]") {
    test::holds("margins are met and the odds ratio is kept", [] {
        const auto positive = rc::gen::inRange(1, 100);
        const auto cell = [&] { return 1.0 * *positive; };
        const std::vector<double> seed = {cell(), cell(), cell(), cell()};
        const double row = cell();
        const double column = cell();
        const FittedTable fitted =
            fit_margins(seed, rows_and_columns({row, 100 - row}, {column, 100 - column}));
        RC_ASSERT(fitted.met);
        RC_ASSERT(fitted.weights[0] + fitted.weights[1] == Approx(row).epsilon(1e-9));
        RC_ASSERT(fitted.weights[0] + fitted.weights[2] == Approx(column).epsilon(1e-9));
        RC_ASSERT(odds_ratio(fitted.weights) == Approx(odds_ratio(seed)).epsilon(1e-8));
    });
}

TEST_CASE("largest remainder, worked by hand", "[fitting]") {
    CHECK(integerise(std::vector<double>{0.5, 0.3, 0.2}, 10) == std::vector<std::int64_t>{5, 3, 2});
    // Expected 2/3 each: a tie, so the first two.
    CHECK(integerise(std::vector<double>{1, 1, 1}, 2) == std::vector<std::int64_t>{1, 1, 0});
    // Expected 1.2, 0, 3.6, 1.2: the odd one to the largest remainder.
    CHECK(integerise(std::vector<double>{1, 0, 3, 1}, 6) == std::vector<std::int64_t>{1, 0, 4, 1});
    CHECK(integerise(std::vector<double>{0, 0}, 0) == std::vector<std::int64_t>{0, 0});
    CHECK_THROWS_AS(integerise(std::vector<double>{0, 0}, 1), Error);
    CHECK_THROWS_AS(integerise(std::vector<double>{1, -1}, 1), Error);
    CHECK_THROWS_AS(integerise(std::vector<double>{1}, -1), Error);
}

TEST_CASE("drawing whole people, worked by hand", "[fitting]") {
    const std::vector<double> weights = {1, 0, 1, 2};
    // Picks at 0.5, 1.5, 2.5, 3.5 of borders 1, 1, 2, 4.
    CHECK(integerise_at_random(weights, 4, std::vector<double>{0.5}) ==
          std::vector<std::int64_t>{1, 0, 1, 2});
    // Two people, picks at 0.5 x 2 and 1.25 x 2 of 4.
    CHECK(integerise_at_random(weights, 2, std::vector<double>{0.5, 0.25}) ==
          std::vector<std::int64_t>{0, 0, 1, 1});
    CHECK(integerise_at_random(weights, 0, {}) == std::vector<std::int64_t>{0, 0, 0, 0});
    CHECK_THROWS_AS(integerise_at_random(weights, 4, std::vector<double>{0.5, 0.5}), Error);
    CHECK_THROWS_AS(integerise_at_random(weights, 4, std::vector<double>{1.0}), Error);
}

TEST_CASE("whole people from any weights", "[fitting]") {
    test::holds("the total is exact and every cell near its share", [] {
        const std::vector<double> weights = generated_weights();
        const auto total = *rc::gen::inRange<std::int64_t>(1, 500);
        const double u = *rc::gen::inRange(0, 1000) / 1000.0;
        const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
        const std::vector<std::int64_t> nearest = integerise(weights, total);
        const std::vector<std::int64_t> systematic =
            integerise_at_random(weights, total, std::vector<double>{u});
        RC_ASSERT(total_of(nearest) == total);
        RC_ASSERT(total_of(systematic) == total);
        for (std::size_t cell = 0; cell < weights.size(); ++cell) {
            const double share = static_cast<double>(total) * weights[cell] / sum;
            for (const std::int64_t count : {nearest[cell], systematic[cell]}) {
                RC_ASSERT(std::abs(static_cast<double>(count) - share) < 1.0 + 1e-9);
                RC_ASSERT(count == 0 || weights[cell] > 0.0);
            }
        }
    });

    test::holds("each person's own uniform keeps the total and the zero cells", [] {
        const std::vector<double> weights = generated_weights();
        const auto total = *rc::gen::inRange<std::int64_t>(2, 100);
        std::vector<double> uniforms(static_cast<std::size_t>(total));
        for (double& u : uniforms) {
            u = *rc::gen::inRange(0, 1000) / 1000.0;
        }
        const std::vector<std::int64_t> counts = integerise_at_random(weights, total, uniforms);
        RC_ASSERT(total_of(counts) == total);
        for (std::size_t cell = 0; cell < weights.size(); ++cell) {
            RC_ASSERT(counts[cell] == 0 || weights[cell] > 0.0);
        }
    });
}

TEST_CASE("over all starting points a systematic draw is right on average", "[fitting]") {
    const std::vector<double> weights = {0.13, 0.29, 0.58};
    std::vector<double> mean(3, 0.0);
    constexpr int points = 1000;
    for (int point = 0; point < points; ++point) {
        const std::vector<double> u = {(point + 0.5) / points};
        const std::vector<std::int64_t> counts = integerise_at_random(weights, 7, u);
        for (std::size_t cell = 0; cell < 3; ++cell) {
            mean[cell] += static_cast<double>(counts[cell]) / points;
        }
    }
    for (std::size_t cell = 0; cell < 3; ++cell) {
        CHECK(mean[cell] == Approx(7.0 * weights[cell]).margin(0.002));
    }
}
