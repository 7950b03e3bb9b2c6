#include <afklar/evidence/rounding.hpp>

#include <array>
#include <charconv>
#include <cmath>

namespace afklar::detail {

double nine_digits(double value) {
    if (!std::isfinite(value) || value == 0.0) {
        return value + 0.0;
    }
    constexpr int decimals = 8; // after the first digit
    std::array<char, 32> text{};
    const auto written = std::to_chars(text.data(), text.data() + text.size(), value,
                                       std::chars_format::scientific, decimals);
    double result = value;
    std::from_chars(text.data(), written.ptr, result);
    return result;
}

} // namespace afklar::detail
