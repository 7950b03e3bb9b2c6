#include <afklar/report/trace.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/args.h>
#include <fmt/format.h>

#include <afklar/core/error.hpp>

#include "report/story_words.hpp"

namespace afklar {

namespace {

using namespace detail;

/// A provision at a value that was named in the text.
struct NamedRule {
    Provision provision{};
    double value = 0.0;
    std::string source; ///< who set it
};

/// Which part of a story is told: events, and how he is in weeks, both without the last.
struct Part {
    std::size_t event_from = 0;
    std::size_t event_to = 0;
    Week week_from = 0;
    Week week_to = 0;
};

class Teller {
public:
    Teller(const Story& story, const ProjectionSpec& spec, std::size_t regime, TraceOptions options)
        : story_(story),
          policy_(spec.regimes.at(regime).policy),
          width_(options.width),
          origin_(spec.start - std::chrono::days{7} * spec.burn_in.value),
          first_(spec.burn_in.value) {}

    [[nodiscard]] std::string date(Week week) const { return day_of(monday_of(origin_, week)); }

    /// Who it is, in a sentence.
    [[nodiscard]] std::string person() const {
        const CitizenView& who = story_.person;
        std::vector<std::string> barriers;
        for_each_value<Barrier>([&](Barrier barrier) {
            if (has(who.barriers, barrier)) {
                barriers.push_back(plain_words(name_of(barrier)));
            }
        });
        const int years = static_cast<int>(who.age_weeks / weeks_per_year_of_age);
        return fmt::format("A {} of {}, {}, with {}; job centre {}, {} region.", name_of(who.sex),
                           years, plain_words(name_of(who.target_group)),
                           barriers.empty() ? "no barrier besides unemployment" : listed(barriers),
                           who.job_centre, name_of(who.region));
    }

    /// How the story begins.
    [[nodiscard]] std::string beginning() const {
        const Week week = story_.weeks.empty() ? first_ : story_.weeks.front().week;
        return dated(week, how(story_.start));
    }

    [[nodiscard]] std::string tell(Part part) {
        std::string text;
        std::size_t event = part.event_from;
        for (std::size_t w = 0; w < story_.weeks.size(); ++w) {
            const StoryWeek& now = story_.weeks[w];
            const bool states = now.week >= part.week_from && now.week < part.week_to;
            std::string sentences;
            while (event < part.event_to && story_.events[event].week == now.week) {
                sentences += sentence(event);
                ++event;
            }
            if (states && w > 0 && now.state.stage == CaseStage::waiting_for_team &&
                story_.weeks[w - 1].state.stage != CaseStage::waiting_for_team) {
                sentences +=
                    fmt::format("{} case is ready for the rehabilitation team and waits for "
                                "its meeting{}. ",
                                pronouns().His, clause(now.week, {Provision::rehabilitation_team}));
            }
            constexpr Week quarter = 13;
            const bool last = w + 1 == story_.weeks.size();
            if (states && (last || (now.week - first_ + 1) % quarter == 0)) {
                sentences += how(now.state);
            }
            if (!sentences.empty()) {
                text += dated(now.week, sentences);
            }
        }
        return text;
    }

    /// The sentence of one event, with its rule; empty where it is told with another.
    [[nodiscard]] std::string sentence(std::size_t place) {
        const StoryEvent& event = story_.events[place];
        const std::string_view pattern = pattern_of(event);
        if (pattern.empty()) {
            return {};
        }
        std::string text = fmt::vformat(pattern, arguments(place));
        std::vector<Provision> rules;
        if (event.rule != Provision::count_) {
            rules.push_back(event.rule);
        }
        if (event.what == Count::invited && event.rule != Provision::timing) {
            rules.push_back(Provision::timing);
        }
        text.insert(text.size() - 1, clause(event.week, rules));
        if (event.what == Count::held) {
            text += outcome(place);
        }
        return text + " ";
    }

    /// Every rule that was named, with what it is and who set it.
    [[nodiscard]] std::string named_rules() const {
        std::string text;
        for (const NamedRule& rule : named_) {
            const ProvisionDescriptor& d = describe(rule.provision);
            text +=
                hanging("  ",
                        fmt::format("{} = {}. {} Law or evidence: {}.{}", d.key,
                                    in_words(rule.provision, rule.value), d.sentence, d.reference,
                                    rule.source.empty() ? "" : " Set by " + rule.source + "."),
                        width_);
        }
        return text.empty() ? text : "\nThe rules named above\n" + text;
    }

