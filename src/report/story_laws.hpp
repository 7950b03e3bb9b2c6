#pragma once
/// By what law a rule holds for someone in a week, and who set it, in words.

#include <string>
#include <string_view>

#include <afklar/observe/story.hpp>
#include <afklar/policy/policy.hpp>
#include <afklar/report/language.hpp>

namespace afklar::detail {

/// A law and who set the rule by it; both in words.
struct LawWords {
    std::string law;
    std::string by;

    bool operator==(const LawWords&) const = default;
};

/// The laws behind the rules of one policy.
class StoryLaws {
public:
    /// Errors: those of `RuleBook`.
    StoryLaws(const Policy& policy, const PolicyWeeks& over, Language language)
        : policy_(policy), book_(policy, over), language_(language) {}

    /// Who asks for a provision in a week of a story, and by what law.
    [[nodiscard]] LawWords of(Provision provision, const Story& story, Week week) const;

private:
    [[nodiscard]] std::string title_of(std::string_view name) const;

    const Policy& policy_;
    RuleBook book_;
    Language language_;
};

/// The laws that a source names, each with its rows, and other rows by number: `LAS § 35, L018; S13`.
[[nodiscard]] std::string law_words(Language language, std::string_view source);

/// The title of a shipped regime; the name of a regime in a shipped scenario is translated, any other
/// stays as it is.
[[nodiscard]] std::string regime_words(Language language, const std::string& name);

} // namespace afklar::detail
