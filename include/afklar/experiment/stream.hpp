#pragma once
/// One stream of a projection made ready: parameters, people, centres and rules, shared by its tasks.

#include <memory>
#include <vector>

#include <afklar/experiment/design.hpp>
#include <afklar/experiment/synthesis.hpp>
#include <afklar/simulation/simulation.hpp>

namespace afklar {

/// What is the same in every stream: centres, rule books, the baseline.
struct ProjectionFrame {
    std::vector<CentrePlan> centres;
    std::vector<RuleBook> books; ///< by regime
    std::vector<Group> groups;   ///< `all` when the spec names none
    Date origin{};               ///< Monday of the first burn-in week
    std::size_t baseline = 0;
    double highest_inflow = 1.0;
};

/// Checks a projection and makes what its streams share.
/// Errors: `Error` naming what is missing or out of range.
ProjectionFrame frame_of(const ProjectionSpec& spec);

/// The world of one stream. Cost: one fit to the margins.
StreamWorld world_of(const ProjectionSpec& spec, const ProjectionFrame& frame,
                     const StreamPlan& plan);

/// One centre of a stream in week 0.
JobCentre centre_of(const ProjectionSpec& spec, const ProjectionFrame& frame,
                    const StreamWorld& world, std::size_t centre);

/// The same centre after the shared burn-in under the baseline.
JobCentre burnt_in_centre(const ProjectionSpec& spec, const ProjectionFrame& frame,
                          const StreamWorld& world, std::size_t centre);

/// Which run of a projection: regime, parameter draw and replicate, each counted from 0.
struct RunPlace {
    std::size_t regime = 0;
    int draw = 0;
    int replicate = 0;
};

/// The stream of a run.
/// Errors: `Error` when there is no such draw or replicate.
StreamPlan stream_at(const ProjectionSpec& spec, RunPlace run);

/// A simulation of one run to be moved week by week, from week 0.
/// Errors: `Error` when there is no such regime, draw or replicate.
Simulation simulation_of(const ProjectionSpec& spec, RunPlace run = {});

} // namespace afklar
