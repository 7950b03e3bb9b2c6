#include "report/story_laws.hpp"

#include <algorithm>

#include <afklar/catalogue/catalogue.hpp>
#include <afklar/catalogue/evidence.hpp>

#include "report/phrases.hpp"
#include "report/story_words.hpp"

namespace afklar::detail {

namespace {

/// Keeps a sign and its number on one line, and a day and its month: `§ 35`, `20. marts`, `20 March`.
std::string with_glue(std::string text) {
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
        const std::string_view before = std::string_view(text).substr(0, at);
        const bool sign =
            before.ends_with("§") || before.ends_with("stk.") || before.ends_with("nr.");
        const bool danish_day = at > 1 && text[at - 1] == '.' && digit(at - 2);
        const bool english_day = at > 0 && digit(at - 1) && at + 1 < text.size() &&
                                 text[at + 1] >= 'A' && text[at + 1] <= 'Z';
        if (sign || danish_day || english_day) {
            text[at] = glue;
        }
    }
    return text;
}

/// As whom the rules of a week saw the citizen.
const CitizenView& seen_in(const Story& story, Week week) {
    const auto found = std::ranges::find(story.weeks, week, &StoryWeek::week);
    return found == story.weeks.end() ? story.person : found->person;
}

} // namespace

std::string law_words(Language language, std::string_view source) {
    std::string text;
    std::string_view last;
    for (const EvidenceRow* row : evidence_in(source)) {
        const std::string_view law = row->at("legal_reference");
        if (!law.empty() && law == last) {
            text += ", " + row->id;
            continue;
        }
        text += text.empty() ? "" : "; ";
        text += law.empty() ? row->id : with_glue(translated(language, law)) + ", " + row->id;
        last = law;
    }
    const bool assumed = text.empty() || source.starts_with("assumption");
    const std::string assumption = assumed ? translated(language, phrase::assumption) : "";
    return assumption + (assumed && !text.empty() ? "; " : "") + text;
}

std::string regime_words(Language language, const std::string& name) {
    const Regime* shipped = find_regime(name);
    return translated(language, shipped == nullptr ? name : shipped->title);
}

LawWords StoryLaws::of(Provision provision, const Story& story, Week week) const {
    const auto mask = book_.selectors().mask_of(seen_in(story, week));
    const auto found =
        book_.authority(provision, book_.segment_of(week), story.person.region, mask);
    return {law_words(language_, found.source), title_of(found.by)};
}

std::string StoryLaws::title_of(std::string_view name) const {
    if (name.empty()) {
        return translated(language_, phrase::default_rule);
    }
    const auto words = [&](const auto& whole) {
        return whole.title.empty() ? whole.name : translated(language_, whole.title);
    };
    for (const TimelineEntry& entry : policy_.entries()) {
        if (entry.regime && entry.regime->name == name) {
            return words(*entry.regime);
        }
        const auto reform = std::ranges::find(entry.reforms, name, &Reform::name);
        if (reform != entry.reforms.end()) {
            return words(*reform);
        }
    }
    return std::string(name);
}

} // namespace afklar::detail
