#include <afklar/experiment/levels.hpp>

#include <atomic>
#include <cmath>

#include <afklar/core/error.hpp>
#include <afklar/experiment/result.hpp>

#include <support/catch.hpp>
#include <support/small_projection.hpp>

using namespace afklar;

namespace {

ProjectionSpec projection() {
    ProjectionSpec spec = test::small_projection(
        {{"full", regimes::full_obligations()}, {"suspension", regimes::covid_suspension()}});
    spec.draws = 2;
    spec.replicates = 2;
    return spec;
}

bool same(const DrawMatrix& a, const DrawMatrix& b) {
    bool all = a.values.size() == b.values.size();
    for (std::size_t k = 0; all && k < a.values.size(); ++k) {
        all = a.values[k] == b.values[k] || (std::isnan(a.values[k]) && std::isnan(b.values[k]));
    }
    return all;
}

} // namespace

TEST_CASE("levels are those that a whole result has", "[levels]") {
    ProjectionSpec spec = projection();
    Selector women;
    women.sexes = 1U << index_of(Sex::woman);
    spec.groups = {{"women", women}};
    const Result result = run(spec);
    for (const Metric metric :
         {Metric::contacts_per_citizen_year, Metric::weeks_to_assessment_mean_restricted_156,
          Metric::assessed_within_52, Metric::share_job_or_education}) {
        const auto levels = levels_of(spec, metric);
        REQUIRE(levels.size() == 2);
        CHECK(same(levels[0], result.values("full", metric, {"women", "all"})));
        CHECK(same(levels[1], result.values("suspension", metric, {"women", "all"})));
    }
    spec.groups.clear();
    CHECK(same(levels_of(spec, Metric::caseload)[0], run(spec).values("full", Metric::caseload)));
}

TEST_CASE("a stopped run leaves gaps, and hooks are called", "[levels]") {
    const ProjectionSpec spec = projection();
    int finished = 0;
    RunHooks hooks;
    hooks.finished = [&](Finished&&) { ++finished; };
    CHECK_FALSE(std::isnan(levels_of(spec, Metric::caseload, hooks)[0].at(0, 0)));
    CHECK(finished == 8 + 16); // probes too
    const std::atomic<bool> stop{true};
    hooks.stop = &stop;
    CHECK(std::isnan(levels_of(spec, Metric::caseload, hooks)[0].at(0, 0)));
}

TEST_CASE("a metric without a level is refused", "[levels]") {
    ProjectionSpec spec = projection();
    CHECK_THROWS_WITH(levels_of(spec, Metric::cost_per_extra_assessment),
                      Catch::Contains("compares two regimes"));
    Selector women;
    women.sexes = 1U << index_of(Sex::woman);
    spec.groups = {{"women", women}};
    CHECK_THROWS_WITH(levels_of(spec, Metric::caseload), Catch::Contains("women"));
}
