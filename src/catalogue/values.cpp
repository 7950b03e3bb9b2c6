#include <utility>

#include <afklar/catalogue/catalogue.hpp>
#include <afklar/catalogue/reforms.hpp>
#include <afklar/catalogue/regimes.hpp>
#include <afklar/catalogue/timelines.hpp>

namespace afklar {

namespace {

Policy regime(std::string_view name) {
    const Regime* found = find_regime(name);
    if (found == nullptr) {
        throw Error("no shipped regime is called '" + std::string(name) + "'");
    }
    return *found;
}

Policy timeline(std::string_view name) {
    const Timeline* found = find_timeline(name);
    if (found == nullptr) {
        throw Error("no shipped timeline is called '" + std::string(name) + "'");
    }
    return *found;
}

Reform reform(std::string_view name) {
    auto found = find_reform(name);
    if (!found) {
        throw Error("no shipped reform is called '" + std::string(name) + "'");
    }
    return *std::move(found);
}

} // namespace

namespace regimes {

Policy rules_2019() { return regime("rules_2019"); }
Policy full_obligations() { return regime("full_obligations"); }
Policy covid_suspension() { return regime("covid_suspension"); }
Policy restart_2020() { return regime("restart_2020"); }
Policy second_wave_2020_2021() { return regime("second_wave_2020_2021"); }

} // namespace regimes

namespace timelines {

Policy denmark_2019_2021() { return timeline("denmark_2019_2021"); }
Policy denmark_2019_2027() { return timeline("denmark_2019_2027"); }

} // namespace timelines

namespace reforms {

Reform ds1_cross_disciplinary_unit() { return reform("ds1_cross_disciplinary_unit"); }
Reform ds1_cross_disciplinary_unit(int least_barriers) {
    return with(ds1_cross_disciplinary_unit(), Provision::unit_least_barriers, least_barriers);
}

Reform ds2_development_flex_job() { return reform("ds2_development_flex_job"); }
Reform ds2_development_flex_job(Weeks after) {
    return with(ds2_development_flex_job(), Provision::development_flex_job_after, after.value);
}

Reform ds3_clarification_guarantee() { return reform("ds3_clarification_guarantee"); }
Reform ds3_clarification_guarantee(Weeks limit) {
    return with(ds3_clarification_guarantee(), Provision::guarantee, limit.value);
}

Reform ds4_own_health_assessment() { return reform("ds4_own_health_assessment"); }

Reform ds5_social_work_degree() { return reform("ds5_social_work_degree"); }
Reform ds5_social_work_degree(double share) {
    return with(ds5_social_work_degree(), Provision::degree_share, share);
}

Reform ds6_caseload_cap() { return reform("ds6_caseload_cap"); }
Reform ds6_caseload_cap(int cap) { return with(ds6_caseload_cap(), Provision::caseload_cap, cap); }

Reform ds6_caseload_cap_no_money() { return reform("ds6_caseload_cap_no_money"); }
Reform ds6_caseload_cap_no_money(int cap) {
    return with(ds6_caseload_cap_no_money(), Provision::caseload_cap, cap);
}

Reform ds7_outcome_steering() { return reform("ds7_outcome_steering"); }
Reform ds7_outcome_steering(double documentation_factor) {
    return with(ds7_outcome_steering(), Provision::documentation_factor, documentation_factor);
}

Reform kl_flexible_restart() { return reform("kl_flexible_restart"); }

Reform free_conversation_modes() { return reform("free_conversation_modes"); }

Reform ips() { return reform("ips"); }
Reform ips(int specialist_caseload) {
    return with(ips(), Provision::specialist_caseload, specialist_caseload);
}

Reform budget_cut_2023() { return reform("budget_cut_2023"); }
Reform budget_cut_2023(double allowance_change) {
    return with(budget_cut_2023(), Provision::allowance_change, allowance_change);
}

Reform reform_2025() { return reform("reform_2025"); }

Reform wage_compensation_2020() { return reform("wage_compensation_2020"); }
Reform wage_compensation_2020(double inflow_factor) {
    return with(wage_compensation_2020(), Provision::inflow_factor, inflow_factor);
}

} // namespace reforms

} // namespace afklar
