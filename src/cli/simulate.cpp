#include "cli/simulate.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include <afklar/experiment/run_tasks.hpp>

#include "cli/finish.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"

namespace afklar::cli {
namespace {

int threads_of(const ProjectionSpec& spec) {
    const auto machine = static_cast<int>(std::thread::hardware_concurrency());
    return spec.threads > 0 ? spec.threads : std::max(machine, 1);
}

} // namespace

std::size_t finished_runs(const Journal& journal, const ProjectionSpec& spec,
                          const std::vector<StreamPlan>& streams) {
    std::size_t finished = 0;
    for (const StreamPlan& stream : streams) {
        for (std::size_t regime = 0; regime < spec.regimes.size(); ++regime) {
            finished += journal.find(stream, regime) != nullptr ? 1U : 0U;
        }
    }
    return finished;
}

bool simulate(const ProjectionSpec& spec, Journal& journal, const Part& part, RunFacts& facts) {
    const std::vector<StreamPlan> streams =
        part.streams.empty() ? plan_streams(spec) : part.streams;
    const StopAtInterrupt handler;
    Progress progress(!part.quiet);
    RunHooks hooks;
    hooks.finished = [&](Finished&& finished) { journal.append(finished); };
    hooks.progress = [&](double share) { progress.show(share); };
    hooks.done_already = [&](const StreamPlan& plan, std::size_t regime) {
        return journal.find(plan, regime) != nullptr;
    };
    hooks.streams = streams;
    hooks.stop = &stop_asked_for();
    if (facts.started.empty()) {
        facts.started = utc_now();
    }
    const auto start = std::chrono::steady_clock::now();
    run_tasks(spec, hooks);
    facts.wall_seconds +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    facts.finished = utc_now();
    facts.threads = threads_of(spec);
    return finished_runs(journal, spec, streams) >= streams.size() * spec.regimes.size();
}

} // namespace afklar::cli
