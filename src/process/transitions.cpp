#include <afklar/process/transitions.hpp>

namespace afklar {

namespace {

constexpr double ln2 = 0.693147180559945309;

/// Hazard ratio of a caseload against the usual one, by the ratio per halving.
double caseload_factor(const Parameters& p, double caseload) noexcept {
    const double halvings = det_log(p.staff.caseload_start / std::max(1.0, caseload)) / ln2;
    return det_exp(det_log(p.exit.caseload_halving) * halvings);
}

double market_factor(const WeekContext& now) noexcept {
    const double market =
        now.environment.labour_market * now.centre().number(Provision::labour_market);
    return det_exp(now.p.exit.labour_elasticity * det_log(std::max(1e-6, market)));
}

/// A place in a company during the last half year counts as a workplace offer.
bool recent_workplace(const Citizens& people, CitizenIndex i, Week week) noexcept {
    constexpr Week half_year = 26; // of exit.workplace_offer
    if (people.place.status[i] == Status::development_flex_job) {
        return false;
    }
    return people.effort.place[i] != Sector::none ||
           week - people.effort.place_left[i] <= half_year;
}

} // namespace

double job_chance(const WeekContext& now, CitizenIndex i, const Staff& staff) noexcept {
    const Parameters& p = now.p;
    const Citizens& people = now.people;
    const RuleRow& row = now.row(i);
    const bool job_ready = people.who.target_group[i] == TargetGroup::job_ready;
    const double capacity = static_cast<double>(people.wellbeing.capacity[i]);
    const double reference = job_ready ? p.capacity.mean_job_ready : p.capacity.mean_activity_ready;

    double log_factor = p.exit.capacity_slope * (capacity - reference);
    double chance = job_ready ? p.exit.job_job_ready : p.exit.job_activity_ready;
    chance *= std::max(p.exit.duration_floor,
                       det_exp(-people.place.weeks_on_benefit[i] / p.exit.duration_weeks));
    if (job_ready && row.duty && row.rules.on(Provision::job_search_duty)) {
        chance *= p.exit.search_duty;
    }
    if (people.file.plan[i] == Plan::job_directed && people.file.assessed[i] != never) {
        chance *= p.exit.plan_job;
    }
    const std::int16_t position = people.contact.caseworker[i];
    if (position != no_caseworker) {
        const Caseworker& worker = staff[static_cast<std::size_t>(position)];
        chance *= caseload_factor(p, worker.caseload);
        log_factor += p.staff.quality_exit * worker.quality * (job_ready ? 1.0 : 0.5);
        if (row.rules.choice<Support>(Provision::employment_support) == Support::place_then_train &&
            has(people.who.barriers[i], Barrier::mental_illness) && people.is(i, Flag::willing) &&
            worker.caseload <= p.ips.caseload_max) {
            chance *= p.ips.job;
        }
    }
    if (now.week - people.contact.last_change[i] < weeks_per_year && people.contact.changes[i] > 0) {
        chance *= p.exit.change_year;
    }
    if (people.contact.sanction_until[i] > now.week) {
        chance *= job_ready ? p.sanction.exit_job_job_ready : p.sanction.exit_job_activity_ready;
    }
    if (recent_workplace(people, i, now.week)) {
        chance *= p.exit.workplace_offer;
    }
    if (people.wellbeing.ordinary_hours[i] > 0) {
        chance *= p.ordinary_hours.job;
    }
    if (people.place.status[i] == Status::development_flex_job) {
        chance *= p.devflex.lock_in;
    }
    return chance * market_factor(now) * det_exp(log_factor);
}

double job_chance_bound(const WeekContext& now, const Staff& staff) noexcept {
    const Parameters& p = now.p;
    double quality = 0.0;
    double load = 1.0;
    for (const Caseworker& worker : staff) {
        if (worker.filled && worker.caseload > 0) {
            quality = std::max(quality, p.staff.quality_exit * worker.quality);
            // Cases leave during the step: a tenth fewer, and one, is as low as the bound allows for.
            load = std::max(load, caseload_factor(p, 0.9 * worker.caseload - 1.0));
        }
    }
    const double capacity =
        std::max(det_exp(p.exit.capacity_slope * (37.0 - p.capacity.mean_job_ready)) *
                     p.exit.job_job_ready,
                 det_exp(p.exit.capacity_slope * (37.0 - p.capacity.mean_activity_ready)) *
                     p.exit.job_activity_ready);
    return capacity * std::max(1.0, p.exit.search_duty) * std::max(1.0, p.exit.plan_job) * load *
           det_exp(quality) * std::max(1.0, p.ips.job) * std::max(1.0, p.exit.change_year) *
           std::max({1.0, p.sanction.exit_job_job_ready, p.sanction.exit_job_activity_ready}) *
           std::max(1.0, p.exit.workplace_offer) * std::max(1.0, p.ordinary_hours.job) *
           std::max(1.0, p.devflex.lock_in) * market_factor(now);
}

} // namespace afklar
