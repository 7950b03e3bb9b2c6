#pragma once
/// The levels of one metric in all runs of a projection, when nothing else of them is to be kept.

#include <functional>
#include <vector>

#include <afklar/experiment/estimates.hpp>
#include <afklar/experiment/run_tasks.hpp>
#include <afklar/observe/metric.hpp>

namespace afklar {

/// Runs a projection and evaluates one metric over the whole horizon in the first of its groups.
///
/// Shape: by regime, draw by replicate; NaN where there is no value, or the run was stopped before.
/// Probes are left out. `hooks.finished` is called after the value has been taken.
/// Errors: as `run_tasks`; `Error` for a metric that compares regimes, or one of whole job centres in a
/// group that is more than a choice of places.
[[nodiscard]] std::vector<DrawMatrix> levels_of(const ProjectionSpec& spec, Metric metric,
                                                const RunHooks& hooks = {});

/// Refuses a metric that has no level in a group. Errors: as `levels_of`.
void require_level(Metric metric, const Group& group);

} // namespace afklar
