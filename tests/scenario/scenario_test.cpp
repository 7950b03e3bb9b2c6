#include <afklar/scenario/scenario.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <afklar/catalogue/catalogue.hpp>
#include <afklar/experiment/layout.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace afklar;

namespace {

/// A scenario file of a moment.
class Written {
public:
    explicit Written(const std::string& text)
        : path_(std::filesystem::temp_directory_path() / "afklar_scenario_test.toml") {
        std::ofstream{path_} << text;
    }
    ~Written() { std::filesystem::remove(path_); }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

const std::string head = R"(schema = 1
title = "A test"
[population]
margins = "population/denmark-2019.toml"
size = 500
[time]
start = 2020-01-06
weeks = 52
)";

const std::string full = "[[regime]]\nname = \"full\"\napply = [\"full_obligations\"]\n";

std::string setting(const Scenario& scenario, const std::string& key) {
    const auto at = std::ranges::find(scenario.settings, key, &EffectiveSetting::key);
    return at == scenario.settings.end() ? "?" : at->value;
}

} // namespace

TEST_CASE("every shipped scenario is read from the disk and from the program alike") {
    const auto all = shipped_scenarios();
    CHECK(all.size() >= 4);
    for (const auto& shipped : all) {
        INFO(shipped.path);
        const auto disk =
            read_scenario((afklar::test::source_dir() / "scenarios" / shipped.path).string());
        const auto embedded = read_scenario("/nowhere/scenarios/" + shipped.path);
        CHECK(disk.title == shipped.title);
        CHECK(disk.text == embedded.text);
        CHECK(disk.spec.regimes.size() == embedded.spec.regimes.size());
        CHECK(disk.spec.regimes.size() >= 2);
    }
}

TEST_CASE("what is left out takes the declared defaults, and the list of settings says so") {
    const Written file{head + full};
    const Scenario scenario = read_scenario(file.path());
    CHECK(scenario.spec.draws == 1);
    CHECK(scenario.spec.burn_in == Weeks{104});
    CHECK(scenario.spec.baseline == "full");
    CHECK(scenario.spec.prior == PriorSet::central);
    REQUIRE(scenario.spec.groups.size() == 1);
    CHECK(scenario.spec.groups.front().name == "all");
    CHECK(scenario.spec.parameters.name == "denmark");
    CHECK(setting(scenario, "monte_carlo.draws") == "1");
    CHECK(setting(scenario, "monte_carlo.design") == "\"latin_hypercube\"");
    CHECK(setting(scenario, "compare.evidence_blind") == "false");
    CHECK(setting(scenario, "time.weeks") == "52");
    CHECK(setting(scenario, "regime.0.apply") == "[\"full_obligations\"]");
}

TEST_CASE("the whole format of a scenario is read") {
    const Written file{head + R"(burn_in = 26
[monte_carlo]
seed = 7
draws = 3
replicates = 2
precision = { metric = "unassessed_on_benefit_at_52", half_width = 0.5 }
[parameters]
prior = "sceptic"
[parameters.set]
contact.trust_gain = 0.04
[group.long_term_ill_east]
age = { from = 50 }
barriers = ["mental_illness"]
region = "east"
weeks_on_benefit = { from = 104 }
[reform.cap_30]
title = "A cap of 30"
source = "assumption: our own"
base = "ds6_caseload_cap"
set = { caseload_cap = 30, at_the_cap = "hire_within_allowance" }
[reform.calm]
title = "No sanctions for the long-term ill in the east"
source = "assumption: our own"
where = "long_term_ill_east"
set = { sanctions = "off" }
[[regime]]
name = "full"
apply = ["full_obligations"]
[[regime]]
name = "guarantee and cap"
apply = ["full_obligations", "ds3_clarification_guarantee", "cap_30", "calm"]
[[regime]]
name = "as it happened"
timeline = [
  { from = 2020-01-01, apply = ["full_obligations"] },
  { from = 2020-03-11, apply = ["covid_suspension"] },
  { from = 2020-05-27, to = 2020-07-01, region = "east", where = "long_term_ill_east", apply = ["calm"] },
]
[compare]
baseline = "full"
groups = ["all", "target_group.activity_ready", "region.east", "region.capital", "sex.woman", "long_term_ill_east"]
headline = ["unassessed_on_benefit_at_52"]
windows = { transition = [0, 26], after = [26, 52] }
[decision]
metric = "unassessed_on_benefit_at_52"
)"};
    const Scenario scenario = read_scenario(file.path());
    const ProjectionSpec& spec = scenario.spec;
    CHECK(spec.seed == 7);
    CHECK(spec.prior == PriorSet::sceptic);
    REQUIRE(spec.set.size() == 1);
    CHECK(spec.set.front() == std::pair<std::string, double>{"contact.trust_gain", 0.04});
    REQUIRE(spec.regimes.size() == 3);
    const RuleBook book{spec.regimes[1].policy, policy_weeks(spec)};
    CHECK(book.resolve(0, Region::north, 0).whole(Provision::caseload_cap) == 30);
    CHECK(book.resolve(0, Region::north, 0).choice<AtTheCap>(Provision::at_the_cap) ==
          AtTheCap::hire_within_allowance);
    CHECK(book.resolve(0, Region::north, 0).whole(Provision::cap_phase_in) == 52);
    CHECK_FALSE(book.resolve(0, Region::capital, 1).on(Provision::sanctions));
    CHECK(spec.groups.size() == 6);
    CHECK(spec.groups[2].who.regions == 0x3);
    CHECK(spec.windows.size() == 2);
    CHECK(spec.precision->half_width == 0.5);
    CHECK(scenario.decision == "unassessed_on_benefit_at_52");
    const RuleBook happened{spec.regimes[2].policy, policy_weeks(spec)};
    CHECK(happened.regime_at(happened.segment_of(26 + 9), Region::north) == "full_obligations");
    CHECK(happened.regime_at(happened.segment_of(26 + 10), Region::north) == "covid_suspension");
}

