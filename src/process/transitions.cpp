#include <afklar/process/transitions.hpp>

#include <cmath>

#include <afklar/process/place_then_train.hpp>

namespace afklar {

namespace {

constexpr double ln2 = 0.693147180559945309;

/// A place in a company during the last half year counts as a workplace offer.
bool recent_workplace(const Citizens& people, CitizenIndex i, Week week) noexcept {
    constexpr Week half_year = 26; // of exit.workplace_offer
    if (people.place.status[i] == Status::development_flex_job) {
        return false;
    }
    return people.effort.place[i] != Sector::none || week - people.effort.place_end[i] <= half_year;
}

} // namespace

double caseload_factor(const Parameters& p, double caseload) noexcept {
    const double halvings = det_log(p.staff.caseload_start / std::max(1.0, caseload)) / ln2;
    return det_exp(det_log(p.exit.caseload_halving) * halvings);
}

void weigh_caseworkers(const Parameters& p, Staff& staff, std::vector<double>& known) {
    for (Caseworker& worker : staff) {
        if (worker.filled) {
            const auto cases = static_cast<std::size_t>(std::max(0, worker.caseload));
            if (cases >= known.size()) {
                known.resize(cases + 1, 0.0);
            }
            if (known[cases] == 0.0) {
                known[cases] = caseload_factor(p, worker.caseload);
            }
            worker.load_factor = known[cases];
            worker.quality_factor = det_exp(p.staff.quality_exit * worker.quality);
        }
    }
}

namespace {

/// The chance as the caseworker changes it: caseload, quality, and place then train.
double by_caseworker(double chance, const WeekContext& now, CitizenIndex i, const Staff& staff,
                     bool job_ready) noexcept {
    const Citizens& people = now.people;
    const std::int16_t position = people.contact.caseworker[i];
    if (position == no_caseworker) {
        return chance;
    }
    const Caseworker& worker = staff[static_cast<std::size_t>(position)];
    chance *=
        worker.load_factor * (job_ready ? worker.quality_factor : std::sqrt(worker.quality_factor));
    if (takes_part_in_place_then_train(now, i) && faithful_support(now, i, worker)) {
        chance *= now.p.ips.job;
    }
    return chance;
}

/// The chance as what has happened to the citizen of late changes it.
double by_late_events(double chance, const WeekContext& now, CitizenIndex i,
                      bool job_ready) noexcept {
    const Parameters& p = now.p;
    const Citizens& people = now.people;
    if (now.week - people.contact.last_change[i] < weeks_per_year) {
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
    return chance;
}

} // namespace

double job_chance(const WeekContext& now, CitizenIndex i, const Staff& staff) noexcept {
    const Parameters& p = now.p;
    const Citizens& people = now.people;
    const RuleRow& row = now.row(i);
    const bool job_ready = people.who.target_group[i] == TargetGroup::job_ready;
    const double capacity = static_cast<double>(people.wellbeing.capacity[i]);
    const double reference = job_ready ? p.capacity.mean_job_ready : p.capacity.mean_activity_ready;

    double chance = job_ready ? p.exit.job_job_ready : p.exit.job_activity_ready;
    chance *= std::max(p.exit.duration_floor,
                       det_exp(-people.place.weeks_on_benefit[i] / p.exit.duration_weeks));
    chance *= det_exp(p.exit.capacity_slope * (capacity - reference)) * now.market;
    if (job_ready && row.duty && row.rules.on(Provision::job_search_duty)) {
        chance *= p.exit.search_duty;
    }
    if (people.file.plan[i] == Plan::job_directed && people.is(i, Flag::assessed)) {
        chance *= p.exit.plan_job;
    }
    chance = by_caseworker(chance, now, i, staff, job_ready);
    return by_late_events(chance, now, i, job_ready);
}

namespace {

/// What started hours of capacity do at most for the hazard of finding work, by target group, worked out
/// once.
const std::vector<double>& capacity_factors(const Parameters& p, std::vector<double>& known) {
    if (known.empty()) {
        known.resize(count_of<TargetGroup> * JobBounds::hours);
        const auto fill = [&](TargetGroup group, double reference) {
            for (std::size_t h = 0; h < JobBounds::hours; ++h) {
                // The slope may be of either sign: the greater end of the hour bounds it.
                const double hours =
                    static_cast<double>(h) - (p.exit.capacity_slope < 0.0 ? 1.0 : 0.0);
                known[index_of(group) * JobBounds::hours + h] =
                    det_exp(p.exit.capacity_slope * (hours - reference));
            }
        };
        fill(TargetGroup::job_ready, p.capacity.mean_job_ready);
        fill(TargetGroup::activity_ready, p.capacity.mean_activity_ready);
    }
    return known;
}

} // namespace

JobBounds job_bounds(const WeekContext& now, const Staff& staff) noexcept {
    const Parameters& p = now.p;
    const auto at_least_one = [](double factor) { return std::max(1.0, factor); };
    double worker_factor = 1.0;
    for (const Caseworker& worker : staff) {
        if (worker.filled) {
            worker_factor =
                std::max(worker_factor, worker.load_factor * at_least_one(worker.quality_factor));
        }
    }
    const bool place_then_train = now.table.any(Provision::employment_support);
    const double others =
        at_least_one(p.exit.duration_floor) * at_least_one(p.exit.plan_job) * worker_factor *
        (place_then_train ? at_least_one(p.ips.job) : 1.0) * at_least_one(p.exit.change_year) *
        at_least_one(p.sanction.exit_job_job_ready) *
        at_least_one(p.sanction.exit_job_activity_ready) * at_least_one(p.exit.workplace_offer) *
        at_least_one(p.ordinary_hours.job) * at_least_one(p.devflex.lock_in) * now.market;
    constexpr double rounding = 1.0 + 1e-9; // products in another order differ by less
    JobBounds bounds;
    const std::vector<double>& capacity = capacity_factors(p, now.scratch.capacity_factors);
    const auto fill = [&](TargetGroup group, double base) {
        const double* factor = &capacity[index_of(group) * JobBounds::hours];
        for (std::size_t h = 0; h < JobBounds::hours; ++h) {
            const double bound = base * others * rounding * factor[h];
            bounds.by_hours[group][h] = std::min(1.0, bound);
            bounds.most = std::max(bounds.most, bounds.by_hours[group][h]);
        }
    };
    fill(TargetGroup::job_ready, p.exit.job_job_ready * at_least_one(p.exit.search_duty));
    fill(TargetGroup::activity_ready, p.exit.job_activity_ready);
    return bounds;
}

} // namespace afklar
