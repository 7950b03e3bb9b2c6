#include <afklar/experiment/sensitivity.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>

#include <support/catch.hpp>

using namespace afklar;

namespace {

Draws draws(std::uint64_t seed) { return Draws(DrawKey{seed, 0, 0}); }

/// A function of one point as a model without chance.
template <class F>
BatchModel exact(F f) {
    return [f](const std::vector<CubePoint>& points) {
        DrawMatrix values(static_cast<std::int32_t>(points.size()), 1);
        std::ranges::transform(points, values.values.begin(), f);
        return values;
    };
}

/// The same with noise of its own at every point and replicate, and luck that a replicate brings to all.
template <class F>
// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): runs, their spread, their seed
BatchModel noisy(F f, int replicates, double sd, std::uint64_t seed) {
    return [=](const std::vector<CubePoint>& points) {
        DrawMatrix values(static_cast<std::int32_t>(points.size()), replicates);
        for (std::size_t k = 0; k < points.size(); ++k) {
            for (int r = 0; r < replicates; ++r) {
                const auto normal = [&](std::size_t agent) {
                    return draws(seed).normal(Purpose::quality, Agent::design,
                                              static_cast<std::uint32_t>(agent),
                                              static_cast<std::uint32_t>(r));
                };
                values.at(static_cast<std::int32_t>(k), r) =
                    f(points[k]) + sd * normal(k + 1) + 10.0 * normal(0);
            }
        }
        return values;
    };
}

double ishigami(const CubePoint& u) {
    const auto x = [&u](std::size_t i) { return std::numbers::pi * (2.0 * u[i] - 1.0); };
    return std::sin(x(0)) + 7.0 * std::sin(x(1)) * std::sin(x(1)) +
           0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

/// Analytic shares of Ishigami's function with a = 7, b = 0.1.
struct Known {
    std::vector<double> first;
    std::vector<double> total;
};
Known known_ishigami() {
    const double p4 = std::pow(std::numbers::pi, 4);
    const double one = 0.5 * (1.0 + 0.1 * p4 / 5.0) * (1.0 + 0.1 * p4 / 5.0);
    const double two = 49.0 / 8.0;
    const double with_three = 0.01 * p4 * p4 * (1.0 / 18.0 - 1.0 / 50.0);
    const double all = one + two + with_three;
    return {{one / all, two / all, 0.0}, {(one + with_three) / all, two / all, with_three / all}};
}

constexpr std::array<double, 8> g_of = {0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0};

double g_function(const CubePoint& u) {
    double product = 1.0;
    for (std::size_t i = 0; i < g_of.size(); ++i) {
        product *= (std::abs(4.0 * u[i] - 2.0) + g_of[i]) / (1.0 + g_of[i]);
    }
    return product;
}

/// One plus the variance of each factor of the g-function.
double g_factor(std::size_t i) { return 1.0 + 1.0 / (3.0 * (1.0 + g_of[i]) * (1.0 + g_of[i])); }

/// Analytic shares of sets of inputs of the g-function.
Known known_g(const std::vector<std::vector<std::size_t>>& sets) {
    double whole = 1.0;
    for (std::size_t i = 0; i < g_of.size(); ++i) {
        whole *= g_factor(i);
    }
    Known known;
    for (const auto& set : sets) {
        double inside = 1.0;
        for (const std::size_t i : set) {
            inside *= g_factor(i);
        }
        known.first.push_back((inside - 1.0) / (whole - 1.0));
        known.total.push_back((inside - 1.0) * (whole / inside) / (whole - 1.0));
    }
    return known;
}

std::vector<std::vector<std::size_t>> singles(std::size_t inputs) {
    std::vector<std::vector<std::size_t>> sets;
    for (std::size_t i = 0; i < inputs; ++i) {
        sets.push_back({i});
    }
    return sets;
}

/// The greatest distance of an estimate from what is known.
double worst(const VarianceDecomposition& found, const Known& known) {
    double most = 0.0;
    for (std::size_t i = 0; i < known.first.size(); ++i) {
        most = std::max({most, std::abs(*found.sets[i].first.value - known.first[i]),
                         std::abs(*found.sets[i].total.value - known.total[i])});
    }
    return most;
}

bool holds(const Ranged& range, double value) {
    return *range.low <= value && value <= *range.high;
}

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

} // namespace

TEST_CASE("trajectories step every input once by half of the cube", "[sensitivity]") {
    constexpr std::size_t inputs = 7;
    const MorrisDesign design = morris_design(inputs, 4, draws(1));
    REQUIRE(design.points.size() == 4 * (inputs + 1));
    for (std::size_t t = 0; t < 4; ++t) {
        std::set<std::size_t> moved;
        for (std::size_t k = 0; k < inputs; ++k) {
            const CubePoint& from = design.points[t * (inputs + 1) + k];
            const CubePoint& to = design.points[t * (inputs + 1) + k + 1];
            const std::size_t input = design.moved[t * inputs + k];
            moved.insert(input);
            for (std::size_t i = 0; i < inputs; ++i) {
                CHECK(std::abs(to[i] - from[i]) == (i == input ? 0.5 : 0.0));
                CHECK(std::abs(to[i] - 0.5) < 0.5);
            }
        }
        CHECK(moved.size() == inputs);
    }
    // four trajectories start once at each level, in every input
    for (std::size_t i = 0; i < inputs; ++i) {
        std::set<double> levels;
        for (std::size_t t = 0; t < 4; ++t) {
            levels.insert(design.points[t * (inputs + 1)][i]);
        }
        CHECK(levels == std::set<double>{0.125, 0.375, 0.625, 0.875});
    }
    CHECK(morris_design(inputs, 4, draws(2)).moved != design.moved);
    CHECK(morris_design(inputs, 4, draws(1)).points == design.points);
    CHECK_THROWS_AS(morris_design(0, 4, draws(1)), Error);
}

TEST_CASE("elementary effects of a function worked by hand", "[sensitivity]") {
    // 3 a - 2 b + 4 c d: the effect of a is 3, of b -2, of c four times the level of d.
    const auto f = [](const CubePoint& u) { return 3.0 * u[0] - 2.0 * u[1] + 4.0 * u[2] * u[3]; };
    const MorrisDesign design = morris_design(5, 4, draws(3));
    const auto effects = elementary_effects(design, exact(f)(design.points));
    CHECK(*effects[0].mu.value == Approx(3.0));
    CHECK(*effects[0].sigma == Approx(0.0).margin(1e-12));
    CHECK(*effects[1].mu.value == Approx(-2.0));
    CHECK(*effects[1].mu_star.value == Approx(2.0));
    CHECK(*effects[1].strength == Approx(2.0));
    CHECK(*effects[2].mu.value > 0.5);
    CHECK(*effects[2].mu.value < 3.5);
    CHECK(*effects[2].sigma > 0.1);
    CHECK(*effects[2].mu.low < *effects[2].mu.value);
    CHECK(*effects[4].mu_star.value == 0.0);
    CHECK(effects[0].effects == 4);
    CHECK_FALSE(effects[0].by_chance);
    CHECK_THROWS_AS(elementary_effects(design, DrawMatrix(3, 1)), Error);
}

TEST_CASE("an effect that is chance alone is known as such", "[sensitivity]") {
    const auto f = [](const CubePoint& u) { return 3.0 * u[0]; };
    constexpr std::size_t inputs = 40;
    const MorrisDesign design = morris_design(inputs, 8, draws(4));
    const auto effects = elementary_effects(design, noisy(f, 4, 1.0, 5)(design.points));
    double idle_mu_star = 0.0;
    double idle_by_chance = 0.0;
    double idle_squared = 0.0;
    for (std::size_t i = 1; i < inputs; ++i) {
        idle_mu_star += *effects[i].mu_star.value / (inputs - 1);
        idle_by_chance += *effects[i].by_chance / (inputs - 1);
        idle_squared += *effects[i].strength * *effects[i].strength / (inputs - 1);
    }
    // A step's noise is 2 × sqrt(2 / 4), its mean size sqrt(2 / pi) of that: 1.13.
    CHECK(idle_by_chance == Approx(1.128).epsilon(0.05));
    CHECK(idle_mu_star == Approx(idle_by_chance).epsilon(0.1));
    CHECK(idle_squared < 0.5 * 2.0); // less than half of what chance adds
    CHECK(*effects[0].strength == Approx(3.0).margin(1.0));
}

TEST_CASE("a step to a point without a value has no effect", "[sensitivity]") {
    const MorrisDesign design = morris_design(2, 2, draws(6));
    DrawMatrix values = exact([](const CubePoint& u) { return u[0] + u[1]; })(design.points);
    values.at(0, 0) = missing;
    const auto effects = elementary_effects(design, values);
    const std::size_t first = design.moved[0];
    CHECK(effects[first].effects == 1);
    CHECK_FALSE(effects[first].mu.low);
    CHECK(effects[1 - first].effects == 2);
}

TEST_CASE("points of Sobol' fill every stratum of every input, shifted by the seed",
          "[sensitivity]") {
    constexpr std::size_t samples = 64;
    const SamplePair pair = sobol_pair(5, samples, draws(7));
    for (const auto* half : {&pair.a, &pair.b}) {
        for (std::size_t i = 0; i < 5; ++i) {
            std::set<int> strata;
            for (const CubePoint& point : *half) {
                CHECK(point[i] > 0.0);
                CHECK(point[i] < 1.0);
                strata.insert(static_cast<int>(point[i] * samples));
            }
            CHECK(strata.size() == samples);
        }
    }
    CHECK(pair.a != pair.b);
    CHECK(sobol_pair(5, samples, draws(7)).a == pair.a);
    CHECK(sobol_pair(5, samples, draws(8)).a != pair.a);
    CHECK_THROWS_AS(sobol_pair(2000, samples, draws(7)), Error);
}

TEST_CASE("Ishigami's function: shares within 0.02 of the analytic ones", "[sensitivity]") {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const auto found =
            variance_shares(exact(ishigami), sobol_pair(3, 4096, draws(seed)), singles(3));
        CHECK(worst(found, known_ishigami()) < 0.02);
        CHECK(*found.mean.value == Approx(3.5).margin(0.02));
    }
}

