#include <afklar/observe/story.hpp>

#include <vector>

#include <afklar/catalogue/denmark.hpp>
#include <afklar/catalogue/regimes.hpp>
#include <afklar/experiment/stream.hpp>
#include <afklar/observe/counters.hpp>

#include "support/catch.hpp"

using namespace afklar;

namespace {

ProjectionSpec small_spec() {
    ProjectionSpec spec;
    spec.population = synthesise(denmark_2019(), 400);
    spec.parameters = denmark();
    spec.regimes = {{"full", regimes::full_obligations()}};
    spec.start = monday(2020, 1, 6);
    spec.horizon = Weeks{60};
    spec.burn_in = Weeks{20};
    spec.seed = 7;
    return spec;
}

bool same_columns(const Citizens& a, const Citizens& b) {
    // The list of columns is one function, so that both sides come in the same order.
    std::vector<std::vector<double>> of_a;
    const auto numbers = [](const auto& column) {
        std::vector<double> values;
        for (const auto& value : column) {
            values.push_back(static_cast<double>(value));
        }
        return values;
    };
    Citizens::for_each_column(a, [&](const auto& column) { of_a.push_back(numbers(column)); });
    std::size_t k = 0;
    bool same = a.size() == b.size();
    Citizens::for_each_column(
        b, [&](const auto& column) { same = same && of_a[k++] == numbers(column); });
    return same && k == of_a.size();
}

} // namespace

TEST_CASE("watching one citizen gives the same course as counting all") {
    const ProjectionSpec spec = small_spec();
    const ProjectionFrame frame = frame_of(spec);
    const StreamWorld world = world_of(spec, frame, plan_streams(spec).front());
    const JobCentre start = burnt_in_centre(spec, frame, world, 0);

    CentreRun counted(world, start, frame.books[0], world.burn_in);
    Tally tally(world.horizon, 1);
    Counters counters(counted.centre().citizens, counted.world().cells, tally);
    CentreRun watched(world, start, frame.books[0], world.burn_in);
    StoryTeller teller(watched.centre().citizens, 3);
    CentreRun unwatched(world, start, frame.books[0], world.burn_in);
    Blind blind;

    for (Week week = 0; week < world.horizon; ++week) {
        teller.begin_week(world.burn_in + week);
        counted.step(counters);
        counters.end_week(week);
        watched.step(teller);
        unwatched.step(blind);
    }
    CHECK(same_columns(counted.centre().citizens, watched.centre().citizens));
    CHECK(same_columns(counted.centre().citizens, unwatched.centre().citizens));
    CHECK_FALSE(same_columns(counted.centre().citizens, start.citizens)); // the check can fail
}

TEST_CASE("a story is about one citizen, in order, and knows how he was") {
    const ProjectionSpec spec = small_spec();
    const ProjectionFrame frame = frame_of(spec);
    const StreamWorld world = world_of(spec, frame, plan_streams(spec).front());
    CentreRun run(world, burnt_in_centre(spec, frame, world, 0), frame.books[0], world.burn_in);
    const Citizens& people = run.centre().citizens;
    StoryTeller teller(people, 3);
    for (Week week = world.burn_in; week < world.burn_in + world.horizon; ++week) {
        teller.begin_week(week);
        run.step(teller);
        REQUIRE(people.find(3) != nowhere);
        teller.end_week(run.world().table.row(people.rules.row[people.find(3)]).rules, {});
    }
    const Story& story = teller.story();
    CHECK(story.who == 3);
    REQUIRE(story.rules.size() == 1); // one regime without dates
    CHECK(story.rules_in(world.burn_in - 1) == nullptr);
    REQUIRE(story.rules_in(world.burn_in + 5) != nullptr);
    CHECK(story.rules_in(world.burn_in + 5)->on(Provision::sanctions));
    REQUIRE_FALSE(story.events.empty());
    Week before = 0;
    for (const StoryEvent& event : story.events) {
        CHECK(event.week >= before);
        before = event.week;
        CHECK(event.chance <= 1.0);
    }
    REQUIRE_FALSE(story.weeks.empty());
    CHECK(story.weeks.back().state.trust == Approx(people.wellbeing.trust[people.find(3)]));
}

TEST_CASE("amounts are left out, waits are not, and others are nobody's business") {
    Citizens people;
    people.append();
    people.append();
    StoryTeller teller(people, 1);
    teller.begin_week(4);
    teller.event(Count::held, 0, {0.5, Provision::participation, 0.0});
    teller.event(Count::held, 1, {0.5, Provision::participation, 0.0});
    teller.add(Count::certificate_weeks, 1, 9);
    teller.add(Count::team_wait_weeks, 1, 9);
    teller.centre(Count::quits, 1);
    teller.everyone(Count::present, Mask{});
    teller.cell(1, Count::present, 1);
    REQUIRE(teller.story().events.size() == 2);
    CHECK(teller.story().events[0].what == Count::held);
    CHECK(teller.story().events[0].week == 4);
    CHECK(teller.story().events[1].value == 9.0);
    static_assert(Observer<StoryTeller>);
}
