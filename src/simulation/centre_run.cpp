#include <afklar/simulation/centre_run.hpp>

#include <algorithm>
#include <utility>

namespace afklar {

GroupMask groups_of_centre(const SelectorIndex& groups, Region region, int number) {
    CitizenView view;
    view.region = region;
    view.job_centre = number;
    SelectorMask mask = groups.mask_of(view);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        mask.set(g, mask[g] && groups[g].only_places());
    }
    return mask.to_ullong();
}

namespace {

/// Shares the clients out evenly, in order of address.
void share_out(JobCentre& centre) {
    Citizens& people = centre.citizens;
    std::size_t next = 0;
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        if (people.client(i)) {
            people.contact.caseworker[i] = static_cast<std::int16_t>(next);
            people.contact.last_change[i] = unchanged;
            ++centre.staff[next].caseload;
            next = (next + 1) % centre.staff.size();
        }
    }
}

/// The first holders of the positions. Tenures of a lasting staff are exponential with the mean.
Staff first_staff(int clients, const Draws& draws, const StaffParameters& p) {
    const double positions = std::max(p.positions_min, clients / p.caseload_start);
    Staff staff(rounded<std::size_t>(std::max(0.5, positions)));
    for (std::size_t k = 0; k < staff.size(); ++k) {
        Caseworker& worker = staff[k];
        const auto who = staff_address(k, 0);
        const double u = draws.uniform(Purpose::tenure, Agent::caseworker, who, 0);
        worker.since = -static_cast<Week>(-det_log(u) * p.tenure_start * weeks_per_year);
        worker.degree =
            draws.happens(Purpose::degree, Agent::caseworker, who, 0, Chance{p.degree_share});
        worker.quality = draws.normal(Purpose::quality, Agent::caseworker, who, 0);
    }
    return staff;
}

/// Marks everyone in his status, lists the open cases, and notes who reaches pension age when.
void enter_people(JobCentre& centre, double pension_age) {
    Citizens& people = centre.citizens;
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        people.mark(i);
        if (people.file.stage[i] == CaseStage::open) {
            centre.open_cases.push_back(i);
        }
        centre.pension.put(
            people.who.birth_week[i] + static_cast<Week>(pension_age * weeks_per_year_of_age), i);
    }
}

/// Addresses to be expected by the end of a run: those given out, and arrivals with a margin.
std::size_t expected_addresses(const JobCentre& centre, const StreamWorld& world, Week week) {
    constexpr double margin = 1.25;
    double arrivals = 0.0; // a week
    for_each_value<TargetGroup>([&](TargetGroup group) {
        arrivals += expected_inflow(world.parameters, group, centre.start_stock[group]);
    });
    const Week weeks = std::max(0, world.burn_in + world.horizon - week);
    return centre.citizens.addresses() +
           static_cast<std::size_t>(margin * world.highest_inflow * arrivals * weeks) +
           count_of<TargetGroup> * citizens_in_block;
}

} // namespace

JobCentre start_centre(const CentrePlan& plan, Citizens people, const StreamWorld& world) {
    const Parameters& p = world.parameters;
    JobCentre centre;
    centre.number = plan.number;
    centre.region = plan.region;
    centre.citizens = std::move(people);
    centre.closed = !plan.persons.empty();
    int clients = 0;
    for_each_value<TargetGroup>([&](TargetGroup group) {
        centre.start_stock[group] = plan.people[group];
        clients += plan.people[group];
    });
    centre.has_sickness_benefit = plan.people[TargetGroup::sickness_benefit] > 0;

    DrawKey key = world.key;
    key.centre = static_cast<std::uint16_t>(plan.number);
    centre.staff = first_staff(clients, Draws(key), p.staff);
    centre.budget.smoothed_cases = clients;
    centre.budget.positions = static_cast<double>(centre.staff.size());
    enter_people(centre, p.population.pension_age);
    share_out(centre);
    return centre;
}

CentreRun::CentreRun(const StreamWorld& world, JobCentre centre, const RuleBook& book, Week week,
                     TakenOver taken_over)
    : centre_(std::move(centre)),
      world_{world.parameters,
             world.newcomers,
             world.groups,
             RuleTable(book, centre_.region, centre_.number, world.parameters),
             taken_over.cells != nullptr
                 ? *taken_over.cells
                 : CellTable(groups_of_centre(world.groups, centre_.region, centre_.number)),
             Draws(DrawKey{world.key.seed, world.key.stream,
                           static_cast<std::uint16_t>(centre_.number)}),
             Environment{},
             world.burn_in,
             world.highest_inflow,
             Audit{},
             WeekPlan{},
             {},
             {}},
      week_(week) {
    centre_.borders = {};
    if (!centre_.closed) {
        centre_.citizens.place_at.reserve(expected_addresses(centre_, world, week));
    }
    world_.scratch.shared = taken_over.shared;
}

std::int64_t CentreRun::present_now() noexcept {
    return count_in(Mask{centre_.citizens.masks.present});
}

} // namespace afklar
