#include <afklar/experiment/rank_correlation.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>
#include <afklar/experiment/hypercube.hpp>

#include <support/catch.hpp>

using namespace afklar;

namespace {

using Columns = std::vector<std::vector<double>>;

Columns hypercube(std::uint32_t parameters, std::uint32_t draws, std::uint64_t seed = 2020) {
    Columns columns;
    for (std::uint32_t k = 0; k < parameters; ++k) {
        columns.push_back(hypercube_column(k, draws, hypercube_sources(Draws({.seed = seed}))));
    }
    return columns;
}

std::vector<double> ranks_of(const std::vector<double>& column) {
    std::vector<double> ranks;
    for (const double value : column) {
        ranks.push_back(static_cast<double>(
            std::ranges::count_if(column, [&](double other) { return other < value; })));
    }
    return ranks;
}

double spearman(const std::vector<double>& x, const std::vector<double>& y) {
    const auto a = ranks_of(x);
    const auto b = ranks_of(y);
    const double middle = (static_cast<double>(a.size()) - 1.0) / 2.0;
    double both = 0.0;
    double one = 0.0;
    for (std::size_t d = 0; d < a.size(); ++d) {
        both += (a[d] - middle) * (b[d] - middle);
        one += (a[d] - middle) * (a[d] - middle);
    }
    return both / one;
}

std::vector<double> sorted(std::vector<double> column) {
    std::ranges::sort(column);
    return column;
}

} // namespace

TEST_CASE("every parameter keeps its values to the last bit", "[rank_correlation]") {
    const Columns before = hypercube(4, 100);
    const std::vector<RankPair> pairs = {{0, 1, 0.5}, {1, 3, -0.7}};
    const Columns after = with_rank_correlations(before, pairs);
    for (std::size_t k = 0; k < before.size(); ++k) {
        CHECK(sorted(after[k]) == sorted(before[k])); // the strata of the hypercube too
    }
    CHECK(after[0] == before[0]);
    CHECK(after[1] != before[1]);
    CHECK(after == with_rank_correlations(before, pairs));
}

TEST_CASE("rank correlations are reached, the others near zero", "[rank_correlation]") {
    for (const std::uint32_t draws : {200U, 1000U}) {
        // The standard deviation of a rank correlation of independent draws.
        const double close = 1.0 / std::sqrt(static_cast<double>(draws) - 1.0);
        for (const double wanted : {-0.95, -0.5, 0.0, 0.3, 0.8}) {
            const std::vector<RankPair> pairs = {{0, 1, wanted}, {1, 2, 0.2}};
            for (const std::uint64_t seed : {1U, 2U, 3U}) {
                const Columns after = with_rank_correlations(hypercube(3, draws, seed), pairs);
                CHECK(std::abs(spearman(after[0], after[1]) - wanted) < close);
                CHECK(std::abs(spearman(after[1], after[2]) - 0.2) < close);
                CHECK(std::abs(spearman(after[0], after[2])) < close);
            }
        }
    }
}

TEST_CASE("correlations that exclude one another are told", "[rank_correlation]") {
    const std::vector<RankPair> possible = {{0, 1, 0.6}, {1, 2, 0.6}};
    const std::vector<RankPair> impossible = {{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.9}};
    CHECK(can_hold_together(3, possible));
    CHECK_FALSE(can_hold_together(3, impossible));
    CHECK_FALSE(can_hold_together(3, std::vector<RankPair>{{0, 1, 0.9}, {1, 2, 0.9}}));
    CHECK_THROWS_AS(with_rank_correlations(hypercube(3, 20), impossible), Error);
}

TEST_CASE("with few draws the margins still hold", "[rank_correlation]") {
    const std::vector<RankPair> pairs = {{0, 1, 0.5}, {2, 3, -0.5}};
    for (const std::uint32_t draws : {1U, 2U, 3U, 5U}) {
        const Columns before = hypercube(4, draws);
        const Columns after = with_rank_correlations(before, pairs);
        for (std::size_t k = 0; k < before.size(); ++k) {
            CHECK(sorted(after[k]) == sorted(before[k]));
        }
    }
    CHECK(with_rank_correlations({}, {}).empty());
}

TEST_CASE("the parameters that a set correlates", "[rank_correlation]") {
    const std::string a(parameter_keys()[7]);
    const std::string b(parameter_keys()[2]);
    const std::string c(parameter_keys()[40]);
    ParameterSet set;
    CHECK(correlated_parameters(set).places.empty());
    set.correlations = {{a, b, 0.5, {}, "a test"}, {c, a, -0.2, {}, "a test"}};
    const CorrelatedParameters correlated = correlated_parameters(set);
    CHECK(correlated.places == std::vector<std::size_t>{2, 7, 40});
    REQUIRE(correlated.pairs.size() == 2);
    CHECK(correlated.pairs[0].a == 1);
    CHECK(correlated.pairs[0].b == 0);
    CHECK(correlated.pairs[1].a == 2);
    CHECK(correlated.pairs[1].rank == -0.2);
    set.correlations[0].a = "contact.trust_gian";
    CHECK_THROWS_WITH(correlated_parameters(set), Catch::Matchers::Contains("trust_gian"));
}
