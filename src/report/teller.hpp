#pragma once
/// Tells one story in a language: its sentences, the rules behind them, and how the citizen is.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/experiment/layout.hpp>
#include <afklar/report/trace.hpp>
#include <afklar/scenario/scenario.hpp>

#include "report/phrases.hpp"
#include "report/story_laws.hpp"
#include "report/story_words.hpp"
#include "report/text.hpp"

namespace afklar::detail {

/// A provision at a value that was named in the text.
struct NamedRule {
    Provision provision{};
    double value = 0.0;
    LawWords law;

    bool operator==(const NamedRule&) const = default;
};

/// Which part of a story is told: events, and how he is in weeks, both without the last.
struct StoryPart {
    std::size_t event_from = 0;
    std::size_t event_to = 0;
    Week week_from = 0;
    Week week_to = 0;
};

/// he, him, his, He, His in a language.
[[nodiscard]] Fillings pronouns_of(Language language, Sex sex);

class Teller {
public:
    Teller(const Story& story, const ProjectionSpec& spec, std::size_t regime, TraceOptions options)
        : story_(story),
          laws_(spec.regimes.at(regime).policy, policy_weeks(spec), options.language),
          options_(options),
          origin_(policy_weeks(spec).origin),
          first_(spec.burn_in.value),
          pronouns_(pronouns_of(options.language, story.person.sex)) {}

    [[nodiscard]] std::string date(Week week) const {
        return day_of(options_.language, monday_of(origin_, week));
    }
    /// Who it is, in a sentence.
    [[nodiscard]] std::string person() const;
    /// How the story begins.
    [[nodiscard]] std::string beginning() const {
        const Week week = story_.weeks.empty() ? first_ : story_.weeks.front().week;
        return dated(week, how(story_.start));
    }
    [[nodiscard]] std::string tell(StoryPart part);
    /// The sentence of one event, with its rule; empty where it is told with another.
    [[nodiscard]] std::string sentence(std::size_t place);
    /// Every rule that was named, with what it is and who set it.
    [[nodiscard]] std::string named_rules() const;
    /// `health fair (0.35), …`.
    [[nodiscard]] std::string how(const StoryState& s) const;
    /// By what law a rule holds in a week.
    [[nodiscard]] LawWords law(Provision provision, Week week) const {
        return laws_.of(provision, story_, week);
    }
    [[nodiscard]] std::string dated(Week week, std::string_view text) const {
        constexpr std::size_t longest = 20;
        return hanging(to_left(date(week) + ":", longest), text, options_.width);
    }

private:
    [[nodiscard]] std::string say(std::string_view text) const {
        return translated(options_.language, text);
    }
    [[nodiscard]] std::string share(double value) const {
        return percent(options_.language, std::max(0.0, value));
    }
    [[nodiscard]] std::string weeks(double number) const {
        return counted(options_.language, number, "weeks");
    }
    /// A pattern filled in, pronouns too.
    [[nodiscard]] std::string fill(std::string_view pattern, Fillings more = {}) const {
        more.insert(more.end(), pronouns_.begin(), pronouns_.end());
        return filled(options_.language, pattern, more);
    }
    [[nodiscard]] const StoryEvent* following(std::size_t place, Count what) const;
    [[nodiscard]] std::string quarterly(std::size_t week) const;
    [[nodiscard]] std::string made_ready(std::size_t week);
    [[nodiscard]] std::string came(std::size_t place) const;
    [[nodiscard]] std::string outcome(std::size_t place) const;
    [[nodiscard]] std::string after_weeks(std::size_t place) const;
    [[nodiscard]] std::string gone(Week week) const;
    [[nodiscard]] std::string with_chance(const StoryEvent& event) const {
        return event.chance < 0.0 ? ""
                                  : fill(phrase::with_chance, {{"chance", share(event.chance)}});
    }
    [[nodiscard]] std::string reading(const StoryEvent& event) const;
    [[nodiscard]] std::string nothing_compulsory(Week week) const;
    [[nodiscard]] Fillings fillings(std::size_t place) const;
    [[nodiscard]] std::string clause(Week week, Provision provision);

    const Story& story_;
    StoryLaws laws_;
    TraceOptions options_;
    Date origin_;
    Week first_;
    Fillings pronouns_;
    std::vector<NamedRule> named_;
};

} // namespace afklar::detail
