#pragma once
/// What a command line of `run` asks for, and doing it.

#include <optional>
#include <string>
#include <vector>

#include <afklar/experiment/shard.hpp>
#include <afklar/scenario/scenario.hpp>

#include "cli/finish.hpp"

namespace afklar::cli {

/// What of the command line is not the scenario's.
struct RunOptions {
    std::string out;
    bool resume = false;
    bool twins = false;
    std::optional<Shard> shard; ///< left out: all of the run
    ScenarioOverrides overrides;
    EndOptions end;
};

/// A checked scenario and what is to be done with it.
struct RunRequest {
    Scenario scenario;
    RunOptions options;
};

/// Reads a command line of `run` and the scenario it names. Empty: help was asked for and printed.
/// Errors: `CommandLineError`, `ScenarioError`.
[[nodiscard]] std::optional<RunRequest> read_run(const std::vector<std::string>& args);

/// Whether the results, or the shard, that are asked for stand there already.
[[nodiscard]] bool is_complete(const RunRequest& request);

/// Runs from a checked scenario to results in their place, or to a shard of them; gives the exit
/// status. Errors: `CommandLineError` when the journal that is to be resumed is of something else.
int run_request(RunRequest request);

} // namespace afklar::cli
