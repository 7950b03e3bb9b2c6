#pragma once
/// One week of one job centre: the thirteen steps in their order, and why the order.

#include <vector>

#include <afklar/observe/audit.hpp>
#include <afklar/process/arrivals.hpp>
#include <afklar/process/assessment.hpp>
#include <afklar/process/books.hpp>
#include <afklar/process/census.hpp>
#include <afklar/process/conversations.hpp>
#include <afklar/process/evidence.hpp>
#include <afklar/process/guarantee.hpp>
#include <afklar/process/observe.hpp>
#include <afklar/process/rules.hpp>
#include <afklar/process/sanctions.hpp>
#include <afklar/process/staff.hpp>
#include <afklar/process/transitions.hpp>
#include <afklar/process/wellbeing.hpp>
#include <afklar/process/work.hpp>

namespace afklar {

/// What a centre lives under and is watched by; the same object from week to week.
struct CentreWorld {
    const Parameters& parameters;
    const ArchetypeTable& newcomers;
    const SelectorIndex& groups; ///< of the comparison
    RuleTable table;
    CellTable cells;
    Draws draws;
    Environment environment;
    Week first_observed = 0;
    double highest_inflow = 1.0;
    Audit audit;
    WeekPlan plan;
    Scratch scratch;
    Census census; ///< of the running week
};

/// Fills in the closing side of the balances.
void close_audit(const JobCentre& centre, CentreWorld& world, Week end);

/// Employer places and slots a week of a centre, scaled to its start.
struct CentrePlaces {
    EmployerPlaces employers;
    double round_tables = 0.0;
    double team_slots = 0.0;
};
CentrePlaces places_of(const JobCentre& centre, const CentreWorld& world);

/// Starts the clocks, the queue books and the audit when observation begins.
void begin_observation(JobCentre& centre, CentreWorld& world, Week week);

/// Closes the clocks that still run, and both sides of every balance, before week `end`.
template <Observer O>
void end_observation(JobCentre& centre, CentreWorld& world, Week end, O& observe) {
    Citizens& people = centre.citizens;
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        for_each_value<Target>([&](Target target) {
            stop_clock(people, i, {target, Stop::censored, end}, observe);
        });
    }
    close_audit(centre, world, end);
}

/// Gives everything that grows with the number of people room for as many as the columns have.
/// Cost: nothing unless the columns have grown.
void make_room(JobCentre& centre, CentreWorld& world);

/// What the steps of a week read.
WeekContext context_of(const JobCentre& centre, CentreWorld& world, Week week);

/// One week of one job centre while it is lived: the steps in the order of their numbers.
template <Observer O>
struct CentreWeek {
    JobCentre& centre;
    CentreWorld& world;
    const WeekContext& now;
    O& observe;
    CentrePlaces places = places_of(centre, world);
    MoveChanges moves = moves_in(centre);

    /// 2 Who is there before anything is done for anyone, 3 and how people are when the week's work
    /// meets them.
    void people(const RulesChanges& rules_change) const {
        Citizens& citizens = centre.citizens;
        arrivals_and_departures(centre, rules_change, now, observe);
        make_room(centre, world); // for newcomers
        wellbeing(WellbeingChanges{citizens.wellbeing, citizens.who.barriers, centre.stale}, now,
                  observe);
    }
    /// 4 Who works for whom, before 5 hours are shared out, before anything uses them.
    void caseworkers() const {
        Citizens& citizens = centre.citizens;
        staff(StaffChanges{centre.staff, citizens.contact, citizens.wellbeing, citizens.file,
                           citizens.who.flags, centre.queues, centre.capacity, centre.budget,
                           centre.unit, world.plan.recruited},
              now, observe);
        work_of_the_week(WorkChanges{centre.staff, citizens.contact, citizens.file.prep_hours,
                                     world.plan.appointments, centre.unit},
                         now, observe);
    }
    /// 6 Conversations, then 7 what follows from those missed.
    void contact() const {
        Citizens& citizens = centre.citizens;
        conversations(ConversationChanges{citizens.contact, citizens.wellbeing, citizens.effort,
                                          citizens.file.social_until, centre.staff, centre.capacity,
                                          world.plan, places.employers},
                      now, observe);
        sanctions(SanctionChanges{citizens.contact, citizens.wellbeing, centre.staff, world.plan,
                                  moves, centre.appeals},
                  now, observe);
    }
    /// 8 Evidence comes in before 9 it is judged, and 10 deadlines look at what 9 has left. 11 Moves
    /// last, so that everything above saw one and the same week.
    void cases() const {
        Citizens& citizens = centre.citizens;
        evidence(EvidenceChanges{citizens.file, citizens.effort, citizens.who.flags, centre.staff,
                                 centre.queues, centre.capacity, centre.open_cases, moves,
                                 world.plan.charges, places.round_tables, places.employers},
                 now, observe);
        const AssessmentChanges assessing{
            citizens.file, citizens.contact,  centre.staff,     centre.queues, centre.capacity,
            world.plan,    centre.open_cases, centre.misplaced, citizens,      places.team_slots};
        assessment(assessing, now, observe);
        guarantee_and_review(assessing, now, observe);
        transitions(TransitionChanges{moves, assessing, centre.misplaced, world.plan.charges,
                                      places.employers},
                    now, observe);
    }
    /// 12 and 13 count what the week has been.
    void counts() const {
        Citizens& citizens = centre.citizens;
        world.census.take(now);
        books(BooksChanges{centre.budget, world.audit, centre.staff, world.plan, centre.unit,
                           world.census},
              now, observe);
        const double all_places = places.employers.private_sector + places.employers.public_sector;
        observe_week(ObserveChanges{citizens.place.weeks_on_benefit, citizens.contact.held_quarter,
                                    centre.staff, centre.queues, centre.capacity, world.audit,
                                    world.census, all_places},
                     now, observe);
        for (Queue* queue : {&centre.queues.caseworker, &centre.queues.team,
                             &centre.queues.round_table, &centre.queues.place}) {
            queue->end_week();
        }
    }
};

/// Moves one job centre through one week.
template <Observer O>
void live_one_week(JobCentre& centre, CentreWorld& world, Week week, O& observe) {
    world.plan.clear();
    // 1 Rules first: nothing below reads a date.
    const RulesChanges rules_change{centre.citizens.rules, centre.borders, centre.stale,
                                    world.table,           world.cells,    world.groups,
                                    centre.region,         centre.number};
    rules(rules_change, centre.citizens, week);
    if (week == world.first_observed) {
        begin_observation(centre, world, week);
    }
    const WeekContext now = context_of(centre, world, week);
    const CentreWeek<O> lived{centre, world, now, observe};
    lived.people(rules_change);
    lived.caseworkers();
    lived.contact();
    lived.cases();
    lived.counts();
}

} // namespace afklar
