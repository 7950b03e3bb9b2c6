#include <afklar/report/trace.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

#include <afklar/core/error.hpp>
#include <afklar/scenario/scenario.hpp>

#include "report/phrases.hpp"
#include "report/story_laws.hpp"
#include "report/story_words.hpp"
#include "report/text.hpp"

namespace afklar {

namespace {

using namespace detail;

/// A provision at a value that was named in the text.
struct NamedRule {
    Provision provision{};
    double value = 0.0;
    LawWords law;

    bool operator==(const NamedRule&) const = default;
};

/// Which part of a story is told: events, and how he is in weeks, both without the last.
struct Part {
    std::size_t event_from = 0;
    std::size_t event_to = 0;
    Week week_from = 0;
    Week week_to = 0;
};

/// he, him, his, He, His in a language.
Fillings pronouns_of(Language language, Sex sex) {
    std::istringstream words(translated(language, sex == Sex::man ? phrase::man : phrase::woman));
    Fillings result;
    for (const char* name : {"he", "him", "his", "He", "His"}) {
        result.emplace_back(name, "");
        words >> result.back().second;
    }
    return result;
}

std::string_view pattern_of(const StoryEvent& event) {
    const int variant = static_cast<int>(event.value);
    for (const StorySentence& s : story_sentences()) {
        if (s.what == event.what && (s.variant < 0 || s.variant == variant)) {
            return s.text;
        }
    }
    return {};
}

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
    [[nodiscard]] std::string tell(Part part);
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

std::string Teller::person() const {
    const CitizenView& who = story_.person;
    std::vector<std::string> barriers;
    for_each_value<Barrier>([&](Barrier barrier) {
        if (has(who.barriers, barrier)) {
            barriers.push_back(say(plain_words(name_of(barrier))));
        }
    });
    const std::string with =
        barriers.empty()
            ? say(phrase::no_barrier)
            : fill(phrase::barriers, {{"barriers", listed(options_.language, barriers)}});
    const int years = static_cast<int>(who.age_weeks / weeks_per_year_of_age);
    return fill(phrase::person, {{"sex", say(name_of(who.sex))},
                                 {"age", std::to_string(years)},
                                 {"group", say(plain_words(name_of(who.target_group)))},
                                 {"barriers", with},
                                 {"centre", std::to_string(who.job_centre)},
                                 {"region", say(name_of(who.region))}});
}

std::string Teller::tell(Part part) {
    std::string text;
    std::size_t event = part.event_from;
    for (std::size_t w = 0; w < story_.weeks.size(); ++w) {
        const Week now = story_.weeks[w].week;
        std::string sentences;
        while (event < part.event_to && story_.events[event].week == now) {
            sentences += sentence(event);
            ++event;
        }
        if (now >= part.week_from && now < part.week_to) {
            sentences += made_ready(w) + quarterly(w);
        }
        if (!sentences.empty()) {
            text += dated(now, sentences);
        }
    }
    return text;
}

/// That the case waits for the team from this week on; empty when it does not.
std::string Teller::made_ready(std::size_t week) {
    const auto waits = [&](std::size_t w) {
        return story_.weeks[w].state.stage == CaseStage::waiting_for_team;
    };
    if (week == 0 || !waits(week) || waits(week - 1)) {
        return {};
    }
    const Week now = story_.weeks[week].week;
    return fill(phrase::ready, {{"rule", clause(now, Provision::rehabilitation_team)}}) + " ";
}

/// How he is at the end of a quarter and of the story.
std::string Teller::quarterly(std::size_t week) const {
    constexpr Week quarter = 13;
    const StoryWeek& now = story_.weeks[week];
    const bool last = week + 1 == story_.weeks.size();
    return last || (now.week - first_ + 1) % quarter == 0 ? how(now.state) : std::string();
}

std::string Teller::sentence(std::size_t place) {
    const StoryEvent& event = story_.events[place];
    const std::string_view pattern = pattern_of(event);
    if (pattern.empty()) {
        return {};
    }
    std::string text = fill(pattern, fillings(place));
    std::string rules;
    if (event.what == Count::invited) {
        rules = clause(event.week, Provision::invitation);
    }
    const bool said = event.what == Count::invited && event.rule == Provision::invitation;
    rules += clause(event.week, said ? Provision::timing : event.rule);
    text.insert(text.size() - 1, rules);
    if (event.what == Count::held) {
        text += outcome(place);
    }
    if (event.what == Count::attempts && following(place, Count::sanction) == nullptr) {
        text += say(phrase::no_sanction);
    }
    return text + " ";
}

std::string Teller::named_rules() const {
    std::string text;
    for (const NamedRule& rule : named_) {
        const ProvisionDescriptor& d = describe(rule.provision);
        text += hanging("  ",
                        fill(phrase::rule_named,
                             {{"rule", say(plain_words(d.key))},
                              {"value", value_words(options_.language, rule.provision, rule.value)},
                              {"sentence", say(d.sentence)},
                              {"law", rule.law.law},
                              {"by", rule.law.by}}),
                        options_.width);
    }
    return text.empty() ? text : "\n" + say(phrase::rules_named) + "\n" + text;
}

std::string Teller::how(const StoryState& s) const {
    if (s.status == Status::left) {
        return fill(phrase::no_longer_there);
    }
    const auto number = [&](double value) { return decimal(options_.language, value, 2); };
    const bool waits = s.status == Status::on_benefit || s.status == Status::development_flex_job;
    const std::string so_far = waits ? fill(phrase::so_far, {{"weeks", weeks(s.weeks_on_benefit)},
                                                             {"silent", weeks(s.weeks_silent)}})
                                     : "";
    return fill(phrase::how, {{"trust", say(level(s.trust))},
                              {"t", number(s.trust)},
                              {"health", say(health_word(s.health))},
                              {"h", number(s.health)},
                              {"pressure", say(level(s.pressure))},
                              {"p", number(s.pressure)},
                              {"status", say(status_words(s))},
                              {"so_far", so_far}});
}

/// The following event of a kind in the same week; null when there is none.
const StoryEvent* Teller::following(std::size_t place, Count what) const {
    for (std::size_t k = place + 1; k < story_.events.size(); ++k) {
        if (story_.events[k].week != story_.events[place].week) {
            break;
        }
        if (story_.events[k].what == what) {
            return &story_.events[k];
        }
    }
    return nullptr;
}

std::string Teller::came(std::size_t place) const {
    if (following(place, Count::held_in_person) != nullptr) {
        return fill(phrase::came_in_person);
    }
    if (following(place, Count::held_phone) != nullptr) {
        return fill(phrase::came_by_phone);
    }
    const bool video = following(place, Count::held_video) != nullptr;
    return fill(video ? phrase::came_by_video : phrase::came_somehow);
}

/// What a conversation did to trust.
std::string Teller::outcome(std::size_t place) const {
    const StoryEvent* after = following(place, Count::held_by_centre);
    if (after == nullptr) {
        after = following(place, Count::held_by_citizen);
    }
    constexpr double visible = 0.005;
    const double before = story_.events[place].after.trust;
    if (after == nullptr || std::abs(after->after.trust - before) < visible) {
        return {};
    }
    return fill(phrase::trust_moved,
                {{"before", decimal(options_.language, before, 2)},
                 {"after", decimal(options_.language, after->after.trust, 2)}});
}

std::string Teller::after_weeks(std::size_t place) const {
    const bool heard = story_.events[place].what == Count::team_heard;
    const StoryEvent* waited =
        following(place, heard ? Count::team_wait_weeks : Count::assessed_weeks_open);
    if (waited == nullptr) {
        return {};
    }
    return fill(heard ? phrase::in_the_queue : phrase::after_opening,
                {{"weeks", weeks(waited->value)}});
}

std::string Teller::gone(Week week) const {
    const auto found = std::ranges::find(story_.weeks, week, &StoryWeek::week);
    return say(gone_words(found == story_.weeks.end() ? LeftCause::none : found->state.left_cause));
}

std::string Teller::reading(const StoryEvent& event) const {
    constexpr double full_time = 37.0;
    const double hours = std::round(std::clamp(event.value, 0.0, full_time));
    return event.value == 0.0
               ? std::string()
               : fill(phrase::reading,
                      {{"hours", counted(options_.language, hours, "hours a week")}});
}

std::string Teller::nothing_compulsory(Week week) const {
    const RuleSet* rules = story_.rules_in(week);
    const bool voluntary =
        rules != nullptr &&
        rules->choice<Participation>(Provision::participation) == Participation::voluntary;
    return voluntary ? say(phrase::nothing_compulsory) : std::string();
}

Fillings Teller::fillings(std::size_t place) const {
    const StoryEvent& event = story_.events[place];
    return {{"chance", share(event.chance)},
            {"with_chance", with_chance(event)},
            {"weeks", weeks(std::round(event.value))},
            {"share", share(event.value)},
            {"reading", reading(event)},
            {"plan", say(plan_words(event.value))},
            {"Came", came(place)},
            {"after_weeks", after_weeks(place)},
            {"gone", gone(event.week)},
            {"nothing_compulsory", nothing_compulsory(event.week)}};
}

/// ` (invitation: personal; S10; S11)`, and notes the rule for the list at the end.
std::string Teller::clause(Week week, Provision provision) {
    const RuleSet* rules = story_.rules_in(week);
    if (rules == nullptr || provision == Provision::count_) {
        return {};
    }
    const NamedRule rule{provision, rules->number(provision), law(provision, week)};
    if (std::ranges::find(named_, rule) == named_.end()) {
        named_.push_back(rule);
    }
    return fill(phrase::clause, {{"rule", say(plain_words(describe(provision).key))},
                                 {"value", value_words(options_.language, provision, rule.value)},
                                 {"law", rule.law.law}});
}

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
