#include <afklar/experiment/sobol.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>

#include <support/catch.hpp>

using namespace afklar;

namespace {

SobolShift shift(std::uint64_t seed) { return sobol_shift(Draws({.seed = seed})); }

/// Largest error of the share of points below the middle in both of two parameters, over all pairs.
template <class Column>
double worst_quarter(std::uint32_t parameters, std::uint32_t draws, Column&& column) {
    std::vector<std::vector<double>> columns;
    for (std::uint32_t k = 0; k < parameters; ++k) {
        columns.push_back(column(k));
    }
    double worst = 0.0;
    for (std::size_t a = 0; a < columns.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            int both = 0;
            for (std::size_t d = 0; d < draws; ++d) {
                both += columns[a][d] < 0.5 && columns[b][d] < 0.5 ? 1 : 0;
            }
            worst = std::max(worst, std::abs(static_cast<double>(both) / draws - 0.25));
        }
    }
    return worst;
}

} // namespace

TEST_CASE("the first points without a shift are those of the literature", "[sobol]") {
    // Joe and Kuo: 0, 1/2, 3/4, 1/4, 3/8 in the first parameter, 0, 1/2, 1/4, 3/4, 3/8 in the second.
    const SobolShift none = [](std::uint32_t) { return std::uint64_t{0}; };
    const std::vector<double> first = {0.0, 0.5, 0.75, 0.25, 0.375};
    const std::vector<double> second = {0.0, 0.5, 0.25, 0.75, 0.375};
    for (std::uint32_t draw = 0; draw < first.size(); ++draw) {
        const auto point = sobol_point(draw, 2, none);
        CHECK(std::abs(point[0] - first[draw]) < 1e-15);
        CHECK(std::abs(point[1] - second[draw]) < 1e-15);
        CHECK(point[0] > 0.0);
    }
}

TEST_CASE("a power of two of draws hits each stratum of each parameter once", "[sobol]") {
    constexpr std::uint32_t draws = 128;
    for (std::uint32_t parameter = 0; parameter < 400; ++parameter) {
        std::set<int> strata;
        for (const double rank : sobol_column(parameter, draws, shift(5))) {
            strata.insert(static_cast<int>(rank * draws));
        }
        CHECK(strata.size() == draws);
    }
}

TEST_CASE("a column and a point agree, and more draws leave the first ones", "[sobol]") {
    const auto column = sobol_column(17, 50, shift(5));
    const auto longer = sobol_column(17, 90, shift(5));
    for (std::uint32_t draw = 0; draw < 50; ++draw) {
        CHECK(column[draw] == sobol_point(draw, 18, shift(5))[17]);
        CHECK(column[draw] == sobol_point(draw, 326, shift(5))[17]);
        CHECK(column[draw] == longer[draw]);
    }
}

TEST_CASE("another seed is another shift", "[sobol]") {
    CHECK(sobol_column(3, 8, shift(5)) != sobol_column(3, 8, shift(6)));
    CHECK(sobol_column(3, 8, shift(5)) == sobol_column(3, 8, shift(5)));
    CHECK(shift(5)(3) != shift(5)(4));
}

TEST_CASE("pairs of the first parameters are covered evenly", "[sobol]") {
    constexpr std::uint32_t draws = 64;
    CHECK(worst_quarter(8, draws,
                        [](std::uint32_t k) { return sobol_column(k, draws, shift(5)); }) == 0.0);
}

TEST_CASE("there is an end to the direction numbers", "[sobol]") {
    CHECK(sobol_point(1, most_sobol_parameters, shift(1)).size() == most_sobol_parameters);
    CHECK_THROWS_AS(sobol_point(1, most_sobol_parameters + 1, shift(1)), Error);
    CHECK(sobol_point(1, 0, shift(1)).empty());
}
