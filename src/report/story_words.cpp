#include "report/story_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "report/text.hpp"

namespace afklar::detail {

namespace {

/// Keeps two words on one line; an ordinary space once lines are laid out.
constexpr char glue = '\x1f';

} // namespace

std::string day_of(Date date) {
    static constexpr std::array<std::string_view, 12> months{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    const std::chrono::year_month_day day{date};
    return fmt::format("{} {} {}", static_cast<unsigned>(day.day()),
                       months[static_cast<unsigned>(day.month()) - 1],
                       static_cast<int>(day.year()));
}

std::string percent(double share) {
    const double hundredths = 100.0 * share;
    if (hundredths >= 99.95) {
        return fmt::format("100{}%", glue);
    }
    if (hundredths >= 1.0) {
        return fmt::format("{:.0f}{}%", hundredths, glue);
    }
    return hundredths >= 0.095 ? fmt::format("{:.1f}{}%", hundredths, glue)
                               : fmt::format("below 0.1{}%", glue);
}

std::string plain_words(std::string_view name) {
    std::string words{name};
    std::ranges::replace(words, '_', ' ');
    return words;
}

std::string listed(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    }
    return text;
}

std::string_view level(double value) {
    constexpr std::array<std::string_view, 5> words{"very low", "low", "middling", "high",
                                                    "very high"};
    return words[static_cast<std::size_t>(std::clamp(value, 0.0, 0.999) * 5.0)];
}

std::string_view health_word(double value) {
    constexpr std::array<std::string_view, 5> words{"poor", "fair", "good", "very good",
                                                    "excellent"};
    return words[static_cast<std::size_t>(std::lround(std::clamp(value, 0.0, 1.0) * 4.0))];
}

std::string_view plan_words(double value) {
    static constexpr EnumArray<Plan, std::string_view> words{
        {"a plan directed at a job", "a plan directed at a job", "the cross-disciplinary unit",
         "vocational rehabilitation", "a flex job", "a resource programme",
         "a disability pension"}};
    const auto place = static_cast<std::size_t>(std::max(0.0, value));
    return words[static_cast<Plan>(std::min(place, count_of<Plan> - 1))];
}

std::string_view status_words(const StoryState& state) {
    static constexpr EnumArray<Status, std::string_view> words{
        {"on benefit", "in a job", "in education", "in vocational rehabilitation",
         "in a resource programme", "in a development flex job", "in a flex job",
         "waiting for a flex job", "in a job clarification course", "on disability pension",
         "no longer there"}};
    return words[state.status];
}

std::string_view gone_words(LeftCause cause) {
    switch (cause) {
    case LeftCause::death:
        return "died";
    case LeftCause::pension_age:
        return "reached pension age";
    case LeftCause::moved:
        return "moved away";
    case LeftCause::none:
    case LeftCause::no_support:
    case LeftCause::recovered:
    case LeftCause::count_:
        break;
    }
    return "left";
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

std::string source_of(const RuleMoment& moment, Provision provision, double value) {
    std::string by_regime;
    std::string by_reform;
    Week latest = 0;
    const auto look = [&](const std::vector<Setting>& settings, const std::string& name,
                          std::string& into) {
        for (const Setting& setting : settings) {
            if (setting.provision == provision && setting.value == value) {
                into = name + ": " + setting.source;
            }
        }
    };
    for (const TimelineEntry& entry : moment.policy.entries()) {
        const Week from = entry.from ? week_of_rule(moment.origin, *entry.from) : Week{0};
        if (!holds_region(entry.regions, moment.region) || from > moment.week ||
            (entry.to && week_of_rule(moment.origin, *entry.to) <= moment.week)) {
            continue;
        }
        if (entry.regime && (by_regime.empty() || from >= latest)) {
            by_regime.clear();
            look(entry.regime->settings, entry.regime->name, by_regime);
            latest = from;
        }
        for (const Reform& reform : entry.reforms) {
            look(reform.settings, reform.name, by_reform);
        }
    }
    return by_reform.empty() ? by_regime : by_reform;
}

} // namespace afklar::detail
