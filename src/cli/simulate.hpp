#pragma once
/// Living through a projection from the command line: progress, interrupts, and the facts of the run.

#include <afklar/experiment/journal.hpp>
#include <afklar/report/manifest.hpp>

namespace afklar::cli {

/// Runs what the journal does not hold yet. The first interrupt stops between tasks, a second one ends
/// the program at once.
/// Errors: as `run_tasks`.
void simulate(const ProjectionSpec& spec, Journal& journal, bool quiet, RunFacts& facts);

} // namespace afklar::cli
