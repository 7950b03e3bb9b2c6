#include <afklar/core/calendar.hpp>

#include <array>
#include <cstdio>

#include <afklar/core/error.hpp>

namespace afklar {

std::string iso(Date day) {
    const std::chrono::year_month_day ymd{day};
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                  static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
    return text.data();
}

Date date(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                                          std::chrono::day{day}};
    if (!ymd.ok()) {
        throw Error("there is no day " + std::to_string(year) + "-" + std::to_string(month) + "-" +
                    std::to_string(day));
    }
    return Date{ymd};
}

Date monday(int year, unsigned month, unsigned day) {
    const Date result = date(year, month, day);
    if (!is_monday(result)) {
        throw Error(iso(result) + " is no Monday; the nearest is " + iso(nearest_monday(result)));
    }
    return result;
}

} // namespace afklar
