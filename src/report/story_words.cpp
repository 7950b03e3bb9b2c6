#include "report/story_words.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/args.h>
#include <fmt/format.h>

#include "report/phrases.hpp"
#include "report/text.hpp"

namespace afklar::detail {

std::string filled(Language language, std::string_view pattern, const Fillings& fillings) {
    fmt::dynamic_format_arg_store<fmt::format_context> store;
    for (const auto& [name, value] : fillings) {
        store.push_back(fmt::arg(name, value));
    }
    return fmt::vformat(translated(language, pattern), store);
}

std::string day_of(Language language, Date date) {
    const std::chrono::year_month_day day{date};
    const auto month = phrase::months[static_cast<unsigned>(day.month()) - 1];
    return filled(language, phrase::day,
                  {{"day", std::to_string(static_cast<unsigned>(day.day()))},
                   {"month", translated(language, month)},
                   {"year", std::to_string(static_cast<int>(day.year()))}});
}

std::string decimal(Language language, double value, int decimals) {
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (const std::size_t point = text.find('.'); point != std::string::npos) {
        text.replace(point, 1, translated(language, phrase::point));
    }
    return text;
}

std::string percent(Language language, double share) {
    const double hundredths = 100.0 * share;
    const auto say = [&](double number, int decimals) {
        std::string text =
            filled(language, phrase::share, {{"number", decimal(language, number, decimals)}});
        std::ranges::replace(text, ' ', glue);
        return text;
    };
    constexpr double least = 0.1;
    if (hundredths >= 99.95) {
        return say(100.0, 0);
    }
    if (hundredths >= 1.0) {
        return say(hundredths, 0);
    }
    return hundredths >= 0.095 ? say(hundredths, 1)
                               : filled(language, phrase::below, {{"share", say(least, 1)}});
}

std::string plain_words(std::string_view name) {
    std::string words{name};
    std::ranges::replace(words, '_', ' ');
    return words;
}

std::string listed(Language language, const std::vector<std::string>& parts) {
    const std::string last = translated(language, phrase::last_of_list);
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == parts.size() ? last : ", ") + parts[i];
    }
    return text;
}

namespace {

/// A number with as many decimals as it needs.
std::string number_words(Language language, double value) {
    std::string text = ten_digits(value);
    if (const std::size_t point = text.find('.'); point != std::string::npos) {
        text.replace(point, 1, translated(language, phrase::point));
    }
    return text;
}

std::string choices_words(Language language, const ProvisionDescriptor& d, double value) {
    if (d.kind == ValueKind::choice) {
        return translated(language, plain_words(d.choices[static_cast<std::size_t>(value)]));
    }
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < d.choices.size(); ++i) {
        if (((static_cast<unsigned>(value) >> i) & 1U) != 0) {
            parts.push_back(translated(language, plain_words(d.choices[i])));
        }
    }
    return listed(language, parts);
}

} // namespace

std::string counted(Language language, double number, std::string_view unit) {
    const auto found = std::ranges::find(phrase::counted, unit, &phrase::Counted::unit);
    if (found == std::end(phrase::counted)) {
        return number_words(language, number);
    }
    return filled(language, number == 1.0 ? found->one : found->many,
                  {{"n", number_words(language, number)}});
}

std::string value_words(Language language, Provision provision, double value) {
    const ProvisionDescriptor& d = describe(provision);
    if (value == 0.0 && !d.zero.empty()) {
        return translated(language, d.zero);
    }
    if (d.kind == ValueKind::choice || d.kind == ValueKind::choice_set) {
        return choices_words(language, d, value);
    }
    if (d.unit == "share" && value >= 0.0) {
        return percent(language, value);
    }
    return counted(language, value, d.unit);
}

std::string_view level(double value) {
    return phrase::levels[static_cast<std::size_t>(std::clamp(value, 0.0, 0.999) * 5.0)];
}

std::string_view health_word(double value) {
    return phrase::healths[static_cast<std::size_t>(
        std::lround(std::clamp(value, 0.0, 1.0) * 4.0))];
}

std::string_view plan_words(double value) {
    static_assert(std::size(phrase::plans) == count_of<Plan>);
    const auto place = static_cast<std::size_t>(std::max(0.0, value));
    return phrase::plans[std::min(place, count_of<Plan> - 1)];
}

std::string_view status_words(const StoryState& state) {
    static_assert(std::size(phrase::statuses) == count_of<Status>);
    return phrase::statuses[index_of(state.status)];
}

std::string_view gone_words(LeftCause cause) {
    switch (cause) {
    case LeftCause::death:
        return phrase::died;
    case LeftCause::pension_age:
        return phrase::pension_age;
    case LeftCause::moved:
        return phrase::moved_away;
    case LeftCause::none:
    case LeftCause::no_support:
    case LeftCause::recovered:
    case LeftCause::count_:
        break;
    }
    return phrase::left;
}

std::string hanging(std::string_view head, std::string_view text, std::size_t width) {
    const std::size_t indent = width_of(head);
    constexpr std::size_t no_limit = 1'000'000;
    std::string result{head};
    bool first = true;
    for (const std::string& line : wrapped(text, width > indent ? width - indent : no_limit)) {
        result += (first ? "" : std::string(indent, ' ')) + line + '\n';
        first = false;
    }
    std::ranges::replace(result, glue, ' ');
    return result;
}

} // namespace afklar::detail
