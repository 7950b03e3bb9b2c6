#pragma once
/// Rank correlations between parameters, imposed on a design without touching any single parameter.

#include <cstddef>
#include <span>
#include <vector>

#include <afklar/evidence/parameter_set.hpp>

namespace afklar {

/// The rank correlation of two columns of a design, by their places.
struct RankPair {
    std::size_t a = 0;
    std::size_t b = 0;
    double rank = 0.0;
};

/// The parameters of a set that are correlated with any other, and how.
struct CorrelatedParameters {
    std::vector<std::size_t> places; ///< in `parameter_keys()`, upwards
    std::vector<RankPair> pairs;     ///< of places in `places`
};

/// Errors: `Error` when a correlation names a parameter that there is not.
[[nodiscard]] CorrelatedParameters correlated_parameters(const ParameterSet& set);

/// Whether rank correlations between so many columns can hold together: whether the matrix of the
/// normal scores that have them, 2 sin(π rank / 6), is positive definite. Pairs that are not named
/// have none.
[[nodiscard]] bool can_hold_together(std::size_t columns, std::span<const RankPair> pairs);

/// The columns of a design, each with the same values in another order, so that their rank
/// correlations come near the given ones; pairs that are not named are taken to near zero.
///
/// Normal scores of the order that each column has are mixed so that their sample correlation is
/// the wanted one exactly, and each column is brought into the order of its mixed scores; its rank
/// correlations then miss by less than they would in independent draws, 1/√draws. The first column
/// stays as it is. Where there are too few draws to take out the correlation that the columns have
/// by chance, it is left in.
///
/// Shape: column by draw. Domain: all columns of one length; values within a column differ. The scores
/// are rounded to nine digits before they decide an order, ties go by draw, so that mathematical
/// libraries cannot move it.
/// Errors: `Error` when the correlations cannot hold together. Cost: columns times draws log draws.
/// Source: Iman and Conover (1982), Communications in Statistics B 11, 311-334.
[[nodiscard]] std::vector<std::vector<double>> with_rank_correlations(
    std::vector<std::vector<double>> columns, std::span<const RankPair> pairs);

} // namespace afklar
