#pragma once
/// From a complete journal to results in their place and the printed table.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <afklar/experiment/journal.hpp>
#include <afklar/experiment/twins.hpp>
#include <afklar/report/manifest.hpp>
#include <afklar/report/results_directory.hpp>
#include <afklar/scenario/scenario.hpp>

namespace afklar::cli {

/// What of the command line is not the scenario's and concerns the end of a run.
struct EndOptions {
    bool quiet = false;
    std::string group = "all";  ///< of the printed table
    std::string window = "all"; ///< the same
};

/// What has been lived through.
struct Lived {
    std::shared_ptr<const Journal> journal;
    const Twins* twins = nullptr; ///< null: nobody was followed
};

/// Now, UTC, ISO 8601.
[[nodiscard]] std::string utc_now();

/// Says what of the scenario will do nothing, and returns it.
std::vector<std::string> note_idle(const ProjectionSpec& spec, bool quiet);

/// Writes every file of the results into the partial, puts them in their place and prints the table.
/// Errors: `RunError` when a balance of a run does not hold, with both sides, or a file cannot be
/// written.
void finish_run(const Scenario& scenario, const Lived& lived, ResultsDirectory& directory,
                const std::vector<std::string>& idle, RunFacts facts, const EndOptions& options);

/// Says what is safe on disk when a run ends early.
void say_what_is_there(const ResultsDirectory& directory, std::size_t finished,
                       std::size_t planned);

} // namespace afklar::cli
