#include <afklar/report/trace.hpp>

#include <algorithm>
#include <set>
#include <string>

#include <afklar/catalogue/denmark.hpp>
#include <afklar/catalogue/regimes.hpp>
#include <afklar/core/error.hpp>

#include "support/catch.hpp"

using namespace afklar;

namespace {

ProjectionSpec one_person() {
    Person person;
    person.id = 1;
    person.age = 42;
    person.barriers = bit_of(Barrier::anxiety);
    person.weeks_on_benefit = 260;
    ProjectionSpec spec;
    spec.population.source = Microdata{{person}, true, ""};
    spec.parameters = denmark();
    spec.regimes = {{"full", regimes::full_obligations()},
                    {"suspension", regimes::covid_suspension()}};
    spec.start = monday(2020, 1, 6);
    spec.horizon = Weeks{30};
    spec.burn_in = Weeks{0};
    spec.replicates = 20;
    return spec;
}

/// A made-up story under the rules of a regime.
Story made_up(const ProjectionSpec& spec, std::size_t regime) {
    Story story;
    story.person.age_weeks = 42 * 53;
    story.person.sex = Sex::woman;
    story.start.trust = 0.25;
    story.start.health = 0.3;
    story.start.pressure = 0.9;
    story.rules.push_back({0, spec.regimes[regime].policy.entries().front().regime->rules()});
    for (Week week = 0; week < 20; ++week) {
        story.weeks.push_back({week, story.start});
    }
    return story;
}

} // namespace

TEST_CASE("every kind of event has its sentence, once") {
    std::set<std::pair<Count, int>> seen;
    for (const StorySentence& sentence : story_sentences()) {
        CHECK(seen.insert({sentence.what, sentence.variant}).second);
        CHECK((sentence.text.empty() || sentence.text.back() == '.'));
    }
    const std::set<Count> amounts{Count::certificate_weeks};
    for (auto k = index_of(Count::arrived); k <= index_of(Count::file_part_expired); ++k) {
        const auto count = static_cast<Count>(k);
        INFO(name_of_count(count));
        const bool told = std::ranges::any_of(
            story_sentences(), [&](const StorySentence& s) { return s.what == count; });
        CHECK(told != amounts.contains(count));
    }
}

TEST_CASE("a sentence says what happened, the rule with its law, the chance and what came of it") {
    const ProjectionSpec spec = one_person();
    Story story = made_up(spec, 1);
    StoryState before = story.start;
    StoryState after = before;
    after.trust = 0.28;
    story.events = {
        {18, Count::invited, -1.0, Provision::invitation, 1.0, before},
        {18, Count::held, 0.714, Provision::participation, 0.0, before},
        {18, Count::held_phone, -1.0, Provision::count_, 0.0, after},
        {18, Count::held_by_centre, -1.0, Provision::count_, 0.0, after},
        {19, Count::missed_excused, 0.3, Provision::participation, 0.6, after},
    };
    const std::string text = told(story, spec, 1, {.width = 0});
    using Catch::Contains;
    CHECK_THAT(text, Contains("11 May 2020:        The caseworker wrote her a personal letter"));
    CHECK_THAT(text, Contains("(invitation: personal; S10) (timing: professional; S01; S16)"));
    CHECK_THAT(text, Contains("The caseworker rang and she answered; the chance was 71 %"));
    CHECK_THAT(text, Contains("(participation: voluntary; order on partial suspension of "
                              "20 March 2020, L035; S13)"));
    CHECK_THAT(text, Contains("Her trust went from 0.25 to 0.28."));
    CHECK_THAT(text, Contains("an excuse with it 60 %"));
    CHECK_THAT(text, Contains("Set by: Suspension of duties, spring 2020."));
    CHECK_THAT(text, Contains("pressure very high (0.90)"));
    CHECK_THAT(text, Contains("30 March 2020:      How she is")); // each quarter
    CHECK_THAT(text, !Contains(" he ") && !Contains("{"));
}

