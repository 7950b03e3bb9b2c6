#include <afklar/experiment/series.hpp>

#include <algorithm>

#include "support/catch.hpp"
#include "support/made_up.hpp"

using namespace afklar;

TEST_CASE("weekly metrics week by week") {
    const Result result = made_up::result(made_up::spec({1, 2}), 4);
    const auto series = weekly_series(result, {0, 0});
    const auto contacts =
        std::ranges::find(series, metric::contacts_per_citizen_year, &WeeklySeries::metric);
    REQUIRE(contacts != series.end());
    REQUIRE(contacts->weeks.size() == 60);
    CHECK(*contacts->weeks[0].mean == Approx(0.2 * 365.25 / 7.0)); // 16 of 80 in even weeks
    CHECK(contacts->weeks[1].mean == 0.0);
    for (const WeeklySeries& one : series) {
        CHECK(describe(one.metric).weekly);
    }
}

TEST_CASE("curves compete") {
    const Result result = made_up::result(made_up::spec({1, 1}), 4);
    const auto all = curves(result, {0, 0});
    CHECK(all.size() == 4 * 6);
    CHECK(all[0].target == Target::assessment);
    CHECK(all[0].weeks.size() == 61);
    CHECK(*all[0].weeks[10].incidence.mean == Approx(0.35));
    CHECK(all[0].weeks[11].at_risk == 65.0);
    CHECK(*all[1].weeks[20].incidence.mean == Approx(0.10)); // job
}

TEST_CASE("the drift of the baseline is judged by its declared band") {
    const auto spec = made_up::spec({1, 1});
    const auto drift_with = [&](std::int64_t last, std::int64_t queue) {
        auto journal = std::make_shared<Journal>(shape_of(spec));
        Finished run = made_up::finished(spec, 0, plan_streams(spec)[0], 5);
        for (Week week = 0; week < 60; ++week) {
            run.tally.at(week, 0, Count::activity_ready_on_benefit) = 1000;
        }
        run.tally.at(51, 0, Count::activity_ready_on_benefit) = last;
        run.tally.at(51, 0, Count::waiting_list_length) = queue;
        journal->append(run);
        return drift_of_baseline(Result(std::make_shared<const ProjectionSpec>(spec), journal));
    };
    const auto calm = drift_with(944, 5);
    REQUIRE(calm.size() == 3);
    CHECK(calm[0].change == Approx(-5.6));
    CHECK(std::ranges::none_of(calm, &Drift::outside));
    CHECK(drift_with(1000, 0)[0].outside()); // no change is not what was seen
    CHECK(drift_with(944, 11)[2].outside());
    auto brief = made_up::spec({1, 1});
    brief.horizon = Weeks{51};
    brief.windows.clear();
    CHECK(drift_of_baseline(made_up::result(brief, 0)).empty());
}
