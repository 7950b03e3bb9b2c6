#pragma once
/// The words of a trace: days, shares, levels, statuses and rules as a reader would say them.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/observe/story.hpp>
#include <afklar/policy/policy.hpp>

namespace afklar::detail {

/// `11 May 2020`.
[[nodiscard]] std::string day_of(Date date);

/// `71 %`, on one line once laid out by `hanging`.
[[nodiscard]] std::string percent(double share);

/// `activity ready` for `activity_ready`.
[[nodiscard]] std::string plain_words(std::string_view name);

/// `a, b and c`.
[[nodiscard]] std::string listed(const std::vector<std::string>& parts);

/// A level of trust or pressure.
[[nodiscard]] std::string_view level(double value);

/// Self-rated health; 0 is poor, 1 excellent. Source: E082 to E085.
[[nodiscard]] std::string_view health_word(double value);

/// What an assessment decided, by the place of the plan.
[[nodiscard]] std::string_view plan_words(double value);
[[nodiscard]] std::string_view status_words(const StoryState& state);
[[nodiscard]] std::string_view gone_words(LeftCause cause);

/// Text in lines of at most `width`, the first after `head`, all others below its end.
[[nodiscard]] std::string hanging(std::string_view head, std::string_view text, std::size_t width);

/// A week of a policy in a region, to look up who set what.
struct RuleMoment {
    const Policy& policy;
    Date origin{}; ///< Monday of week 0
    Week week = 0;
    Region region{};
};

/// By what authority a value holds: name of regime or reform, and its source; empty when unknown.
[[nodiscard]] std::string source_of(const RuleMoment& moment, Provision provision, double value);

} // namespace afklar::detail
