#pragma once
/// One citizen's course in plain words: what happened, which rule asked for it and by what law, what the
/// chance was, and what came of it.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <afklar/experiment/course.hpp>
#include <afklar/report/language.hpp>

namespace afklar {

/// The sentence for one kind of event, with `{he}`, `{chance}`, `{weeks}` and the like to be filled in.
/// Several of one kind differ by `variant`: the whole number that the event's value is, or −1 for any.
struct StorySentence {
    Count what{};
    int variant = -1;
    std::string_view text; ///< empty: told together with another event
};

/// All sentences, in one table.
[[nodiscard]] std::span<const StorySentence> story_sentences() noexcept;

/// How the text is laid out, and in which language.
struct TraceOptions {
    std::size_t width = 100; ///< columns; 0: no limit
    Language language = Language::en;
};

/// What a trace is about.
struct TraceHeading {
    std::string_view title; ///< of the scenario
    std::string regime;
    CitizenId citizen = 0;
    int draw = 0;
    int replicate = 0;
};

/// The line above a trace; a shipped regime is told by its title.
[[nodiscard]] std::string heading_of(const TraceHeading& what, Language language);

/// The whole story. `regime` is the place in `ProjectionSpec::regimes`.
[[nodiscard]] std::string told(const Story& story, const ProjectionSpec& spec, std::size_t regime,
                               TraceOptions options = {});

/// Where two courses of one citizen part: the first event that differs in what, when, by which chance
/// or with what result. Empty: nowhere.
struct Parting {
    Week week = 0;
    std::size_t event = 0; ///< place in both lists; one of them may end there
};
[[nodiscard]] std::optional<Parting> parting_of(const Story& a, const Story& b);

/// Two stories: what they share, where and why they part, and how each goes on.
/// Errors: `Error` when they are about different citizens.
[[nodiscard]] std::string told_against(const Story& a, const Story& b, const ProjectionSpec& spec,
                                       std::size_t regime_a, std::size_t regime_b,
                                       TraceOptions options = {});

} // namespace afklar
