#include <afklar/experiment/stream.hpp>

#include <afklar/core/error.hpp>

#include <support/catch.hpp>
#include <support/small_projection.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {
ProjectionSpec spec() {
    return small_projection(
        {{"full", regimes::full_obligations()}, {"suspended", regimes::covid_suspension()}});
}
} // namespace

TEST_CASE("what is wrong with a projection is said", "[stream]") {
    const auto refused = [](void (*spoil)(ProjectionSpec&)) {
        ProjectionSpec wrong = spec();
        spoil(wrong);
        CHECK_THROWS_AS(frame_of(wrong), Error);
    };
    CHECK_NOTHROW(frame_of(spec()));
    refused([](ProjectionSpec& s) { s.regimes.clear(); });
    refused([](ProjectionSpec& s) { s.start = date(2020, 1, 7); });
    refused([](ProjectionSpec& s) { s.horizon = Weeks{0}; });
    refused([](ProjectionSpec& s) { s.burn_in = Weeks{-1}; });
    refused([](ProjectionSpec& s) { s.draws = 0; });
    refused([](ProjectionSpec& s) { s.replicates = 0; });
    refused([](ProjectionSpec& s) { s.baseline = "nothing of that name"; });
    CHECK_THROWS_AS(simulation_of(spec(), {2}), Error);
    CHECK_THROWS_AS(simulation_of(spec(), {0, 0, 1}), Error);
}

TEST_CASE("a frame has what the streams share", "[stream]") {
    ProjectionSpec two = spec();
    two.baseline = "suspended";
    const ProjectionFrame frame = frame_of(two);
    CHECK(frame.baseline == 1);
    CHECK(frame.books.size() == 2);
    CHECK(frame.origin == monday(2019, 7, 8)); // 26 weeks before
    CHECK(frame.highest_inflow == 1.0);
    REQUIRE(frame.groups.size() == 1);
    CHECK(frame.groups[0].name == "all");
    int people = 0;
    for (const CentrePlan& plan : frame.centres) {
        people += plan.size();
    }
    CHECK(people == 240);
}

TEST_CASE("the highest inflow is that of any regime", "[stream]") {
    Reform more;
    more.name = "more";
    more.settings = {{Provision::inflow_factor, 1.4, "assumption", {}}};
    ProjectionSpec two = spec();
    two.regimes[1].policy = regimes::full_obligations() + more;
    CHECK(frame_of(two).highest_inflow == 1.4);
}

TEST_CASE("the burn-in is lived under the baseline, once", "[stream]") {
    const ProjectionSpec two = spec();
    const ProjectionFrame frame = frame_of(two);
    const StreamPlan plan = plan_streams(two).front();
    const StreamWorld world = world_of(two, frame, plan);
    Simulation simulation = simulation_of(two, {frame.baseline});
    for (Week week = 0; week < 26; ++week) {
        simulation.step();
    }
    for (std::size_t k = 0; k < frame.centres.size(); ++k) {
        const JobCentre once = burnt_in_centre(two, frame, world, k);
        const JobCentre again = burnt_in_centre(two, frame, world, k);
        CHECK(once.citizens.wellbeing.trust == again.citizens.wellbeing.trust);
        CHECK(once.citizens.wellbeing.trust == simulation.citizens(k).wellbeing.trust);
        CHECK(once.citizens.contact.last_held == simulation.citizens(k).contact.last_held);
        CHECK(once.staff.size() == simulation.centre(k).staff.size());
        CHECK(once.queues.team.size() == simulation.centre(k).queues.team.size());
    }
}

TEST_CASE("streams of other replicates are other people", "[stream]") {
    ProjectionSpec two = spec();
    two.replicates = 2;
    const Simulation first = simulation_of(two, {0, 0, 0});
    const Simulation second = simulation_of(two, {0, 0, 1});
    CHECK(first.citizens(0).wellbeing.trust != second.citizens(0).wellbeing.trust);
    CHECK(first.citizens(0).size() == second.citizens(0).size());
}

TEST_CASE("microdata are the same people in every stream", "[stream]") {
    Microdata data;
    for (int k = 0; k < 30; ++k) {
        Person person;
        person.id = k;
        person.age = 30 + k;
        data.people.push_back(person);
    }
    data.text = "thirty people";
    ProjectionSpec fixed = spec();
    fixed.population = PopulationSource{data, {}};
    fixed.replicates = 2;
    Simulation first = simulation_of(fixed, {0, 0, 0});
    const Simulation second = simulation_of(fixed, {0, 0, 1});
    CHECK(first.citizens(0).wellbeing.trust == second.citizens(0).wellbeing.trust);
    // Nobody comes: the population is closed.
    for (Week week = 0; week < 60; ++week) {
        first.step();
    }
    CHECK(first.citizens(0).size() == 30);
    CHECK(first.tally().sum(0, Count::arrived, 0, 34) == 0);
}
