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

double vacancy_weeks(const WeekContext& now, const Hiring& hiring,
                     const Vacancy& vacancy) noexcept {
    const Parameters& p = now.p;
    // Faster at half of the usual caseload by low_load_fill, in proportion between.
    const double ease = clamp_to(
        (p.staff.caseload_start - hiring.mean_caseload) / (0.5 * p.staff.caseload_start), 0.0, 1.0);
    const double mean = p.staff.recruit_weeks * (1.0 - (1.0 - p.staff.low_load_fill) * ease) +
                        p.staff.recruit_degree_weeks * hiring.degree_demand;
    // Evenly spread to either side of the mean.
    const double u = now.draws.uniform(Purpose::recruitment, Agent::caseworker,
                                       staff_address(vacancy.position, 0), vacancy.k);
    return mean * (1.0 - p.staff.vacancy_spread + 2.0 * p.staff.vacancy_spread * u);
}

StaffCount count_staff(const Staff& staff) noexcept {
    StaffCount count;
    for (const Caseworker& w : staff) {
        count.positions += w.abolished ? 0 : 1;
        count.holders += w.filled ? 1 : 0;
        count.cases += w.caseload;
        count.largest = std::max(count.largest, w.caseload);
    }
    return count;
}

namespace {

/// Notes in which week a cap and a demand for degrees began.
void note_beginnings(CentreBudget& budget, const WeekContext& now, int largest_caseload) noexcept {
    const bool capped = now.centre().number(Provision::caseload_cap) > 0.0;
    if (capped && budget.cap_from == never) {
        budget.cap_from = now.week;
        budget.first_caseload = largest_caseload;
    } else if (!capped) {
        budget.cap_from = never;
    }
    const bool demands_degree = now.centre().number(Provision::degree_share) > 0.0;
    if (demands_degree && budget.degree_from == never) {
        budget.degree_from = now.week;
    } else if (!demands_degree) {
        budget.degree_from = never;
    }
}

/// Positions that the cap needs, as far as the money goes.
double positions_for_cap(const WeekContext& now, const CentreBudget& budget, int cases) noexcept {
    const Parameters& p = now.p;
    const RuleSet& rules = now.centre();
    // Vacancies take time: hire for the cap that will hold when they are filled.
    const auto ahead = now.week + static_cast<Week>(p.staff.recruit_weeks);
    const double needed = cases / cap_in_force(now, budget, ahead);
    if (rules.choice<AtTheCap>(Provision::at_the_cap) != AtTheCap::hire_within_allowance) {
        return needed;
    }
    const double years = std::max(0, now.week - now.first_observed) / weeks_per_year;
    const double affordable =
        budget.allowance.kroner() * det_exp(years * det_log(1.0 + p.cost.allowance_growth)) *
        (1.0 + rules.number(Provision::allowance_change)) / p.cost.caseworker_year;
    return std::min(needed, affordable);
}

/// How many positions the centre wants for its cases, those that wait included.
double positions_wanted(CentreBudget& budget, const WeekContext& now, int cases) noexcept {
    const StaffParameters& p = now.p.staff;
    const RuleSet& rules = now.centre();
    if (rules.on(Provision::positions_follow_stock)) {
        budget.smoothed_cases += (cases - budget.smoothed_cases) / p.position_lag;
    }
    double wanted = budget.smoothed_cases / p.caseload_start *
                    (1.0 + rules.number(Provision::allowance_change));
    if (rules.number(Provision::caseload_cap) > 0.0 &&
        rules.choice<AtTheCap>(Provision::at_the_cap) != AtTheCap::waiting_list) {
        wanted = std::max(wanted, positions_for_cap(now, budget, cases));
    }
    return std::max(wanted, p.positions_min);
}

/// Unit of a position that is new among so many.
Unit unit_of_new_position(const StaffChanges& change, const WeekContext& now,
                          int positions) noexcept {
    if (!change.unit.exists()) {
        return Unit::ordinary;
    }
    int in_unit = 0;
    for (const Caseworker& w : change.staff) {
        in_unit += !w.abolished && w.unit == Unit::cross_disciplinary ? 1 : 0;
    }
    return in_unit < now.p.unit.staff_share * positions ? Unit::cross_disciplinary : Unit::ordinary;
}

/// Too many: positions that fall vacant are abolished.
void abolish_vacant(Staff& staff, int& positions, int target) noexcept {
    for (Caseworker& w : staff) {
        if (positions > target && !w.abolished && !w.filled && w.filled_in == 0) {
            w.abolished = true;
            --positions;
        }
    }
}

/// Too few: abolished positions are taken up again, then new ones are made.
void make_positions(const StaffChanges& change, const WeekContext& now, int& positions,
                    int target) {
    for (std::size_t k = 0; k < change.staff.size() && positions < target; ++k) {
        if (change.staff[k].abolished) {
            change.staff[k].abolished = false;
            ++positions;
        }
    }
    while (positions < target) {
        Caseworker w;
        w.filled = false;
        w.unit = unit_of_new_position(change, now, positions);
        change.staff.push_back(w);
        ++positions;
    }
}

/// Puts out vacancies. The labour market for social workers limits how many in a week; what is not used
/// does not pile up. Draws: recruitment.
void put_out_vacancies(const StaffChanges& change, const WeekContext& now, int positions,
                       const Hiring& hiring) noexcept {
    constexpr double staff_of_rate = 50.0; // the rate's own unit: recruitments per 50 positions
    const double a_week = now.p.staff.hire_per_week * positions / staff_of_rate;
    double& recruitments = change.capacity.recruitments;
    recruitments = std::min(recruitments + a_week, std::max(1.0, a_week));
    for (std::size_t k = 0; k < change.staff.size(); ++k) {
        Caseworker& w = change.staff[k];
        if (w.abolished || w.filled || w.filled_in != 0 || recruitments < 1.0) {
            continue;
        }
        recruitments -= 1.0;
        w.filled_in = now.in(vacancy_weeks(now, hiring, {k, w.holder}));
    }
}

} // namespace

void plan_positions(const StaffChanges& change, const WeekContext& now, double demand) {
    const StaffCount count = count_staff(change.staff);
    const int waiting = static_cast<int>(change.queues.caseworker.size());
    note_beginnings(change.budget, now, count.largest);
    change.budget.positions = positions_wanted(change.budget, now, count.cases + waiting);

    int positions = count.positions;
    const auto target = rounded<int>(change.budget.positions);
    abolish_vacant(change.staff, positions, target);
    make_positions(change, now, positions, target);
    put_out_vacancies(change, now, positions,
                      {count.mean_caseload(now.p.staff.caseload_start), demand});
}

} // namespace afklar
