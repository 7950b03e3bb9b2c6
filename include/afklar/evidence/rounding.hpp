#pragma once
/// Rounding that keeps results equal where mathematical libraries differ in the last digits.

namespace afklar::detail {

/// Nearest number with nine significant decimal digits; the same on every machine.
/// Domain: zero, infinities and NaN come back as they are (negative zero as zero).
[[nodiscard]] double nine_digits(double value);

} // namespace afklar::detail
