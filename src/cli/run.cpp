#include "cli/run.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include <afklar/core/error.hpp>
#include <afklar/experiment/design.hpp>
#include <afklar/experiment/journal.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/run_tasks.hpp>
#include <afklar/experiment/shard.hpp>
#include <afklar/report/manifest.hpp>
#include <afklar/report/results_directory.hpp>
#include <afklar/report/shard_file.hpp>
#include <afklar/scenario/scenario.hpp>

#include "catalogue/reading.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/finish.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"

namespace afklar::cli {
namespace {

int threads_of(const ProjectionSpec& spec) {
    const auto machine = static_cast<int>(std::thread::hardware_concurrency());
    return spec.threads > 0 ? spec.threads : std::max(machine, 1);
}

/// A name that is one of a list. Errors: `CommandLineError` with the nearest one.
template <class T>
std::string one_of(const std::string& argument, const std::string& name, const std::vector<T>& list,
                   std::string T::*member) {
    std::vector<std::string> names;
    std::ranges::transform(list, std::back_inserter(names), member);
    if (std::ranges::find(names, name) == names.end()) {
        throw CommandLineError("'" + argument + "': the scenario has no '" + name + "'" +
                               detail::hint(name, names));
    }
    return name;
}

/// Everything from a checked scenario to results in their place, or to a shard of them.
class Job {
public:
    Job(Scenario scenario, const RunOptions& options)
        : scenario_(std::move(scenario)),
          options_(&options),
          spec_(std::make_shared<const ProjectionSpec>(scenario_.spec)),
          streams_(streams_of(*spec_, options.shard.value_or(Shard{}))),
          directory_(options.out, options.resume ? Unfinished::go_on : Unfinished::discard),
          journal_(opened_journal()) {}

    int run() {
        try {
            idle_ = note_idle(*spec_, options_->end.quiet);
            note_resumed();
            simulate();
            if (finished() < planned()) {
                fmt::print(stderr, "stopped: ");
                say_what_is_there(directory_, finished(), planned());
                return 1;
            }
            finish();
            return 0;
        } catch (const ScenarioError&) {
            throw; // a file is wrong: told with its place, status 2
        } catch (const std::exception& error) {
            fmt::print(stderr, "afklar: error: {}\n", error.what());
            say_what_is_there(directory_, finished(), planned());
            return 1;
        }
    }

private:
    std::shared_ptr<Journal> opened_journal() {
        try {
            return std::make_shared<Journal>(shape_of(*spec_), directory_.journal_store());
        } catch (const ForeignJournal& error) {
            throw CommandLineError("--resume: the journal in " + directory_.partial() +
                                   " is not to be gone on with: " + error.what() +
                                   "; name another --out, or leave --resume out to discard it");
        }
    }
    [[nodiscard]] std::size_t planned() const { return streams_.size() * spec_->regimes.size(); }
    /// How many of the planned runs are in the journal.
    [[nodiscard]] std::size_t finished() const {
        return static_cast<std::size_t>(
            std::ranges::count_if(journal_->runs(), [&](const JournalRun& run) {
                return std::ranges::find(streams_, run.plan) != streams_.end();
            }));
    }
    void note_resumed() const {
        if (options_->resume && !options_->end.quiet && finished() > 0) {
            fmt::print(stderr, "going on: {} of {} runs are finished\n", finished(), planned());
        }
    }
    void simulate() {
        const StopAtInterrupt handler;
        Progress progress(!options_->end.quiet);
        RunHooks hooks;
        hooks.finished = [&](Finished&& finished) { journal_->append(finished); };
        hooks.progress = [&](double share) { progress.show(share); };
        hooks.done_already = [&](const StreamPlan& plan, std::size_t regime) {
            return journal_->find(plan, regime) != nullptr;
        };
        hooks.streams = streams_;
        hooks.stop = &stop_asked_for();
        facts_.started = utc_now();
        const auto start = std::chrono::steady_clock::now();
        run_tasks(*spec_, hooks);
        facts_.wall_seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        facts_.finished = utc_now();
        facts_.threads = threads_of(*spec_);
    }
    void finish() {
        if (options_->shard) {
            directory_.write("shard.json", [&](const TextSink& to) {
                to(shard_json(shard_file_of(scenario_, options_->overrides, *options_->shard)));
            });
            directory_.publish_shard();
        } else {
            finish_run(scenario_, journal_, directory_, idle_, facts_, options_->end);
        }
    }