    /// `health fair (0.35), …`.
    [[nodiscard]] std::string how(const StoryState& s) const {
        if (s.status == Status::left) {
            return fmt::format("{} is no longer there.", pronouns().He);
        }
        std::string text = fmt::format(
            "How {} is: trust {} ({:.2f}), health {} ({:.2f}), pressure {} ({:.2f}); {}",
            pronouns().he, level(s.trust), s.trust, health_word(s.health), s.health,
            level(s.pressure), s.pressure, status_words(s));
        if (s.status == Status::on_benefit || s.status == Status::development_flex_job) {
            text += fmt::format(" for {} weeks, {} since the last conversation", s.weeks_on_benefit,
                                s.weeks_silent);
        }
        return text + ".";
    }

    [[nodiscard]] std::string dated(Week week, std::string_view text) const {
        return hanging(fmt::format("{:<19}", date(week) + ":"), text, width_);
    }
    [[nodiscard]] std::size_t width() const noexcept { return width_; }

private:
    struct Pronouns {
        std::string_view he;
        std::string_view him;
        std::string_view his;
        std::string_view He;
        std::string_view His;
    };
    [[nodiscard]] Pronouns pronouns() const noexcept {
        return story_.person.sex == Sex::man ? Pronouns{"he", "him", "his", "He", "His"}
                                             : Pronouns{"she", "her", "her", "She", "Her"};
    }
    [[nodiscard]] static std::string_view pattern_of(const StoryEvent& event) {
        const int variant = static_cast<int>(event.value);
        for (const StorySentence& s : story_sentences()) {
            if (s.what == event.what && (s.variant < 0 || s.variant == variant)) {
                return s.text;
            }
        }
        return {};
    }

