#include <afklar/observe/metric.hpp>

#include <set>

#include <afklar/core/error.hpp>

#include "support/catch.hpp"

using namespace afklar;

TEST_CASE("every metric is declared once, in its place, in full") {
    std::set<std::string_view> keys;
    std::size_t place = 0;
    for (const MetricDescriptor& metric : metrics()) {
        INFO(metric.key);
        CHECK(index_of(metric.metric) == place++);
        CHECK(keys.insert(metric.key).second);
        CHECK(find_metric(metric.key) == &metric);
        CHECK_FALSE(metric.unit.empty());
        CHECK_FALSE(metric.population.empty());
        CHECK(metric.sentence.ends_with('.'));
        CHECK_FALSE(numerator_text(metric).empty());
        CHECK_FALSE(denominator_text(metric).empty());
        if (metric.kind == MetricKind::ratio || metric.kind == MetricKind::comparison) {
            CHECK(metric.denominator[0].times == 1);
        }
    }
    CHECK(keys.size() == count_of<Metric>);
    CHECK(find_metric("weeks_to_assesment.median") == nullptr);
}

TEST_CASE("the headline has eight metrics, none of them an index of the model") {
    CHECK(default_headline().size() == 8);
    for (const Metric metric : default_headline()) {
        CHECK_FALSE(describe(metric).model_index);
        CHECK_FALSE(describe(metric).label.empty());
    }
}

TEST_CASE("known answers") {
    CountSums sums{};
    sums[Count::on_benefit] = 5200; // a hundred people for a year of 52 weeks
    sums[Count::held] = 400;
    sums[Count::past_52] = 80;
    sums[Count::past_52_unassessed] = 20;
    sums[Count::sanction] = 12;
    sums[Count::present] = 10'400;
    sums[Count::in_job] = 1000;
    sums[Count::in_education] = 40;
    sums[Count::job_started] = 30;
    sums[Count::job_displacing] = 10;
    sums[Count::without_caseworker] = 260;
    sums[Count::cost_benefits] = 10'400LL * 300'000; // 3,000 kr a week
    sums[Count::cost_staff] = 10'400 * 1;            // an øre a week
    sums[Count::assessed] = 104;
    const auto value = [&](Metric metric) { return evaluate(describe(metric), sums, 52); };

    CHECK(value(metric::unassessed_on_benefit_at_52) == 0.25);
    // 400 conversations in 5,200 weeks of 7 days, 365.25 days a year
    CHECK(*value(metric::contacts_per_citizen_year) == Approx(400.0 / 5200.0 * 52.178571428571));
    // 12 in 5,200 weeks; a month is 30.4375 days
    CHECK(*value(metric::sanctions_per_1000_citizen_months) ==
          Approx(12.0 / 5200.0 * 1000.0 * 30.4375 / 7.0));
    CHECK(*value(metric::share_job_or_education) == Approx(0.1));
    CHECK(*value(metric::jobs_net_of_displacement) == Approx(20.0 / 10'400 * 1000.0 * 365.25 / 7));
    CHECK(*value(metric::waiting_list) == Approx(5.0)); // 260 person weeks in 52 weeks
    CHECK(*value(metric::cost_benefits) == Approx(3000.0 * 365.25 / 7.0));
    CHECK(*value(metric::cost_total) == Approx(3000.01 * 365.25 / 7.0));
    CHECK(value(metric::sanctions_overturned) == 0.0);
    CHECK_FALSE(value(metric::caseload)); // nobody is employed: empty, not zero
    CHECK_THROWS_AS(value(metric::weeks_to_assessment_median), Error);

    const auto sides = evaluate_comparison(describe(metric::cost_per_extra_assessment), sums);
    REQUIRE(sides);
    CHECK(sides->cost == Approx(3000.01)); // kr per week and person present
    CHECK(sides->effect == Approx(0.01));  // assessments per week and person present
}

TEST_CASE("what a level can be") {
    const auto of = [](Metric metric) { return possible_levels(describe(metric)); };
    CHECK(of(Metric::assessed_within_52) == range_of_shares);
    CHECK(of(Metric::contacts_per_citizen_year) == ValueRange{.low = 0.0});
    CHECK(of(Metric::weeks_to_assessment_median) == ValueRange{.low = 0.0});
    CHECK(of(Metric::jobs_net_of_displacement) == ValueRange{}); // displaced jobs are taken off
    CHECK(of(Metric::cost_per_extra_assessment) == ValueRange{});
}

TEST_CASE("what belongs to a whole centre is known as such") {
    CHECK(of_whole_centres(describe(metric::caseload)));
    CHECK(of_whole_centres(describe(metric::time_per_contact)));
    CHECK_FALSE(of_whole_centres(describe(metric::cost_total)));
    CHECK_FALSE(of_whole_centres(describe(metric::waiting_list)));
}

TEST_CASE("sums run over the weeks of a window") {
    Tally tally(4, 2);
    for (Week week = 0; week < 4; ++week) {
        tally.at(week, 1, Count::held) = week + 1;
    }
    CHECK(sums_of(tally, 1, 0, 4)[Count::held] == 10);
    CHECK(sums_of(tally, 1, 1, 3)[Count::held] == 5);
    CHECK(sums_of(tally, 0, 0, 4)[Count::held] == 0);
    CHECK_THROWS_AS(sums_of(tally, 2, 0, 4), Error);
    CHECK_THROWS_AS(sums_of(tally, 0, 0, 5), Error);
    CHECK(total(less(Count::held, Count::held), sums_of(tally, 1, 0, 4)) == 0);
}
