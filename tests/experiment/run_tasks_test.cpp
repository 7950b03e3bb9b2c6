#include <afklar/experiment/run_tasks.hpp>

#include <atomic>

#include <afklar/core/error.hpp>

#include <support/catch.hpp>
#include <support/small_projection.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Policy full() { return regimes::full_obligations(); }
Policy guaranteed() { return full() + reforms::ds3_clarification_guarantee(); }

ProjectionSpec pair_of(Policy a, Policy b) {
    return small_projection({{"a", std::move(a)}, {"b", std::move(b)}});
}

/// Of the first stream of the projection itself.
const Tally& tally(const Results& results, std::size_t regime) {
    auto it = results.begin();
    while (it->first.regime != regime) {
        ++it;
    }
    return it->second.tally;
}

} // namespace

TEST_CASE("a regime against itself differs by exactly nothing", "[run_tasks]") {
    const Results results = run(pair_of(full(), full()));
    REQUIRE(results.size() % 2 == 0); // in the projection and in every probe
    for (const auto& [key, finished] : results) {
        const Finished& other = results.at({key.kind, key.stream, 1 - key.regime});
        CHECK(equal(finished.tally, other.tally));
        CHECK(finished.audit == other.audit);
    }
    CHECK(tally(results, 0).sum(0, Count::held, 0, 60) > 0);
}

TEST_CASE("regimes that differ from a week on agree in every week before", "[run_tasks]") {
    for (const Week week : {0, 1, 30, 59}) {
        const Results results =
            run(pair_of(full(), from_week(full(), reforms::ds3_clarification_guarantee(), week)));
        INFO("from week " << week);
        CHECK(equal_weeks(tally(results, 0), tally(results, 1), 0, week));
        CHECK_FALSE(equal_weeks(tally(results, 0), tally(results, 1), week, 60));
    }
}

TEST_CASE("the number of threads moves nothing", "[run_tasks]") {
    ProjectionSpec spec = pair_of(full(), guaranteed());
    spec.replicates = 3;
    spec.horizon = Weeks{30};
    const Results one = run(spec);
    CHECK(one.size() > 6); // and the probes
    for (const int threads : {2, 3, 7}) {
        spec.threads = threads;
        const Results more = run(spec);
        REQUIRE(more.size() == one.size());
        for (const auto& [key, finished] : one) {
            const Finished& other = more.at(key);
            CHECK(equal(finished.tally, other.tally));
            CHECK(finished.audit == other.audit);
            CHECK(finished.citizen_weeks == other.citizen_weeks);
        }
    }
}

TEST_CASE("further regimes, groups and replicates do not move a regime", "[run_tasks]") {
    const ProjectionSpec alone = small_projection({{"a", full()}});
    const Results before = run(alone);
    SECTION("regimes") {
        const Results after = run(small_projection(
            {{"a", full()}, {"b", guaranteed()}, {"c", regimes::covid_suspension()}}));
        CHECK(equal(tally(before, 0), tally(after, 0)));
    }
    SECTION("groups") {
        ProjectionSpec spec = alone;
        Selector women;
        women.sexes = static_cast<std::uint8_t>(1U << index_of(Sex::woman));
        Selector men;
        men.sexes = static_cast<std::uint8_t>(1U << index_of(Sex::man));
        spec.groups = {{"all", {}}, {"women", women}, {"men", men}};
        const Results after = run(spec);
        const Tally& all = tally(before, 0);
        const Tally& parts = tally(after, 0);
        for (Week week = 0; week < 60; ++week) {
            for_each_value<Count>(
                [&](Count count) { REQUIRE(parts.at(week, 0, count) == all.at(week, 0, count)); });
            REQUIRE(parts.at(week, 1, Count::present) + parts.at(week, 2, Count::present) ==
                    all.at(week, 0, Count::present));
            REQUIRE(parts.at(week, 1, Count::held) + parts.at(week, 2, Count::held) ==
                    all.at(week, 0, Count::held));
        }
        CHECK(parts.durations(0).raw() == all.durations(0).raw());
    }
    SECTION("replicates") {
        ProjectionSpec spec = alone;
        spec.replicates = 2;
        const Results after = run(spec);
        const auto& [key, finished] = *before.begin();
        CHECK(equal(finished.tally, after.at(key).tally));
    }
}

TEST_CASE("a smaller inflow has fewer arrivals and no others", "[run_tasks]") {
    Reform fewer;
    fewer.name = "fewer";
    fewer.settings = {{Provision::inflow_factor, 0.5, "assumption", {}}};
    const Results results = run(pair_of(full(), from_week(full(), fewer, 10)));
    CHECK(equal_weeks(tally(results, 0), tally(results, 1), 0, 10));
    std::int64_t less = 0;
    for (Week week = 10; week < 60; ++week) {
        const auto a = tally(results, 0).at(week, 0, Count::arrived);
        const auto b = tally(results, 1).at(week, 0, Count::arrived);
        CHECK(b <= a);
        less += a - b;
    }
    CHECK(less > 0);
}

TEST_CASE("every balance of every run holds and is handed over", "[run_tasks]") {
    for (const auto& [key, finished] : run(pair_of(full(), guaranteed()))) {
        CHECK(finished.audit.holds());
        CHECK(finished.audit.citizens_end == finished.tally.at(59, 0, Count::present));
        CHECK(finished.citizen_weeks > 60 * 200);
    }
}

TEST_CASE("what is in the journal already is not run again", "[run_tasks]") {
    ProjectionSpec spec = pair_of(full(), guaranteed());
    spec.horizon = Weeks{10};
    const Results all = run(spec);
    std::size_t handed_over = 0;
    double progress = 0.0;
    RunHooks hooks;
    hooks.done_already = [](const StreamPlan&, std::size_t regime) { return regime == 0; };
    hooks.progress = [&progress](double share) { progress = std::max(progress, share); };
    hooks.finished = [&](Finished&& finished) {
        ++handed_over;
        const RunKey key{finished.plan.kind, finished.plan.stream, 1};
        CHECK(finished.regime == 1);
        CHECK(equal(finished.tally, all.at(key).tally));
    };
    run_tasks(spec, hooks);
    CHECK(2 * handed_over == all.size());
    CHECK(progress == 1.0);
    hooks.done_already = [](const StreamPlan&, std::size_t) { return true; };
    run_tasks(spec, hooks);
    CHECK(2 * handed_over == all.size()); // nothing more
}

TEST_CASE("a run that is stopped hands over nothing half done", "[run_tasks]") {
    ProjectionSpec spec = pair_of(full(), guaranteed());
    const std::atomic<bool> stop{true};
    int finished = 0;
    RunHooks hooks;
    hooks.stop = &stop;
    hooks.finished = [&finished](Finished&&) { ++finished; };
    run_tasks(spec, hooks);
    CHECK(finished == 0);
}

TEST_CASE("faults come back from any thread", "[run_tasks]") {
    ProjectionSpec spec = pair_of(full(), guaranteed());
    spec.threads = 3;
    RunHooks hooks;
    hooks.finished = [](Finished&&) { throw Error("the disk is full"); };
    CHECK_THROWS_WITH(run_tasks(spec, hooks), "the disk is full");
}
