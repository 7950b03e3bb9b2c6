#include <afklar/experiment/shapley.hpp>

#include <algorithm>
#include <bit>
#include <iterator>
#include <numeric>
#include <string>
#include <utility>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>

namespace afklar {
namespace {

constexpr Coalition only(std::size_t player) { return Coalition{1} << player; }

void require_players(int players, int most) {
    if (players < 1 || players > most) {
        throw Error("Shapley values: " + std::to_string(players) + " players are not 1 to " +
                    std::to_string(most));
    }
}

void require_reached(const ShapleyDesign& design, std::span<const double> reached) {
    if (reached.size() != design.coalitions.size()) {
        throw Error("Shapley values: " + std::to_string(reached.size()) + " values for " +
                    std::to_string(design.coalitions.size()) + " coalitions");
    }
}

/// The share of all orders of `players` in which exactly these `before` stand before the one, or the
/// ones, that are looked at: before! · (players − before − 1)! / players!.
std::vector<double> shares_of_orders(int players) {
    std::vector<double> shares;
    double choose = 1.0; // players − 1 over before
    for (int before = 0; before < players; ++before) {
        shares.push_back(1.0 / (players * choose));
        choose = choose * (players - 1 - before) / (before + 1);
    }
    return shares;
}

/// What each player adds in one order.
void add_order(const ShapleyDesign& design, std::span<const double> reached,
               const std::vector<std::size_t>& order, double weight, std::vector<double>& values) {
    Coalition there = 0;
    double before = reached[design.place_of(there)];
    for (const std::size_t player : order) {
        there |= only(player);
        const double after = reached[design.place_of(there)];
        values[player] += weight * (after - before);
        before = after;
    }
}

std::vector<std::size_t> order_at_random(int players, std::uint32_t pair, const Draws& draws) {
    std::vector<std::pair<std::uint64_t, std::size_t>> marks;
    for (std::size_t player = 0; player < static_cast<std::size_t>(players); ++player) {
        marks.emplace_back(draws.bits48(Purpose::attribution_order, Agent::design,
                                        static_cast<std::uint32_t>(player), pair),
                           player);
    }
    std::ranges::sort(marks);
    std::vector<std::size_t> order;
    std::ranges::transform(marks, std::back_inserter(order),
                           [](const auto& m) { return m.second; });
    return order;
}

} // namespace

std::size_t ShapleyDesign::place_of(Coalition coalition) const {
    if (exact() && coalition < coalitions.size()) {
        return coalition;
    }
    const auto found = std::ranges::lower_bound(coalitions, coalition);
    if (found == coalitions.end() || *found != coalition) {
        throw Error("Shapley values: a coalition that is not in the design");
    }
    return static_cast<std::size_t>(found - coalitions.begin());
}

ShapleyDesign every_coalition(int players) {
    require_players(players, most_players_exactly);
    ShapleyDesign design;
    design.players = players;
    design.coalitions.resize(std::size_t{1} << static_cast<unsigned>(players));
    std::iota(design.coalitions.begin(), design.coalitions.end(), Coalition{0});
    return design;
}

ShapleyDesign orders_at_random(int players, int pairs, const Draws& draws) {
    require_players(players, most_players);
    if (pairs < 2) {
        throw Error("Shapley values: one pair of orders has no error bars; at least 2");
    }
    ShapleyDesign design;
    design.players = players;
    for (int pair = 0; pair < pairs; ++pair) {
        std::vector<std::size_t> order =
            order_at_random(players, static_cast<std::uint32_t>(pair), draws);
        design.orders.push_back(order);
        std::ranges::reverse(order);
        design.orders.push_back(std::move(order));
    }
    design.coalitions.push_back(0);
    for (const auto& order : design.orders) {
        Coalition there = 0;
        for (const std::size_t player : order) {
            there |= only(player);
            design.coalitions.push_back(there);
        }
    }
    std::ranges::sort(design.coalitions);
    design.coalitions.erase(std::unique(design.coalitions.begin(), design.coalitions.end()),
                            design.coalitions.end());
    return design;
}

std::vector<double> shapley_values(const ShapleyDesign& design, std::span<const double> reached) {
    require_reached(design, reached);
    std::vector<double> values(static_cast<std::size_t>(design.players));
    for (const auto& order : design.orders) {
        add_order(design, reached, order, 1.0 / static_cast<double>(design.orders.size()), values);
    }
    if (!design.exact()) {
        return values;
    }
    const std::vector<double> shares = shares_of_orders(design.players);
    for (std::size_t player = 0; player < values.size(); ++player) {
        for (const Coalition there : design.coalitions) {
            if ((there & only(player)) == 0) {
                values[player] += shares[static_cast<std::size_t>(std::popcount(there))] *
                                  (reached[there | only(player)] - reached[there]);
            }
        }
    }
    return values;
}

std::vector<std::vector<double>> shapley_values_by_pair(const ShapleyDesign& design,
                                                        std::span<const double> reached) {
    require_reached(design, reached);
    if (design.exact()) {
        throw Error("Shapley values: a design of all coalitions has no orders");
    }
    std::vector<std::vector<double>> pairs;
    for (std::size_t k = 0; k + 1 < design.orders.size(); k += 2) {
        pairs.emplace_back(static_cast<std::size_t>(design.players));
        add_order(design, reached, design.orders[k], 0.5, pairs.back());
        add_order(design, reached, design.orders[k + 1], 0.5, pairs.back());
    }
    return pairs;
}

double shapley_interaction(const ShapleyDesign& design, std::span<const double> reached,
                           std::size_t a, std::size_t b) {
    require_reached(design, reached);
    const auto players = static_cast<std::size_t>(design.players);
    if (!design.exact() || a >= players || b >= players || a == b) {
        throw Error("Shapley values: an interaction needs every coalition and two players");
    }
    // The two join as one, among the others.
    const std::vector<double> shares = shares_of_orders(design.players - 1);
    const Coalition both = only(a) | only(b);
    double sum = 0.0;
    for (const Coalition there : design.coalitions) {
        if ((there & both) == 0) {
            sum += shares[static_cast<std::size_t>(std::popcount(there))] *
                   ((reached[there | both] - reached[there | only(b)]) -
                    (reached[there | only(a)] - reached[there]));
        }
    }
    return sum;
}

} // namespace afklar
