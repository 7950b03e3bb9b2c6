#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include <afklar/core/error.hpp>
#include <afklar/experiment/design.hpp>
#include <afklar/experiment/idle.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/precision.hpp>
#include <afklar/experiment/result.hpp>
#include <afklar/report/manifest.hpp>
#include <afklar/report/results_directory.hpp>
#include <afklar/report/table.hpp>
#include <afklar/scenario/scenario.hpp>

#include "catalogue/reading.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/simulate.hpp"

namespace afklar::cli {
namespace {

/// Writes every file of the results into the partial.
void write_files(ResultsDirectory& directory, const Result& result, const ScenarioText& scenario,
                 const RunFacts& facts) {
    directory.write("summary.csv", [&](const TextSink& to) { write_summary_csv(result, to); });
    directory.write("paired.csv", [&](const TextSink& to) { write_paired_csv(result, to); });
    if (result.spec().evidence_blind) {
        directory.write("evidence_blind.csv",
                        [&](const TextSink& to) { write_evidence_blind_csv(result, to); });
    }
    directory.write("doubt.csv", [&](const TextSink& to) { write_doubt_csv(result, to); });
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

/// The overrides of all commands, and how precise the run should become.
ScenarioOverrides overrides_with_until(const Arguments& arguments) {
    ScenarioOverrides overrides = overrides_of(arguments);
    if (const auto until = arguments.text("until")) {
        const auto [metric, half_width] = key_and_value("until", *until);
        double value = 0.0;
        const char* const end = half_width.data() + half_width.size();
        const auto read = std::from_chars(half_width.data(), end, value);
        if (read.ec != std::errc{} || read.ptr != end || !(value > 0.0) || std::isinf(value)) {
            throw CommandLineError(
                "'--until' takes METRIC=HALFWIDTH with a number above 0, found '" + *until + "'");
        }
        if (metric.find_first_of("\"\\\n") != std::string::npos) {
            throw CommandLineError("'--until': unknown metric '" + metric + "'");
        }
        overrides.until = metric + "=" + half_width;
    }
    return overrides;
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
          journal_(std::make_shared<Journal>(spec_->precision ? shape_of_rounds(*spec_)
                                                              : shape_of(*spec_),
                                             directory_.journal_store())) {}

    int run() {
        try {
            note_idle();
            if (!(spec_->precision ? live_until_precise() : live(*spec_))) {
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
    /// Runs what is missing of a projection; false: interrupted.
    bool live(const ProjectionSpec& spec) {
        planned_ = plan_streams(spec).size() * spec.regimes.size();
        simulate(spec, *journal_, options_->quiet, facts_);
        return journal_->runs().size() >= planned_;
    }
    bool live_until_precise() {
        RoundHooks hooks;
        hooks.live = [this](const ProjectionSpec& spec) { return live(spec); };
        hooks.told = [this](const Attained& attained) {
            if (!options_->quiet && !attained.enough) {
                fmt::print(stderr, "{}\n", to_text(attained));
            }
        };
        auto lived = run_until(*spec_, journal_, hooks);
        if (!lived) {
            return false;
        }
        spec_ = std::make_shared<const ProjectionSpec>(*std::move(lived));
        return true;
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
            if (spec_->precision) {
                fmt::print("{}\n", to_text(attained(result)));
            }
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
        .option({"until", "METRIC=HALFWIDTH",
                 "Goes on until the paired differences of a metric are known so precisely: half of "
                 "the 95 % interval, in the unit of the metric (a share: 0.01 is one point)."})
        .option({"group", "NAME", "Print the table of that group of the comparison."})
        .option({"window", "NAME", "Print the table of that window."})
        .flag({"evidence-blind", "",
               "A further row for every regime: the same with every disputed effect off."})
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
    ScenarioOverrides overrides = overrides_with_until(arguments);
    if (arguments.has("evidence-blind")) {
        overrides.set.emplace_back("compare.evidence_blind", "true");
    }
    Scenario scenario = read_scenario(path, overrides);
    if (scenario.spec.precision && scenario.spec.regimes.size() < 2) {
        throw CommandLineError(
            "a precision is of differences between regimes, and the scenario has "
            "only one");
    }
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
