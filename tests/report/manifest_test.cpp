#include <afklar/report/manifest.hpp>

#include "support/catch.hpp"
#include "support/made_up.hpp"

using namespace afklar;
using Catch::Matchers::Contains;

TEST_CASE("the manifest says of what the results are") {
    auto spec = made_up::spec({1, 2});
    Reform cap;
    cap.name = "cap";
    cap.settings = {{Provision::caseload_cap, 30.0, "assumption", {}}};
    spec.regimes[1].policy = spec.regimes[1].policy + cap;
    const std::string key(parameter_keys()[2]);
    spec.set = {{key, 0.25}};
    const std::string text =
        manifest_json(made_up::result(spec, 4), {"A \"test\"", "schema = 1\n", {}});
    CHECK_THAT(text, Contains("\"afklar\": \"results\""));
    CHECK_THAT(text, Contains("\"title\": \"A \\\"test\\\"\""));
    CHECK_THAT(text, Contains("\"seed\": 2020"));
    CHECK_THAT(text, Contains("\"text\": \"schema = 1\\n\""));
    // printf 'schema = 1\n' | sha256sum
    CHECK_THAT(text, Contains("\"sha256:"));
    CHECK_THAT(text, Contains("\"held_at\": 0.25"));
    CHECK_THAT(text, Contains("\"lower_limit\": null"));
    CHECK_THAT(text, Contains("\"provision\": \"caseload_cap\""));
    CHECK_THAT(text, Contains("\"from\": \"2020-01-06\""));
    CHECK_THAT(text, Contains("\"regime\": \"reform\",\n      \"balance\": \"citizens\""));
    CHECK_THAT(text, Contains("\"outside\": true")); // the made-up stock does not move
    CHECK_THAT(text, !Contains("\"holds\": false"));
}

TEST_CASE("the manifest says what does nothing") {
    const Result result = made_up::result(made_up::spec({1, 1}), 2);
    CHECK_THAT(manifest_json(result, {"t", "x", {}}), Contains("\"idle\": []"));
    CHECK_THAT(manifest_json(result, {"t", "x", {}, {"the reform 'late' does nothing"}}),
               Contains("the reform 'late' does nothing"));
}

TEST_CASE("the manifest is the same whatever the threads") {
    auto spec = made_up::spec({1, 1});
    const ScenarioText scenario{"t", "x", {}};
    const std::string one = manifest_json(made_up::result(spec, 4), scenario);
    spec.threads = 7;
    CHECK(manifest_json(made_up::result(spec, 4), scenario) == one);
}

TEST_CASE("the facts of a run") {
    RunFacts facts;
    facts.started = "2020-01-06T00:00:00Z";
    facts.wall_seconds = 2.0;
    facts.threads = 2;
    facts.citizen_weeks = 1000;
    const std::string text = run_json(facts);
    CHECK_THAT(text, Contains("\"citizen_weeks_per_second\": 500"));
    CHECK_THAT(text, Contains("\"peak_memory_bytes\": "));
    CHECK_THAT(text, Contains("\"compiler\": "));
    CHECK(citizen_weeks_of(made_up::result(made_up::spec({1, 1}), 0)) == 2 * 9 * 6000);
}
