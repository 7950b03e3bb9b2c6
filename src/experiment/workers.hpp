#pragma once
/// Threads that take tasks one after the other.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace afklar::detail {

/// Threads for a wish: as many as the machine has when it is 0.
inline unsigned threads_for(int wanted) noexcept {
    return wanted > 0 ? static_cast<unsigned>(wanted)
                      : std::max(1U, std::thread::hardware_concurrency());
}

/// Calls `task(k)` once for every k below `tasks`, from any thread, in about the order of k, until
/// `stop` is set. Errors: rethrows the first of a task, after the others have ended theirs.
template <class F>
// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): how much, by how many
void work_through(std::size_t tasks, unsigned threads, const std::atomic<bool>* stop, F&& task) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::exception_ptr failure;
    std::mutex mutex;
    const auto work = [&]() noexcept {
        try {
            while (!failed && (stop == nullptr || !stop->load())) {
                const std::size_t k = next.fetch_add(1);
                if (k >= tasks) {
                    return;
                }
                task(k);
            }
        } catch (...) {
            const std::lock_guard lock(mutex);
            if (!failure) {
                failure = std::current_exception();
            }
            failed = true;
        }
    };
    std::vector<std::thread> pool;
    for (unsigned t = 1; t < threads; ++t) {
        pool.emplace_back(work);
    }
    work();
    for (std::thread& thread : pool) {
        thread.join();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

} // namespace afklar::detail
