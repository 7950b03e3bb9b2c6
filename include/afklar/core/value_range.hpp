#pragma once
/// The values that a number can have at all.

#include <limits>

namespace afklar {

/// From `low` to `high`, both included; without bounds unless told.
struct ValueRange {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();

    [[nodiscard]] bool operator==(const ValueRange&) const = default;
};

/// Where shares lie.
inline constexpr ValueRange range_of_shares{0.0, 1.0};

/// Where the difference of two numbers of this range lies.
[[nodiscard]] constexpr ValueRange range_of_differences(const ValueRange& of) noexcept {
    return {of.low - of.high, of.high - of.low};
}

} // namespace afklar
