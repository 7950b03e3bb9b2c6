#include <afklar/experiment/comparison.hpp>

#include "support/catch.hpp"

using namespace afklar;

namespace {
DrawMatrix draws(std::vector<double> values) {
    DrawMatrix matrix(static_cast<std::int32_t>(values.size()), 1);
    matrix.values = std::move(values);
    return matrix;
}
} // namespace

TEST_CASE("the ratio of means, with an interval only where there surely is an effect") {
    const auto ratio = estimate_ratio(draws({10.0, 20.0, 30.0}), draws({1.0, 2.0, 3.0}));
    CHECK(*ratio.mean == Approx(10.0));
    CHECK_FALSE(ratio.ci_low); // three effects from 1 to 3: the interval of their mean holds zero
    const auto sure = estimate_ratio(draws({10.0, 10.0, 10.3}), draws({1.0, 1.0, 1.03}));
    CHECK(*sure.ci_low == Approx(10.0));
    CHECK_FALSE(estimate_ratio(draws({1.0, 1.0}), draws({-1.0, 0.5})).mean);
    CHECK_FALSE(estimate_ratio(draws({1.0, 1.0}), draws({0.0, 0.0})).mean);
}

TEST_CASE(
    "a draw that buys nothing is infinitely dear; one that saves by doing less has no place") {
    std::vector<double> cost(50, 2.0);
    std::vector<double> effect(50, 1.0);
    effect[0] = -1.0;
    auto ratio = estimate_ratio(draws(cost), draws(effect));
    CHECK(*ratio.q50 == 2.0);
    CHECK(*ratio.q95 == 2.0); // one of fifty lies beyond
    CHECK(*ratio.share_positive == Approx(0.98));
    for (std::size_t k = 0; k < 5; ++k) {
        effect[k] = -1.0;
    }
    ratio = estimate_ratio(draws(cost), draws(effect));
    CHECK(*ratio.q50 == 2.0);
    CHECK_FALSE(ratio.q95);
    cost[0] = -2.0;
    CHECK_FALSE(estimate_ratio(draws(cost), draws(effect)).q50);
}
