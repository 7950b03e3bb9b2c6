#pragma once
/// How a citizen moves from one status to another, with everything that a move ends; used by the steps.

#include <vector>

#include <afklar/observe/observer.hpp>
#include <afklar/people/job_centre.hpp>
#include <afklar/process/context.hpp>

namespace afklar {

/// What a move can change.
struct MoveChanges {
    Citizens& people;
    Staff& staff;
    CentreQueues& queues;
    CentreCapacity& capacity;
    std::vector<CitizenIndex>& stale;
    std::vector<CitizenIndex>& away;
    PeopleFlow& flow;
};

/// What a move can change in one job centre.
inline MoveChanges moves_in(JobCentre& centre) noexcept {
    return {centre.citizens, centre.staff, centre.queues, centre.capacity,
            centre.stale,    centre.away,  centre.flow};
}

/// Employer places of a centre, by sector.
struct EmployerPlaces {
    double private_sector = 0.0;
    double public_sector = 0.0;
};

/// Sector of a free employer place under the rules on company offers, private ones first; none: there is
/// no free place.
inline Sector free_place(CompanyOffers open, const EnumArray<Sector, int>& used,
                         const EmployerPlaces& places) noexcept {
    if (open != CompanyOffers::none &&
        used[Sector::private_sector] + 1.0 <= places.private_sector) {
        return Sector::private_sector;
    }
    if (open == CompanyOffers::all && used[Sector::public_sector] + 1.0 <= places.public_sector) {
        return Sector::public_sector;
    }
    return Sector::none;
}

/// Somebody takes an employer place until a week. Domain: `sector` has a free one.
inline void take_place(EffortColumns& effort, CentreCapacity& capacity, CitizenIndex i,
                       Sector sector, WeekColumn until) noexcept {
    ++capacity.places_in_use[sector];
    effort.place[i] = sector;
    effort.place_end[i] = until;
}

/// Gives back the employer place somebody holds.
inline void release_place(const MoveChanges& change, CitizenIndex i, Week week) {
    EffortColumns& effort = change.people.effort;
    if (effort.place[i] != Sector::none) {
        --change.capacity.places_in_use[effort.place[i]];
        effort.place[i] = Sector::none;
        effort.place_end[i] = column_of(week);
    }
}

/// Which clock stops, how and when.
struct ClockStop {
    Target target{};
    Stop stop{};
    Week week = 0;
};

/// Stops a running clock, counting how it stopped.
template <Observer O>
void stop_clock(Citizens& people, CitizenIndex i, const ClockStop& how, O& observe) {
    const auto bit = static_cast<std::uint8_t>(1U << index_of(how.target));
    if ((people.rules.clocks[i] & bit) != 0) {
        people.rules.clocks[i] = static_cast<std::uint8_t>(people.rules.clocks[i] & ~bit);
        observe.stopped(how.target, i, how.stop, how.week - people.place.observed_from[i]);
    }
}

/// Starts the clocks of somebody whose spell begins, or who is there when observation begins. Who comes
/// back while his clock to a lasting solution still runs keeps that clock and starts no other.
inline void start_clocks(Citizens& people, CitizenIndex i, Week week, bool entrant) noexcept {
    if (people.who.target_group[i] == TargetGroup::sickness_benefit) {
        return;
    }
    people.rules.clocks[i] = static_cast<std::uint8_t>((1U << count_of<Target>)-1U);
    people.rules.clock_cell[i] = people.rules.cell[i];
    people.place.observed_from[i] = column_of(week);
    people.set(i, Flag::entrant, entrant);
}

/// Ends being a client: caseworker, queues, open case, offers and employer place.
inline void close_file(const MoveChanges& change, CitizenIndex i, Week week) {
    Citizens& people = change.people;
    const std::int16_t position = people.contact.caseworker[i];
    if (position != no_caseworker) {
        --change.staff[static_cast<std::size_t>(position)].caseload;
        people.contact.caseworker[i] = no_caseworker;
    } else {
        change.queues.caseworker.leave(i, week);
    }
    if (people.file.stage[i] == CaseStage::waiting_for_team) {
        change.queues.team.leave(i, week);
    }
    if (people.file.stage[i] != CaseStage::assessed) {
        people.file.stage[i] = CaseStage::closed;
    }
    change.queues.round_table.leave(i, week);
    change.queues.place.leave(i, week);
    release_place(change, i, week);
    people.contact.next_due[i] = never;
    people.effort.offer_due[i] = never;
    people.file.review_due[i] = never;
    people.file.deadline[i] = never;
    people.wellbeing.ordinary_hours[i] = 0;
    people.set(i, Flag::in_unit, false);
}

/// Moves a citizen to a status other than on benefit. Clocks are the caller's.
inline void move_to(const MoveChanges& change, CitizenIndex i, Status status, Week week) {
    Citizens& people = change.people;
    const bool stays_client = status == Status::development_flex_job;
    if (people.client(i) && !stays_client) {
        close_file(change, i, week);
    }
    people.place.status[i] = status;
    people.place.status_since[i] = column_of(week);
    people.mark(i);
}

/// Moves a citizen out, for a cause.
inline void leave(const MoveChanges& change, CitizenIndex i, LeftCause cause, Week week) {
    move_to(change, i, Status::left, week);
    change.people.place.left_cause[i] = cause;
    ++change.flow.out;
    if (cause == LeftCause::no_support) {
        change.away.push_back(i);
    }
}

/// Forgets the spell before: a fresh count of weeks, no case, and clocks started if observed.
inline void begin_new_spell(Citizens& people, const WeekContext& now, CitizenIndex i) noexcept {
    people.place.weeks_on_benefit[i] = 0;
    people.contact.held_in_spell[i] = 0;
    people.contact.last_change[i] = long_ago;
    people.contact.unexcused[i] = 0;
    people.contact.excused[i] = 0;
    people.contact.dropped[i] = 0;
    people.file.stage[i] = CaseStage::closed;
    people.file.plan[i] = Plan::none;
    people.file.prep_hours[i] = 0.0F;
    people.set(i, Flag::assessed, false);
    people.set(i, Flag::misplaced, false);
    people.set(i, Flag::breached, false);
    people.set(i, Flag::reduced_file, false);
    people.set(i, Flag::by_guarantee, false);
    if (now.observed() && people.rules.clocks[i] == 0) {
        start_clocks(people, i, now.week, true);
    }
}

/// Starts or goes on with a spell on benefit: on the waiting list for a caseworker, with a fresh count
/// of weeks unless the break was short, and with running clocks if observed.
inline void come_on_benefit(const MoveChanges& change, const WeekContext& now, CitizenIndex i,
                            bool new_spell, bool new_here = false) {
    Citizens& people = change.people;
    if (people.place.left_cause[i] != LeftCause::none || new_here) {
        ++change.flow.in;
    }
    people.place.status[i] = Status::on_benefit;
    people.place.status_since[i] = column_of(now.week);
    people.place.left_cause[i] = LeftCause::none;
    people.mark(i);
    people.contact.caseworker[i] = no_caseworker;
    people.contact.misses[i] = 0;
    people.contact.next_due[i] = column_of(now.week);
    if (new_spell) {
        begin_new_spell(people, now, i);
    }
    change.queues.caseworker.join(i, now.week);
    change.stale.push_back(i);
}

} // namespace afklar
