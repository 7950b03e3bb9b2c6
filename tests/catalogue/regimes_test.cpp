#include <afklar/catalogue/regimes.hpp>

#include <map>
#include <string>

#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include <afklar/catalogue/catalogue.hpp>

using namespace afklar;
using P = Provision;

namespace {
RuleSet rules_of(const Policy& policy) {
    return RuleBook{policy, date(2020, 1, 6), 1}.resolve(0, Region::capital, 0);
}
} // namespace

TEST_CASE("full obligations are the law of early 2020") {
    const RuleSet rules = rules_of(regimes::full_obligations());
    CHECK(rules.whole(P::conversations_first_26_weeks) == 4); // L002
    CHECK(rules.whole(P::conversation_interval) == 0);        // L003
    CHECK(rules.whole(P::offers_due_after) == 26);            // L008
    CHECK(rules.number(P::sanction_rates) == 3);              // L014
    CHECK(rules.on(P::sanctions));
    CHECK(rules.choice<Participation>(P::participation) == Participation::compulsory);
    CHECK(rules.whole(P::guarantee) == 0);
}

TEST_CASE("the suspension lifts duties and leaves staff, schemes and surroundings as they were") {
    const RuleSet full = rules_of(regimes::full_obligations());
    const RuleSet calm = rules_of(regimes::covid_suspension());
    CHECK_FALSE(calm.on(P::duty_to_be_available));
    CHECK_FALSE(calm.on(P::sanctions));
    CHECK(calm.choice<Participation>(P::participation) == Participation::voluntary);
    CHECK(written(P::modes_allowed, calm.number(P::modes_allowed)) == "phone, video");
    for (const auto& d : provisions()) {
        const bool same = d.group == "staffing" || d.group == "schemes" ||
                          d.group == "environment" || d.group == "flex job" ||
                          d.group == "entry and money";
        if (same) {
            INFO(d.key);
            CHECK(full.number(d.provision) == calm.number(d.provision));
        }
    }
}

TEST_CASE("every shipped regime has its value") {
    const std::map<std::string, Policy> values = {
        {"rules_2019", regimes::rules_2019()},
        {"full_obligations", regimes::full_obligations()},
        {"covid_suspension", regimes::covid_suspension()},
        {"restart_2020", regimes::restart_2020()},
        {"second_wave_2020_2021", regimes::second_wave_2020_2021()},
    };
    CHECK(test::names_of(values) == test::names_of(shipped_regimes()));
    for (const auto& [name, policy] : values) {
        REQUIRE(policy.entries().size() == 1);
        CHECK(policy.entries().front().regime->name == name);
    }
}
