#include <afklar/simulation/simulation.hpp>

#include <afklar/core/error.hpp>
#include <afklar/experiment/stream.hpp>

#include <utility>

#include <support/catch.hpp>
#include <support/small_projection.hpp>
#include <support/states.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

constexpr Week burn_in = 26;
constexpr Week horizon = 60;

ProjectionSpec spec() { return small_projection({{"full", regimes::full_obligations()}}); }

} // namespace

TEST_CASE("stepping all centres gives the counts of running one after the other", "[simulation]") {
    Simulation simulation = simulation_of(spec());
    CHECK(simulation.centres() == 3);
    CHECK(simulation.first_observed() == burn_in);
    CHECK(simulation.date() == monday(2019, 7, 8));
    go_to(simulation, burn_in + horizon);
    const Results results = run(spec());
    REQUIRE(results.size() == 1); // one regime needs no probes
    const Tally& tally = results.begin()->second.tally;
    CHECK(tally.raw() == simulation.tally().raw());
    CHECK(tally.sum(0, Count::held, 0, horizon) > 0);
    CHECK_THROWS_AS(simulation.step(), Error);
}

TEST_CASE("going back to a kept state is as if nothing had been", "[simulation]") {
    Simulation simulation = simulation_of(spec());
    for (const Week kept : {10, burn_in + 20}) {
        go_to(simulation, kept);
        const Snapshot snapshot = simulation.save();
        const auto before = state_of(simulation);
        go_to(simulation, kept + 25);
        const auto after = state_of(simulation);
        const Tally first = simulation.tally();
        simulation.restore(snapshot);
        CHECK(simulation.week() == kept);
        CHECK((state_of(simulation) == before));
        go_to(simulation, kept + 25);
        CHECK((state_of(simulation) == after));
        CHECK(equal(simulation.tally(), first));
        simulation.restore(snapshot);
    }
}

TEST_CASE("a fork under the same policy goes the same way", "[simulation]") {
    Simulation simulation = simulation_of(spec());
    go_to(simulation, burn_in + 20);
    Simulation fork = simulation.fork(regimes::full_obligations());
    CHECK(fork.week() == simulation.week());
    CHECK((state_of(fork) == state_of(simulation)));
    go_to(simulation, burn_in + horizon);
    go_to(fork, burn_in + horizon);
    CHECK((state_of(fork) == state_of(simulation)));
    CHECK(equal_weeks(fork.tally(), simulation.tally(), 20, horizon));
}

TEST_CASE("a fork under another policy differs only from then on", "[simulation]") {
    Simulation simulation = simulation_of(spec());
    go_to(simulation, burn_in + 20);
    Simulation fork = simulation.fork(regimes::covid_suspension());
    CHECK((state_of(fork) == state_of(simulation)));
    go_to(simulation, burn_in + horizon);
    go_to(fork, burn_in + horizon);
    CHECK_FALSE(equal_weeks(fork.tally(), simulation.tally(), 20, horizon));
    CHECK(fork.tally().sum(0, Count::present, 0, 20) == 0); // weeks before it are not its own
    CHECK(fork.tally().sum(0, Count::sanction, 20, horizon) == 0);
    CHECK(simulation.tally().sum(0, Count::present, 0, 20) > 0);
    // It is the same as a policy that changes in that week.
    TimelineEntry entry;
    entry.from = monday(2020, 1, 6) + std::chrono::days{7 * 20};
    entry.regime = *find_regime("covid_suspension");
    Simulation dated =
        simulation_of(small_projection({{"dated", regimes::full_obligations() + entry}}));
    go_to(dated, burn_in + horizon);
    CHECK(equal_weeks(fork.tally(), dated.tally(), 20, horizon));
    CHECK(equal_weeks(simulation.tally(), dated.tally(), 0, 20));
}

TEST_CASE("the surroundings that a coupled model moves", "[simulation]") {
    Simulation simulation = simulation_of(spec());
    CHECK_THROWS_AS(simulation.set_environment(Environment{1.0, 1.1, 1.0}), Error);
    CHECK_THROWS_AS(simulation.set_environment(Environment{-0.1, 1.0, 1.0}), Error);
    go_to(simulation, burn_in);
    Simulation none = simulation.fork(regimes::full_obligations());
    none.set_environment(Environment{1.0, 0.0, 1.0});
    go_to(none, burn_in + horizon);
    go_to(simulation, burn_in + horizon);
    CHECK(none.tally().sum(0, Count::arrived, 0, horizon) == 0);
    CHECK(simulation.tally().sum(0, Count::arrived, 0, horizon) > 0);
    // What was set goes with a snapshot.
    const Snapshot snapshot = none.save();
    CHECK(snapshot.environment.at(0).inflow == 0.0);
}

TEST_CASE("a smaller inflow keeps some of the same people", "[simulation]") {
    Reform fewer;
    fewer.name = "fewer";
    fewer.settings = {{Provision::inflow_factor, 0.5, "assumption", {}}};
    const ProjectionSpec both = small_projection(
        {{"full", regimes::full_obligations()}, {"half", regimes::full_obligations() + fewer}});
    Simulation full = simulation_of(both, {0});
    Simulation half = simulation_of(both, {1});
    go_to(full, burn_in + horizon);
    go_to(half, burn_in + horizon);
    int kept = 0;
    int missing = 0;
    for (std::size_t k = 0; k < full.centres(); ++k) {
        const Citizens& many = full.citizens(k);
        const Citizens& few = half.citizens(k);
        REQUIRE(few.addresses() == many.addresses());
        for (CitizenAddress address = 0; address < many.addresses(); ++address) {
            const CitizenIndex i = many.find(address);
            const CitizenIndex j = few.find(address);
            if (i == nowhere || j == nowhere) {
                continue; // left long ago in one of them
            }
            if (few.ever_present(j)) {
                REQUIRE(many.ever_present(i));
                REQUIRE(few.who.birth_week[j] == many.who.birth_week[i]);
                REQUIRE(few.who.sex[j] == many.who.sex[i]);
                ++kept;
            } else if (many.ever_present(i)) {
                ++missing;
            }
        }
    }
    CHECK(kept > 120); // half of those at the start; the others have left in one of them
    CHECK(missing > 0);
}
