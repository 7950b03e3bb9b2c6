#include <afklar/experiment/estimates.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <string>

#include <boost/math/distributions/students_t.hpp>

#include <afklar/core/error.hpp>
#include <afklar/evidence/rounding.hpp>

#include "experiment/moments.hpp"

namespace afklar {
namespace {

using detail::Moments;
using detail::moments;

std::vector<double> present(std::span<const double> row) {
    std::vector<double> result;
    result.reserve(row.size());
    std::ranges::copy_if(row, std::back_inserter(result),
                         [](double value) { return !std::isnan(value); });
    return result;
}

void require_cells(const DrawMatrix& matrix) {
    const auto cells = static_cast<std::int64_t>(matrix.draws) * matrix.replicates;
    if (matrix.draws < 0 || matrix.replicates < 0 || std::ssize(matrix.values) != cells) {
        throw Error("matrix of draws: " + std::to_string(matrix.values.size()) + " values for " +
                    std::to_string(matrix.draws) + " draws of " +
                    std::to_string(matrix.replicates) + " replicates");
    }
    if (std::ranges::any_of(matrix.values, [](double value) { return std::isinf(value); })) {
        throw Error("matrix of draws: a value is infinite");
    }
}

void require_same_shape(const DrawMatrix& a, const DrawMatrix& b) {
    require_cells(a);
    require_cells(b);
    if (a.draws != b.draws || a.replicates != b.replicates) {
        throw Error("matrices of draws: only runs of the same design can be paired");
    }
}

/// Half the width of the 95 % interval of the mean. The Student quantile is rounded so that the
/// mathematical library of the machine cannot move a result.
double half_width(const Moments& units) {
    using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    const boost::math::students_t_distribution<double, Policy> student(
        static_cast<double>(units.count - 1));
    const double factor = detail::nine_digits(boost::math::quantile(student, 0.975));
    return factor * std::sqrt(units.variance() / static_cast<double>(units.count));
}

/// What is possible as far as the runs bear it out: a bound that one of them crosses is none.
ValueRange borne_out(ValueRange possible, const DrawMatrix& matrix) {
    const auto any = [&](auto&& beyond) { return std::ranges::any_of(matrix.values, beyond); };
    if (any([&](double value) { return value < possible.low; })) {
        possible.low = ValueRange{}.low;
    }
    if (any([&](double value) { return value > possible.high; })) {
        possible.high = ValueRange{}.high;
    }
    return possible;
}

void set_interval(Estimate& result, const Moments& units, const ValueRange& possible) {
    if (units.count >= 2) {
        const double half = half_width(units);
        result.ci_low = std::max(units.mean - half, possible.low);
        result.ci_high = std::min(units.mean + half, possible.high);
    }
}

void set_quantiles(Estimate& result, std::vector<double> means) {
    if (result.draws < minimum_draws_for_quantiles) {
        return;
    }
    const auto positive = std::ranges::count_if(means, [](double mean) { return mean > 0.0; });
    result.share_positive = static_cast<double>(positive) / static_cast<double>(means.size());
    std::ranges::sort(means);
    result.q05 = sample_quantile(means, 0.05);
    result.q50 = sample_quantile(means, 0.50);
    result.q95 = sample_quantile(means, 0.95);
}

} // namespace

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): rows by columns
DrawMatrix::DrawMatrix(std::int32_t number_of_draws, std::int32_t number_of_replicates)
    : draws(number_of_draws), replicates(number_of_replicates) {
    if (draws < 0 || replicates < 0) {
        throw Error("matrix of draws: a size is negative");
    }
    values.assign(static_cast<std::size_t>(draws) * static_cast<std::size_t>(replicates),
                  std::numeric_limits<double>::quiet_NaN());
}

