#pragma once
/// Shards: the streams of one projection shared out between machines.

#include <vector>

#include <afklar/experiment/design.hpp>

namespace afklar {

/// One of so many shards.
struct Shard {
    int number = 1; ///< from 1
    int of = 1;
    bool operator==(const Shard&) const = default;
};

/// The streams that a shard runs: of all streams in order, counted from 1, those whose number is the
/// shard's modulo the number of shards. Every stream is in one shard; a shard may have none.
/// Errors: `Error` when there is no such shard, and as `plan_streams`.
[[nodiscard]] std::vector<StreamPlan> streams_of(const ProjectionSpec& spec, const Shard& shard);

} // namespace afklar
