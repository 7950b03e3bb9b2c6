#include <afklar/experiment/sensitivity_study.hpp>

#include <algorithm>
#include <atomic>

#include <afklar/core/error.hpp>
#include <afklar/experiment/free_parameters.hpp>
#include <afklar/experiment/result.hpp>
#include <afklar/report/sensitivity_report.hpp>

#include <support/catch.hpp>
#include <support/small_projection.hpp>

using namespace afklar;

namespace {

ProjectionSpec projection() {
    ProjectionSpec spec = test::small_projection({{"full", regimes::full_obligations()},
                                                  {"suspension", regimes::covid_suspension()},
                                                  {"again", regimes::full_obligations()}});
    spec.horizon = Weeks{12};
    spec.burn_in = Weeks{4};
    spec.replicates = 2;
    spec.population.size = 480; // enough for what moves much to stand out from chance
    return spec;
}

std::vector<std::size_t> places_of(const ProjectionSpec& spec,
                                   const std::vector<std::string_view>& keys) {
    std::vector<std::size_t> places;
    for (const std::size_t place : free_parameters(spec)) {
        if (std::ranges::find(keys, spec.parameters.parameters[place].key) != keys.end()) {
            places.push_back(place);
        }
    }
    return places;
}

SensitivityPlan small_plan(const ProjectionSpec& spec) {
    SensitivityPlan plan;
    plan.regime = "suspension";
    plan.metric = Metric::contacts_per_citizen_year;
    plan.parameters =
        places_of(spec, {"contact.hours_in_person", "contact.b_personal", "own.certificate_factor",
                         "staff.caseload_start", "ips.job"});
    plan.trajectories = 4;
    plan.samples = 8;
    plan.top = 2;
    plan.tipping = {0.001, 0.999, 3, 2};
    plan.decision = Metric::no_contact_26_weeks;
    plan.draws = 20;
    return plan;
}

/// Everything that a study says.
std::string all_of(const ProjectionSpec& spec, const SensitivityStudy& study) {
    std::string text;
    const TextSink sink = [&](std::string_view piece) { text += piece; };
    write_sensitivity_csv(spec, study, sink);
    write_variance_csv(spec, study, sink);
    write_tipping_csv(spec, study, sink);
    write_information_csv(spec, study, sink);
    write_decision_csv(spec, study, sink);
    return text;
}

} // namespace

TEST_CASE("a study says the same at any number of threads, within its number of runs",
          "[sensitivity_study]") {
    ProjectionSpec spec = projection();
    const SensitivityPlan plan = small_plan(spec);
    std::int64_t runs = 0;
    double told = 0.0;
    bool rising = true;
    RunHooks hooks;
    hooks.finished = [&](Finished&&) { ++runs; };
    hooks.progress = [&](double share) {
        rising = rising && share >= told && share <= 1.0;
        told = share;
    };
    spec.threads = 1;
    const SensitivityStudy one = study_sensitivity(spec, plan, hooks);
    CHECK(runs <= most_runs(spec, plan));
    CHECK(runs > most_runs(spec, plan) / 2);
    CHECK(rising);
    CHECK(told > 0.9);
    spec.threads = 3;
    CHECK(all_of(spec, study_sensitivity(spec, plan)) == all_of(spec, one));
    spec.seed = 7;
    CHECK(all_of(spec, study_sensitivity(spec, plan)) != all_of(spec, one));
}

TEST_CASE("a study finds what moves and says nothing of what does not", "[sensitivity_study]") {
    const ProjectionSpec spec = projection();
    const SensitivityStudy study = study_sensitivity(spec, small_plan(spec));
    REQUIRE(study.screening.size() == study.plan.parameters.size());
    const auto key = [&](const ScreenedParameter& one) {
        return spec.parameters.parameters[one.place].key;
    };
    CHECK(*study.screening.front().effects.strength > 0.0);
    CHECK(
        std::ranges::is_sorted(study.screening, std::ranges::greater{},
                               [](const ScreenedParameter& one) { return *one.effects.strength; }));
    for (const ScreenedParameter& one : study.screening) {
        if (key(one) == "ips.job") { // neither regime has place then train
            CHECK(*one.effects.mu_star.value == 0.0);
        }
    }
    CHECK(study.tipping.size() == 2);
    CHECK(study.of_top.sets.size() == 2);
    // the centre is a usual run at central values: the same people, the same luck
    const Result central = run(spec);
    CHECK(*study.at_centre.mean ==
          *central.paired("suspension", "full", study.plan.metric).estimate.mean);
    // three choices, two of them the same rules
    const Decision& decision = study.decision->decision;
    REQUIRE(decision.choices.size() == 3);
    CHECK(*decision.choices[0].worth == *decision.choices[2].worth);
    CHECK(decision.draws == 20);
}

