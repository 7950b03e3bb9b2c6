#pragma once
/// Fitting a table of cells to published margins, and turning cell weights into whole people.

#include <cstdint>
#include <span>
#include <vector>

namespace afklar {

/// One published margin: disjoint groups of cells, and what each group must sum to.
/// Shape: one category number per cell of the table, one target per category.
struct Margin {
    /// Category of each cell; -1: the cell is outside this margin.
    std::vector<std::int32_t> category_of_cell;
    /// What the cells of each category must sum to, in the unit of the weights.
    std::vector<double> targets;
};

/// When fitting stops.
struct FittingLimits {
    double tolerance = 1e-10; ///< largest relative deviation from a target that counts as met
    int rounds = 10'000;      ///< a round scales to every margin once
};

/// A fitted table.
struct FittedTable {
    std::vector<double> weights;    ///< one per cell
    int rounds = 0;                 ///< rounds used; 0: the seed already met the margins
    double largest_deviation = 0.0; ///< relative to its target, over all categories
    bool met = true;                ///< false: the rounds were used up before the tolerance
};

/// Scales the seed weights to each margin in turn until all are met (iterative proportional
/// fitting).
///
/// What the margins do not speak about stays as in the seed: odds ratios of cells are kept, and
/// cells of weight zero stay zero.
/// Domain: weights and targets at least 0. Margins that contradict each other only through cells of
/// weight zero are not found beforehand: they end with `met == false`, or with the error for a
/// category without weight once its cells have been emptied.
/// Errors: `Error` if a size or category is wrong, a number is negative or not finite, a category
/// with a target above zero has no weight, or two margins over the same cells (or one over a part
/// of the cells of the other) have totals that cannot both hold.
/// Cost: rounds times margins times cells; sums run in the order of cells.
/// Source: Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427-444.
[[nodiscard]] FittedTable fit_margins(std::span<const double> seed, std::span<const Margin> margins,
                                      const FittingLimits& limits = {});

/// Whole numbers in proportion to the weights that sum to the total exactly, by largest remainder.
///
/// Ties go to the cell that comes first; a cell of weight zero gets nobody.
/// Errors: `Error` if a weight is negative or not finite, the total is negative, or there is a
/// total but no weight.
[[nodiscard]] std::vector<std::int64_t> integerise(std::span<const double> weights,
                                                   std::int64_t total);

/// Whole numbers drawn at random in proportion to the weights, summing to the total exactly.
///
/// The weights are laid end to end on a line of length `total`, and one person is picked in each
/// unit of it. With one uniform every pick is at the same place of its unit (systematic sampling:
/// each cell is within one of its expected number); with `total` uniforms each has its own
/// (stratified sampling: within two). Either way the expected number of a cell is exactly in
/// proportion to its weight.
/// Domain: uniforms in [0, 1).
/// Errors: as `integerise`; `Error` if the number of uniforms is neither one nor the total, or one
/// is outside its range.
[[nodiscard]] std::vector<std::int64_t> integerise_at_random(std::span<const double> weights,
                                                             std::int64_t total,
                                                             std::span<const double> uniforms);

} // namespace afklar
