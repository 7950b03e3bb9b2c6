#pragma once
/// What a shard says of itself in `shard.json`, so that the whole can be put together again.

#include <string>

#include <afklar/experiment/shard.hpp>
#include <afklar/scenario/scenario.hpp>

namespace afklar {

/// One shard of a run: of which scenario, changed how, and which.
struct ShardFile {
    Shard shard{};
    std::string version;     ///< of the library
    std::string fingerprint; ///< of the projection
    std::string scenario;    ///< path of its file
    std::string text_hash;   ///< SHA-256 of that file
    ScenarioOverrides overrides{};
};

/// The facts of a shard of a scenario that was read with these overrides. A path on disk becomes an
/// absolute one.
[[nodiscard]] ShardFile shard_file_of(const Scenario& scenario, const ScenarioOverrides& overrides,
                                      const Shard& shard);

/// `shard.json`.
[[nodiscard]] std::string shard_json(const ShardFile& file);

/// Reads the `shard.json` of a directory. Errors: `RunError` naming the file and what is wrong with it.
[[nodiscard]] ShardFile read_shard_file(const std::string& directory);

} // namespace afklar
