#include <afklar/experiment/stream.hpp>

#include <algorithm>
#include <utility>
#include <variant>

#include <afklar/core/error.hpp>
#include <afklar/experiment/layout.hpp>

namespace afklar {

namespace {

/// The population table that a stream draws from, and the one for arrivals.
PopulationTables tables_of(const ProjectionSpec& spec, const Parameters& parameters) {
    if (const auto* margins = std::get_if<Margins>(&spec.population.source)) {
        return fit_archetypes(*margins, parameters);
    }
    return {};
}

} // namespace

ProjectionFrame frame_of(const ProjectionSpec& spec) {
    if (spec.regimes.empty()) {
        throw Error("a projection needs at least one regime");
    }
    if (!is_monday(spec.start)) {
        throw Error("the start " + iso(spec.start) + " is no Monday; the nearest is " +
                    iso(nearest_monday(spec.start)));
    }
    if (spec.horizon.value < 1 || spec.burn_in.value < 0) {
        throw Error(
            "a projection needs at least one observed week, and a burn-in of no less than 0");
    }
    if (spec.draws < 1 || spec.replicates < 1) {
        throw Error("a projection needs at least one draw and one replicate");
    }
    ProjectionFrame frame;
    frame.origin = spec.start - std::chrono::days{7} * spec.burn_in.value;
    frame.centres =
        plan_centres(spec.population, parameters_of(spec, {0, StreamKind::probe_central, 0, 0}));
    frame.groups = groups_of(spec);
    const Week weeks = spec.burn_in.value + spec.horizon.value;
    for (const NamedPolicy& regime : spec.regimes) {
        frame.books.emplace_back(regime.policy,
                                 PolicyWeeks{frame.origin, weeks, spec.burn_in.value});
        frame.highest_inflow =
            std::max(frame.highest_inflow, frame.books.back().greatest(Provision::inflow_factor));
    }
    if (!spec.baseline.empty()) {
        const auto found =
            std::find_if(spec.regimes.begin(), spec.regimes.end(),
                         [&](const NamedPolicy& r) { return r.name == spec.baseline; });
        if (found == spec.regimes.end()) {
            throw Error("there is no regime named '" + spec.baseline + "' to compare with");
        }
        frame.baseline = static_cast<std::size_t>(found - spec.regimes.begin());
    }
    return frame;
}

StreamWorld world_of(const ProjectionSpec& spec, const ProjectionFrame& frame,
                     const StreamPlan& plan) {
    StreamWorld world;
    world.parameters = parameters_of(spec, plan);
    PopulationTables tables = tables_of(spec, world.parameters);
    world.stock = std::move(tables.stock);
    world.newcomers = std::move(tables.entry);
    std::vector<Selector> groups;
    for (const Group& group : frame.groups) {
        groups.push_back(group.who);
    }
    world.groups = SelectorIndex{std::move(groups)};
    world.key = {spec.seed, plan.stream, 0};
    world.burn_in = spec.burn_in.value;
    world.horizon = spec.horizon.value;
    world.highest_inflow = frame.highest_inflow;
    return world;
}

JobCentre centre_of(const ProjectionSpec& spec, const ProjectionFrame& frame,
                    const StreamWorld& world, std::size_t centre) {
    const CentrePlan& plan = frame.centres[centre];
    DrawKey key = world.key;
    key.centre = static_cast<std::uint16_t>(plan.number);
    if (const auto* data = std::get_if<Microdata>(&spec.population.source)) {
        key.stream = 0; // microdata stay fixed in every stream
        return start_centre(plan, take_microdata(plan, data->people, world.parameters, Draws(key)),
                            world);
    }
    const auto& margins = std::get<Margins>(spec.population.source);
    return start_centre(
        plan, draw_stock(plan, world.stock, world.parameters, Draws(key), history_of(margins)),
        world);
}

JobCentre burnt_in_centre(const ProjectionSpec& spec, const ProjectionFrame& frame,
                          const StreamWorld& world, std::size_t centre) {
    CentreRun run(world, centre_of(spec, frame, world, centre), frame.books[frame.baseline], 0);
    Blind blind;
    for (Week week = 0; week < world.burn_in; ++week) {
        run.step(blind);
    }
    return std::move(run.centre());
}

StreamPlan stream_at(const ProjectionSpec& spec, RunPlace run) {
    const auto streams = plan_streams(spec);
    const auto found = std::ranges::find_if(streams, [&](const StreamPlan& s) {
        return s.kind == StreamKind::projection && s.draw == run.draw &&
               s.replicate == run.replicate;
    });
    if (found == streams.end()) {
        throw Error("there is no draw " + std::to_string(run.draw) + " with replicate " +
                    std::to_string(run.replicate) + "; draws go from 0 to " +
                    std::to_string(spec.draws - 1) + ", replicates from 0 to " +
                    std::to_string(spec.replicates - 1));
    }
    return *found;
}

Simulation simulation_of(const ProjectionSpec& spec, RunPlace run) {
    const ProjectionFrame frame = frame_of(spec);
    if (run.regime >= spec.regimes.size()) {
        throw Error("there is no regime number " + std::to_string(run.regime));
    }
    StreamWorld world = world_of(spec, frame, stream_at(spec, run));
    std::vector<JobCentre> centres;
    for (std::size_t k = 0; k < frame.centres.size(); ++k) {
        centres.push_back(centre_of(spec, frame, world, k));
    }
    return Simulation(
        {std::move(world), std::move(centres), spec.regimes[run.regime].policy, frame.origin, 0});
}

} // namespace afklar
