#pragma once
/// Mean, spread and interval of independent values.

#include <span>

#include <afklar/experiment/estimates.hpp>

namespace afklar::detail {

/// The estimate of values that are each an independent unit: `sd_chance` is their standard deviation,
/// the interval Student's. NaN are left out.
[[nodiscard]] inline Estimate independent(std::span<const double> values) {
    DrawMatrix matrix(1, static_cast<std::int32_t>(values.size()));
    matrix.values.assign(values.begin(), values.end());
    return estimate(matrix);
}

} // namespace afklar::detail
