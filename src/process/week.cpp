#include <afklar/process/week.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace afklar {

namespace {
std::int64_t present_in(const Citizens& people) { return count_in(Mask{people.masks.present}); }
} // namespace

void begin_observation(JobCentre& centre, CentreWorld& world, Week week) {
    Citizens& people = centre.citizens;
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        people.rules.clocks[i] = 0;
        people.contact.held_quarter[i] = 0;
        WeekColumn& last_change = people.contact.last_change[i];
        last_change = std::min(last_change, unchanged);
        people.set(i, Flag::closer, false);
        people.set(i, Flag::entrant, false);
        if (people.cash_client(i) && !people.is(i, Flag::assessed)) {
            start_clocks(people, i, week, false);
        }
    }
    for (Queue* queue : {&centre.queues.caseworker, &centre.queues.team, &centre.queues.round_table,
                         &centre.queues.place}) {
        queue->open_book(week);
    }
    centre.flow = {};
    world.audit = {};
    world.audit.citizens_start = present_in(people);
}

void close_audit(const JobCentre& centre, CentreWorld& world, Week end) {
    Audit& audit = world.audit;
    audit.citizens_in = centre.flow.in;
    audit.citizens_out = centre.flow.out;
    audit.citizens_end = present_in(centre.citizens);
    const auto sides_of = [end](const Queue& queue) {
        const QueueBook book = queue.book(end);
        return std::pair{book.person_weeks, book.length_weeks};
    };
    const CentreQueues& queues = centre.queues;
    std::tie(audit.waiting_person_weeks, audit.waiting_length_weeks) = sides_of(queues.caseworker);
    std::tie(audit.team_person_weeks, audit.team_length_weeks) = sides_of(queues.team);
    std::tie(audit.round_table_person_weeks, audit.round_table_length_weeks) =
        sides_of(queues.round_table);
    std::tie(audit.places_person_weeks, audit.places_length_weeks) = sides_of(queues.place);
}

void make_room(JobCentre& centre, CentreWorld& world) {
    const std::size_t room = centre.citizens.room();
    if (room != world.scratch.room) {
        centre.make_room();
        world.plan.make_room(room);
        world.scratch.make_room(room, centre.staff.capacity());
    }
}

WeekContext context_of(const JobCentre& centre, CentreWorld& world, Week week) {
    const Parameters& p = world.parameters;
    const double market =
        world.environment.labour_market * world.table.centre().number(Provision::labour_market);
    return {week,
            world.first_observed,
            world.highest_inflow,
            p,
            world.draws,
            centre.citizens,
            world.table,
            world.newcomers,
            world.environment,
            world.cells,
            world.scratch,
            det_exp(p.exit.labour_elasticity * det_log(std::max(1e-6, market)))};
}

CentrePlaces places_of(const JobCentre& centre, const CentreWorld& world) {
    const Parameters& p = world.parameters;
    const double heads = centre.start_heads();
    const double places = p.file.work_places * heads;
    // Where sickness benefit is not simulated, its share of the slots is gone beforehand.
    const double share_here = centre.has_sickness_benefit ? 1.0 : 1.0 - p.sickness.team_share;
    return {{places * p.file.places_private_share, places * (1.0 - p.file.places_private_share)},
            p.file.round_table_slots * heads,
            p.team.slots_week * heads * share_here *
                world.table.centre().number(Provision::team_slots_factor)};
}

} // namespace afklar
