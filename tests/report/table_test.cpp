#include <afklar/report/table.hpp>

#include <algorithm>
#include <sstream>

#include <afklar/core/error.hpp>

#include "support/catch.hpp"
#include "support/made_up.hpp"

using namespace afklar;
using Catch::Matchers::Contains;

namespace {
const std::vector<Metric> three = {metric::unassessed_on_benefit_at_52,
                                   metric::share_job_or_education, metric::cost_total};
}

TEST_CASE("the table of a made-up result, letter by letter") {
    ProjectionSpec spec = made_up::spec({40, 2});
    spec.population.size = 1000;
    const Result result = made_up::result(spec, 4);
    const std::string table = headline_table(result, {"A test", three, 0, "results/test"});
    CHECK(table ==
          R"(A test
1,000 people · 60 weeks from 2020-01-06 · 40 parameter draws × 2 · central priors

                     unassessed     in work or                cost
                     after 52 w      education             kr/year
full (baseline)          82.2 %         20.0 %             187,256
── difference, and the range over what we do not know (5 to 95 %) ──
reform                 −8.0 pts ?          ≈ 0              +2,087 ?
                  (−8.0 … −8.0)                  (+2,087 … +2,087)

Drift of the baseline in its first year: activity-ready people on benefit 0.0 per cent, queue of the rehabilitation team 0.0 people per 1000 activity-ready, waiting list for a caseworker 0.0 people per 1000 activity-ready.
Warning: the baseline drifts in its first year: activity-ready people on benefit 0.0 per cent (expected −10.6 to −0.6).
≈ 0 the range holds zero   ? more than half of the effect rests on judgement or interested parties (afklar list parameters)
Kroner are those of 1. Files: results/test
)");
}

TEST_CASE("a further row for every regime, evidence-blind") {
    ProjectionSpec spec = made_up::spec({40, 2});
    spec.evidence_blind = true;
    const std::string table = headline_table(made_up::result(spec, 4), {"", three});
    CHECK_THAT(table, Contains(R"(
reform                  −8.0 pts ?          ≈ 0              +2,087 ?
                   (−8.0 … −8.0)                  (+2,087 … +2,087)
  evidence-blind        −4.0 pts            ≈ 0              +1,044
                   (−4.0 … −4.0)                  (+1,044 … +1,044)
)"));
    CHECK_THAT(table, Contains("evidence-blind: the same with every disputed effect off\n"));
}

TEST_CASE("the table says what it takes to know better") {
    ProjectionSpec spec = made_up::spec({60, 2});
    spec.probes = false;
    const auto table_of = [&](std::int64_t by_chance) {
        auto journal = std::make_shared<Journal>(shape_of(spec));
        for (const StreamPlan& plan : plan_streams(spec)) {
            const std::int64_t more = plan.draw % 9 + by_chance * plan.replicate;
            journal->append(made_up::finished(spec, 0, plan, 5));
            journal->append(made_up::finished(spec, 1, plan, 5 + more));
        }
        return headline_table({std::make_shared<const ProjectionSpec>(spec), journal},
                              {"", {metric::unassessed_on_benefit_at_52, metric::share_job}});
    };
    CHECK_THAT(table_of(0), Contains("Of the differences, 0 would be better known by more runs, 1 "
                                     "by more evidence."));
    CHECK_THAT(table_of(9), Contains("Of the differences, 1 would be better known by more runs, 0 "
                                     "by more evidence."));
}

TEST_CASE("below forty draws the table speaks of chance only") {
    const std::string table =
        headline_table(made_up::result(made_up::spec({1, 3}), 4), {"", three});
    CHECK_THAT(table, Contains("1 parameter draw × 3 · central priors · chance only"));
    CHECK_THAT(table, Contains("difference, and its 95 % interval by chance only"));
    CHECK_THAT(table, Contains("Chance only: below 40 parameter draws"));
    CHECK_THAT(table, !Contains("5 to 95 %"));
}

TEST_CASE("identical regimes are shown as no difference at all") {
    const std::string table = headline_table(made_up::result(made_up::spec({40, 2}), 0));
    CHECK_THAT(table, Contains("≈ 0"));
    CHECK_THAT(table, !Contains("pts"));
    CHECK_THAT(table, !Contains("?"));
}

TEST_CASE("a few people have no drift of a population") {
    const std::string table = headline_table(made_up::result(made_up::spec({40, 2}), 4));
    CHECK_THAT(table, !Contains("Drift") && !Contains("Warning"));
}

TEST_CASE("the table of a window says so, and leaves out what it does not know") {
    ProjectionSpec spec = made_up::spec({40, 2});
    spec.windows = {{"late", 30, 60}};
    TableOptions options;
    options.window = "late";
    options.headline = {metric::weeks_to_assessment_mean_restricted_156, metric::share_job};
    const std::string table = headline_table(made_up::result(spec, 4), options);
    CHECK_THAT(table, Contains("· window late"));
    CHECK_THAT(table, Contains("–"));
    CHECK_THAT(table, Contains("15.0 %"));
}

TEST_CASE("a narrow terminal gets the table in parts") {
    const Result result = made_up::result(made_up::spec({40, 2}), 4);
    std::istringstream lines(headline_table(result, {"A test", {}, 80, ""}));
    int baselines = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto letters = std::ranges::count_if(
            line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
        const bool of_table = line.starts_with("full (baseline)") || line.starts_with("─");
        baselines += line.starts_with("full (baseline)") ? 1 : 0;
        CHECK((!of_table || letters <= 80));
    }
    CHECK(baselines >= 2);
}

TEST_CASE("sentences about single estimates") {
    const Result many = made_up::result(made_up::spec({40, 2}), 4);
    CHECK(
        to_text(many.paired("reform", "full", metric::unassessed_on_benefit_at_52)) ==
        "unassessed_on_benefit_at_52, reform against full: −8.0 pts (−8.0 … −8.0), 5 to 95 % over "
        "what we do not know; 40 draws × 2; more than half rests on judgement");
    CHECK(to_text(many.paired("reform", "full", metric::caseload)) ==
          "caseload, reform against full: ≈ 0, 5 to 95 % over what we do not know; 40 "
          "draws × 2");
    CHECK(to_text(many.summary("full", metric::share_job)) == "share.job, full: 15.0 % (share)");
    const Result one = made_up::result(made_up::spec({1, 1}), 4);
    CHECK(to_text(one.paired("reform", "full", metric::unassessed_on_benefit_at_52)) ==
          "unassessed_on_benefit_at_52, reform against full: −8.0 pts; 1 draw × 1; more than half "
          "rests on judgement");
}

TEST_CASE("a table has room for eight metrics that have a level") {
    const Result result = made_up::result(made_up::spec({1, 1}), 0);
    CHECK_THROWS_AS(headline_table(result, {"", std::vector<Metric>(9, metric::caseload)}), Error);
    CHECK_THROWS_AS(headline_table(result, {"", {metric::cost_per_extra_assessment}}), Error);
    const std::vector<std::string> keys = {"caseload", "share.jobb"};
    CHECK_THROWS_WITH(metrics_named(keys), Contains("share.jobb"));
}
