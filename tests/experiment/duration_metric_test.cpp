#include <afklar/experiment/duration_metric.hpp>

#include <afklar/core/error.hpp>

#include "support/catch.hpp"

using namespace afklar;

TEST_CASE("ten people, worked out by hand") {
    DurationCounts counts(200);
    counts.add(Target::assessment, Clock::entrants, Stop::reached, 20, 4);
    counts.add(Target::assessment, Clock::entrants, Stop::job, 30, 3);
    counts.add(Target::assessment, Clock::entrants, Stop::reached, 100, 1);
    counts.add(Target::assessment, Clock::entrants, Stop::censored, 200, 2);
    const auto value = [&](Metric metric) { return evaluate(describe(metric), counts); };
    CHECK(*value(metric::assessed_within_52) == Approx(0.4));
    CHECK(value(metric::weeks_to_assessment_median) == 100.0);
    // 4 × 20 + 1 × 100 + 5 × 156 (three in work, two never) over ten people
    CHECK(*value(metric::weeks_to_assessment_mean_restricted_156) == Approx(96.0));
    CHECK_FALSE(value(metric::stock_weeks_to_assessment_median)); // nobody there
    CHECK_THROWS_AS(value(metric::caseload), Error);
}

TEST_CASE("a median that is not reached is empty") {
    DurationCounts counts(60);
    counts.add(Target::lasting_solution, Clock::entrants, Stop::reached, 5, 4);
    counts.add(Target::lasting_solution, Clock::entrants, Stop::departed, 6, 6);
    CHECK_FALSE(evaluate(describe(metric::weeks_to_lasting_solution_median), counts));
}
