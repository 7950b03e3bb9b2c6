#pragma once
/// Which job centres of which stream make up a task, and in which order threads take the tasks.

#include <cstddef>
#include <span>
#include <vector>

#include <afklar/people/centre_plan.hpp>

namespace afklar {

/// Some centres of one stream, under every regime.
struct RunTask {
    std::size_t stream = 0;
    std::vector<std::size_t> centres;
    int people = 0; ///< at the start, in these centres together
};

/// The centres in at most `number` parts of about equal size: each centre, the largest first, goes to
/// the part that has the fewest people so far. No part is empty.
[[nodiscard]] std::vector<std::vector<std::size_t>> shared_out(std::span<const CentrePlan> centres,
                                                               std::size_t number);

/// The tasks of a run, stream by stream, so that streams are finished one after the other and an
/// interrupted run has lost few of them.
///
/// Most streams are one task each, which saves adding up; the last few are divided into parts, the
/// largest first, small enough for the threads to finish about together.
/// Domain: `threads` at least 1. Cost: one pass over the centres for each part.
[[nodiscard]] std::vector<RunTask> tasks_of(std::span<const std::size_t> streams,
                                            std::span<const CentrePlan> centres, unsigned threads);

} // namespace afklar
