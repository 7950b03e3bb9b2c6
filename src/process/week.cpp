#include <afklar/process/week.hpp>

#include <algorithm>

namespace afklar {

void mark_people(Citizens& people, CentreWorld& world) {
    const std::size_t number = people.size();
    world.blocks.clear();
    for (BlockMasks* masks : {&world.present, &world.active, &world.clients, &world.cash,
                              &world.sick, &world.elsewhere}) {
        masks->blocks = &world.blocks;
        masks->masks.clear();
    }
    for (std::size_t b = 0; b < people.live_blocks.size(); ++b) {
        if (people.live_blocks[b] == 0) {
            continue;
        }
        const std::size_t lanes = std::min<std::size_t>(block_size, number - b * block_size);
        const Status* status = people.place.status.data() + b * block_size;
        const TargetGroup* group = people.who.target_group.data() + b * block_size;
        unsigned present = 0;
        unsigned pension = 0;
        unsigned client = 0;
        unsigned sick = 0;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const Status s = status[lane];
            present |= static_cast<unsigned>(s != Status::left) << lane;
            pension |= static_cast<unsigned>(s == Status::disability_pension) << lane;
            client |= static_cast<unsigned>(s == Status::on_benefit ||
                                            s == Status::development_flex_job)
                      << lane;
            sick |= static_cast<unsigned>(group[lane] == TargetGroup::sickness_benefit) << lane;
        }
        if (present == 0) {
            people.live_blocks[b] = 0;
            continue;
        }
        world.blocks.push_back(static_cast<std::uint32_t>(b));
        world.present.masks.push_back(static_cast<std::uint8_t>(present));
        world.active.masks.push_back(static_cast<std::uint8_t>(present & ~pension));
        world.clients.masks.push_back(static_cast<std::uint8_t>(client));
        world.cash.masks.push_back(static_cast<std::uint8_t>(client & ~sick));
        world.sick.masks.push_back(static_cast<std::uint8_t>(client & sick));
        world.elsewhere.masks.push_back(static_cast<std::uint8_t>(present & ~pension & ~client));
    }
}

namespace {
std::int64_t present_in(const Citizens& people) {
    return std::count_if(people.place.status.begin(), people.place.status.end(),
                         [](Status status) { return status != Status::left; });
}
} // namespace

void begin_observation(JobCentre& centre, CentreWorld& world, Week week) {
    Citizens& people = centre.citizens;
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        people.rules.clocks[i] = 0;
        people.contact.held_quarter[i] = 0;
        people.contact.changes[i] = 0;
        people.set(i, Flag::closer, false);
        people.set(i, Flag::entrant, false);
        if (people.cash_client(i) && people.file.assessed[i] == never) {
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
    const auto fill = [end](const Queue& queue, std::int64_t& person_weeks,
                            std::int64_t& length_weeks) {
        const QueueBook book = queue.book(end);
        person_weeks = book.person_weeks;
        length_weeks = book.length_weeks;
    };
    fill(centre.queues.caseworker, audit.waiting_person_weeks, audit.waiting_length_weeks);
    fill(centre.queues.team, audit.team_person_weeks, audit.team_length_weeks);
    fill(centre.queues.round_table, audit.round_table_person_weeks, audit.round_table_length_weeks);
    fill(centre.queues.place, audit.places_person_weeks, audit.places_length_weeks);
}

CentrePlaces places_of(const JobCentre& centre, const CentreWorld& world) {
    const Parameters& p = world.parameters;
    const double heads = centre.start_heads();
    const double places = p.file.work_places * heads;
    // Where sickness benefit is not simulated, its share of the slots is gone beforehand.
    const double share_here = centre.has_sickness_benefit ? 1.0 : 1.0 - p.sickness.team_share;
    return {places * p.file.places_private_share, places * (1.0 - p.file.places_private_share),
            p.file.round_table_slots * heads,
            p.team.slots_week * heads * share_here *
                world.table.centre().number(Provision::team_slots_factor)};
}

} // namespace afklar
