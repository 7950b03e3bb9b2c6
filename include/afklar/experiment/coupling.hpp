#pragma once
/// Why shared luck helps a comparison little, where it does.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include <afklar/core/enum.hpp>
#include <afklar/experiment/estimates.hpp>

namespace afklar {

/// Why the variance ratio of a paired difference is low.
enum class Coupling : std::uint8_t {
    large_effect, ///< the regimes differ so much that their luck has little in common to cancel
    lost,         ///< they differ little, and yet the same draws no longer do the same in both
    count_
};
constexpr std::array<std::string_view, 2> names_of(Coupling) {
    return {"large effect", "lost coupling"};
}

/// Below this variance ratio a note says why.
inline constexpr double low_variance_ratio = 2.0;

/// Why the variance ratio of two regimes is below 2.
///
/// With variances by chance a², b² and d² (of the difference), within draws as in `variance_ratio`:
/// - large effect, when the difference is above 1.96 √(a² + b²), so that one run of each regime
///   without shared luck would show it (root mean square over draws of the mean of a draw); or when
///   (a − b)², which is left of d² even if luck is shared perfectly, is more than half of it;
/// - lost coupling otherwise.
///
/// Domain: empty when the ratio is 2 or more or not defined, and with one replicate, where chance
/// cannot be told from parameters.
/// Errors: `Error` if the shapes differ.
[[nodiscard]] std::optional<Coupling> coupling_of(const DrawMatrix& a, const DrawMatrix& b);

} // namespace afklar
