#include <afklar/catalogue/reforms.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <string>

#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include <afklar/catalogue/catalogue.hpp>
#include <afklar/catalogue/regimes.hpp>

using namespace afklar;
using P = Provision;

namespace {
const Date origin = date(2020, 1, 6);

std::array<Reform, 7> seven() {
    return {reforms::ds1_cross_disciplinary_unit(), reforms::ds2_development_flex_job(),
            reforms::ds3_clarification_guarantee(), reforms::ds4_own_health_assessment(),
            reforms::ds5_social_work_degree(),      reforms::ds6_caseload_cap(),
            reforms::ds7_outcome_steering()};
}

RuleSet resolved(const Policy& policy) {
    return RuleBook{policy, origin, 52}.resolve(0, Region::capital, 0);
}
} // namespace

TEST_CASE("every shipped reform has its value") {
    std::map<std::string, Reform> values = {
        {"ds6_caseload_cap_no_money", reforms::ds6_caseload_cap_no_money()},
        {"kl_flexible_restart", reforms::kl_flexible_restart()},
        {"free_conversation_modes", reforms::free_conversation_modes()},
        {"ips", reforms::ips()},
        {"budget_cut_2023", reforms::budget_cut_2023()},
        {"reform_2025", reforms::reform_2025()},
        {"wage_compensation_2020", reforms::wage_compensation_2020()},
    };
    for (const Reform& proposal : seven()) {
        values.emplace(proposal.name, proposal);
    }
    CHECK(test::names_of(values) == test::names_of(shipped_reforms()));
    for (const auto& [name, reform] : values) {
        CHECK(reform.name == name);
    }
}

TEST_CASE("each of the seven points for the restart can be had alone") {
    const Reform all = reforms::kl_flexible_restart();
    for (const char* point : {"numbers_and_times", "targets", "distance", "all_offers",
                              "virtual_team", "processing_time", "certificates"}) {
        const Reform alone = all.only(point);
        CHECK(alone.name == std::string("kl_flexible_restart.") + point);
        CHECK(alone.settings.size() < all.settings.size());
    }
    CHECK(all.parts.size() == 7);
}

TEST_CASE("the seven proposals are merged in any of their 5,040 orders to the same rules") {
    const auto all = seven();
    std::array<std::size_t, 7> order{};
    std::iota(order.begin(), order.end(), std::size_t{0});
    Policy first = regimes::full_obligations();
    for (const Reform& reform : all) {
        first = first + reform;
    }
    const RuleSet expected = resolved(first);
    int orders = 0;
    do {
        Policy policy = regimes::full_obligations();
        for (const std::size_t k : order) {
            policy = policy + all[k];
        }
        ++orders;
        if (!(resolved(policy) == expected)) {
            FAIL("another order gives other rules");
        }
    } while (std::ranges::next_permutation(order).found);
    CHECK(orders == 5040);
}

TEST_CASE("each proposal changes the rules, and only those that it names") {
    const RuleSet base = resolved(regimes::full_obligations());
    for (const Reform& reform : seven()) {
        INFO(reform.name);
        const RuleSet changed = resolved(regimes::full_obligations() + reform);
        CHECK_FALSE(changed == base);
        for (const auto& d : provisions()) {
            const auto named = std::ranges::find(reform.settings, d.provision, &Setting::provision);
            const double expected =
                named == reform.settings.end() ? base.number(d.provision) : named->value;
            CHECK(changed.number(d.provision) == expected);
        }
    }
}

TEST_CASE("an argument sets the strength of a proposal") {
    const auto value = [](const Reform& reform, P p) {
        return resolved(regimes::full_obligations() + reform).number(p);
    };
    CHECK(value(reforms::ds1_cross_disciplinary_unit(3), P::unit_least_barriers) == 3);
    CHECK(value(reforms::ds2_development_flex_job(Weeks{26}), P::development_flex_job_after) == 26);
    CHECK(value(reforms::ds3_clarification_guarantee(Weeks{26}), P::guarantee) == 26);
    CHECK(value(reforms::ds3_clarification_guarantee(), P::guarantee) == 52);
    CHECK(value(reforms::ds5_social_work_degree(0.5), P::degree_share) == 0.5);
    CHECK(value(reforms::ds6_caseload_cap(25), P::caseload_cap) == 25);
    CHECK(value(reforms::ds6_caseload_cap_no_money(25), P::at_the_cap) == 0);
    CHECK(value(reforms::ds7_outcome_steering(0.8), P::documentation_factor) == 0.8);
    CHECK(value(reforms::budget_cut_2023(-0.1), P::allowance_change) == -0.1);
    CHECK(value(reforms::budget_cut_2023(), P::allowance_change) == -0.236);
    CHECK(reforms::ips(20).settings[1].value == 20);
    CHECK(reforms::ips(20).where == reforms::ips().where);
    CHECK(reforms::wage_compensation_2020(0.8).settings.front().value == 0.8);
    CHECK_THROWS_AS(reforms::ds5_social_work_degree(1.5), Error);
}

TEST_CASE("the cap with money and the cap without contradict each other") {
    const Policy policy = regimes::full_obligations() + reforms::ds6_caseload_cap() +
                          reforms::ds6_caseload_cap_no_money();
    CHECK_THROWS_WITH(RuleBook(policy, origin, 52),
                      Catch::Contains("ds6_caseload_cap_no_money.toml") &&
                          Catch::Contains("at_the_cap"));
}
