#pragma once
/// A whole simulation under one policy and one stream, moved week by week: for models that embed this one.

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/observe/tally.hpp>
#include <afklar/simulation/centre_run.hpp>

namespace afklar {

/// What a simulation starts from.
struct SimulationSetup {
    StreamWorld world;
    std::vector<JobCentre> centres; ///< as of `week`
    Policy policy;
    Date origin{}; ///< Monday of week 0
    Week week = 0;
};

/// The complete state of a simulation, to be kept and gone back to.
struct Snapshot {
    std::vector<JobCentre> centres;
    Week week = 0;
    std::vector<Environment> environment;
    std::vector<CellTable> cells; ///< what the counter cells in the columns mean
};

/// All job centres, one week at a time. Stepping gives the same course, to the bit, as running one
/// centre through all weeks after the other.
class Simulation {
public:
    explicit Simulation(SimulationSetup setup);

    /// Moves every centre one week on.
    void step();

    /// The week that `step` will live next; 0 is the first of the burn-in.
    [[nodiscard]] Week week() const noexcept;
    /// Monday of that week.
    [[nodiscard]] Date date() const noexcept;
    /// First observed week.
    [[nodiscard]] Week first_observed() const noexcept;

    [[nodiscard]] std::size_t centres() const noexcept;
    [[nodiscard]] const JobCentre& centre(std::size_t number) const;
    /// Columns of one centre's citizens, to be read without copying until the next step. Their first `size()`
    /// places are in use. Places can move between weeks: who follows somebody keeps his
    /// `who.address` and asks `find`, which answers `nowhere` once he is gone for good.
    [[nodiscard]] const Citizens& citizens(std::size_t number) const;

    /// Surroundings from the next step on, everywhere or in one centre.
    /// Errors: `Error` when the inflow is above the highest that was declared, or a factor negative.
    void set_environment(const Environment& environment);
    void set_environment(std::size_t centre, const Environment& environment);

    /// Counts of the observed weeks so far, by group, all centres together.
    [[nodiscard]] const Tally& tally() const noexcept;
    [[nodiscard]] const Parameters& parameters() const noexcept;

    /// Keeps the state of all centres; counts are not part of it.
    [[nodiscard]] Snapshot save() const;
    /// Goes back to a kept state. The weeks after it are counted afresh.
    void restore(const Snapshot& snapshot);
    /// A second simulation that goes on from here under another policy.
    [[nodiscard]] Simulation fork(Policy policy) const;

    Simulation(Simulation&&) noexcept;
    Simulation& operator=(Simulation&&) noexcept;
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;
    ~Simulation();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace afklar
