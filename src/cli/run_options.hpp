#pragma once
/// The command line of `afklar run`.

#include <string>
#include <vector>

#include <afklar/scenario/scenario.hpp>

namespace afklar::cli {

/// What `afklar run` is asked for.
struct RunOptions {
    std::string scenario;
    std::string out; ///< `results/<scenario stem>` unless named
    ScenarioOverrides overrides;
    int threads = 0;
    bool quiet = false;
    bool help = false;
};

/// Reads the arguments after `run`. Errors: `ScenarioError` naming the argument that is wrong.
[[nodiscard]] RunOptions read_run_options(const std::vector<std::string>& args);

/// What `afklar run --help` says.
[[nodiscard]] std::string run_help();

} // namespace afklar::cli