    /// The following event of a kind in the same week; null when there is none.
    [[nodiscard]] const StoryEvent* following(std::size_t place, Count what) const {
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

    [[nodiscard]] std::string came(std::size_t place) const {
        const Pronouns p = pronouns();
        if (following(place, Count::held_in_person) != nullptr) {
            return fmt::format("{} came to the job centre", p.He);
        }
        if (following(place, Count::held_video) != nullptr) {
            return fmt::format("The caseworker called on the screen and {} answered", p.he);
        }
        return fmt::format("The caseworker rang and {} answered", p.he);
    }

    /// What a conversation did to trust.
    [[nodiscard]] std::string outcome(std::size_t place) const {
        const StoryEvent* after = following(place, Count::held_by_centre);
        if (after == nullptr) {
            after = following(place, Count::held_by_citizen);
        }
        constexpr double visible = 0.005;
        const double before = story_.events[place].after.trust;
        if (after == nullptr || std::abs(after->after.trust - before) < visible) {
            return {};
        }
        return fmt::format(" {} trust went from {:.2f} to {:.2f}.", pronouns().His, before,
                           after->after.trust);
    }

    [[nodiscard]] std::string after_weeks(std::size_t place) const {
        const bool heard = story_.events[place].what == Count::team_heard;
        const StoryEvent* waited =
            following(place, heard ? Count::team_wait_weeks : Count::assessed_weeks_open);
        if (waited == nullptr) {
            return {};
        }
        return heard ? fmt::format(" after {:.0f} weeks in the queue", waited->value)
                     : fmt::format(" {:.0f} weeks after the case was opened", waited->value);
    }

    [[nodiscard]] std::string gone(Week week) const {
        for (const StoryWeek& w : story_.weeks) {
            if (w.week == week) {
                return std::string(gone_words(w.state.left_cause));
            }
        }
        return "left";
    }

    [[nodiscard]] const fmt::dynamic_format_arg_store<fmt::format_context>& arguments(
        std::size_t place) {
        const StoryEvent& event = story_.events[place];
        const Pronouns p = pronouns();
        const RuleSet* rules = story_.rules_in(event.week);
        const bool voluntary =
            rules != nullptr &&
            rules->choice<Participation>(Provision::participation) == Participation::voluntary;
        store_.clear();
        const auto put = [&](const char* name, std::string value) {
            store_.push_back(fmt::arg(name, std::move(value)));
        };
        put("he", std::string(p.he));
        put("him", std::string(p.him));
        put("his", std::string(p.his));
        put("He", std::string(p.He));
        put("His", std::string(p.His));
        put("chance", percent(std::max(0.0, event.chance)));
        put("with_chance", event.chance < 0.0 ? "" : "; the chance was " + percent(event.chance));
        put("value", fmt::format("{:.0f}", event.value));
        put("share", percent(std::max(0.0, event.value)));
        put("reading", event.value == 0.0
                           ? ""
                           : fmt::format(", reckoning with {:.0f} hours a week at first sight",
                                         std::clamp(event.value, 0.0, 37.0)));
        put("plan", std::string(plan_words(event.value)));
        put("Came", came(place));
        put("after_weeks", after_weeks(place));
        put("gone", gone(event.week));
        put("nothing_compulsory", voluntary ? "; nothing was compulsory" : "");
        return store_;
    }

    /// ` (invitation: personal, S10, S11)`, and notes the rules for the list at the end.
    [[nodiscard]] std::string clause(Week week, const std::vector<Provision>& provisions) {
        const RuleSet* rules = story_.rules_in(week);
        std::string text;
        for (const Provision provision : provisions) {
            if (rules == nullptr) {
                break;
            }
            note(week, provision, rules->number(provision));
            const ProvisionDescriptor& d = describe(provision);
            std::string reference{d.reference};
            std::ranges::replace(reference, ';', ',');
            text += fmt::format("{}{}: {}, {}", text.empty() ? " (" : "; ", plain_words(d.key),
                                in_words(provision, rules->number(provision)), reference);
        }
        return text.empty() ? text : text + ")";
    }

    void note(Week week, Provision provision, double value) {
        std::string source =
            source_of({policy_, origin_, week, story_.person.region}, provision, value);
        const bool known = std::ranges::any_of(named_, [&](const NamedRule& rule) {
            return rule.provision == provision && rule.value == value && rule.source == source;
        });
        if (!known) {
            named_.push_back({provision, value, std::move(source)});
        }
    }

    const Story& story_;
    const Policy& policy_;
    std::size_t width_;
    Date origin_;
    Week first_;
    std::vector<NamedRule> named_;
    fmt::dynamic_format_arg_store<fmt::format_context> store_;
};

Week past_the_end(const Story& story) {
    return story.weeks.empty() ? 0 : story.weeks.back().week + 1;
}

std::string the_rest(const Story& story, const Parting& from, Teller& teller) {
    const std::string text = teller.tell({std::min(from.event, story.events.size()),
                                          story.events.size(), from.week, past_the_end(story)});
    return (text.empty() ? "Nothing more happened.\n" : text) + teller.named_rules();
}

/// The rules that differ for the citizen in a week, a line each.
std::string differing(const Story& a, const Story& b, Week week, std::size_t width) {
    const RuleSet* one = a.rules_in(week);
    const RuleSet* other = b.rules_in(week);
    std::string text;
    for (const ProvisionDescriptor& d : provisions()) {
        const double x = one != nullptr ? one->number(d.provision) : d.neutral;
        const double y = other != nullptr ? other->number(d.provision) : d.neutral;
        if (x != y) {
            text += hanging("  ",
                            fmt::format("{}: {} against {} ({})", plain_words(d.key),
                                        in_words(d.provision, x), in_words(d.provision, y),
                                        d.reference),
                            width);
        }
    }
    return text;
}

} // namespace

std::string told(const Story& story, const ProjectionSpec& spec, std::size_t regime,
                 TraceOptions options) {
    Teller teller(story, spec, regime, options);
    std::string text = hanging("", teller.person(), options.width) + "\n" + teller.beginning();
    text += teller.tell({0, story.events.size(), 0, past_the_end(story)});
    if (story.events.empty()) {
        text += "Nothing happened in these weeks.\n";
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
    Teller teller_a(a, spec, regime_a, options);
    Teller teller_b(b, spec, regime_b, options);
    const std::string& name_a = spec.regimes[regime_a].name;
    const std::string& name_b = spec.regimes[regime_b].name;
    const std::optional<Parting> parting = parting_of(a, b);
    std::string text = hanging("", teller_a.person(), options.width) + "\n" + teller_a.beginning();
    if (!parting) {
        return text + teller_a.tell({0, a.events.size(), 0, past_the_end(a)}) +
               hanging("",
                       fmt::format("Nothing that happened differs between '{}' and '{}'.", name_a,
                                   name_b),
                       options.width) +
               teller_a.named_rules();
    }
    text += teller_a.tell({0, parting->event, 0, parting->week});

    const auto first = [&](const Story& story, Teller& teller) {
        if (parting->event >= story.events.size() ||
            story.events[parting->event].week != parting->week) {
            return std::string("nothing of the kind that week.");
        }
        const std::string sentence = teller.sentence(parting->event);
        return sentence.empty() ? std::string("the same in another form.") : sentence;
    };
    text += "\nHere the courses part: the week of " + teller_a.date(parting->week) + "\n";
    text += hanging("  " + name_a + ": ", first(a, teller_a), options.width);
    text += hanging("  " + name_b + ": ", first(b, teller_b), options.width);
    const std::string rules = differing(a, b, parting->week, options.width);
    text +=
        rules.empty()
            ? hanging(
                  "",
                  "The rules of that week are the same for both. What differs has come down "
                  "from earlier weeks, or from others at the job centre: staff, queues, places.",
                  options.width)
            : fmt::format("Rules that differ that week, {} against {}:\n", name_a, name_b) + rules;
    text += "\nUnder " + name_a + "\n" + the_rest(a, *parting, teller_a);
    text += "\nUnder " + name_b + "\n" + the_rest(b, *parting, teller_b);
    return text;
}

} // namespace afklar
