#include <afklar/simulation/simulation.hpp>

#include <utility>

#include <afklar/core/digest.hpp>
#include <afklar/core/error.hpp>

#include "simulation/state_bytes.hpp"

namespace afklar {

namespace {

/// A hash of what the weeks read and none changes, but for the policy.
std::string fingerprint_of(const SimulationSetup& setup) {
    const StreamWorld& world = setup.world;
    detail::StateWriter out;
    Parameters parameters = world.parameters;
    for (std::size_t k = 0; k < parameter_keys().size(); ++k) {
        out.number(value_of(parameters, k));
    }
    for (const ArchetypeTable* table : {&world.stock, &world.newcomers}) {
        for_each_value<TargetGroup>([&](TargetGroup group) {
            detail::pass(out, table->archetypes(group));
            for (std::size_t k = 0; k < table->archetypes(group).size(); ++k) {
                out.number(table->share(group, k));
            }
        });
    }
    for (const Selector& group : world.groups) {
        detail::pass(out, group);
    }
    detail::pass(out, world.key);
    out.number(world.burn_in);
    out.number(world.horizon);
    out.number(world.highest_inflow);
    out.number(setup.origin.time_since_epoch().count());
    return sha256(out.bytes());
}

/// A centre's run with its counters.
struct Watched {
    CentreRun run;
    Counters counters;

    /// What the runs of all centres have in common.
    struct Setting {
        const StreamWorld& world;
        const RuleBook& book;
        Week week;
        Tally& tally;
    };
    Watched(const Setting& at, JobCentre centre, const CellTable* cells)
        : run(at.world, std::move(centre), at.book, at.week, {.cells = cells}),
          counters(run.centre().citizens, run.world().cells, at.tally) {}
};

} // namespace

struct Simulation::State {
    std::string fingerprint;
    StreamWorld world;
    Policy policy;
    Date origin{};
    Week week = 0;
    RuleBook book;
    Tally tally;
    std::vector<std::unique_ptr<Watched>> runs{};

    explicit State(SimulationSetup setup)
        : fingerprint(fingerprint_of(setup)),
          world(std::move(setup.world)),
          policy(std::move(setup.policy)),
          origin(setup.origin),
          week(setup.week),
          book(policy, origin, world.burn_in + world.horizon),
          tally(world.horizon, world.groups.size()) {
        if (book.greatest(Provision::inflow_factor) > world.highest_inflow) {
            throw Error("an inflow above the highest that was declared cannot be drawn");
        }
    }

    /// Puts centres in place of those there were.
    void place(const Snapshot& snapshot) {
        runs.clear();
        week = snapshot.week;
        const Watched::Setting setting{world, book, week, tally};
        for (std::size_t k = 0; k < snapshot.centres.size(); ++k) {
            const CellTable* cells = k < snapshot.cells.size() ? &snapshot.cells[k] : nullptr;
            runs.push_back(std::make_unique<Watched>(setting, snapshot.centres[k], cells));
            if (k < snapshot.environment.size()) {
                runs.back()->run.world().environment = snapshot.environment[k];
            }
            if (k < snapshot.audits.size()) {
                runs.back()->run.world().audit = snapshot.audits[k];
            }
        }
    }
};

Simulation::Simulation(SimulationSetup setup) {
    Snapshot start;
    start.centres = std::move(setup.centres);
    start.week = setup.week;
    state_ = std::make_unique<State>(std::move(setup));
    state_->place(start);
}

Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;
Simulation::~Simulation() = default;

void Simulation::step() {
    State& state = *state_;
    if (state.week >= state.world.burn_in + state.world.horizon) {
        throw Error("the simulation is at its horizon");
    }
    for (const auto& watched : state.runs) {
        if (state.week < state.world.burn_in) {
            Blind blind;
            watched->run.step(blind);
        } else {
            watched->run.step(watched->counters);
            watched->counters.end_week(state.week - state.world.burn_in);
        }
    }
    ++state.week;
}

Week Simulation::week() const noexcept { return state_->week; }

Date Simulation::date() const noexcept { return monday_of(state_->origin, state_->week); }

Week Simulation::first_observed() const noexcept { return state_->world.burn_in; }

std::size_t Simulation::centres() const noexcept { return state_->runs.size(); }

const JobCentre& Simulation::centre(std::size_t number) const {
    return state_->runs.at(number)->run.centre();
}

const Citizens& Simulation::citizens(std::size_t number) const { return centre(number).citizens; }

const Tally& Simulation::tally() const noexcept { return state_->tally; }

const Parameters& Simulation::parameters() const noexcept { return state_->world.parameters; }

void Simulation::set_environment(const Environment& environment) {
    for (std::size_t k = 0; k < centres(); ++k) {
        set_environment(k, environment);
    }
}

void Simulation::set_environment(std::size_t centre, const Environment& environment) {
    if (environment.inflow > state_->world.highest_inflow) {
        throw Error("an inflow above the highest that was declared cannot be drawn");
    }
    if (environment.labour_market < 0.0 || environment.inflow < 0.0 ||
        environment.health_wait < 0.0) {
        throw Error("a factor of the environment cannot be negative");
    }
    state_->runs.at(centre)->run.world().environment = environment;
}

Snapshot Simulation::save() const {
    Snapshot snapshot;
    snapshot.world = state_->fingerprint;
    snapshot.week = state_->week;
    for (const auto& watched : state_->runs) {
        snapshot.centres.push_back(watched->run.centre());
        snapshot.environment.push_back(watched->run.world().environment);
        snapshot.cells.push_back(watched->run.world().cells);
        snapshot.audits.push_back(watched->run.world().audit);
    }
    snapshot.tally = state_->tally;
    return snapshot;
}

void Simulation::restore(const Snapshot& snapshot) {
    if (snapshot.world != state_->fingerprint || snapshot.centres.size() != centres()) {
        throw SnapshotError(
            "the snapshot is of other people, parameters, seed, groups or weeks than "
            "this simulation");
    }
    state_->tally = snapshot.tally;
    state_->place(snapshot);
}

Simulation Simulation::fork(Policy policy) const {
    const Snapshot snapshot = save();
    Simulation result(
        SimulationSetup{state_->world, {}, std::move(policy), state_->origin, state_->week});
    result.state_->place(snapshot);
    return result;
}

} // namespace afklar
