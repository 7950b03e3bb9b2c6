#pragma once
/// Numbers and widths as every file and table of ours writes them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace afklar::detail {

/// Ten significant digits; zero has no sign.
[[nodiscard]] std::string ten_digits(double value);
[[nodiscard]] std::string ten_digits(const std::optional<double>& value);

/// The shortest text that reads back as the same number.
[[nodiscard]] std::string shortest(double value);

/// `-1234.5` with one decimal is `−1,234.5`; with a sign, `+` too.
[[nodiscard]] std::string grouped(double value, int decimals, bool with_sign);

/// Columns that a UTF-8 text takes, one for each character.
[[nodiscard]] std::size_t width_of(std::string_view text);

/// The text with spaces before or after it.
[[nodiscard]] std::string to_right(std::string_view text, std::size_t width);
[[nodiscard]] std::string to_left(std::string_view text, std::size_t width);

/// Lines of at most a width, broken at spaces; a longer word stays whole.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

} // namespace afklar::detail
