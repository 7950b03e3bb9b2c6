#include <afklar/report/trace.hpp>

#include <algorithm>
#include <optional>
#include <utility>

#include <afklar/core/error.hpp>

#include "report/teller.hpp"

namespace afklar {

namespace {

using namespace detail;

Week past_the_end(const Story& story) {
    return story.weeks.empty() ? 0 : story.weeks.back().week + 1;
}

/// Two stories under two regimes.
class Pair {
public:
    struct Side {
        const Story& story;
        std::string regime;
        Teller teller;
    };
    Pair(Side a, Side b, TraceOptions options)
        : a_(std::move(a)), b_(std::move(b)), options_(options) {}

    [[nodiscard]] std::string text();

private:
    [[nodiscard]] std::string say(std::string_view phrase) const {
        return translated(options_.language, phrase);
    }
    [[nodiscard]] std::string laid(std::string_view head, std::string_view text) const {
        return hanging(head, text, options_.width);
    }
    [[nodiscard]] std::string first(Side& side, const Parting& parting) const;
    [[nodiscard]] std::string differing(Week week) const;
    [[nodiscard]] std::string rules(Week week) const;
    [[nodiscard]] std::string the_rest(Side& side, const Parting& from) const;

    Side a_;
    Side b_;
    TraceOptions options_;
};

std::string Pair::first(Side& side, const Parting& parting) const {
    const auto& events = side.story.events;
    if (parting.event >= events.size() || events[parting.event].week != parting.week) {
        return say(phrase::nothing_that_week);
    }
    const std::string sentence = side.teller.sentence(parting.event);
    return sentence.empty() ? say(phrase::another_form) : sentence;
}

/// The rules that differ for the citizen in a week, a line each.
std::string Pair::differing(Week week) const {
    const RuleSet* one = a_.story.rules_in(week);
    const RuleSet* other = b_.story.rules_in(week);
    std::string text;
    for (const ProvisionDescriptor& d : provisions()) {
        const double x = one != nullptr ? one->number(d.provision) : d.neutral;
        const double y = other != nullptr ? other->number(d.provision) : d.neutral;
        if (x != y) {
            text += laid("  ", filled(options_.language, phrase::against,
                                      {{"rule", say(plain_words(d.key))},
                                       {"x", value_words(options_.language, d.provision, x)},
                                       {"law_x", a_.teller.law(d.provision, week).law},
                                       {"y", value_words(options_.language, d.provision, y)},
                                       {"law_y", b_.teller.law(d.provision, week).law}}));
        }
    }
    return text;
}

std::string Pair::rules(Week week) const {
    const std::string differ = differing(week);
    if (differ.empty()) {
        return laid("", say(phrase::rules_the_same));
    }
    return laid("", filled(options_.language, phrase::rules_differ,
                           {{"a", a_.regime}, {"b", b_.regime}})) +
           differ;
}

std::string Pair::the_rest(Side& side, const Parting& from) const {
    const Story& story = side.story;
    const std::string text =
        side.teller.tell({std::min(from.event, story.events.size()), story.events.size(), from.week,
                          past_the_end(story)});
    return "\n" + filled(options_.language, phrase::under, {{"regime", side.regime}}) + "\n" +
           (text.empty() ? say(phrase::nothing_more) + "\n" : text) + side.teller.named_rules();
}

std::string Pair::text() {
    const std::optional<Parting> parting = parting_of(a_.story, b_.story);
    std::string text = laid("", a_.teller.person()) + "\n" + a_.teller.beginning();
    if (!parting) {
        return text + a_.teller.tell({0, a_.story.events.size(), 0, past_the_end(a_.story)}) +
               laid("", filled(options_.language, phrase::never_parts,
                               {{"a", a_.regime}, {"b", b_.regime}})) +
               a_.teller.named_rules();
    }
    text += a_.teller.tell({0, parting->event, 0, parting->week});
    text += "\n" +
            filled(options_.language, phrase::parts, {{"day", a_.teller.date(parting->week)}}) +
            "\n";
    text += laid("  ", a_.regime + ": " + first(a_, *parting));
    text += laid("  ", b_.regime + ": " + first(b_, *parting));
    return text + rules(parting->week) + the_rest(a_, *parting) + the_rest(b_, *parting);
}

} // namespace

std::string heading_of(const TraceHeading& what, Language language) {
    return filled(language, phrase::heading,
                  {{"title", translated(language, what.title)},
                   {"citizen", std::to_string(what.citizen)},
                   {"regime", regime_words(language, what.regime)},
                   {"draw", std::to_string(what.draw)},
                   {"replicate", std::to_string(what.replicate)}});
}

std::string told(const Story& story, const ProjectionSpec& spec, std::size_t regime,
                 TraceOptions options) {
    Teller teller(story, spec, regime, options);
    std::string text = hanging("", teller.person(), options.width) + "\n" + teller.beginning();
    text += teller.tell({0, story.events.size(), 0, past_the_end(story)});
    if (story.events.empty()) {
        text += translated(options.language, phrase::nothing_happened) + "\n";
    }
    return text + teller.named_rules();
}

std::optional<Parting> parting_of(const Story& a, const Story& b) {
    const auto same = [](const StoryEvent& x, const StoryEvent& y) {
        return x.week == y.week && x.what == y.what && x.chance == y.chance && x.value == y.value;
    };
    const auto [in_a, in_b] = std::ranges::mismatch(a.events, b.events, same);
    const bool end_a = in_a == a.events.end();
    const bool end_b = in_b == b.events.end();
    if (end_a && end_b) {
        return std::nullopt;
    }
    const Week week = end_a ? in_b->week : end_b ? in_a->week : std::min(in_a->week, in_b->week);
    return Parting{week, static_cast<std::size_t>(in_a - a.events.begin())};
}

std::string told_against(const Story& a, const Story& b, const ProjectionSpec& spec,
                         std::size_t regime_a, std::size_t regime_b, TraceOptions options) {
    if (a.who != b.who) {
        throw Error("two courses of different citizens cannot be told against each other");
    }
    const auto side = [&](const Story& story, std::size_t regime) {
        return Pair::Side{story, regime_words(options.language, spec.regimes.at(regime).name),
                          Teller(story, spec, regime, options)};
    };
    return Pair(side(a, regime_a), side(b, regime_b), options).text();
}

} // namespace afklar
