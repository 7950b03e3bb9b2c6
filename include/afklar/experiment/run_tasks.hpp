#pragma once
/// Runs every (stream, regime) of a projection on all cores and hands each finished tally over.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>

#include <afklar/experiment/design.hpp>
#include <afklar/observe/audit.hpp>
#include <afklar/observe/tally.hpp>

namespace afklar {

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
    /// Called now and then with the share of the work that is done, never two at a time.
    std::function<void(double)> progress;
    /// Whether a (stream, regime) is in the journal already and need not run.
    std::function<bool(const StreamPlan&, std::size_t)> done_already;
    /// Set to stop before the next task.
    const std::atomic<bool>* stop = nullptr;
};

/// Runs the projection. Errors: `Error` from checking the spec, `RunError` when a balance is broken.
void run_tasks(const ProjectionSpec& spec, const RunHooks& hooks);

} // namespace afklar
