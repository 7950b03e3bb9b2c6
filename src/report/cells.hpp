#pragma once
/// The texts of single estimates, in the table and in sentences.

#include <optional>
#include <string>
#include <vector>

#include <afklar/experiment/result.hpp>

namespace afklar::detail {

/// The range that says whether an effect is known to differ from zero: over parameter draws, or, below
/// 40 draws, the interval by chance alone; empty with a single run.
struct Range {
    double low = 0.0;
    double high = 0.0;
    bool chance_only = false;

    [[nodiscard]] bool holds_zero() const noexcept { return low <= 0.0 && high >= 0.0; }
};
[[nodiscard]] std::optional<Range> range_of(const Estimate& estimate);

/// Whether a difference is shown as `≈ 0`.
[[nodiscard]] bool about_zero(const Estimate& estimate);

/// `12.3 %`, `145.2`, `123,456`; `–` when there is none.
[[nodiscard]] std::string level_text(const MetricDescriptor& metric,
                                     const std::optional<double>& value);

/// `−1.2 pts`, `+0.35`, `≈ 0`, `–`.
[[nodiscard]] std::string difference_text(const MetricDescriptor& metric, const Estimate& estimate);

/// `(−1.4 … −1.0)`; empty beside `≈ 0` and where there is none.
[[nodiscard]] std::string range_text(const MetricDescriptor& metric, const Estimate& estimate);

/// `±0.5 pts`, `±1.25`: half of an interval, with as many decimals as it needs.
[[nodiscard]] std::string half_width_text(const MetricDescriptor& metric, double half_width);

/// `−1.2 pts`, `+0.35`: with more decimals than the metric's where it would else be all zeros.
[[nodiscard]] std::string change_text(const MetricDescriptor& metric, double change);

/// The lines of a metric's heading.
[[nodiscard]] std::vector<std::string> heading_of(const MetricDescriptor& metric);

} // namespace afklar::detail
