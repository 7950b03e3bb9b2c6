#include <afklar/report/language.hpp>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <afklar/core/error.hpp>
#include <afklar/policy/provision.hpp>
#include <afklar/report/trace.hpp>
#include <afklar/scenario/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace afklar;

namespace {

/// The names in braces.
std::multiset<std::string> names_in(const std::string& text) {
    static const std::regex name("\\{[^}]*\\}");
    std::multiset<std::string> names;
    for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) {
        names.insert(at->str());
    }
    return names;
}

/// Letters and digits between anything else; bytes of æ, ø and å count as letters.
std::set<std::string> words_in(const std::string& text) {
    static const std::regex word("[A-Za-z0-9\\x80-\\xff]+");
    std::set<std::string> words;
    for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at) {
        words.insert(at->str());
    }
    return words;
}

/// English words that are no Danish ones.
const std::set<std::string> english_words{"the",         "The",      "and",
                                          "was",         "with",     "from",
                                          "week",        "weeks",    "of",
                                          "is",          "his",      "him",
                                          "he",          "He",       "His",
                                          "she",         "her",      "She",
                                          "by",          "By",       "not",
                                          "did",         "which",    "after",
                                          "caseworker",  "chance",   "conversation",
                                          "on",          "off",      "rule",
                                          "rules",       "to",       "or",
                                          "as",          "citizen",  "draw",
                                          "replicate",   "benefit",  "trust",
                                          "health",      "pressure", "Whether",
                                          "whether",     "Weeks",    "voluntary",
                                          "compulsory",  "personal", "template",
                                          "never",       "none",     "assumption",
                                          "chapter",     "order",    "Set",
                                          "invitation",  "timing",   "participation",
                                          "sanctions",   "letter",   "Full",
                                          "obligations", "duties",   "January",
                                          "February",    "March",    "May",
                                          "June",        "July",     "October",
                                          "share",       "years",    "man",
                                          "woman"};

ProjectionSpec the_letter() {
    return read_scenario((test::source_dir() / "scenarios/personal_letter.toml").string()).spec;
}

} // namespace

TEST_CASE("the Danish catalogue has every text, nothing else, and none that is empty") {
    const auto asked = translatable();
    const std::set<std::string> all(asked.begin(), asked.end());
    CHECK(all.size() == asked.size());
    CHECK(all.size() > 300);
    std::set<std::string> there;
    for (const Message& message : messages(Language::da)) {
        INFO(message.english);
        CHECK(there.insert(message.english).second);
        CHECK(all.contains(message.english));
        CHECK_FALSE(message.other.empty());
    }
    for (const std::string& text : asked) {
        INFO(text);
        CHECK(there.contains(text));
    }
}

TEST_CASE("a translation has the names of its text, and its blanks and full stop at the ends") {
    for (const Message& message : messages(Language::da)) {
        INFO(message.english << " | " << message.other);
        CHECK(names_in(message.english) == names_in(message.other));
        if (message.english != ".") {
            CHECK(message.english.starts_with(' ') == message.other.starts_with(' '));
            CHECK(message.english.ends_with(' ') == message.other.ends_with(' '));
            CHECK(message.english.ends_with('.') == message.other.ends_with('.'));
        }
    }
    for (const Language language : {Language::en, Language::da}) {
        for (const char* pronouns : {"he him his He His", "she her her She Her"}) {
            const std::string words = translated(language, pronouns);
            CHECK(std::ranges::count(words, ' ') == 4);
        }
    }
}

TEST_CASE("every unit of a provision can be counted") {
    const auto all = translatable();
    for (const ProvisionDescriptor& d : provisions()) {
        INFO(d.key << ": " << d.unit);
        const bool plain = d.unit.empty() || d.unit == "share" || d.unit == "ratio";
        CHECK(plain != (std::ranges::count(all, "{n} " + std::string(d.unit)) == 1));
    }
}