TEST_CASE("the command line changes values by path, and its faults name the argument") {
    const Written file{head + full};
    ScenarioOverrides overrides;
    overrides.set = {{"parameters.set.contact.trust_gain", "0.05"},
                     {"time.weeks", "10"},
                     {"regime.0.name", "\"other\""}};
    overrides.seed = 9;
    overrides.draws = 4;
    const Scenario scenario = read_scenario(file.path(), overrides);
    CHECK(scenario.spec.set.front().second == 0.05);
    CHECK(scenario.spec.horizon == Weeks{10});
    CHECK(scenario.spec.seed == 9);
    CHECK(scenario.spec.draws == 4);
    CHECK(scenario.spec.regimes.front().name == "other");
    CHECK(setting(scenario, "monte_carlo.seed") == "9");

    const auto refused = [&](std::string path, std::string value) {
        ScenarioOverrides one;
        one.set = {{std::move(path), std::move(value)}};
        try {
            static_cast<void>(read_scenario(file.path(), one));
        } catch (const ScenarioError& error) {
            return std::string(error.what());
        }
        return std::string{};
    };
    CHECK_THAT(refused("time.weeks", "abc"), Catch::Contains("--set time.weeks: error: 'abc'"));
    CHECK_THAT(refused("time.weeks", "0"),
               Catch::Contains("--set time.weeks: error: 'weeks' must"));
    CHECK_THAT(refused("time.wekks", "1"), Catch::Contains("did you mean 'weeks'?"));
    CHECK_THAT(refused("title.x", "1"), Catch::Contains("stands below text"));
    CHECK_THAT(refused("regime.3.name", "1"), Catch::Contains("no place in a list of 1"));
}

TEST_CASE("where two reforms contradict each other the scenario may say which holds") {
    const Written file{head + full + R"([[regime]]
name = "both"
apply = ["full_obligations", "ds6_caseload_cap", "ds6_caseload_cap_no_money"]
holds = ["ds6_caseload_cap_no_money"]
)"};
    const Scenario scenario = read_scenario(file.path());
    const RuleBook book{scenario.spec.regimes[1].policy, policy_weeks(scenario.spec)};
    CHECK(book.resolve(0, Region::north, 0).choice<AtTheCap>(Provision::at_the_cap) ==
          AtTheCap::waiting_list);
}

TEST_CASE("microdata are read with what they leave out") {
    const Scenario scenario =
        read_scenario((afklar::test::source_dir() / "scenarios/personal_letter.toml").string());
    const auto& data = std::get<Microdata>(scenario.spec.population.source);
    CHECK(data.invented);
    REQUIRE(data.people.size() == 1);
    const Person& person = data.people.front();
    CHECK(person.barriers == (bit_of(Barrier::mental_illness) | bit_of(Barrier::substance_use)));
    CHECK(person.prefers_remote == true);
    CHECK_FALSE(person.work_capacity.has_value());
    CHECK_FALSE(person.known_elsewhere.has_value());
}

TEST_CASE("every shipped group has a name that reads back") {
    for (const std::string& name : shipped_group_names()) {
        INFO(name);
        REQUIRE(shipped_group(name).has_value());
        CHECK(shipped_group(name)->name == name);
    }
    CHECK(shipped_group("region.east")->who.regions == 0x3);
    CHECK(shipped_group("sex.man")->who.sexes == 0x2);
    CHECK_FALSE(shipped_group("region.atlantis").has_value());
    CHECK_FALSE(shipped_group("nothing").has_value());
}

TEST_CASE("a file that is not there is named, with the nearest that ships") {
    CHECK_THROWS_WITH(read_scenario("scenarios/smalest.toml"),
                      Catch::Contains("did you mean 'scenarios/smallest.toml'?"));
}