NestedVariances nested_variances(const DrawMatrix& matrix) {
    require_cells(matrix);
    NestedVariances result;
    std::vector<double> variances;
    double inverse_counts = 0.0;
    double inverse_degrees = 0.0;
    for (std::int32_t draw = 0; draw < matrix.draws; ++draw) {
        const Moments within = moments(present(matrix.row(draw)));
        result.missing += matrix.replicates - static_cast<std::int32_t>(within.count);
        if (within.count == 0) {
            continue;
        }
        result.means.push_back(within.mean);
        inverse_counts += 1.0 / static_cast<double>(within.count);
        if (within.count >= 2) {
            variances.push_back(within.variance());
            inverse_degrees += 1.0 / static_cast<double>(within.count - 1);
        }
    }
    const Moments between = moments(result.means);
    result.mean = between.mean;
    result.between = between.count >= 2 ? between.variance() : 0.0;
    if (!variances.empty()) {
        const auto count = static_cast<double>(variances.size());
        result.within = moments(variances).mean;
        result.within_degrees = count * count / inverse_degrees;
        result.chance_in_between =
            *result.within * inverse_counts / static_cast<double>(between.count);
    }
    return result;
}

Estimate estimate(const DrawMatrix& matrix, const ValueRange& possible) {
    const NestedVariances variances = nested_variances(matrix);
    Estimate result;
    result.replicates = matrix.replicates;
    result.missing = variances.missing;
    result.draws = static_cast<std::int32_t>(variances.means.size());
    if (variances.means.empty()) {
        return result;
    }
    result.mean = variances.mean;
    set_interval(result, moments(matrix.draws == 1 ? present(matrix.row(0)) : variances.means),
                 borne_out(possible, matrix));
    set_quantiles(result, variances.means);
    if (variances.within) {
        result.sd_chance = std::sqrt(*variances.within);
        if (result.draws >= 2) {
            result.sd_parameters =
                std::sqrt(std::max(0.0, variances.between - variances.chance_in_between));
        }
    }
    return result;
}

DrawMatrix difference(const DrawMatrix& a, const DrawMatrix& b) {
    require_same_shape(a, b);
    DrawMatrix result(a.draws, a.replicates);
    std::ranges::transform(a.values, b.values, result.values.begin(), std::minus<>{});
    return result;
}

PairedSquares paired_squares(const DrawMatrix& a, const DrawMatrix& b) {
    const DrawMatrix paired = difference(a, b);
    const bool within_draws = paired.replicates >= 2;
    const std::int32_t groups = within_draws ? paired.draws : 1;

    PairedSquares result;
    std::vector<double> of_a;
    std::vector<double> of_b;
    std::vector<double> of_difference;
    for (std::int32_t group = 0; group < groups; ++group) {
        const std::size_t size =
            within_draws ? static_cast<std::size_t>(paired.replicates) : paired.values.size();
        const std::size_t first = static_cast<std::size_t>(group) * size;
        of_a.clear();
        of_b.clear();
        of_difference.clear();
        for (std::size_t cell = first; cell < first + size; ++cell) {
            if (!std::isnan(paired.values[cell])) {
                of_a.push_back(a.values[cell]);
                of_b.push_back(b.values[cell]);
                of_difference.push_back(paired.values[cell]);
            }
        }
        result.degrees += std::max(std::ssize(of_difference) - 1, std::ptrdiff_t{0});
        result.a += moments(of_a).squares;
        result.b += moments(of_b).squares;
        result.difference += moments(of_difference).squares;
    }
    return result;
}

std::optional<double> variance_ratio(const DrawMatrix& a, const DrawMatrix& b) {
    const PairedSquares squares = paired_squares(a, b);
    const double independent = squares.a + squares.b;
    constexpr double rounding = 1e-24;
    if (!(squares.difference > rounding * independent)) {
        return std::nullopt;
    }
    return independent / squares.difference;
}

double sample_quantile(std::span<const double> sorted, double share) {
    if (sorted.empty() || !(share >= 0.0 && share <= 1.0)) {
        throw Error("sample quantile: needs at least one value and a share from 0 to 1");
    }
    const double position = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] +
           (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

} // namespace afklar