TEST_CASE("a Danish trace has no English word") {
    const ProjectionSpec spec = the_letter();
    const std::size_t suspended = 1;
    for (const int replicate : {0, 1, 2, 3, 4, 5}) {
        const Story full = course_of(spec, {0, 0, replicate}, 0);
        const Story other = course_of(spec, {suspended, 0, replicate}, 0);
        const TraceOptions danish{.width = 0, .language = Language::da};
        const std::string text =
            heading_of({"The personal letter", "covid_suspension", 0, 0, replicate}, Language::da) +
            told(full, spec, 0, danish) + told(other, spec, suspended, danish) +
            told_against(full, other, spec, 0, suspended, danish);
        for (const std::string& word : words_in(text)) {
            INFO(word << " in\n" << text);
            CHECK_FALSE(english_words.contains(word));
        }
        CHECK(text.find('_') == std::string::npos);
        CHECK(text.find('{') == std::string::npos);
    }
}

TEST_CASE("a Danish trace has Danish days, numbers, pronouns and laws") {
    const ProjectionSpec spec = the_letter();
    Story story = course_of(spec, {1, 0, 0}, 0);
    story.person.sex = Sex::woman;
    StoryState state = story.start;
    state.trust = 0.25;
    state.status = Status::on_benefit;
    state.weeks_on_benefit = 300;
    state.weeks_silent = 1;
    story.start = state;
    story.events = {{18, Count::held, 0.714, Provision::participation, 0.0, state},
                    {19, Count::certificate_asked, -1.0, Provision::count_, 1.0, state}};
    const std::string text = told(story, spec, 1, {.width = 0, .language = Language::da});
    using Catch::Contains;
    CHECK_THAT(text, Contains("6. januar 2020:     Sådan har hun det: tillid lav (0,25)"));
    CHECK_THAT(text, Contains("på ydelse i 300 uger, 1 uge siden seneste samtale."));
    CHECK_THAT(text, Contains("11. maj 2020:       De talte sammen; sandsynligheden var 71 %"));
    CHECK_THAT(text, Contains("(deltagelse: frivillig; bekendtgørelse om delvis suspension af "
                              "20. marts 2020, L035; S13)"));
    CHECK_THAT(text, Contains("den ville tage 1 uge."));
    CHECK_THAT(text, Contains("Fastsat af: Suspension af pligterne, foråret 2020."));
}

TEST_CASE("words that no catalogue has stay as they are") {
    CHECK(translated(Language::da, "a rule of my own") == "a rule of my own");
    CHECK(translated(Language::en, "never") == "never");
    CHECK(translated(Language::da, "never") == "aldrig");
    CHECK(messages(Language::en).empty());
    CHECK(heading_of({"Mine", "my_regime", 3, 0, 1}, Language::da) ==
          "Mine: borger 3 under »my_regime«, trækning 0, gentagelse 1");
}

TEST_CASE("a catalogue is read with its lines, escapes and comments") {
    const auto read = read_messages("# a comment\n"
                                    "msgid \"\"\nmsgstr \"\"\n\"Language: da\\n\"\n\n"
                                    "#: source.cpp:1\r\n"
                                    "msgid \"one \"\n  \"\\\"two\\\"\"\r\n"
                                    "msgstr \"\"\n\"en\\\\\"\n\"\\nto\"\n"
                                    "msgid \"last\"\nmsgstr \"sidst\"");
    REQUIRE(read.size() == 2);
    CHECK(read[0].english == "one \"two\"");
    CHECK(read[0].other == "en\\\nto");
    CHECK(read[1].english == "last");
    CHECK(read[1].other == "sidst");
}

TEST_CASE("a catalogue with a fault is refused with its line") {
    const auto refused = [](const std::string& text, const std::string& words) {
        INFO(text);
        CHECK_THROWS_WITH(read_messages(text), Catch::Contains(words));
    };
    refused("msgid \"a\"\nmsgstr \"b\"\nmsgctxt \"c\"\n", "line 3");
    refused("msgstr \"b\"\n", "line 1");
    refused("\"b\"\n", "line 1");
    refused("msgid \"a\"\nmsgstr \"b\n", "line 2 of a catalogue: a text stands in quotes");
    refused("msgid \"a\"b\"\n", "is written \\\"");
    refused("msgid \"a\\t\"\n", "an escape is one of");
    refused("msgid \"a\\\"\n", "an escape is one of");
}
