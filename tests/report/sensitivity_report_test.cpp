#include <afklar/report/sensitivity_report.hpp>

#include <algorithm>
#include <sstream>

#include <afklar/experiment/free_parameters.hpp>

#include <support/catch.hpp>
#include <support/small_projection.hpp>

using namespace afklar;

namespace {

ProjectionSpec projection() {
    ProjectionSpec spec = test::small_projection(
        {{"full", regimes::full_obligations()}, {"other", regimes::covid_suspension()}});
    spec.replicates = 2;
    return spec;
}

/// A study made up by hand: two parameters, one that tips.
SensitivityStudy made_up(const ProjectionSpec& spec) {
    const auto free = free_parameters(spec);
    SensitivityStudy study;
    study.plan.regime = "other";
    study.plan.metric = Metric::unassessed_on_benefit_at_52;
    study.plan.parameters = {free[0], free[1]};
    study.at_centre.mean = -0.125;
    study.at_centre.ci_low = -0.15;
    study.at_centre.ci_high = -0.1;
    ElementaryEffects effects;
    effects.strength = 0.25;
    effects.mu = {-0.2, -0.3, -0.1};
    effects.mu_star = {0.2, 0.1, 0.3};
    effects.sigma = 0.05;
    effects.effects = 4;
    study.screening = {{free[1], effects}, {free[0], {}}};
    study.of_top.sets = {{{0.5, 0.4, 0.6}, {0.75, 0.7, 0.8}}};
    study.of_top.variance = 0.01;
    study.of_top.samples = 64;
    study.of_grades = study.of_top;
    study.of_grades.mean = {-0.1, -0.2, 0.0};
    study.grades = {{"D", {free[0], free[1]}}};
    TippingPoint tipping;
    tipping.rank = 0.25;
    tipping.low = 0.125;
    study.tipping = {tipping};
    DecisionStudy decision;
    decision.metric = Metric::unassessed_on_benefit_at_52;
    decision.decision.choices = {{-0.9, 0.25}, {-0.5, 0.75}};
    decision.decision.best = 1;
    decision.decision.draws = 128;
    decision.decision.perfect = {0.04, 0.01};
    decision.decision.plug_in = 0.05;
    decision.by_grade = {{{"D", {free[0], free[1]}}, {0.03, 0.02}}};
    decision.by_subject = decision.by_grade;
    decision.by_subject[0].group.name = "population";
    study.decision = decision;
    return study;
}

using Writer = void (*)(const ProjectionSpec&, const SensitivityStudy&, const TextSink&);

std::vector<std::string> lines(Writer writer, const ProjectionSpec& spec,
                               const SensitivityStudy& study) {
    std::string text;
    writer(spec, study, [&](std::string_view piece) { text += piece; });
    std::vector<std::string> result;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        REQUIRE(line.back() == '\r');
        line.pop_back();
        result.push_back(line);
    }
    return result;
}

std::ptrdiff_t fields(const std::string& line) { return std::ranges::count(line, ',') + 1; }

} // namespace

TEST_CASE("the files have a field for every column, and empty ones for what is not known",
          "[sensitivity_report]") {
    const ProjectionSpec spec = projection();
    const SensitivityStudy study = made_up(spec);
    for (const Writer writer : {write_sensitivity_csv, write_variance_csv, write_tipping_csv,
                                write_information_csv, write_decision_csv}) {
        const auto all = lines(writer, spec, study);
        REQUIRE(all.size() > 1);
        for (const std::string& line : all) {
            CHECK(fields(line) == fields(all.front()));
        }
    }
    const std::string start = "other,full,all,unassessed_on_benefit_at_52,share,";
    const auto& key = spec.parameters.parameters[study.screening[0].place].key;
    const auto screening = lines(write_sensitivity_csv, spec, study);
    CHECK(screening[1].starts_with(start + "1," + key + ","));
    CHECK(screening[1].ends_with(",0.25,-0.2,-0.3,-0.1,0.2,0.1,0.3,0.05,,4,2"));
    CHECK(screening[2].ends_with(",,,,,,,,,0,2"));
    const auto variance = lines(write_variance_csv, spec, study);
    CHECK(variance[1] == start + "top," + key + ",1,0.5,0.4,0.6,0.75,0.7,0.8,0.01,,64,2");
    CHECK(variance[2] == start + "grades,D,2,0.5,0.4,0.6,0.75,0.7,0.8,0.01,,64,2");
    CHECK(lines(write_tipping_csv, spec, study)[1].ends_with(",0.25,0.125,,2"));
    const auto information = lines(write_information_csv, spec, study);
    CHECK(information[1] ==
          "all,unassessed_on_benefit_at_52,share,everything,all,2,0.04,0.01,0.05,128,2");
    CHECK(information[2].ends_with(",grade,D,2,0.03,0.02,,128,2"));
    const auto decision = lines(write_decision_csv, spec, study);
    CHECK(decision[2] == "all,unassessed_on_benefit_at_52,share,lower,other,0.5,0.75,yes,128,2");
}

TEST_CASE("the text says what was asked, what was found, and how sure it is",
          "[sensitivity_report]") {
    const ProjectionSpec spec = projection();
    SensitivityStudy study = made_up(spec);
    std::string text = sensitivity_text(spec, study, {"A title", "", "here"});
    for (const char* words :
         {"A title\n", "'other' less 'full'", "−12.5 pts", "25.0 pts", "50 % (40 … 60)",
          "rank 25.0 %", "everything", "+4.0 pts ± 1.0 pts", "← best today", "Files: here"}) {
        INFO(words);
        CHECK(text.find(words) != std::string::npos);
    }
    // a share is told within 0 and 1, and not at all where nothing is known of it
    study.of_top.sets[0] = {{0.9, 0.6, 1.4}, {0.6, -0.2, 1.3}};
    text = sensitivity_text(spec, study, {});
    CHECK(text.find("90 % (60 … 100)") != std::string::npos);
    CHECK(text.find("60 % (") == std::string::npos);
    study.decision.reset();
    study.tipping[0] = {};
    text = sensitivity_text(spec, study, {});
    CHECK(text.find("none") != std::string::npos);
    CHECK(text.find("choice") == std::string::npos);
    CHECK(text.find("Files") == std::string::npos);
}

TEST_CASE("the manifest names what is needed to do it again", "[sensitivity_report]") {
    const ProjectionSpec spec = projection();
    const std::string text = study_manifest_json(spec, made_up(spec), {"T", "schema = 1", ""});
    CHECK(text.starts_with("{\n  \"afklar\": \"sensitivity\""));
    for (const char* words : {"\"seed\": 2020", "\"fingerprint\": \"sha256:", "\"samples\": 128",
                              "\"draws\": 128", "\"regime\": \"other\"", "schema = 1"}) {
        INFO(words);
        CHECK(text.find(words) != std::string::npos);
    }
}
