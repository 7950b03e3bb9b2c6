#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <afklar/core/error.hpp>
#include <afklar/experiment/design.hpp>
#include <afklar/experiment/idle.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/result.hpp>
#include <afklar/experiment/run_tasks.hpp>
#include <afklar/report/manifest.hpp>
#include <afklar/report/results_directory.hpp>
#include <afklar/report/table.hpp>
#include <afklar/scenario/scenario.hpp>

#include "catalogue/reading.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"

namespace afklar::cli {
namespace {

std::string utc_now() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900,
                       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

/// Columns of the terminal on standard output; 0: it is none.
std::size_t terminal_width() {
    winsize size{};
    if (::isatty(STDOUT_FILENO) == 0 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) {
        return 0;
    }
    return size.ws_col;
}

int threads_of(const ProjectionSpec& spec) {
    const auto machine = static_cast<int>(std::thread::hardware_concurrency());
    return spec.threads > 0 ? spec.threads : std::max(machine, 1);
}

/// Writes every file of the results into the partial.
void write_files(ResultsDirectory& directory, const Result& result, const ScenarioText& scenario,
                 const RunFacts& facts) {
    directory.write("summary.csv", [&](const TextSink& to) { write_summary_csv(result, to); });
    directory.write("paired.csv", [&](const TextSink& to) { write_paired_csv(result, to); });
    directory.write("weekly.csv", [&](const TextSink& to) { write_weekly_csv(result, to); });
    directory.write("survival.csv", [&](const TextSink& to) { write_survival_csv(result, to); });
    directory.write("manifest.json",
                    [&](const TextSink& to) { to(manifest_json(result, scenario)); });
    directory.write("run.json", [&](const TextSink& to) { to(run_json(facts)); });
}

/// What is safe on disk when a run ends early.
void say_what_is_there(const ResultsDirectory& directory, const Journal& journal,
                       std::size_t planned) {
    fmt::print(stderr, "{} of {} runs are finished and kept in {}; {}\n", journal.runs().size(),
               planned, directory.partial(),
               is_results_directory(directory.path())
                   ? directory.path() + " holds the results of an earlier run, unchanged"
                   : directory.path() + " has not been written");
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

/// What of the command line is not the scenario's.
struct RunOptions {
    std::string out;
    bool quiet = false;
    std::string group = "all";  ///< of the printed table
    std::string window = "all"; ///< the same
};

/// Everything from a checked scenario to results in their place.
class Job {
public:
    Job(Scenario scenario, const RunOptions& options)
        : scenario_(std::move(scenario)),
          options_(&options),
          spec_(std::make_shared<const ProjectionSpec>(scenario_.spec)),
          planned_(plan_streams(*spec_).size() * spec_->regimes.size()),
          headline_(metrics_named(scenario_.headline)),
          directory_(options.out),
          journal_(std::make_shared<Journal>(shape_of(*spec_), directory_.journal_store())) {}

    int run() {
        try {
            note_idle();
            simulate();
            if (journal_->runs().size() < planned_) {
                fmt::print(stderr, "stopped: ");
                say_what_is_there(directory_, *journal_, planned_);
                return 1;
            }
            finish();
            return 0;
        } catch (const ScenarioError&) {
            throw; // a file is wrong: told with its place, status 2
        } catch (const std::exception& error) {
            fmt::print(stderr, "afklar: error: {}\n", error.what());
            say_what_is_there(directory_, *journal_, planned_);
            return 1;
        }
    }

private:
    /// Says before the run what of the scenario will do nothing.
    void note_idle() {
        idle_ = idle_of(*spec_);
        if (options_->quiet) {
            return;
        }
        for (const std::string& one : idle_) {
            fmt::print(stderr, "note: {}\n", one);
        }
    }
    void simulate() {
        const StopAtInterrupt handler;
        Progress progress(!options_->quiet);
        RunHooks hooks;
        hooks.finished = [&](Finished&& finished) { journal_->append(finished); };
        hooks.progress = [&](double share) { progress.show(share); };
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
        const Result result(spec_, journal_);
        facts_.citizen_weeks = citizen_weeks_of(result);
        write_files(directory_, result,
                    {scenario_.title, scenario_.text, scenario_.headline, idle_}, facts_);
        directory_.publish();
        if (!options_->quiet) {
            fmt::print("{}", headline_table(result, {scenario_.title, headline_, terminal_width(),
                                                     directory_.path(), options_->group,
                                                     options_->window}));
        }
    }

    Scenario scenario_;
    const RunOptions* options_;
    std::shared_ptr<const ProjectionSpec> spec_;
    std::size_t planned_;
    std::vector<Metric> headline_;
    ResultsDirectory directory_;
    std::shared_ptr<Journal> journal_;
    std::vector<std::string> idle_;
    RunFacts facts_;
};

} // namespace

int command_run(const std::vector<std::string>& args) {
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
        .flag({"quiet", "", "No progress and no table."});
    add_overrides(arguments);
    if (!arguments.read(args)) {
        return 0;
    }
    const std::string path = arguments.needed("scenario");
    if (const auto format = arguments.text("format"); format && *format != "csv") {
        throw CommandLineError("--format '" + *format + "': must be csv");
    }
    RunOptions options;
    options.quiet = arguments.has("quiet");
    options.out =
        arguments.text("out").value_or("results/" + std::filesystem::path(path).stem().string());
    Scenario scenario = read_scenario(path, overrides_of(arguments));
    if (const auto group = arguments.text("group")) {
        options.group = one_of("--group", *group, groups_of(scenario.spec), &Group::name);
    }
    if (const auto window = arguments.text("window")) {
        options.window = one_of("--window", *window, windows_of(scenario.spec), &Window::name);
    }
    scenario.spec.threads =
        static_cast<int>(arguments.whole("threads", 1, most_threads).value_or(0));
    return Job(std::move(scenario), options).run();
}

} // namespace afklar::cli
