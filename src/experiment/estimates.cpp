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

namespace afklar {
namespace {

/// Count, mean and sum of squares about the mean. Sums run from the first value, so equal values
/// have exactly no variance.
struct Moments {
    std::int64_t count = 0;
    double mean = 0.0;
    double squares = 0.0;

    [[nodiscard]] double variance() const { return squares / static_cast<double>(count - 1); }
};

Moments moments(std::span<const double> values) {
    Moments result;
    result.count = std::ssize(values);
    if (values.empty()) {
        return result;
    }
    const double origin = values.front();
    double shift = 0.0;
    for (const double value : values) {
        shift += value - origin;
    }
    result.mean = origin + shift / static_cast<double>(result.count);
    for (const double value : values) {
        result.squares += (value - result.mean) * (value - result.mean);
    }
    return result;
}

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

void set_interval(Estimate& result, const Moments& units) {
    if (units.count >= 2) {
        const double half = half_width(units);
        result.ci_low = units.mean - half;
        result.ci_high = units.mean + half;
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

Estimate estimate(const DrawMatrix& matrix) {
    require_cells(matrix);
    Estimate result;
    result.replicates = matrix.replicates;

    std::vector<double> means;
    std::vector<double> variances;
    double inverse_counts = 0.0;
    Moments last;
    for (std::int32_t draw = 0; draw < matrix.draws; ++draw) {
        const Moments within = moments(present(matrix.row(draw)));
        result.missing += matrix.replicates - static_cast<std::int32_t>(within.count);
        if (within.count == 0) {
            continue;
        }
        means.push_back(within.mean);
        inverse_counts += 1.0 / static_cast<double>(within.count);
        if (within.count >= 2) {
            variances.push_back(within.variance());
        }
        last = within;
    }
    result.draws = static_cast<std::int32_t>(means.size());
    if (means.empty()) {
        return result;
    }
    const Moments between = moments(means);
    result.mean = between.mean;
    set_interval(result, matrix.draws == 1 ? last : between);
    set_quantiles(result, means);
    if (!variances.empty()) {
        const double chance = moments(variances).mean;
        result.sd_chance = std::sqrt(chance);
        if (between.count >= 2) {
            const double added = chance * inverse_counts / static_cast<double>(between.count);
            result.sd_parameters = std::sqrt(std::max(0.0, between.variance() - added));
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

std::optional<double> variance_ratio(const DrawMatrix& a, const DrawMatrix& b) {
    const DrawMatrix paired = difference(a, b);
    const bool within_draws = paired.replicates >= 2;
    const std::int32_t groups = within_draws ? paired.draws : 1;

    double independent = 0.0;
    double together = 0.0;
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
        independent += moments(of_a).squares + moments(of_b).squares;
        together += moments(of_difference).squares;
    }
    constexpr double rounding = 1e-24;
    if (!(together > rounding * independent)) {
        return std::nullopt;
    }
    return independent / together;
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
