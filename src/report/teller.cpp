#include "report/teller.hpp"

#include <cmath>
#include <sstream>

namespace afklar::detail {

Fillings pronouns_of(Language language, Sex sex) {
    std::istringstream words(translated(language, sex == Sex::man ? phrase::man : phrase::woman));
    Fillings result;
    for (const char* name : {"he", "him", "his", "He", "His"}) {
        result.emplace_back(name, "");
        words >> result.back().second;
    }
    return result;
}

namespace {

std::string_view pattern_of(const StoryEvent& event) {
    const int variant = static_cast<int>(event.value);
    for (const StorySentence& s : story_sentences()) {
        if (s.what == event.what && (s.variant < 0 || s.variant == variant)) {
            return s.text;
        }
    }
    return {};
}

} // namespace

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

std::string Teller::tell(StoryPart part) {
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

} // namespace afklar::detail
