#include "report/cells.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "report/text.hpp"

namespace afklar::detail {
namespace {

constexpr std::size_t widest_heading = 12;
constexpr int most_decimals = 6;

double shown(const MetricDescriptor& metric, double value) {
    return is_share(metric) ? 100.0 * value : value;
}

/// More decimals than declared where the difference would else be all zeros.
int decimals_for(const MetricDescriptor& metric, double difference) {
    int decimals = metric.decimals;
    const double size = std::abs(shown(metric, difference));
    while (size > 0.0 && decimals < most_decimals && size < 0.5 * std::pow(10.0, -decimals)) {
        ++decimals;
    }
    return decimals;
}

} // namespace

std::optional<Range> range_of(const Estimate& estimate) {
    if (estimate.q05 && estimate.q95) {
        return Range{*estimate.q05, *estimate.q95, false};
    }
    if (estimate.draws < minimum_draws_for_quantiles && estimate.ci_low && estimate.ci_high) {
        return Range{*estimate.ci_low, *estimate.ci_high, true};
    }
    return std::nullopt;
}

bool about_zero(const Estimate& estimate) {
    if (!estimate.mean) {
        return false;
    }
    const auto range = range_of(estimate);
    return range ? range->holds_zero() : *estimate.mean == 0.0;
}

std::string level_text(const MetricDescriptor& metric, const std::optional<double>& value) {
    if (!value) {
        return "–";
    }
    return grouped(shown(metric, *value), metric.decimals, false) + (is_share(metric) ? " %" : "");
}

std::string difference_text(const MetricDescriptor& metric, const Estimate& estimate) {
    if (!estimate.mean) {
        return "–";
    }
    if (about_zero(estimate)) {
        return "≈ 0";
    }
    return change_text(metric, *estimate.mean);
}

std::string change_text(const MetricDescriptor& metric, double change) {
    return grouped(shown(metric, change), decimals_for(metric, change), true) +
           (is_share(metric) ? " pts" : "");
}

std::string range_text(const MetricDescriptor& metric, const Estimate& estimate) {
    const auto range = range_of(estimate);
    if (!estimate.mean || !range || (range->low == 0.0 && range->high == 0.0)) {
        return "";
    }
    // Where the range holds zero its ends say how much it may be; the mean may be tiny.
    const double largest = std::max(std::abs(range->low), std::abs(range->high));
    const int decimals = decimals_for(metric, range->holds_zero() ? largest : *estimate.mean);
    return "(" + grouped(shown(metric, range->low), decimals, true) + " … " +
           grouped(shown(metric, range->high), decimals, true) + ")";
}

std::string half_width_text(const MetricDescriptor& metric, double half_width) {
    const int decimals = std::min(most_decimals, decimals_for(metric, half_width) + 1);
    return "±" + grouped(shown(metric, half_width), decimals, false) +
           (is_share(metric) ? " pts" : "");
}

std::vector<std::string> heading_of(const MetricDescriptor& metric) {
    std::string_view label = metric.label;
    if (label.empty()) {
        std::string words(metric.key);
        std::ranges::replace_if(
            words, [](char c) { return c == '_' || c == '.'; }, ' ');
        return wrapped(words, widest_heading);
    }
    std::vector<std::string> lines;
    while (!label.empty()) {
        const std::size_t bar = std::min(label.find('|'), label.size());
        lines.emplace_back(label.substr(0, bar));
        label.remove_prefix(std::min(bar + 1, label.size()));
    }
    return lines;
}

} // namespace afklar::detail
