#pragma once
/// Runs every (stream, regime) of a projection on all cores and hands each finished tally over.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <afklar/experiment/design.hpp>
#include <afklar/observe/audit.hpp>
#include <afklar/observe/tally.hpp>

namespace afklar {

class CentreRun;

/// A finished (stream, regime).
struct Finished {
    StreamPlan plan{};
    std::size_t regime = 0; ///< place in ProjectionSpec::regimes
    Tally tally;
    Audit audit;
    std::int64_t citizen_weeks = 0;
};

/// How a run talks to its surroundings; every member may be left empty.
struct RunHooks {
    /// Called once for each finished (stream, regime), from any thread, never two at a time.
    std::function<void(Finished&&)> finished;
    /// Called at the start, now and then, and at the end with the share of the work that is done, what
    /// is in the journal already included; never two at a time.
    std::function<void(double)> progress;
    /// Whether a (stream, regime) is in the journal already and need not run.
    std::function<bool(const StreamPlan&, std::size_t)> done_already;
    /// The streams to run; left out: all.
    std::optional<std::vector<StreamPlan>> streams{};
    /// Called after every observed week of every centre, from any thread: for tests that plant faults.
    std::function<void(CentreRun&)> after_week;
    /// Set to stop before the next task.
    const std::atomic<bool>* stop = nullptr;
};

/// Runs the projection.
/// Errors: `Error` from checking the spec; `RunError` when a balance is broken, with both of its sides;
/// what was handed over before stays right.
void run_tasks(const ProjectionSpec& spec, const RunHooks& hooks);

} // namespace afklar
