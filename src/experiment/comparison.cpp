#include <afklar/experiment/comparison.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <afklar/core/error.hpp>

namespace afklar {
namespace {

double mean_of_draw(const DrawMatrix& matrix, std::int32_t draw) {
    double sum = 0.0;
    int count = 0;
    for (const double value : matrix.row(draw)) {
        if (!std::isnan(value)) {
            sum += value;
            ++count;
        }
    }
    return count == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / count;
}

/// Ratios of the draws in order, infinite where more is paid for nothing.
/// Domain: empty when a draw cannot be placed.
std::vector<double> ordered_ratios(const DrawMatrix& cost, const DrawMatrix& effect) {
    std::vector<double> ratios;
    for (std::int32_t draw = 0; draw < cost.draws; ++draw) {
        const double c = mean_of_draw(cost, draw);
        const double e = mean_of_draw(effect, draw);
        if (std::isnan(c) || std::isnan(e)) {
            continue;
        }
        if (e > 0.0) {
            ratios.push_back(c / e);
        } else if (c > 0.0) {
            ratios.push_back(std::numeric_limits<double>::infinity());
        } else {
            return {};
        }
    }
    std::ranges::sort(ratios);
    return ratios;
}

std::optional<double> finite_quantile(const std::vector<double>& sorted, double share) {
    const double position = share * static_cast<double>(sorted.size() - 1);
    const auto above = std::min(static_cast<std::size_t>(position) + 1, sorted.size() - 1);
    if (std::isinf(sorted[above])) {
        return std::nullopt;
    }
    return sample_quantile(sorted, share);
}

} // namespace

Estimate estimate_ratio(const DrawMatrix& extra_cost, const DrawMatrix& extra_effect) {
    if (extra_cost.draws != extra_effect.draws ||
        extra_cost.replicates != extra_effect.replicates) {
        throw Error("cost and effect of different designs");
    }
    const Estimate cost = estimate(extra_cost);
    const Estimate effect = estimate(extra_effect);
    Estimate result;
    result.draws = effect.draws;
    result.replicates = effect.replicates;
    result.missing = effect.missing;
    if (!cost.mean || !effect.mean || !(*effect.mean > 0.0)) {
        return result;
    }
    const double ratio = *cost.mean / *effect.mean;
    result.mean = ratio;

    if (effect.ci_low && *effect.ci_low > 0.0) {
        DrawMatrix linear = extra_cost;
        for (std::size_t k = 0; k < linear.values.size(); ++k) {
            linear.values[k] =
                (extra_cost.values[k] - ratio * extra_effect.values[k]) / *effect.mean;
        }
        const Estimate around = estimate(linear);
        if (around.ci_low && around.ci_high) {
            result.ci_low = ratio + *around.ci_low;
            result.ci_high = ratio + *around.ci_high;
        }
    }
    const auto ratios = ordered_ratios(extra_cost, extra_effect);
    if (result.draws >= minimum_draws_for_quantiles && !ratios.empty()) {
        result.q05 = finite_quantile(ratios, 0.05);
        result.q50 = finite_quantile(ratios, 0.50);
        result.q95 = finite_quantile(ratios, 0.95);
        const auto positive = std::ranges::count_if(
            ratios, [](double value) { return value > 0.0 && !std::isinf(value); });
        result.share_positive = static_cast<double>(positive) / static_cast<double>(ratios.size());
    }
    return result;
}

} // namespace afklar
