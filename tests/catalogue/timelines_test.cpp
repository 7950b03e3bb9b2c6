#include <afklar/catalogue/timelines.hpp>

#include <map>
#include <string>

#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include <afklar/catalogue/catalogue.hpp>

using namespace afklar;

namespace {

/// Name of the regime in force in the week of a Monday, and what it says of a provision.
struct Then {
    std::string regime;
    double value = 0.0;
};

Then then(const Policy& policy, Date monday, Provision provision) {
    const RuleBook rules{policy, monday, 1};
    return {rules.regime_at(0, Region::capital),
            rules.resolve(0, Region::capital, {}).number(provision)};
}

} // namespace

TEST_CASE("every shipped timeline has its value") {
    const std::map<std::string, Policy> values = {
        {"denmark_2019_2021", timelines::denmark_2019_2021()},
        {"denmark_2019_2027", timelines::denmark_2019_2027()},
    };
    CHECK(test::names_of(values) == test::names_of(shipped_timelines()));
    for (const auto& [name, policy] : values) {
        REQUIRE_FALSE(policy.entries().empty());
        CHECK(policy.entries().front().origin.file == "scenarios/timelines/" + name + ".toml");
    }
}

TEST_CASE("the rules of 2019 to 2021 follow each other") {
    const Policy happened = timelines::denmark_2019_2021();
    const auto regime = [&](Date monday) {
        return then(happened, monday, Provision::sanctions).regime;
    };
    CHECK(regime(date(2019, 6, 3)) == "rules_2019");
    CHECK(regime(date(2020, 1, 6)) == "full_obligations");
    CHECK(regime(date(2020, 3, 16)) == "covid_suspension");
    CHECK(regime(date(2020, 6, 1)) == "restart_2020");
    CHECK(regime(date(2021, 1, 4)) == "second_wave_2020_2021");
    CHECK(regime(date(2021, 8, 2)) == "full_obligations");
}

TEST_CASE("to 2027 the steps of the reform of 2025 come on their dates") {
    const Policy enacted = timelines::denmark_2019_2027();
    const auto value = [&](Date monday) {
        return then(enacted, monday, Provision::benefit_rate_factor).value;
    };
    CHECK(value(date(2025, 6, 23)) == 1.0);
    CHECK(value(date(2025, 7, 7)) == 0.979);
    const auto programme = [&](Date monday) {
        return then(enacted, monday, Provision::resource_programme).value;
    };
    CHECK(programme(date(2026, 1, 26)) == 1.0);
    CHECK(programme(date(2026, 2, 2)) == 0.0);
}
