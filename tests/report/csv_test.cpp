#include <afklar/report/csv.hpp>

#include <algorithm>
#include <string>

#include "support/catch.hpp"
#include "support/made_up.hpp"

using namespace afklar;

namespace {
template <class F>
std::string text_of(F&& write, const Result& result) {
    std::string text;
    write(result, [&](std::string_view piece) { text += piece; });
    return text;
}
/// The record that starts with the given fields.
std::string record(const std::string& text, const std::string& start) {
    const std::size_t at = text.find("\r\n" + start);
    REQUIRE(at != std::string::npos);
    return text.substr(at + 2, text.find("\r\n", at + 2) - at - 2);
}
} // namespace

TEST_CASE("fields are quoted where RFC 4180 asks for it") {
    CHECK(csv_field("full") == "full");
    CHECK(csv_field("guarantee, and cap") == "\"guarantee, and cap\"");
    CHECK(csv_field("the \"cap\"") == "\"the \"\"cap\"\"\"");
    CHECK(csv_field("two\nlines") == "\"two\nlines\"");
    CHECK(csv_field("").empty());
}

TEST_CASE("summary.csv, byte by byte") {
    const Result result = made_up::result(made_up::spec({1, 1}), 4);
    const std::string text = text_of(write_summary_csv, result);
    CHECK(text.starts_with("regime,window,group,metric,unit,mean,ci_low,ci_high,q05,q50,q95,"
                           "sd_chance,sd_parameters,draws,replicates\r\n"));
    // one run: no interval, no spread
    CHECK(record(text, "full,all,all,unassessed_on_benefit_at_52") ==
          "full,all,all,unassessed_on_benefit_at_52,share,0.9,,,,,,,,1,1");
    CHECK(record(text, "reform,after,all,share.job,") ==
          "reform,after,all,share.job,share,0.15,,,,,,,,1,1");
    CHECK(record(text, "full,all,all,weeks_to_assessment.mean_restricted_156") ==
          "full,all,all,weeks_to_assessment.mean_restricted_156,weeks,,,,,,,,,0,1");
    CHECK(text.find(",after,all,weeks_to_assessment") == std::string::npos);
    CHECK(text.find("cost_per_extra") == std::string::npos);
    CHECK(text.ends_with("\r\n"));
}

TEST_CASE("paired.csv, byte by byte") {
    auto spec = made_up::spec({1, 2});
    spec.regimes[1].name = "cap, \"30\"";
    const Result result = made_up::result(spec, 4);
    const std::string text = text_of(write_paired_csv, result);
    CHECK(text.starts_with("regime,baseline,window,group,metric,unit,difference,ci_low,ci_high,q05,"
                           "q50,q95,share_positive,sd_chance,sd_parameters,variance_ratio,draws,"
                           "replicates\r\n"));
    CHECK(record(text, "\"cap, \"\"30\"\"\",full,all,all,caseload,") ==
          "\"cap, \"\"30\"\"\",full,all,all,caseload,cases,0,0,0,,,,,0,,,1,2");
    CHECK(text.find("cost_per_extra_assessment,kr per assessment,1000,") != std::string::npos);
    CHECK(text.find("\r\nfull,") == std::string::npos); // the baseline is compared with nobody
}

TEST_CASE("doubt.csv, byte by byte") {
    auto spec = made_up::spec({1, 3});
    const std::string text = text_of(write_doubt_csv, made_up::result(spec, 4));
    CHECK(text.starts_with("regime,baseline,window,group,metric,unit,sd_chance,sd_chance_low,"
                           "sd_chance_high,sd_parameters,sd_parameters_low,sd_parameters_high,"
                           "needed,variance_ratio,coupling\r\n"));
    // Replicates assess 5, 7, 9 of 50: variance 0.0016 with two degrees; the ends from R.
    CHECK(record(text, "full,,all,all,unassessed_on_benefit_at_52") ==
          "full,,all,all,unassessed_on_benefit_at_52,share,0.04,0.02082633067,0.2513893878,,,,"
          "more runs,,");
    // The same in both regimes but for four: the difference does not vary.
    CHECK(record(text, "reform,full,all,all,unassessed_on_benefit_at_52")
              .starts_with("reform,full,all,all,unassessed_on_benefit_at_52,share,"));
    CHECK(
        record(text, "reform,full,all,all,unassessed_on_benefit_at_52").ends_with(",,,,nothing,,"));
    CHECK(record(text, "reform,full,all,all,caseload") ==
          "reform,full,all,all,caseload,cases,0,0,0,,,,nothing,,");
    CHECK(text.find("cost_per_extra") == std::string::npos);
    CHECK(text.find("full,full") == std::string::npos);
}

