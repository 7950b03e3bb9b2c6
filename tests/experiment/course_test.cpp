#include <afklar/experiment/course.hpp>

#include <algorithm>
#include <utility>
#include <vector>

#include <afklar/catalogue/denmark.hpp>
#include <afklar/catalogue/regimes.hpp>
#include <afklar/core/error.hpp>
#include <afklar/experiment/run_tasks.hpp>

#include "support/catch.hpp"

using namespace afklar;

namespace {

ProjectionSpec spec_of(PopulationSource population) {
    ProjectionSpec spec;
    spec.population = std::move(population);
    spec.parameters = denmark();
    spec.regimes = {{"full", regimes::full_obligations()},
                    {"suspension", regimes::covid_suspension()}};
    spec.start = monday(2020, 1, 6);
    spec.horizon = Weeks{30};
    spec.burn_in = Weeks{10};
    spec.replicates = 2;
    return spec;
}

struct Known {
    std::int64_t id = 0;
    int centre = 0;
};

Person person(const Known& known) {
    Person result;
    result.id = known.id;
    result.job_centre = known.centre;
    result.weeks_on_benefit = 100;
    return result;
}

std::int64_t times(const Story& story, Count what) {
    return std::ranges::count(story.events, what, &StoryEvent::what);
}

/// Whether a course tells a wait by this: an amount, not an event.
bool is_wait(Count what) {
    return what == Count::team_wait_weeks || what == Count::assessed_weeks_open;
}

bool same(const Story& a, const Story& b) { return a.events == b.events; }

} // namespace

TEST_CASE("numbers of citizens: by file in microdata, else the centres interleaved") {
    // Places follow the ids within a centre, not the lines of the file.
    const auto data =
        spec_of({Microdata{{person({70, 2}), person({5, 0}), person({4, 2})}, true, ""}});
    const ProjectionFrame frame = frame_of(data);
    CHECK(place_of(data, frame, 5).centre == 0);
    CHECK(place_of(data, frame, 70).centre == 1);
    CHECK(place_of(data, frame, 70).address == 1);
    CHECK(place_of(data, frame, 4).address == 0);
    CHECK_THROWS_WITH(place_of(data, frame, 6), Catch::Matchers::Contains("no citizen 6"));

    ProjectionSpec drawn = spec_of(synthesise(denmark_2019(), 2000));
    const ProjectionFrame two = frame_of(drawn);
    const auto centres = static_cast<CitizenId>(two.centres.size());
    REQUIRE(centres > 1);
    CHECK(place_of(drawn, two, 3 * centres + 1).centre == 1);
    CHECK(place_of(drawn, two, 3 * centres + 1).address == 3);
    CHECK_THROWS_AS(place_of(drawn, two, -1), Error);
}

TEST_CASE("the events of all courses are those that a projection counts") {
    ProjectionSpec spec =
        spec_of({Microdata{{person({1, 0}), person({2, 0}), person({3, 1})}, true, ""}});
    std::vector<std::int64_t> held(spec.regimes.size(), 0);
    std::vector<std::int64_t> invited(spec.regimes.size(), 0);
    RunHooks hooks;
    hooks.finished = [&](Finished&& run) {
        if (run.plan.kind == StreamKind::projection && run.plan.replicate == 1) {
            for (Week week = 0; week < spec.horizon.value; ++week) {
                held[run.regime] += run.tally.at(week, 0, Count::held);
                invited[run.regime] += run.tally.at(week, 0, Count::invited);
            }
        }
    };
    run_tasks(spec, hooks);
    for (std::size_t regime = 0; regime < spec.regimes.size(); ++regime) {
        for (const CitizenId id : {1, 2, 3}) {
            const Story course = course_of(spec, {regime, 0, 1}, id);
            held[regime] -= times(course, Count::held);
            invited[regime] -= times(course, Count::invited);
        }
        CHECK(held[regime] == 0);
        CHECK(invited[regime] == 0);
    }
}

TEST_CASE("a course is the same every time, and another in another run") {
    const ProjectionSpec spec = spec_of(synthesise(denmark_2019(), 300));
    const Story once = course_of(spec, {0, 0, 0}, 12);
    CHECK(same(once, course_of(spec, {0, 0, 0}, 12)));
    CHECK_FALSE(same(once, course_of(spec, {0, 0, 1}, 12)));
    CHECK_FALSE(same(once, course_of(spec, {1, 0, 0}, 12)));
    CHECK(once.weeks.front().week == spec.burn_in.value);
}

TEST_CASE("the course of one who left long ago is told, though he is no longer kept") {
    ProjectionSpec spec = spec_of(synthesise(denmark_2019(), 300));
    spec.horizon = Weeks{150};
    const ProjectionFrame frame = frame_of(spec);
    const StreamWorld world = world_of(spec, frame, stream_at(spec, {0, 0, 0}));
    const auto centres = static_cast<CitizenId>(frame.centres.size());
    const Week end = world.burn_in + world.horizon;

    // Every event of the first centre while nobody is dropped, and whom a run drops by its end.
    struct Everything : Blind {
        const Citizens* people = nullptr;
        std::vector<std::vector<std::pair<Week, Count>>> of; ///< by address
        Week week = 0;
        void event(Count count, CitizenIndex i, Why = {}) {
            const CitizenAddress address = people->who.address[i];
            of.resize(std::max<std::size_t>(of.size(), address + 1));
            of[address].emplace_back(week, count);
        }
    } everything;
    const JobCentre start = burnt_in_centre(spec, frame, world, 0);
    CentreRun kept(world, start, frame.books[0], world.burn_in);
    CentreRun dropped(world, start, frame.books[0], world.burn_in);
    everything.people = &kept.centre().citizens;
    Blind blind;
    for (Week week = world.burn_in; week < end; ++week) {
        everything.week = week;
        live_one_week(kept.centre(), kept.world(), week, everything);
        dropped.step(blind);
    }
    const Citizens& people = dropped.centre().citizens;
    everything.of.resize(people.addresses());

    int told = 0;
    for (CitizenAddress address = 0; address < people.addresses() && told < 6; ++address) {
        const auto& events = everything.of[address];
        if (people.find(address) != nowhere || events.size() < 3) {
            continue;
        }
        const Story course = course_of(spec, {0, 0, 0}, address * centres);
        std::vector<std::pair<Week, Count>> of_course;
        for (const StoryEvent& event : course.events) {
            if (!is_wait(event.what)) {
                of_course.emplace_back(event.week, event.what);
            }
        }
        CHECK(of_course == events);
        REQUIRE_FALSE(course.weeks.empty());
        CHECK(course.weeks.back().week < end - 1); // he left
        CHECK(course.weeks.back().state.status == Status::left);
        CHECK(course.weeks.back().week == events.back().first);
        ++told;
    }
    CHECK(told == 6);
}

TEST_CASE("what there is not is named") {
    const ProjectionSpec spec = spec_of(synthesise(denmark_2019(), 300));
    CHECK_THROWS_WITH(course_of(spec, {0, 0, 2}, 1), Catch::Matchers::Contains("from 0 to 1"));
    CHECK_THROWS_WITH(course_of(spec, {2, 0, 0}, 1), Catch::Matchers::Contains("regime number 2"));
    CHECK_THROWS_WITH(course_of(spec, {0, 0, 0}, 9'000'000),
                      Catch::Matchers::Contains("no citizen 9000000"));
}
