#include <afklar/process/staff.hpp>

#include <limits>

#include <afklar/core/units.hpp>

namespace afklar {

double cap_in_force(const WeekContext& now, const CentreBudget& budget, Week week) noexcept {
    const double cap = now.centre().number(Provision::caseload_cap);
    if (cap <= 0.0) {
        return std::numeric_limits<double>::infinity();
    }
    const double phase = now.centre().number(Provision::cap_phase_in);
    const double first = std::max(cap, static_cast<double>(budget.first_caseload));
    if (phase <= 0.0 || budget.cap_from == never || week >= budget.cap_from + phase) {
        return cap;
    }
    return first - (first - cap) * (week - budget.cap_from) / phase;
}

double degree_demand(const WeekContext& now, const CentreBudget& budget) noexcept {
    const double share = now.centre().number(Provision::degree_share);
    if (share <= 0.0 || budget.degree_from == never) {
        return share;
    }
    const double phase = now.centre().number(Provision::degree_phase_in);
    const double progress = phase <= 0.0 ? 1.0 : (now.week - budget.degree_from) / phase;
    return share * clamp_to(progress, 0.0, 1.0);
}

double vacancy_weeks(const WeekContext& now, double mean_caseload, double demand,
                     std::size_t position, std::uint32_t vacancy) noexcept {
    const Parameters& p = now.p;
    // Faster at half of the usual caseload by low_load_fill, in proportion between.
    const double ease = clamp_to(
        (p.staff.caseload_start - mean_caseload) / (0.5 * p.staff.caseload_start), 0.0, 1.0);
    const double mean = p.staff.recruit_weeks * (1.0 - (1.0 - p.staff.low_load_fill) * ease) +
                        p.staff.recruit_degree_weeks * demand;
    // Evenly spread to either side of the mean.
    const double u = now.draws.uniform(Purpose::recruitment, Agent::caseworker,
                                       staff_address(position, 0), vacancy);
    return mean * (1.0 - p.staff.vacancy_spread + 2.0 * p.staff.vacancy_spread * u);
}

void plan_positions(const StaffChanges& change, const WeekContext& now, double demand) {
    const Parameters& p = now.p;
    CentreBudget& budget = change.budget;
    const RuleSet& rules = now.centre();

    int cases = static_cast<int>(change.queues.caseworker.size());
    int positions = 0;
    int largest = 0;
    int holders = 0;
    int with_case = 0;
    for (const Caseworker& w : change.staff) {
        cases += w.caseload;
        with_case += w.caseload;
        largest = std::max(largest, w.caseload);
        holders += w.filled ? 1 : 0;
        positions += w.abolished ? 0 : 1;
    }
    const double mean_caseload =
        holders > 0 ? static_cast<double>(with_case) / holders : p.staff.caseload_start;

    const bool capped = rules.number(Provision::caseload_cap) > 0.0;
    if (capped && budget.cap_from == never) {
        budget.cap_from = now.week;
        budget.first_caseload = largest;
    } else if (!capped) {
        budget.cap_from = never;
    }
    const bool demands_degree = rules.number(Provision::degree_share) > 0.0;
    if (demands_degree && budget.degree_from == never) {
        budget.degree_from = now.week;
    } else if (!demands_degree) {
        budget.degree_from = never;
    }

    if (rules.on(Provision::positions_follow_stock)) {
        budget.smoothed_cases += (cases - budget.smoothed_cases) / p.staff.position_lag;
    }
    double wanted = budget.smoothed_cases / p.staff.caseload_start *
                    (1.0 + rules.number(Provision::allowance_change));
    const auto at_cap = rules.choice<AtTheCap>(Provision::at_the_cap);
    if (capped && at_cap != AtTheCap::waiting_list) {
        // Vacancies take time: hire for the cap that will hold when they are filled.
        const auto ahead = now.week + static_cast<Week>(p.staff.recruit_weeks);
        const double needed = cases / cap_in_force(now, budget, ahead);
        double affordable = needed;
        if (at_cap == AtTheCap::hire_within_allowance) {
            const double years = std::max(0, now.week - now.first_observed) / weeks_per_year;
            affordable = budget.allowance.kroner() *
                         det_exp(years * det_log(1.0 + p.cost.allowance_growth)) *
                         (1.0 + rules.number(Provision::allowance_change)) / p.cost.caseworker_year;
        }
        wanted = std::max(wanted, std::min(needed, affordable));
    }
    wanted = std::max(wanted, p.staff.positions_min);
    budget.positions = wanted;
    const auto target = static_cast<int>(wanted + 0.5);

    // Too many: positions that fall vacant are abolished. Too few: new ones are made.
    for (Caseworker& w : change.staff) {
        if (positions > target && !w.abolished && !w.filled && w.filled_in == 0) {
            w.abolished = true;
            --positions;
        }
    }
    for (std::size_t k = 0; k < change.staff.size() && positions < target; ++k) {
        if (change.staff[k].abolished) {
            change.staff[k].abolished = false;
            ++positions;
        }
    }
    while (positions < target) {
        Caseworker w;
        w.filled = false;
        if (change.unit.exists()) {
            int in_unit = 0;
            for (const Caseworker& other : change.staff) {
                in_unit += !other.abolished && other.unit == Unit::cross_disciplinary ? 1 : 0;
            }
            w.unit = in_unit < p.unit.staff_share * positions ? Unit::cross_disciplinary
                                                              : Unit::ordinary;
        }
        change.staff.push_back(w);
        ++positions;
    }

    // The labour market for social workers limits how many vacancies can be put out in a week; what
    // is not used does not pile up.
    constexpr double staff_of_rate = 50.0; // the rate's own unit: recruitments per 50 positions
    change.capacity.recruitments =
        std::min(change.capacity.recruitments + p.staff.hire_per_week * positions / staff_of_rate,
                 std::max(1.0, p.staff.hire_per_week * positions / staff_of_rate));
    for (std::size_t k = 0; k < change.staff.size(); ++k) {
        Caseworker& w = change.staff[k];
        if (w.abolished || w.filled || w.filled_in != 0 || change.capacity.recruitments < 1.0) {
            continue;
        }
        change.capacity.recruitments -= 1.0;
        const double weeks = vacancy_weeks(now, mean_caseload, demand, k, w.holder);
        w.filled_in = now.in(weeks);
    }
}

} // namespace afklar