TEST_CASE("after an attempt at personal contact the trace says what came of it") {
    const ProjectionSpec spec = one_person();
    Story story = made_up(spec, 0);
    const auto told_with = [&](double found, std::vector<StoryEvent> more) {
        story.events = {
            {5, Count::attempts, 0.5, Provision::personal_contact_required, found, story.start}};
        story.events.insert(story.events.end(), more.begin(), more.end());
        return told(story, spec, 0, {.width = 0});
    };
    using Catch::Contains;
    CHECK_THAT(told_with(0.0, {}),
               Contains("but in vain (personal contact required: on; LAS § 13") &&
                   Contains("L016). No sanction followed."));
    CHECK_THAT(told_with(1.0, {}), Contains("found her: the absence was explained") &&
                                       Contains("No sanction followed."));
    const StoryEvent sanction{5, Count::sanction, 0.1, Provision::sanctions, 0.08, story.start};
    CHECK_THAT(told_with(0.0, {sanction}),
               Contains("A sanction followed: 8 %") && !Contains("No sanction followed."));
    StoryEvent later = sanction;
    later.week = 6;
    CHECK_THAT(told_with(0.0, {later}),
               Contains("A sanction followed: 8 %") && Contains("No sanction followed."));
}

TEST_CASE("a rule is told with the law of whoever set it for this person in this week") {
    ProjectionSpec spec = one_person();
    Reform reform;
    reform.name = "longer";
    reform.title = "A longer silence";
    reform.where = Selector{};
    reform.where->weeks_from = 270;
    reform.settings = {{Provision::stop_after_silence, 40.0, "L018; L018; L012; L014", {}}};
    spec.regimes[0].policy = regimes::full_obligations() + reform;
    Story story = made_up(spec, 0);
    for (StoryWeek& week : story.weeks) {
        week.person.weeks_on_benefit = 260 + week.week;
    }
    story.events = {
        {9, Count::payment_stopped, 0.1, Provision::stop_after_silence, 0.0, story.start},
        {10, Count::payment_stopped, 0.1, Provision::stop_after_silence, 0.0, story.start}};
    const std::string text = told(story, spec, 0, {.width = 0});
    using Catch::Contains;
    CHECK_THAT(text, Contains("(stop after silence: 26 weeks; assumption; S15)"));
    CHECK_THAT(text, Contains("; LAS § 35, L018; LAS §§ 36-40, L012, L014)"));
    CHECK_THAT(text, Contains("Set by: Full obligations."));
    CHECK_THAT(text, Contains("Set by: A longer silence."));
}

TEST_CASE("courses part where the first event differs, and the rules behind it are named") {
    const ProjectionSpec spec = one_person();
    Story full = made_up(spec, 0);
    Story suspended = made_up(spec, 1);
    CHECK_FALSE(parting_of(full, suspended));
    const StoryEvent shared{3, Count::first_assigned, -1.0, Provision::count_, 0.0, {}};
    full.events = {shared, {5, Count::invited, -1.0, Provision::invitation, 0.0, {}}};
    suspended.events = {shared, {5, Count::invited, -1.0, Provision::invitation, 1.0, {}}};
    const auto parting = parting_of(full, suspended);
    REQUIRE(parting);
    CHECK(parting->week == 5);
    CHECK(parting->event == 1);
    const std::string text = told_against(full, suspended, spec, 0, 1);
    using Catch::Contains;
    CHECK_THAT(text, Contains("part: the week of 10 February 2020"));
    CHECK_THAT(text, Contains("full: The caseworker called her to a conversation"));
    CHECK_THAT(text, Contains("suspension: The caseworker wrote her"));
    CHECK_THAT(text, Contains("participation: compulsory (LAB § 106"));
    suspended.events.pop_back();
    CHECK_THAT(told_against(full, suspended, spec, 0, 1), Contains("suspension: nothing"));
    suspended.who = 2;
    CHECK_THROWS_AS(told_against(full, suspended, spec, 0, 1), Error);
}

TEST_CASE("whatever happens can be told") {
    const ProjectionSpec spec = one_person();
    for (int replicate = 0; replicate < spec.replicates; ++replicate) {
        const Story full = course_of(spec, {0, 0, replicate}, 1);
        const Story suspended = course_of(spec, {1, 0, replicate}, 1);
        const std::string text = told_against(full, suspended, spec, 0, 1, {.width = 80});
        CHECK(text.find('{') == std::string::npos);
        CHECK(text.find("A man of 42, activity ready, with anxiety") != std::string::npos);
    }
    // Each kind of event by itself.
    Story story = made_up(spec, 0);
    for (const StorySentence& sentence : story_sentences()) {
        story.events.push_back({4, sentence.what, 0.5, Provision::guarantee, 1.0, story.start});
    }
    CHECK(told(story, spec, 0).find('{') == std::string::npos);
}
