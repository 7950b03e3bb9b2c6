#pragma once
/// Shapley values: what each of several players adds to what all of them reach together.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace afklar {

class Draws;

/// Some of the players: bit k stands for player k.
using Coalition = std::uint32_t;

/// The most players of whom every coalition is looked at.
inline constexpr int most_players_exactly = 12;
/// The most players at all.
inline constexpr int most_players = 32;

/// Which coalitions must be known, and how values follow from them.
struct ShapleyDesign {
    int players = 0;
    std::vector<Coalition> coalitions;            ///< upwards: nobody first, everybody last
    std::vector<std::vector<std::size_t>> orders; ///< in which players join; empty: all orders

    [[nodiscard]] bool exact() const noexcept { return orders.empty(); }
    /// Place of a coalition. Errors: `Error` if it is none of the design.
    [[nodiscard]] std::size_t place_of(Coalition coalition) const;
};

/// Every coalition: all orders in which players can join are counted.
/// Errors: `Error` unless there are 1 to `most_players_exactly` players. Cost: 2^players.
[[nodiscard]] ShapleyDesign every_coalition(int players);

/// Orders drawn at random, each followed by its reverse, which makes the error smaller.
/// Errors: `Error` unless there are 1 to `most_players` players and at least two pairs.
/// Draws: `attribution_order` of the agent kind `design`, agent the player, when the pair.
/// Source: Castro, Gómez and Tejada (2009), Computers & Operations Research 36, 1726-1730; reversed
/// orders: Mitchell, Cooper, Frank and Holmes (2022), Journal of Machine Learning Research 23 (43).
[[nodiscard]] ShapleyDesign orders_at_random(int players, int pairs, const Draws& draws);

/// The value of each player: what he adds when he joins, the mean over the orders of the design. Their
/// sum is what everybody reaches beyond nobody.
/// Shape: `reached` by place of the coalition. Errors: `Error` if there are fewer or more.
/// Source: Shapley (1953), in Contributions to the Theory of Games II, 307-317.
[[nodiscard]] std::vector<double> shapley_values(const ShapleyDesign& design,
                                                 std::span<const double> reached);

/// The same from each pair of an order and its reverse alone.
/// Shape: by pair, then by player. Errors: `Error` if the design has no orders.
[[nodiscard]] std::vector<std::vector<double>> shapley_values_by_pair(
    const ShapleyDesign& design, std::span<const double> reached);

/// What two players add together beyond what they add apart, the mean over all who were there before.
/// Errors: `Error` if the design is not exact, or there is no such pair.
/// Source: Grabisch and Roubens (1999), International Journal of Game Theory 28, 547-565.
[[nodiscard]] double shapley_interaction(const ShapleyDesign& design,
                                         std::span<const double> reached, std::size_t a,
                                         std::size_t b);

} // namespace afklar
