#pragma once
/// One job centre: its citizens, staff, queues and places; the unit of work of the simulation.

#include <cstdint>
#include <vector>

#include <afklar/core/agenda.hpp>
#include <afklar/core/enum.hpp>
#include <afklar/core/queue.hpp>
#include <afklar/core/units.hpp>
#include <afklar/people/citizens.hpp>
#include <afklar/people/staff.hpp>

namespace afklar {

/// The cross-disciplinary unit of a centre.
struct CrossDisciplinaryUnit {
    Week founded = never; ///< never: there is none
    Week opens = never;
    [[nodiscard]] bool exists() const noexcept { return founded != never; }
    [[nodiscard]] bool open(Week week) const noexcept { return exists() && week >= opens; }
};

/// Queues of a centre. Those without a caseworker wait in `caseworker`.
struct CentreQueues {
    Queue caseworker;
    Queue team;
    Queue round_table;
    Queue place; ///< employer places
};

/// Fractions of places that accumulate to whole ones, and places in use.
struct CentreCapacity {
    double team_slots = 0.0;
    double round_tables = 0.0;
    double recruitments = 0.0;
    EnumArray<Sector, int> places_in_use{};
};

/// What the centre has spent and may spend on staff.
struct CentreBudget {
    Money staff_this_year;       ///< of the running 52 weeks
    Money allowance;             ///< staff spending of the last burn-in year
    double smoothed_cases = 0.0; ///< cases, following the stock with a lag
    double positions = 0.0;      ///< positions wanted
    int first_caseload = 0;      ///< largest caseload when a cap began
    Week cap_from = never;       ///< first week of the present cap
    Week degree_from = never;    ///< first week of the present demand for a degree
};

/// People who came into the area and who left it.
struct PeopleFlow {
    std::int64_t in = 0;
    std::int64_t out = 0;
};

/// A sanction that an appeal will overturn, and what is then paid back.
struct Appeal {
    CitizenIndex who = 0;
    Week decided = 0;
    Money lost;
};

/// Everything that one job centre holds from one week to the next.
struct JobCentre {
    int number = 0;
    Region region{};
    Citizens citizens;
    Staff staff;
    CentreQueues queues;
    CentreCapacity capacity;
    CentreBudget budget;
    CrossDisciplinaryUnit unit;
    EnumArray<TargetGroup, double> start_stock{}; ///< heads at the start: what inflow, slots and
                                                  ///< places scale with
    bool closed = false;                          ///< microdata: no arrivals
    bool has_sickness_benefit = true;             ///< that group is simulated and uses team slots
    Agenda pension;                               ///< who reaches pension age when
    Agenda borders;                               ///< whose selectors change when
    std::vector<CitizenIndex> stale;              ///< whose selectors may have changed
    std::vector<CitizenIndex> away;               ///< left without support, may return
    std::vector<CitizenIndex> open_cases;         ///< cases not yet decided
    std::vector<CitizenIndex> misplaced;
    std::vector<Appeal> appeals; ///< sanctions that will be overturned
    PeopleFlow flow;

    /// Drops everyone who is gone for good from the columns, once they are a third of all places; nothing
    /// else changes. Places move: between weeks only. Cost: linear in places.
    void drop_the_gone();

    /// Gives every list room for as many people as the columns have, so that nothing asks for memory
    /// before the columns grow. Twice the staff fit.
    void make_room();

    /// Heads at the start in all simulated groups.
    [[nodiscard]] double start_heads() const noexcept {
        double heads = 0.0;
        for (const double stock : start_stock) {
            heads += stock;
        }
        return heads;
    }
};

} // namespace afklar
