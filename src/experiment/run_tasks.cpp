#include <afklar/experiment/run_tasks.hpp>

#include <algorithm>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include <afklar/core/error.hpp>
#include <afklar/experiment/schedule.hpp>
#include <afklar/experiment/stream.hpp>

namespace afklar {

namespace {

/// One regime of a stream, filled centre by centre; sums are exact, so their order is free.
struct Sum {
    Tally tally;
    Audit audit;
    std::int64_t citizen_weeks = 0;
};

/// A stream while some of its centres are still to be run.
struct OpenStream {
    std::once_flag made;
    StreamWorld world;
    std::vector<Sum> sums; ///< by regime
    std::size_t tasks_left = 0;
    std::mutex mutex;
};

class Runner {
public:
    Runner(const ProjectionSpec& spec, const RunHooks& hooks)
        : spec_(spec), hooks_(hooks), frame_(frame_of(spec)), streams_(plan_streams(spec)) {
        threads_ = spec.threads > 0 ? static_cast<unsigned>(spec.threads)
                                    : std::max(1U, std::thread::hardware_concurrency());
        list_wanted();
        open_streams();
    }

    void run() {
        report(0);
        std::vector<std::thread> pool;
        for (unsigned t = 1; t < threads_; ++t) {
            pool.emplace_back([this] { work(); });
        }
        work();
        for (std::thread& thread : pool) {
            thread.join();
        }
        if (failure_) {
            std::rethrow_exception(failure_);
        }
    }

private:
    [[nodiscard]] bool runs_here(const StreamPlan& plan) const {
        return !hooks_.streams || std::ranges::find(*hooks_.streams, plan) != hooks_.streams->end();
    }

    /// Lists the regimes that each stream is to run.
    void list_wanted() {
        std::size_t planned = 0;
        std::size_t wanted = 0;
        wanted_.resize(streams_.size());
        for (std::size_t s = 0; s < streams_.size(); ++s) {
            if (!runs_here(streams_[s])) {
                continue;
            }
            planned += spec_.regimes.size();
            for (std::size_t r = 0; r < spec_.regimes.size(); ++r) {
                if (!hooks_.done_already || !hooks_.done_already(streams_[s], r)) {
                    wanted_[s].push_back(r);
                }
            }
            wanted += wanted_[s].size();
        }
        share_to_do_ = planned > 0 ? static_cast<double>(wanted) / static_cast<double>(planned) : 0;
    }

    /// Makes the tasks of the streams that are to run.
    void open_streams() {
        std::vector<std::size_t> to_run;
        open_.resize(streams_.size());
        for (std::size_t s = 0; s < streams_.size(); ++s) {
            if (!wanted_[s].empty()) {
                to_run.push_back(s);
                open_[s] = std::make_unique<OpenStream>();
            }
        }
        tasks_ = tasks_of(to_run, frame_.centres, threads_);
        for (const RunTask& task : tasks_) {
            ++open_[task.stream]->tasks_left;
        }
    }

    void work() noexcept {
        try {
            for (;;) {
                const std::size_t next = next_.fetch_add(1);
                if (next >= tasks_.size() || failed_ ||
                    (hooks_.stop != nullptr && hooks_.stop->load())) {
                    return;
                }
                run_task(tasks_[next]);
                report(1);
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) {
                failure_ = std::current_exception();
            }
            failed_ = true;
        }
    }

    void run_task(const RunTask& task) {
        OpenStream& stream = *open_[task.stream];
        const std::vector<std::size_t>& regimes = wanted_[task.stream];
        std::call_once(stream.made, [&] {
            stream.world = world_of(spec_, frame_, streams_[task.stream]);
            stream.sums.resize(regimes.size());
        });
        std::vector<Sum> sums(regimes.size());
        for (Sum& sum : sums) {
            sum.tally = Tally(spec_.horizon.value, frame_.groups.size());
        }
        for (const std::size_t centre : task.centres) {
            const JobCentre start = burnt_in_centre(spec_, frame_, stream.world, centre);
            SharedLuck shared;
            for (std::size_t k = 0; k < regimes.size(); ++k) {
                CentreRun run(stream.world, start, frame_.books[regimes[k]], stream.world.burn_in,
                              {.shared = regimes.size() > 1 ? &shared : nullptr});
                Counters counters(run.centre().citizens, run.world().cells, sums[k].tally);
                for (Week week = 0; week < stream.world.horizon; ++week) {
                    run.step(counters);
                    counters.end_week(week);
                    if (hooks_.after_week) {
                        hooks_.after_week(run);
                    }
                }
                run.finish(counters);
                require_balances(run, streams_[task.stream], regimes[k]);
                sums[k].audit += run.world().audit;
                sums[k].citizen_weeks += run.citizen_weeks();
            }
        }
        finish_task(task, stream, std::move(sums));
    }

    void require_balances(const CentreRun& run, const StreamPlan& plan, std::size_t regime) const {
        const Audit& audit = run.world().audit;
        if (!audit.holds()) {
            throw RunError("a balance is broken in job centre " +
                           std::to_string(run.centre().number) + " under '" +
                           spec_.regimes[regime].name + "', " + in_words(plan) + ": " +
                           broken(audit));
        }
    }

    void finish_task(const RunTask& task, OpenStream& stream, std::vector<Sum> sums) {
        const std::vector<std::size_t>& regimes = wanted_[task.stream];
        bool last = false;
        {
            const std::lock_guard lock(stream.mutex);
            for (std::size_t k = 0; k < sums.size(); ++k) {
                Sum& into = stream.sums[k];
                if (into.tally.groups() == 0) {
                    into = std::move(sums[k]);
                } else {
                    into.tally += sums[k].tally;
                    into.audit += sums[k].audit;
                    into.citizen_weeks += sums[k].citizen_weeks;
                }
            }
            last = --stream.tasks_left == 0;
        }
        if (last && hooks_.finished) {
            const std::lock_guard lock(mutex_);
            for (std::size_t k = 0; k < regimes.size(); ++k) {
                Sum& sum = stream.sums[k];
                hooks_.finished({streams_[task.stream], regimes[k], std::move(sum.tally), sum.audit,
                                 sum.citizen_weeks});
            }
        }
        if (last) {
            open_[task.stream].reset();
        }
    }

    /// Notes that so many more tasks are done.
    void report(std::size_t more) {
        const std::lock_guard lock(mutex_);
        done_ += more;
        if (hooks_.progress) {
            const std::size_t left = tasks_.size() - done_;
            hooks_.progress(left == 0 ? 1.0
                                      : 1.0 - share_to_do_ * static_cast<double>(left) /
                                                  static_cast<double>(tasks_.size()));
        }
    }

    const ProjectionSpec& spec_;
    const RunHooks& hooks_;
    ProjectionFrame frame_;
    std::vector<StreamPlan> streams_;
    std::vector<std::vector<std::size_t>> wanted_; ///< regimes to run, by stream
    std::vector<std::unique_ptr<OpenStream>> open_;
    std::vector<RunTask> tasks_;
    unsigned threads_ = 1;
    std::atomic<std::size_t> next_{0};
    std::size_t done_ = 0;     ///< of the tasks
    double share_to_do_ = 0.0; ///< at the start, of what is planned here
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::exception_ptr failure_;
};

} // namespace

void run_tasks(const ProjectionSpec& spec, const RunHooks& hooks) { Runner(spec, hooks).run(); }

} // namespace afklar