TEST_CASE("what does not move stays central in the choice as well", "[sensitivity_study]") {
    // Neither regime has place then train: whichever of its parameters moves, nothing comes of it.
    const ProjectionSpec spec = projection();
    SensitivityPlan plan = small_plan(spec);
    const auto worth = [&](std::string_view key) {
        plan.parameters = places_of(spec, {key});
        REQUIRE(plan.parameters.size() == 1);
        const DecisionStudy study = *study_sensitivity(spec, plan).decision;
        CHECK(study.by_grade.size() == 1);
        CHECK(study.by_subject.size() == 1);
        return *study.decision.choices[1].worth;
    };
    const double still = worth("ips.job");
    CHECK(worth("ips.willing") == still);
    CHECK(worth("contact.b0") != still);
}

TEST_CASE("the same rules under two names: no effect, no share, no tipping point",
          "[sensitivity_study]") {
    const ProjectionSpec spec = projection();
    SensitivityPlan plan = small_plan(spec);
    plan.regime = "again";
    plan.decision.reset();
    const SensitivityStudy study = study_sensitivity(spec, plan);
    CHECK(*study.at_centre.mean == 0.0);
    for (const ScreenedParameter& one : study.screening) {
        CHECK(*one.effects.mu_star.value == 0.0);
    }
    CHECK(study.tipping.empty());
    CHECK(study.of_top.sets.empty());
    for (const VarianceShares& shares : study.of_grades.sets) {
        CHECK_FALSE(shares.first.value);
    }
    CHECK_FALSE(study.decision);
}

TEST_CASE("parameters are grouped by grade and by subject", "[sensitivity_study]") {
    const ProjectionSpec spec = projection();
    const auto free = free_parameters(spec);
    for (const auto& groups : {groups_by_grade(spec, free), groups_by_subject(spec, free)}) {
        std::vector<std::size_t> all;
        for (const ParameterGroup& group : groups) {
            all.insert(all.end(), group.places.begin(), group.places.end());
        }
        std::ranges::sort(all);
        CHECK(all == free);
    }
    const auto grades = groups_by_grade(spec, free);
    CHECK(grades.front().name == "A");
    CHECK(groups_by_subject(spec, places_of(spec, {"contact.b0", "ips.job"}))[1].name == "ips");
}

TEST_CASE("what cannot be studied is refused, and a stop is obeyed", "[sensitivity_study]") {
    const ProjectionSpec spec = projection();
    SensitivityPlan plan = small_plan(spec);
    plan.regime = "full";
    CHECK_THROWS_WITH(study_sensitivity(spec, plan), Catch::Contains("is the baseline"));
    plan.regime = "nothing";
    CHECK_THROWS_WITH(study_sensitivity(spec, plan), Catch::Contains("nothing"));
    plan = small_plan(spec);
    plan.decision = Metric::trust;
    REQUIRE(describe(Metric::trust).better == Better::neither);
    CHECK_THROWS_WITH(study_sensitivity(spec, plan), Catch::Contains("neither more nor less"));
    plan = small_plan(spec);
    plan.parameters.clear();
    CHECK_THROWS_AS(study_sensitivity(spec, plan), Error);
    plan = small_plan(spec);
    plan.metric = Metric::cost_per_extra_assessment;
    CHECK_THROWS_WITH(study_sensitivity(spec, plan), Catch::Contains("compares two regimes"));
    plan.metric = Metric::weeks_to_assessment_mean_restricted_156; // of twelve observed weeks
    CHECK_THROWS_WITH(study_sensitivity(spec, plan), Catch::Contains("no value at central values"));
    const std::atomic<bool> stop{true};
    RunHooks hooks;
    hooks.stop = &stop;
    CHECK_THROWS_AS(study_sensitivity(spec, small_plan(spec), hooks), RunError);
}