TEST_CASE("the g-function: shares of inputs and of sets within 0.02 of the analytic ones",
          "[sensitivity]") {
    const std::vector<std::vector<std::size_t>> sets = {{0}, {1},    {2},         {3},
                                                        {7}, {0, 1}, {2, 3, 4, 5}};
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const auto found =
            variance_shares(exact(g_function), sobol_pair(8, 4096, draws(seed)), sets);
        CHECK(worst(found, known_g(sets)) < 0.02);
    }
    // Latin hypercubes know less; the bound is 4.5 standard errors of the largest.
    const auto found = variance_shares(exact(g_function), hypercube_pair(8, 4096, draws(1)), sets);
    CHECK(worst(found, known_g(sets)) < 0.1);
}

TEST_CASE("intervals of shares hold the truth about as often as they say", "[sensitivity]") {
    const std::vector<std::vector<std::size_t>> sets = {{0}, {1}, {2}, {0, 1}};
    const Known known = known_g(sets);
    int held = 0;
    int all = 0;
    double width = 0.0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const auto found =
            variance_shares(exact(g_function), hypercube_pair(8, 128, draws(seed)), sets);
        for (std::size_t k = 0; k < sets.size(); ++k) {
            held += holds(found.sets[k].first, known.first[k]) ? 1 : 0;
            held += holds(found.sets[k].total, known.total[k]) ? 1 : 0;
            width += *found.sets[k].first.high - *found.sets[k].first.low;
            all += 2;
        }
    }
    CHECK(held > 0.88 * all);
    CHECK(width / (0.5 * all) < 0.6); // not by saying nothing
}

