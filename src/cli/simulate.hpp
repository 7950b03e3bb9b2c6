#pragma once
/// Living through a projection from the command line: progress, interrupts, and the facts of the run.

#include <vector>

#include <afklar/experiment/design.hpp>
#include <afklar/experiment/journal.hpp>
#include <afklar/report/manifest.hpp>

namespace afklar::cli {

/// What is to be lived through.
struct Part {
    std::vector<StreamPlan> streams{}; ///< empty: all
    bool quiet = false;                ///< no bar
};

/// Runs what the journal does not hold yet, and adds to the facts. The first interrupt stops between
/// tasks, a second one ends the program at once. Tells whether everything is done.
/// Errors: as `run_tasks`.
[[nodiscard]] bool simulate(const ProjectionSpec& spec, Journal& journal, const Part& part,
                            RunFacts& facts);

/// How many runs of some streams of a projection a journal holds.
[[nodiscard]] std::size_t finished_runs(const Journal& journal, const ProjectionSpec& spec,
                                        const std::vector<StreamPlan>& streams);

} // namespace afklar::cli
