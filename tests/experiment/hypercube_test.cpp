#include <afklar/experiment/hypercube.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <afklar/core/draws.hpp>

#include <support/catch.hpp>
#include <support/property.hpp>

using namespace afklar;

namespace {

HypercubeSources sources(std::uint64_t seed) { return hypercube_sources(Draws({.seed = seed})); }

double correlation(std::span<const double> a, std::span<const double> b) {
    double product = 0.0;
    double of_a = 0.0;
    double of_b = 0.0;
    for (std::size_t draw = 0; draw < a.size(); ++draw) {
        product += (a[draw] - 0.5) * (b[draw] - 0.5);
        of_a += (a[draw] - 0.5) * (a[draw] - 0.5);
        of_b += (b[draw] - 0.5) * (b[draw] - 0.5);
    }
    return product / std::sqrt(of_a * of_b);
}

} // namespace

TEST_CASE("a hypercube with given bits, worked by hand", "[hypercube]") {
    // Bits 30, 10, 10, 20 sort the strata as 1, 2 (a tie), 3, 0. Half the range of bits is the
    // middle.
    const HypercubeSources given = {
        [](std::uint32_t, std::uint32_t stratum) {
            return std::vector<std::uint32_t>{30, 10, 10, 20}[stratum];
        },
        [](std::uint32_t, std::uint32_t) { return std::uint32_t{1} << 31U; }};
    const std::vector<double> column = hypercube_column(0, 4, given);
    const std::vector<double> expected = {0.375, 0.625, 0.875, 0.125};
    REQUIRE(column.size() == 4);
    for (std::size_t draw = 0; draw < 4; ++draw) {
        CHECK(column[draw] == Approx(expected[draw]).epsilon(1e-8));
    }
}

TEST_CASE("ranks stay strictly between 0 and 1", "[hypercube]") {
    for (const std::uint32_t bits : {0x0U, 0xFFFFFFFFU}) {
        const auto constant = [bits](std::uint32_t, std::uint32_t) { return bits; };
        for (const double rank : hypercube_column(0, 1000, {constant, constant})) {
            CHECK(rank > 0.0);
            CHECK(rank < 1.0);
        }
    }
}

TEST_CASE("every stratum of every parameter is hit once", "[hypercube]") {
    test::holds("each stratum once", [] {
        const auto draws = *rc::gen::inRange<std::uint32_t>(1, 300);
        const auto seed = *rc::gen::arbitrary<std::uint64_t>();
        const Hypercube cube = latin_hypercube(draws, 3, sources(seed));
        for (std::uint32_t parameter = 0; parameter < 3; ++parameter) {
            std::vector<int> hits(draws, 0);
            for (const double rank : cube.column(parameter)) {
                ++hits[static_cast<std::size_t>(rank * draws)];
            }
            RC_ASSERT(hits == std::vector<int>(draws, 1));
        }
    });
}

TEST_CASE("columns are uncorrelated", "[hypercube]") {
    // 40 parameters make 780 pairs; the correlation of permutations has the standard deviation
    // 1 / sqrt(D - 1), and its bound here is 4.5 of them. The seed is fixed.
    constexpr std::uint32_t draws = 200;
    const Hypercube cube = latin_hypercube(draws, 40, sources(2020));
    double squares = 0.0;
    for (std::uint32_t first = 0; first < cube.parameters; ++first) {
        for (std::uint32_t second = first + 1; second < cube.parameters; ++second) {
            const double found = correlation(cube.column(first), cube.column(second));
            CHECK(std::abs(found) < 4.5 / std::sqrt(draws - 1.0));
            squares += found * found;
        }
    }
    // Neither too much nor too little on the whole: the mean square is 1 / (D - 1), within 4.5
    // errors.
    const double mean_square = squares / 780.0 * (draws - 1.0);
    CHECK(mean_square == Approx(1.0).margin(4.5 * std::sqrt(2.0 / 780.0)));
}

TEST_CASE("a column depends on its own number alone", "[hypercube]") {
    const Hypercube few = latin_hypercube(50, 3, sources(7));
    const Hypercube many = latin_hypercube(50, 9, sources(7));
    CHECK(std::vector<double>(many.ranks.begin(), many.ranks.begin() + 150) == few.ranks);
    CHECK(hypercube_column(8, 50, sources(7)) ==
          std::vector<double>(many.column(8).begin(), many.column(8).end()));
    CHECK(few.at(4, 2) == few.column(2)[4]);
    CHECK(latin_hypercube(50, 3, sources(8)).ranks != few.ranks);
    CHECK(latin_hypercube(0, 3, sources(7)).ranks.empty());
}
