#include <afklar/experiment/result.hpp>

#include <afklar/core/error.hpp>

#include "support/catch.hpp"
#include "support/made_up.hpp"

using namespace afklar;

TEST_CASE("levels and differences of made-up runs") {
    const Result result = made_up::result(made_up::spec({1, 3}), 4);
    CHECK(result.complete());
    CHECK(result.baseline() == "full");
    // replicates assess 5, 7, 9 of 50
    const auto level = result.summary("full", metric::unassessed_on_benefit_at_52);
    CHECK(*level.estimate.mean == Approx(1.0 - 7.0 / 50.0));
    CHECK(*level.estimate.sd_chance == Approx(0.04));
    const auto paired = result.paired("reform", "full", metric::unassessed_on_benefit_at_52);
    CHECK(*paired.estimate.mean == Approx(-4.0 / 50.0));
    CHECK(paired.judgement_share == Approx(0.75)); // 4 more at central values, 1 without judgement
    CHECK(paired.rests_on_judgement());
    CHECK_FALSE(result.paired("reform", "full", metric::share_job).rests_on_judgement());
}

TEST_CASE("identical regimes differ by exactly zero") {
    const Result result = made_up::result(made_up::spec({45, 2}), 0);
    for (const MetricDescriptor& metric : metrics()) {
        if (metric.kind == MetricKind::comparison) {
            CHECK_FALSE(result.paired("reform", "full", metric.metric).estimate.mean);
            continue;
        }
        INFO(metric.key);
        const auto paired = result.paired("reform", "full", metric.metric);
        if (paired.estimate.mean) {
            CHECK(*paired.estimate.mean == 0.0);
            CHECK(*paired.estimate.q05 == 0.0);
            CHECK(*paired.estimate.q95 == 0.0);
            CHECK(*paired.estimate.share_positive == 0.0);
        }
        CHECK_FALSE(paired.variance_ratio);
        CHECK_FALSE(paired.rests_on_judgement());
    }
}

TEST_CASE("durations are known for the whole time only") {
    const Result result = made_up::result(made_up::spec({1, 1}), 4);
    const auto within = [&](const char* regime) {
        return *result.summary(regime, metric::assessed_within_52).estimate.mean;
    };
    CHECK(within("full") == Approx(0.35)); // 35 of 100 in week 10
    CHECK(within("reform") == Approx(0.39));
    // 60 weeks are observed, not 156
    CHECK_FALSE(
        result.summary("full", metric::weeks_to_assessment_mean_restricted_156).estimate.mean);
    CHECK_FALSE(result.defined(metric::assessed_within_52, {"all", "after"}));
    CHECK_FALSE(result.summary("full", metric::assessed_within_52, {"all", "after"}).estimate.mean);
    CHECK(result.summary("full", metric::share_job, {"all", "after"}).estimate.mean == 0.15);
}

TEST_CASE("what belongs to a whole centre is empty for other groups than places") {
    auto spec = made_up::spec({1, 1});
    Selector women;
    women.sexes = 1;
    Selector north;
    north.regions = 0x10;
    spec.groups = {{"women", women}, {"north", north}};
    const Result result = made_up::result(spec, 1);
    REQUIRE(result.groups().size() == 3); // and everyone
    CHECK(result.groups()[0].name == "all");
    CHECK_FALSE(result.summary("full", metric::caseload, {"women"}).estimate.mean);
    CHECK(result.summary("full", metric::caseload, {"north"}).estimate.mean == 40.0);
    CHECK(result.summary("full", metric::share_job, {"women"}).estimate.mean == 0.15);
}

TEST_CASE("extra cost per extra assessment") {
    const Result result = made_up::result(made_up::spec({1, 3}), 4);
    // each assessment costs 1,000 kr more in this made-up world
    const auto paired = result.paired("reform", "full", metric::cost_per_extra_assessment);
    CHECK(*paired.estimate.mean == Approx(1000.0));
    CHECK_THROWS_AS(result.summary("full", metric::cost_per_extra_assessment), Error);
    const auto other = result.paired("full", "reform", metric::cost_per_extra_assessment);
    CHECK_FALSE(other.estimate.mean); // fewer assessments: no price of an extra one
    CHECK_FALSE(result.paired("reform", "full", metric::cost_per_extra_year_in_work).estimate.mean);
}

TEST_CASE("a journal that is not complete gives what there is") {
    const auto spec = made_up::spec({2, 2});
    auto journal = std::make_shared<Journal>(shape_of(spec));
    const auto plans = plan_streams(spec);
    journal->append(made_up::finished(spec, 0, plans[0], 5));
    journal->append(made_up::finished(spec, 1, plans[0], 6));
    journal->append(made_up::finished(spec, 0, plans[1], 9));
    const Result result(std::make_shared<const ProjectionSpec>(spec), journal);
    CHECK_FALSE(result.complete());
    const auto paired = result.paired("reform", "full", metric::unassessed_on_benefit_at_52);
    CHECK(*paired.estimate.mean == Approx(-0.02));
    CHECK(paired.estimate.draws == 1);
    CHECK(paired.estimate.missing == 3);
}

TEST_CASE("names that there are not are answered with those there are") {
    const Result result = made_up::result(made_up::spec({1, 1}), 0);
    CHECK_THROWS_WITH(result.summary("ful", metric::caseload),
                      Catch::Matchers::Contains("'full', 'reform'"));
    CHECK_THROWS_WITH(result.summary("full", metric::caseload, {"women"}),
                      Catch::Matchers::Contains("'all'"));
    CHECK_THROWS_WITH(result.summary("full", metric::caseload, {"all", "late"}),
                      Catch::Matchers::Contains("'after'"));
}

TEST_CASE("the same difference evidence-blind, where it was asked for") {
    auto spec = made_up::spec({2, 2});
    const auto of = metric::unassessed_on_benefit_at_52;
    CHECK_THROWS_WITH(made_up::result(spec, 4).paired_evidence_blind("reform", "full", of),
                      Catch::Matchers::Contains("evidence-blind"));
    spec.evidence_blind = true;
    const Result result = made_up::result(spec, 4);
    CHECK(result.complete());
    CHECK(*result.paired("reform", "full", of).estimate.mean == Approx(-4.0 / 50.0));
    const PairedEstimate blind = result.paired_evidence_blind("reform", "full", of);
    CHECK(*blind.estimate.mean == Approx(-2.0 / 50.0)); // half of the extra is left
    CHECK(blind.estimate.draws == 2);
    CHECK_FALSE(blind.judgement_share);
    CHECK(*result.paired_evidence_blind("reform", "full", metric::cost_per_extra_assessment)
               .estimate.mean == Approx(1000.0));
    // A journal with such runs is not one of a projection without them.
    auto other = std::make_shared<ProjectionSpec>(spec);
    other->evidence_blind = false;
    CHECK(fingerprint(*other) != fingerprint(spec));
    CHECK_THROWS_AS(Result(other, made_up::journal(spec, 4)), RunError);
}
