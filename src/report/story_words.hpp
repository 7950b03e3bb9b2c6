#pragma once
/// The words of a trace: days, shares, levels, statuses and rules as a reader would say them.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/observe/story.hpp>
#include <afklar/policy/provision.hpp>
#include <afklar/report/language.hpp>

namespace afklar::detail {

/// Keeps two words on one line; an ordinary space once laid out by `hanging`.
inline constexpr char glue = '\x1f';

/// What the names of a pattern stand for.
using Fillings = std::vector<std::pair<const char*, std::string>>;

/// A pattern in a language with its names filled in.
[[nodiscard]] std::string filled(Language language, std::string_view pattern,
                                 const Fillings& fillings);

/// `11 May 2020`.
[[nodiscard]] std::string day_of(Language language, Date date);

/// `0.35` with so many decimals.
[[nodiscard]] std::string decimal(Language language, double value, int decimals);

/// `71 %`, on one line once laid out by `hanging`.
[[nodiscard]] std::string percent(Language language, double share);

/// `1 week`, `26 weeks`: a number with a unit of provisions.
[[nodiscard]] std::string counted(Language language, double number, std::string_view unit);

/// `activity ready` for `activity_ready`.
[[nodiscard]] std::string plain_words(std::string_view name);

/// `a, b and c`.
[[nodiscard]] std::string listed(Language language, const std::vector<std::string>& parts);

/// A value of a provision: `26 weeks`, `never`, `voluntary`.
[[nodiscard]] std::string value_words(Language language, Provision provision, double value);

// Texts to be translated.
[[nodiscard]] std::string_view level(double value);
[[nodiscard]] std::string_view health_word(double value);
[[nodiscard]] std::string_view plan_words(double value);
[[nodiscard]] std::string_view status_words(const StoryState& state);
[[nodiscard]] std::string_view gone_words(LeftCause cause);

/// Text in lines of at most `width`, the first after `head`, all others below its end.
[[nodiscard]] std::string hanging(std::string_view head, std::string_view text, std::size_t width);

} // namespace afklar::detail
