/// Every parameter moves something: a parameter that nothing reads would be evidence that is shown and
/// not used.

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include <afklar/evidence/parameters.hpp>

#include <support/catch.hpp>
#include <support/small_centre.hpp>
#include <support/small_projection.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

/// What acts outside the counts of a simulation, and where it shows.
const std::set<std::string, std::less<>> shown_elsewhere{
    "cost.price_year",     // a label of the money: tests/report/table_test.cpp
    "sickness.team_share", // where that group is not simulated: tests/process/week_test.cpp
};

/// Full obligations, the suspension, all seven proposals, and a cap without money, long enough for
/// programmes to end.
ProjectionSpec everything() {
    const Policy full = regimes::full_obligations();
    Policy seven = full;
    for (const Reform& reform :
         {reforms::ds1_cross_disciplinary_unit(), reforms::ds2_development_flex_job(),
          reforms::ds3_clarification_guarantee(), reforms::ds4_own_health_assessment(),
          reforms::ds5_social_work_degree(), reforms::ds6_caseload_cap(),
          reforms::ds7_outcome_steering()}) {
        seven = seven + reform;
    }
    // What no shipped regime asks for.
    const auto number = [](auto choice) { return static_cast<double>(index_of(choice)); };
    const Policy other = full_rules(
        {{Provision::mode_chosen_by, number(ModeChooser::caseworker)},
         {Provision::rehabilitation_team, number(RehabilitationTeam::health_coordinator)},
         {Provision::employment_support, number(Support::place_then_train)},
         {Provision::caseload_cap, 20.0},
         {Provision::at_the_cap, number(AtTheCap::hire_within_allowance)},
         {Provision::cross_disciplinary_unit, 1.0},
         {Provision::labour_market, 0.8}});
    ProjectionSpec spec =
        small_projection({{"full", full},
                          {"other", other},
                          {"suspension", regimes::covid_suspension()},
                          {"own assessment", full + reforms::ds4_own_health_assessment()},
                          {"cap", full + reforms::ds6_caseload_cap_no_money()},
                          {"seven", seven}});
    spec.population.size = 3000; // few are mentally ill, willing and about to find a job
    spec.horizon = Weeks{110};
    return spec;
}

/// The counts of one run of every regime at the values held.
std::vector<Tally> counts_of(const ProjectionSpec& spec) {
    std::vector<Tally> tallies(spec.regimes.size());
    RunHooks hooks;
    hooks.done_already = [](const StreamPlan& plan, std::size_t) {
        return plan.kind != StreamKind::projection;
    };
    hooks.finished = [&](Finished&& finished) {
        tallies[finished.regime] = std::move(finished.tally);
    };
    run_tasks(spec, hooks);
    return tallies;
}

bool same(const std::vector<Tally>& a, const std::vector<Tally>& b) {
    return std::equal(a.begin(), a.end(), b.begin(),
                      [](const Tally& x, const Tally& y) { return equal(x, y); });
}

} // namespace

TEST_CASE("no parameter is dead", "[parameters]") {
    const ProjectionSpec spec = everything();
    const std::vector<Tally> before = counts_of(spec);
    REQUIRE(same(before, counts_of(spec)));
    std::vector<std::string> dead;
    for (const ParameterInfo& info : spec.parameters.parameters) {
        const Prior& prior = info.prior;
        const double value = prior.value;
        bool acts = false;
        for (const double other : {prior.low, prior.high, 0.3 * value, 3.0 * value,
                                   prior.lower_limit, prior.upper_limit}) {
            const double moved = std::clamp(other, prior.lower_limit, prior.upper_limit);
            if (acts || moved == value || !(moved > -1e9 && moved < 1e9)) {
                continue;
            }
            ProjectionSpec other_spec = spec;
            other_spec.set.emplace_back(info.key, moved);
            acts = !same(before, counts_of(other_spec));
        }
        if (!acts) {
            dead.push_back(info.key);
        }
    }
    std::vector<std::string> unexpected;
    std::copy_if(dead.begin(), dead.end(), std::back_inserter(unexpected),
                 [](const std::string& key) { return !shown_elsewhere.contains(key); });
    const std::vector<std::string> none;
    CHECK(unexpected == none);
    for (const std::string& key : shown_elsewhere) {
        INFO(key);
        CHECK(std::ranges::count(dead, key) == 1); // else it need not be listed
    }
}
