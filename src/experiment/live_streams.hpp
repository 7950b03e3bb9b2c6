#pragma once
/// Streams whose job centres are lived on all threads and whose worlds are kept no longer than needed.

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <numeric>
#include <span>
#include <vector>

#include <afklar/experiment/design.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/schedule.hpp>
#include <afklar/experiment/stream.hpp>

#include "experiment/workers.hpp"

namespace afklar::detail {

/// The streams of a projection, and who is told of them.
struct StreamWork {
    const ProjectionSpec& spec;
    const ProjectionFrame& frame;
    std::span<const StreamPlan> streams;
    const std::function<void(double)>& progress; ///< share of the work that is done; may be empty
    const std::atomic<bool>* stop;
};

/// A stream of which some job centres are still to be lived.
struct OpenStream {
    std::once_flag made;
    std::unique_ptr<StreamWorld> world;
    std::atomic<std::size_t> tasks_left{0};
};

/// Calls `live(world, centre, counts)` for every job centre of every stream, from any thread, and
/// `add(stream, counts)` with what comes of some of them, one after the other. False: stopped.
template <class Counts, class Live, class Add>
bool live_streams(const StreamWork& work, Live&& live, Add&& add) {
    std::vector<std::size_t> all(work.streams.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const unsigned threads = threads_for(work.spec.threads);
    const std::vector<RunTask> tasks = tasks_of(all, work.frame.centres, threads);
    std::vector<OpenStream> open(work.streams.size());
    for (const RunTask& task : tasks) {
        ++open[task.stream].tasks_left;
    }
    std::mutex mutex;
    std::size_t done = 0;
    work_through(tasks.size(), threads, work.stop, [&](std::size_t k) {
        const RunTask& task = tasks[k];
        OpenStream& stream = open[task.stream];
        std::call_once(stream.made, [&] {
            stream.world = std::make_unique<StreamWorld>(
                world_of(work.spec, work.frame, work.streams[task.stream]));
        });
        Counts counts;
        for (const std::size_t centre : task.centres) {
            live(*stream.world, centre, counts);
        }
        if (--stream.tasks_left == 0) {
            stream.world.reset();
        }
        const std::lock_guard lock(mutex);
        add(task.stream, counts);
        if (work.progress) {
            work.progress(static_cast<double>(++done) / static_cast<double>(tasks.size()));
        }
    });
    return work.stop == nullptr || !work.stop->load();
}

} // namespace afklar::detail
