#include "cli/simulate.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <string>
#include <thread>

#include <fmt/format.h>

#include <afklar/experiment/run_tasks.hpp>

#include "cli/progress.hpp"

namespace afklar::cli {
namespace {

// A signal handler can reach nothing but a global; this is the only one of the program.
std::atomic<bool> stopped{false}; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void stop_at_signal(int /*signal*/) { stopped.store(true); }

/// The first interrupt stops the run between tasks, a second one ends the program at once.
class StopAtInterrupt {
public:
    StopAtInterrupt() {
        stopped.store(false);
        struct sigaction action = {};
        action.sa_handler = stop_at_signal;
        action.sa_flags = static_cast<int>(SA_RESETHAND);
        ::sigaction(SIGINT, &action, &interrupt_before_);
        ::sigaction(SIGTERM, &action, &term_before_);
    }
    ~StopAtInterrupt() {
        ::sigaction(SIGINT, &interrupt_before_, nullptr);
        ::sigaction(SIGTERM, &term_before_, nullptr);
    }
    StopAtInterrupt(const StopAtInterrupt&) = delete;
    StopAtInterrupt& operator=(const StopAtInterrupt&) = delete;

private:
    struct sigaction interrupt_before_ = {};
    struct sigaction term_before_ = {};
};

std::string utc_now() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900,
                       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

int threads_of(const ProjectionSpec& spec) {
    const auto machine = static_cast<int>(std::thread::hardware_concurrency());
    return spec.threads > 0 ? spec.threads : std::max(machine, 1);
}

} // namespace

void simulate(const ProjectionSpec& spec, Journal& journal, bool quiet, RunFacts& facts) {
    const StopAtInterrupt handler;
    Progress progress(!quiet);
    RunHooks hooks;
    hooks.finished = [&](Finished&& finished) { journal.append(finished); };
    hooks.done_already = [&](const StreamPlan& plan, std::size_t regime) {
        return journal.find(plan, regime) != nullptr;
    };
    hooks.progress = [&](double share) { progress.show(share); };
    hooks.stop = &stopped;
    facts.started = utc_now();
    const auto start = std::chrono::steady_clock::now();
    run_tasks(spec, hooks);
    facts.wall_seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    facts.finished = utc_now();
    facts.threads = threads_of(spec);
}

} // namespace afklar::cli
