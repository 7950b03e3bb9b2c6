#include <afklar/experiment/coupling.hpp>

#include <cmath>
#include <cstdint>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>

#include "support/catch.hpp"

using namespace afklar;

namespace {

/// Two regimes whose runs share a part of their luck.
struct Two {
    double shared = 1.0;   ///< correlation of their luck
    double spread_b = 1.0; ///< of the second; that of the first is 1
    double difference = 0.0;
    double by_draw = 0.0; ///< spread of the difference by parameters
    std::int32_t draws = 50;
    std::int32_t replicates = 4;
};

struct Pair {
    DrawMatrix a;
    DrawMatrix b;
};

Pair runs_of(const Two& two) {
    const Draws draws(DrawKey{11, 1, 0});
    const auto normal = [&](std::uint32_t agent, std::uint32_t when) {
        return draws.normal(Purpose::parameter_jitter, Agent::design, agent, when);
    };
    Pair pair{DrawMatrix(two.draws, two.replicates), DrawMatrix(two.draws, two.replicates)};
    for (std::int32_t draw = 0; draw < two.draws; ++draw) {
        const auto agent = static_cast<std::uint32_t>(draw);
        const double level = 10.0 * normal(agent, 0); // both meet the same parameters
        const double difference = two.difference + two.by_draw * normal(agent, 1);
        for (std::int32_t k = 0; k < two.replicates; ++k) {
            const auto when = 2 * static_cast<std::uint32_t>(k) + 2;
            const double luck = normal(agent, when);
            const double other = normal(agent, when + 1);
            pair.a.at(draw, k) = level + difference + luck;
            pair.b.at(draw, k) =
                level + two.spread_b *
                            (two.shared * luck + std::sqrt(1.0 - two.shared * two.shared) * other);
        }
    }
    return pair;
}

std::optional<Coupling> note(const Two& two) {
    const Pair pair = runs_of(two);
    return coupling_of(pair.a, pair.b);
}

} // namespace

TEST_CASE("no note where shared luck helps", "[coupling]") {
    CHECK_FALSE(note({.shared = 0.95}));
    CHECK_FALSE(note({.shared = 0.95, .difference = 100.0})); // however large the difference
    CHECK_FALSE(note({.shared = 1.0})); // no ratio: the difference is constant
}

TEST_CASE("small and hardly coupled: lost", "[coupling]") {
    CHECK(note({.shared = 0.0}) == Coupling::lost);
    CHECK(note({.shared = 0.3, .difference = 1.0}) == Coupling::lost);
    CHECK(note({.shared = 0.3, .spread_b = 1.2}) == Coupling::lost);
}

TEST_CASE("a difference that one run of each would show: large effect", "[coupling]") {
    CHECK(note({.shared = 0.0, .difference = 4.0}) == Coupling::large_effect);
    CHECK(note({.shared = 0.0, .difference = 2.0}) == Coupling::lost); // below 1.96 √2 = 2.77
    // Large in single draws, though it cancels over them.
    CHECK(note({.shared = 0.0, .by_draw = 5.0}) == Coupling::large_effect);
}

TEST_CASE("spreads that differ: large effect", "[coupling]") {
    // Perfectly shared, but one regime varies five times as much: (1 + 25) / 16 = 1.6.
    const Pair pair = runs_of({.shared = 1.0, .spread_b = 5.0});
    CHECK(*variance_ratio(pair.a, pair.b) == Approx(26.0 / 16.0));
    CHECK(coupling_of(pair.a, pair.b) == Coupling::large_effect);
}

TEST_CASE("with one replicate nothing is said", "[coupling]") {
    const Pair pair = runs_of({.shared = 0.0, .replicates = 1});
    REQUIRE(variance_ratio(pair.a, pair.b));
    CHECK_FALSE(coupling_of(pair.a, pair.b));
    CHECK_THROWS_AS(coupling_of(pair.a, DrawMatrix(1, 1)), Error);
}
