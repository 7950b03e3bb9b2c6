#pragma once
/// Count, mean and spread of a few numbers.

#include <cmath>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

namespace afklar::detail {

/// Count, mean and sum of squares about the mean. Sums run from the first value, so equal values
/// have exactly no variance.
struct Moments {
    std::int64_t count = 0;
    double mean = 0.0;
    double squares = 0.0;

    [[nodiscard]] double variance() const { return squares / static_cast<double>(count - 1); }
};

[[nodiscard]] inline Moments moments(std::span<const double> values) {
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

} // namespace afklar::detail
