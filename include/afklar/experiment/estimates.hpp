#pragma once
/// Means, intervals and ranges of one metric over parameter draws and replicates.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <afklar/core/value_range.hpp>

namespace afklar {

/// Values of one metric in one regime, one per run: parameter draw by replicate; NaN where a run
/// has no denominator.
/// Shape: draw by replicate, draw slowest.
struct DrawMatrix {
    std::int32_t draws = 0;
    std::int32_t replicates = 0;
    std::vector<double> values;

    DrawMatrix() = default;

    /// A matrix without any value yet: every cell is NaN.
    /// Errors: `Error` if a size is negative.
    DrawMatrix(std::int32_t number_of_draws, std::int32_t number_of_replicates);

    [[nodiscard]] double& at(std::int32_t draw, std::int32_t replicate) {
        return values[cell(draw, replicate)];
    }
    [[nodiscard]] double at(std::int32_t draw, std::int32_t replicate) const {
        return values[cell(draw, replicate)];
    }

    /// The replicates of one draw.
    [[nodiscard]] std::span<const double> row(std::int32_t draw) const {
        return std::span(values).subspan(cell(draw, 0), static_cast<std::size_t>(replicates));
    }

private:
    [[nodiscard]] std::size_t cell(std::int32_t draw, std::int32_t replicate) const {
        return static_cast<std::size_t>(draw) * static_cast<std::size_t>(replicates) +
               static_cast<std::size_t>(replicate);
    }
};

/// Fewest parameter draws for which quantiles over what we do not know are shown.
inline constexpr std::int32_t minimum_draws_for_quantiles = 40;

/// What the runs say about one metric, or about the paired difference of one metric.
/// Units: those of the metric; `share_positive` is a share.
struct Estimate {
    /// Mean over draws of the mean over the replicates of a draw.
    std::optional<double> mean;
    /// 95 % interval of the mean, that is simulation error only: Student t with the parameter draw
    /// as independent unit; with one draw planned the replicate; empty with a single unit.
    std::optional<double> ci_low;
    std::optional<double> ci_high;
    /// Quantiles over draws of the mean of a draw; empty below 40 draws.
    std::optional<double> q05;
    std::optional<double> q50;
    std::optional<double> q95;
    /// Spread of a single run by chance: root of the mean over draws of the variance between
    /// replicates.
    std::optional<double> sd_chance;
    /// Spread by parameters: root of the variance between draws less what chance adds to it (never
    /// below zero); empty with one draw, and with one replicate, where the two cannot be told
    /// apart.
    std::optional<double> sd_parameters;
    /// Share of draws whose mean is strictly above zero: a regime against itself has 0. Empty below
    /// 40 draws.
    std::optional<double> share_positive;
    /// Draws with at least one value.
    std::int32_t draws = 0;
    /// Replicates per draw, as planned.
    std::int32_t replicates = 0;
    /// Runs without a value; they are left out.
    std::int32_t missing = 0;

    [[nodiscard]] bool operator==(const Estimate&) const = default;
};

/// The variances of runs in a nested design: replicates within draws.
struct NestedVariances {
    std::vector<double> means;      ///< of the draws with at least one value
    double mean = 0.0;              ///< of those means
    double between = 0.0;           ///< variance of those means; 0 with fewer than two
    std::optional<double> within;   ///< mean over draws of the variance between replicates
    double within_degrees = 0.0;    ///< of freedom: draws times the harmonic mean of theirs
    double chance_in_between = 0.0; ///< what chance adds to the variance between draws
    std::int32_t missing = 0;       ///< runs without a value
};

/// Takes the variance of all runs apart.
/// Errors: `Error` if a value is infinite or the matrix has the wrong number of cells.
[[nodiscard]] NestedVariances nested_variances(const DrawMatrix& matrix);

/// Sums of squares by chance of two regimes and of their difference, over the runs that both have.
/// Within draws; over draws with one replicate.
struct PairedSquares {
    double a = 0.0;
    double b = 0.0;
    double difference = 0.0;
    std::int64_t degrees = 0; ///< of freedom, of each
};

/// Errors: `Error` if the shapes differ.
[[nodiscard]] PairedSquares paired_squares(const DrawMatrix& a, const DrawMatrix& b);

/// Summarises one metric over all runs. The interval of the mean is cut to the values that the metric
/// can have, where few runs make it reach beyond them; it covers no less for that. A bound that a run
/// crosses cuts nothing: what ends in a window may have begun before it.
/// Domain: NaN cells are left out, a draw of NaN alone too; everything is empty when no run has a
/// value.
/// Errors: `Error` if a value is infinite or the matrix has the wrong number of cells.
/// Cost: one pass and one sort of the draws; sums run in the order of draws and replicates.
[[nodiscard]] Estimate estimate(const DrawMatrix& matrix, const ValueRange& possible = {});

/// Paired difference `a − b`, run by run; NaN where either has no value.
/// Errors: `Error` if the shapes differ.
[[nodiscard]] DrawMatrix difference(const DrawMatrix& a, const DrawMatrix& b);

/// How many times the variance of a difference grows when two regimes do not share their luck: (var
/// a + var b) / var(a − b), over runs in which both have a value.
///
/// With two or more replicates the variances are those of chance alone, within draws. Parameter
/// draws would be shared by any sensible design, paired luck or not, and their part of the variance
/// is the same in both, so it says nothing about pairing; what is left is the factor by which the
/// replicates must be multiplied to reach the same chance error without shared luck, at equal
/// numbers of runs. With one replicate chance cannot be separated: the variances are those between
/// draws, and the ratio then compares with a design that shares neither draws nor luck.
///
/// Domain: empty when the difference does not vary (beyond rounding) or there are too few runs to
/// say.
/// Errors: `Error` if the shapes differ.
[[nodiscard]] std::optional<double> variance_ratio(const DrawMatrix& a, const DrawMatrix& b);

/// Quantile of sorted values by linear interpolation, type 7.
/// Domain: `share` in [0, 1]; at least one value, sorted upwards. Errors: `Error` otherwise (order
/// is not checked).
/// Source: Hyndman and Fan (1996), The American Statistician 50, 361-365.
[[nodiscard]] double sample_quantile(std::span<const double> sorted, double share);

} // namespace afklar
