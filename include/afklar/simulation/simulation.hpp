#pragma once
/// A whole simulation under one policy and one stream, moved week by week: for models that embed this one.

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/observe/tally.hpp>
#include <afklar/simulation/centre_run.hpp>
#include <afklar/simulation/snapshot.hpp>

namespace afklar {

/// What a simulation starts from.
struct SimulationSetup {
    StreamWorld world;
    std::vector<JobCentre> centres; ///< as of `week`
    Policy policy;
    Date origin{}; ///< Monday of week 0
    Week week = 0;
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

    /// Keeps the state of all centres and the counts so far. `to_bytes` makes it something that can be
    /// written to a file and gone on from in another process.
    [[nodiscard]] Snapshot save() const;
    /// Goes back to a kept state, of this simulation or another one of the same world: people,
    /// parameters, seed, stream, groups and calendar. Under the same policy all is as if there had been
    /// no pause; under another one it is a fork that keeps the counts.
    /// Errors: `SnapshotError` when it is of another world; then nothing has changed.
    void restore(const Snapshot& snapshot);
    /// A second simulation that goes on from here under another policy. It counts from here on.
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