TEST_CASE("evidence_blind.csv has the columns of paired.csv") {
    auto spec = made_up::spec({1, 2});
    spec.evidence_blind = true;
    const Result result = made_up::result(spec, 4);
    const std::string paired = text_of(write_paired_csv, result);
    const std::string blind = text_of(write_evidence_blind_csv, result);
    const auto lines = [](const std::string& text) { return std::ranges::count(text, '\n'); };
    CHECK(lines(blind) == lines(paired));
    CHECK(blind.substr(0, blind.find("\r\n")) == paired.substr(0, paired.find("\r\n")));
    CHECK(record(blind, "reform,full,all,all,unassessed_on_benefit_at_52")
              .starts_with("reform,full,all,all,unassessed_on_benefit_at_52,share,-0.04,"));
}

TEST_CASE("quantiles appear from forty draws") {
    const std::string few = text_of(write_paired_csv, made_up::result(made_up::spec({39, 1}), 4));
    const std::string many = text_of(write_paired_csv, made_up::result(made_up::spec({40, 1}), 4));
    const std::string start = "reform,full,all,all,unassessed_on_benefit_at_52";
    CHECK(record(few, start).find(",,,,") != std::string::npos);
    CHECK(record(many, start).starts_with(start + ",share,-0.08,"));
    CHECK(record(many, start).ends_with(",-0.08,-0.08,-0.08,0,,,,40,1"));
}

TEST_CASE("weekly.csv has a Monday for every week") {
    const std::string text = text_of(write_weekly_csv, made_up::result(made_up::spec({1, 1}), 4));
    CHECK(text.starts_with("regime,group,metric,unit,week,date,mean,q05,q50,q95\r\n"));
    CHECK(record(text, "full,all,unassessed_on_benefit_at_52,share,0,") ==
          "full,all,unassessed_on_benefit_at_52,share,0,2020-01-06,0.9,,,");
    CHECK(record(text, "reform,all,caseload,cases,59,") ==
          "reform,all,caseload,cases,59,2021-02-22,40,,,");
    CHECK(text.find("weeks_to_") == std::string::npos);
}

TEST_CASE("survival.csv has competing events") {
    const std::string text = text_of(write_survival_csv, made_up::result(made_up::spec({1, 1}), 4));
    CHECK(text.starts_with(
        "regime,group,event,week,cumulative_incidence,ci_low,ci_high,at_risk\r\n"));
    CHECK(record(text, "full,all,assessment,9,") == "full,all,assessment,9,0,,,100");
    CHECK(record(text, "full,all,assessment,10,") == "full,all,assessment,10,0.35,,,100");
    CHECK(record(text, "reform,all,assessment,10,") == "reform,all,assessment,10,0.39,,,100");
    CHECK(record(text, "full,all,assessment.job,30,") == "full,all,assessment.job,30,0.1,,,55");
}

TEST_CASE("the order in which runs finish moves no byte") {
    const auto spec = made_up::spec({3, 2});
    const auto forwards = made_up::journal(spec, 4);
    auto backwards = std::make_shared<Journal>(shape_of(spec));
    auto plans = plan_streams(spec);
    std::ranges::reverse(plans);
    for (const StreamPlan& plan : plans) {
        const bool without = plan.kind == StreamKind::probe_without_judgement;
        for (const std::size_t regime : {std::size_t{1}, std::size_t{0}}) {
            backwards->append(made_up::finished(
                spec, regime, plan, made_up::assessed_in(plan, regime, without ? 1 : 4)));
        }
    }
    const auto shared = std::make_shared<const ProjectionSpec>(spec);
    const Result a(shared, forwards);
    const Result b(shared, backwards);
    CHECK(text_of(write_summary_csv, a) == text_of(write_summary_csv, b));
    CHECK(text_of(write_paired_csv, a) == text_of(write_paired_csv, b));
    CHECK(text_of(write_doubt_csv, a) == text_of(write_doubt_csv, b));
    CHECK(text_of(write_weekly_csv, a) == text_of(write_weekly_csv, b));
    CHECK(text_of(write_survival_csv, a) == text_of(write_survival_csv, b));
}
