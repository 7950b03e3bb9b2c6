#include "report/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace afklar::detail {

std::string ten_digits(double value) { return fmt::format("{:.10g}", value == 0.0 ? 0.0 : value); }

std::string ten_digits(const std::optional<double>& value) {
    return value ? ten_digits(*value) : std::string();
}

std::string shortest(double value) { return fmt::format("{}", value == 0.0 ? 0.0 : value); }

std::string grouped(double value, int decimals, bool with_sign) {
    std::string digits = fmt::format("{:.{}f}", value < 0.0 ? -value : value, decimals);
    const bool zero = digits.find_first_not_of("0.") == std::string::npos;
    std::size_t at = std::min(digits.find('.'), digits.size());
    while (at > 3) {
        at -= 3;
        digits.insert(at, ",");
    }
    if (zero) {
        return digits;
    }
    return (value < 0.0 ? "−" : with_sign ? "+" : "") + digits;
}

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string to_right(std::string_view text, std::size_t width) {
    const std::size_t own = width_of(text);
    return std::string(width > own ? width - own : 0, ' ') + std::string(text);
}

std::string to_left(std::string_view text, std::size_t width) {
    const std::size_t own = width_of(text);
    return std::string(text) + std::string(width > own ? width - own : 0, ' ');
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    while (!text.empty()) {
        const std::size_t space = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, space);
        text.remove_prefix(std::min(space + 1, text.size()));
        if (!lines.back().empty() && width_of(lines.back()) + 1 + width_of(word) > width) {
            lines.emplace_back();
        }
        lines.back() += (lines.back().empty() ? "" : " ") + std::string(word);
    }
    return lines;
}

} // namespace afklar::detail
