#pragma once
/// `afklar run`: every regime of a scenario, paired.

#include <string>
#include <vector>

namespace afklar::cli {

/// Runs a scenario, prints the headline table and writes the results directory.
/// Returns the exit status: 0 done, 1 the run failed, 2 the command line or a file is wrong.
int command_run(const std::vector<std::string>& args);

} // namespace afklar::cli