TEST_CASE("what chance adds to a variance is taken out", "[sensitivity]") {
    // Noise of a mean of four replicates has the variance of the function itself.
    constexpr double variance = 0.4652; // of the g-function
    const std::vector<std::vector<std::size_t>> sets = {{0}, {1}, {4, 5, 6, 7}};
    const Known known = known_g(sets);
    const SamplePair samples = sobol_pair(8, 4096, draws(9));
    const BatchModel model = noisy(g_function, 4, 2.0 * std::sqrt(variance), 10);
    const auto found = variance_shares(model, samples, sets);
    CHECK(worst(found, known) < 0.12);
    CHECK(*found.variance == Approx(variance).epsilon(0.1));
    CHECK(*found.variance_by_chance == Approx(variance).epsilon(0.1));
    // the means given as if they were exact: chance is taken for interplay
    const BatchModel means = [&](const std::vector<CubePoint>& points) {
        const DrawMatrix all = model(points);
        DrawMatrix one(all.draws, 1);
        for (std::int32_t k = 0; k < all.draws; ++k) {
            one.at(k, 0) = (all.at(k, 0) + all.at(k, 1) + all.at(k, 2) + all.at(k, 3)) / 4.0;
        }
        return one;
    };
    const auto naive = variance_shares(means, samples, sets);
    CHECK(*naive.sets[2].total.value > known.total[2] + 0.3);
    CHECK_FALSE(naive.variance_by_chance);
}

TEST_CASE("pairs without every value are left out, and nothing is said of nothing",
          "[sensitivity]") {
    const auto some = [](const CubePoint& u) { return u[0] > 0.9 ? missing : u[0] + u[1]; };
    const auto found = variance_shares(exact(some), sobol_pair(2, 256, draws(11)), singles(2));
    CHECK(found.samples < 256);
    CHECK(found.samples > 150);
    CHECK(*found.sets[1].total.value == Approx(1.0 / (1.0 + 0.81)).margin(0.05));
    const auto flat = variance_shares(exact([](const CubePoint&) { return 4.0; }),
                                      sobol_pair(2, 16, draws(11)), singles(2));
    CHECK_FALSE(flat.sets[0].first.value);
    CHECK(*flat.mean.value == 4.0);
    CHECK(*flat.variance == 0.0);
}
