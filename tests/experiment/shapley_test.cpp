#include <afklar/experiment/shapley.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>

#include "support/catch.hpp"

using namespace afklar;

namespace {

/// What the coalitions of a design reach in a game.
template <class Game>
std::vector<double> played(const ShapleyDesign& design, Game game) {
    std::vector<double> reached;
    for (const Coalition coalition : design.coalitions) {
        reached.push_back(game(coalition));
    }
    return reached;
}

bool has(Coalition coalition, unsigned player) { return (coalition >> player & 1U) != 0; }

/// One left glove and two right ones: a pair is worth 1.
double gloves(Coalition c) { return has(c, 0) && (has(c, 1) || has(c, 2)) ? 1.0 : 0.0; }

/// A runway as long as the largest aeroplane needs.
double runway(Coalition c) {
    double longest = 0.0;
    for (unsigned k = 0; k < 5; ++k) {
        longest = has(c, k) ? std::max(longest, 1.0 + k) : longest;
    }
    return longest;
}

/// A bumpy game of many players without any symmetry.
double bumpy(Coalition c) {
    return std::sin(1.0 + c) + 0.3 * std::popcount(c) + (has(c, 1) && has(c, 4) ? 2.0 : 0.0);
}

const Draws& draws() {
    static const Draws of_seed(DrawKey{2020, 0, 0});
    return of_seed;
}

} // namespace

TEST_CASE("games with known values", "[shapley]") {
    const auto three = every_coalition(3);
    const auto of_gloves = shapley_values(three, played(three, gloves));
    CHECK(of_gloves[0] == Approx(2.0 / 3.0));
    CHECK(of_gloves[1] == Approx(1.0 / 6.0));
    CHECK(of_gloves[2] == Approx(1.0 / 6.0));
    // Littlechild and Owen (1973): each stretch is shared by those who need it.
    const auto five = every_coalition(5);
    const auto of_runway = shapley_values(five, played(five, runway));
    double expected = 0.0;
    for (std::size_t k = 0; k < 5; ++k) {
        expected += 1.0 / (5.0 - static_cast<double>(k));
        CHECK(of_runway[k] == Approx(expected));
    }
}

TEST_CASE("values sum to the whole; who does nothing gets nothing", "[shapley]") {
    for (const int players : {1, 2, 7, 12}) {
        const auto design = every_coalition(players);
        const auto reached = played(design, bumpy);
        const auto values = shapley_values(design, reached);
        const double sum = std::accumulate(values.begin(), values.end(), 0.0);
        CHECK(std::abs(sum - (reached.back() - reached.front())) < 1e-12);
    }
    const auto design = every_coalition(6);
    const auto idle = played(design, [](Coalition c) { return bumpy(c & ~Coalition{8}); });
    CHECK(shapley_values(design, idle)[3] == 0.0);
    CHECK(shapley_interaction(design, idle, 3, 1) == 0.0);
}

TEST_CASE("an interaction is what two do beyond their sum", "[shapley]") {
    const auto design = every_coalition(6);
    const auto reached = played(design, [](Coalition c) {
        return 3.0 * std::popcount(c) + (has(c, 1) && has(c, 4) ? 2.0 : 0.0);
    });
    CHECK(shapley_interaction(design, reached, 1, 4) == Approx(2.0));
    CHECK(shapley_interaction(design, reached, 4, 1) == Approx(2.0));
    CHECK(shapley_interaction(design, reached, 0, 4) == Approx(0.0).margin(1e-12));
    CHECK(shapley_values(design, reached)[1] == Approx(4.0));
}

TEST_CASE("orders at random come near all orders, and their error bars hold", "[shapley]") {
    constexpr int players = 7;
    const auto all = every_coalition(players);
    const auto exact = shapley_values(all, played(all, bumpy));
    constexpr int pairs = 200;
    const auto some = orders_at_random(players, pairs, draws());
    const auto reached = played(some, bumpy);
    const auto values = shapley_values(some, reached);
    const auto by_pair = shapley_values_by_pair(some, reached);
    REQUIRE(by_pair.size() == pairs);
    double sum = 0.0;
    for (std::size_t player = 0; player < players; ++player) {
        double squares = 0.0;
        for (const auto& pair : by_pair) {
            squares += (pair[player] - values[player]) * (pair[player] - values[player]);
        }
        const double error = std::sqrt(squares / (pairs - 1) / pairs);
        CHECK(error > 0.0);
        CHECK(std::abs(values[player] - exact[player]) < 4.0 * error);
        sum += values[player];
    }
    CHECK(std::abs(sum - (reached.back() - reached.front())) < 1e-12);
}

TEST_CASE("orders at random hold nobody, everybody, and each order with its reverse", "[shapley]") {
    const auto design = orders_at_random(20, 3, draws());
    CHECK_FALSE(design.exact());
    CHECK(design.coalitions.front() == 0);
    CHECK(design.coalitions.back() == (Coalition{1} << 20U) - 1);
    CHECK(std::ranges::is_sorted(design.coalitions));
    CHECK(design.coalitions.size() <= 3 * 2 * 19 + 2);
    REQUIRE(design.orders.size() == 6);
    for (std::size_t k = 0; k < 6; k += 2) {
        auto reversed = design.orders[k];
        std::ranges::reverse(reversed);
        CHECK(reversed == design.orders[k + 1]);
        CHECK(design.orders[k] != design.orders[(k + 2) % 6]);
    }
    CHECK(design.orders == orders_at_random(20, 3, draws()).orders);
}

TEST_CASE("what cannot be shared out is refused", "[shapley]") {
    CHECK_THROWS_AS(every_coalition(0), Error);
    CHECK_THROWS_AS(every_coalition(13), Error);
    CHECK_THROWS_AS(orders_at_random(33, 3, draws()), Error);
    CHECK_THROWS_AS(orders_at_random(5, 1, draws()), Error);
    const auto design = every_coalition(3);
    CHECK_THROWS_AS(shapley_values(design, std::vector<double>(7)), Error);
    CHECK_THROWS_AS(shapley_values_by_pair(design, std::vector<double>(8)), Error);
    CHECK_THROWS_AS(shapley_interaction(design, std::vector<double>(8), 1, 1), Error);
    const auto some = orders_at_random(5, 2, draws());
    CHECK_THROWS_AS(shapley_interaction(some, std::vector<double>(some.coalitions.size()), 0, 1),
                    Error);
}
