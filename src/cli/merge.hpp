#pragma once
/// Putting the shards of one run together.

#include <string>
#include <vector>

#include "cli/finish.hpp"

namespace afklar::cli {

/// What is to be merged, and where to.
struct MergeRequest {
    std::vector<std::string> shards; ///< directories
    std::string out;
    std::string scenario{}; ///< empty: the one that the shards name
    EndOptions end{};
};

/// Errors: `CommandLineError` when the directories are not all shards of one run; then nothing is
/// written.
void merge_shards(const MergeRequest& request);

} // namespace afklar::cli