    Scenario scenario_;
    const RunOptions* options_;
    std::shared_ptr<const ProjectionSpec> spec_;
    std::vector<StreamPlan> streams_; ///< to be run here
    ResultsDirectory directory_;
    std::shared_ptr<Journal> journal_;
    std::vector<std::string> idle_;
    RunFacts facts_;
};

/// `I/N`. Errors: `CommandLineError`.
Shard shard_named(const std::string& text) {
    constexpr int most = 1'000'000;
    const auto sign = text.find('/');
    const auto whole = [&](std::string_view part) {
        int number = 0;
        const auto result = std::from_chars(part.data(), part.data() + part.size(), number);
        const bool sound = result.ec == std::errc{} && result.ptr == part.data() + part.size();
        return sound && number >= 1 && number <= most ? number : 0;
    };
    Shard shard{0, 0};
    if (sign != std::string::npos) {
        shard = {whole(std::string_view(text).substr(0, sign)),
                 whole(std::string_view(text).substr(sign + 1))};
    }
    if (shard.number < 1 || shard.number > shard.of) {
        throw CommandLineError("'--shard' must be I/N, such as 2/3, with I from 1 to N, found '" +
                               text + "'");
    }
    return shard;
}

/// Where results go when the user says nothing; shards of one run do not get in each other's way.
std::string usual_place(const std::string& scenario, const std::optional<Shard>& shard) {
    return "results/" + std::filesystem::path(scenario).stem().string() +
           (shard ? fmt::format(".shard-{}-of-{}", shard->number, shard->of) : "");
}

} // namespace

std::optional<RunRequest> read_run(const std::vector<std::string>& args) {
    Arguments arguments("run SCENARIO.toml [options]",
                        "Runs every regime of a scenario on the same luck, prints the headline "
                        "table and writes the results directory.");
    constexpr std::int64_t most_threads = 4096;
    arguments.word({"scenario", "SCENARIO.toml", "The scenario."})
        .option({"out", "DIR", "Where results go; results/<scenario stem> when left out."})
        .option({"threads", "N", "Threads; all cores when left out. Never moves a result."})
        .option({"format", "csv", "Of the tables."})
        .option({"group", "NAME", "Print the table of that group of the comparison."})
        .option({"window", "NAME", "Print the table of that window."})
        .option({"shard", "I/N",
                 "Run the streams whose number is I modulo N, for afklar merge; goes to "
                 "results/<scenario stem>.shard-I-of-N."})
        .flag({"resume", "", "Go on with what an interrupted run has left in DIR.partial."})
        .flag({"quiet", "", "No progress and no table."});
    add_overrides(arguments);
    if (!arguments.read(args)) {
        return std::nullopt;
    }
    const std::string path = arguments.needed("scenario");
    if (const auto format = arguments.text("format"); format && *format != "csv") {
        throw CommandLineError("--format '" + *format + "': must be csv");
    }
    RunOptions options;
    options.end.quiet = arguments.has("quiet");
    options.resume = arguments.has("resume");
    if (const auto shard = arguments.text("shard")) {
        options.shard = shard_named(*shard);
    }
    options.out = arguments.text("out").value_or(usual_place(path, options.shard));
    options.overrides = overrides_of(arguments);
    Scenario scenario = read_scenario(path, options.overrides);
    if (const auto group = arguments.text("group")) {
        options.end.group = one_of("--group", *group, groups_of(scenario.spec), &Group::name);
    }
    if (const auto window = arguments.text("window")) {
        options.end.window = one_of("--window", *window, windows_of(scenario.spec), &Window::name);
    }
    scenario.spec.threads =
        static_cast<int>(arguments.whole("threads", 1, most_threads).value_or(0));
    return RunRequest{std::move(scenario), std::move(options)};
}

bool is_complete(const RunRequest& request) {
    const RunOptions& options = request.options;
    const ProjectionSpec& spec = request.scenario.spec;
    if (!options.shard) {
        return fingerprint_of_results(options.out) == fingerprint(spec);
    }
    if (!is_shard_directory(options.out)) {
        return false;
    }
    const ShardFile there = read_shard_file(options.out);
    return there.fingerprint == fingerprint(spec) && there.shard == *options.shard;
}

int run_request(RunRequest request) {
    const RunOptions& options = request.options;
    if (options.resume && is_complete(request)) {
        if (!options.shard) {
            tidy_results(options.out);
        }
        if (!options.end.quiet) {
            fmt::print(stderr, "{} is complete: there is nothing to do\n", options.out);
        }
        return 0;
    }
    let_writes_fail();
    return Job(std::move(request.scenario), options).run();
}

int command_run(const std::vector<std::string>& args) {
    auto request = read_run(args);
    return request ? run_request(std::move(*request)) : 0;
}

} // namespace afklar::cli
