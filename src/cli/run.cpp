#include "cli/run.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include <afklar/core/error.hpp>
#include <afklar/experiment/design.hpp>
#include <afklar/experiment/journal.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/precision.hpp>
#include <afklar/experiment/shard.hpp>
#include <afklar/experiment/twins.hpp>
#include <afklar/report/manifest.hpp>
#include <afklar/report/results_directory.hpp>
#include <afklar/report/shard_file.hpp>
#include <afklar/report/table.hpp>
#include <afklar/scenario/scenario.hpp>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/finish.hpp"
#include "cli/interrupt.hpp"
#include "cli/names.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/simulate.hpp"

namespace afklar::cli {
namespace {

/// Everything from a checked scenario to results in their place, or to a shard of them.
class Job {
public:
    Job(Scenario scenario, const RunOptions& options)
        : scenario_(std::move(scenario)),
          options_(&options),
          spec_(std::make_shared<const ProjectionSpec>(scenario_.spec)),
          streams_(streams_of(*spec_, options.shard.value_or(Shard{}))),
          directory_(options.out, options.resume ? Unfinished::go_on : Unfinished::discard,
                     options.shard ? ResultsKind::shard : ResultsKind::results),
          journal_(opened_journal()) {}

    int run() {
        try {
            idle_ = note_idle(*spec_, options_->end.quiet);
            note_resumed();
            if (!(spec_->precision ? live_until_precise() : live(*spec_)) || !follow()) {
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
    [[nodiscard]] std::size_t finished() const {
        return finished_runs(*journal_, *spec_, streams_);
    }
    void note_resumed() const {
        if (options_->resume && !options_->end.quiet && finished() > 0) {
            fmt::print(stderr, "going on: {} of {} runs are finished\n", finished(), planned());
        }
    }
    /// Runs what is missing of a projection; false: interrupted.
    bool live(const ProjectionSpec& spec) {
        streams_ = streams_of(spec, options_->shard.value_or(Shard{}));
        // A shard without streams has nothing to do.
        return streams_.empty() ||
               simulate(spec, *journal_, {streams_, options_->end.quiet}, facts_);
    }
    bool live_until_precise() {
        RoundHooks hooks;
        hooks.live = [this](const ProjectionSpec& spec) { return live(spec); };
        hooks.told = [this](const Attained& attained) {
            if (!options_->end.quiet && !attained.enough) {
                fmt::print(stderr, "{}\n", to_text(attained));
            }
        };
        auto lived = run_until(*spec_, journal_, hooks);
        if (!lived) {
            return false;
        }
        scenario_.spec = *std::move(lived);
        return true;
    }
    /// Follows the same people under all regimes, if asked to. False: interrupted.
    bool follow() {
        if (!options_->twins) {
            return true;
        }
        const StopAtInterrupt handler;
        Progress progress(!options_->end.quiet);
        TwinHooks hooks;
        hooks.progress = [&](double share) { progress.show(share); };
        hooks.stop = &stop_asked_for();
        twins_ = follow_twins(scenario_.spec, hooks);
        return twins_.has_value();
    }
    void finish() {
        if (options_->shard) {
            directory_.write("shard.json", [&](const TextSink& to) {
                to(shard_json(shard_file_of(scenario_, options_->overrides, *options_->shard)));
            });
            directory_.publish_shard();
            if (!options_->end.quiet) {
                fmt::print(
                    "Shard {} of {}: {} runs, in {}. When all shards are there: afklar merge "
                    "DIR... --out DIR\n",
                    options_->shard->number, options_->shard->of, planned(), directory_.path());
            }
        } else {
            finish_run(scenario_, {journal_, twins_ ? &*twins_ : nullptr}, directory_, idle_,
                       facts_, options_->end);
        }
    }

    Scenario scenario_;
    const RunOptions* options_;
    std::shared_ptr<const ProjectionSpec> spec_;
    std::vector<StreamPlan> streams_; ///< to be run here
    ResultsDirectory directory_;
    std::shared_ptr<Journal> journal_;
    std::vector<std::string> idle_;
    std::optional<Twins> twins_;
    RunFacts facts_;
};

/// The overrides of all commands, and those of `run` alone.
ScenarioOverrides overrides_of_run(const Arguments& arguments) {
    ScenarioOverrides overrides = overrides_of(arguments);
    if (arguments.has("evidence-blind")) {
        overrides.set.emplace_back("compare.evidence_blind", "true");
    }
    if (const auto until = arguments.text("until")) {
        const auto [metric, half_width] = key_and_value("until", *until);
        double value = 0.0;
        const char* const end = half_width.data() + half_width.size();
        const auto read = std::from_chars(half_width.data(), end, value);
        if (read.ec != std::errc{} || read.ptr != end || !(value > 0.0) || std::isinf(value)) {
            throw CommandLineError(
                "'--until' takes METRIC=HALFWIDTH with a number above 0, found '" + *until + "'");
        }
        overrides.set.emplace_back("monte_carlo.precision",
                                   fmt::format("{{ metric = \"{}\", half_width = {} }}",
                                               metric_named("--until", metric).key, half_width));
    }
    return overrides;
}

/// Refuses what cannot be asked together.
void require_possible(const ProjectionSpec& spec, const RunOptions& options) {
    if (spec.precision && spec.regimes.size() < 2) {
        throw CommandLineError(
            "a precision is one of differences between regimes, and the scenario "
            "has only one");
    }
    if (options.twins && options.shard) {
        throw CommandLineError(
            "'--twins' and '--shard' exclude each other: people are followed in all "
            "streams at once");
    }
    if (spec.precision && options.shard) {
        throw CommandLineError(
            "'--shard': a run that goes on until a precision is reached cannot be "
            "divided beforehand");
    }
}

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

/// What the command takes beside the overrides of a scenario.
void declare_options(Arguments& arguments) {
    arguments.word({"scenario", "SCENARIO.toml", "The scenario."})
        .option({"out", "DIR", "Where results go; results/<scenario stem> when left out."})
        .option({"threads", "N", "Threads; all cores when left out. Never moves a result."})
        .option({"format", "csv", "Of the tables."})
        .option({"until", "METRIC=HALFWIDTH",
                 "Goes on until the paired differences of a metric are known so precisely: half of "
                 "the 95 % interval, in the unit of the metric (a share: 0.01 is one point)."})
        .option({"group", "NAME", "Print the table of that group of the comparison."})
        .option({"window", "NAME", "Print the table of that window."})
        .option({"shard", "I/N",
                 "Run the streams whose number is I modulo N, for afklar merge; goes to "
                 "results/<scenario stem>.shard-I-of-N."})
        .flag({"evidence-blind", "",
               "A further row for every regime: the same with every disputed effect off."})
        .flag({"twins", "",
               "Also follow each person under all regimes: who is better and worse off."})
        .flag({"resume", "", "Go on with what an interrupted run has left in DIR.partial."})
        .flag({"quiet", "", "No progress and no table."});
}

} // namespace

std::optional<RunRequest> read_run(const std::vector<std::string>& args) {
    Arguments arguments("run SCENARIO.toml [options]",
                        "Runs every regime of a scenario on the same luck, prints the headline "
                        "table and writes the results directory.");
    declare_options(arguments);
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
    options.twins = arguments.has("twins");
    if (const auto shard = arguments.text("shard")) {
        options.shard = shard_named(*shard);
    }
    options.out = arguments.text("out").value_or(usual_place(path, options.shard));
    options.overrides = overrides_of_run(arguments);
    Scenario scenario = read_scenario(path, options.overrides);
    require_possible(scenario.spec, options);
    if (const auto group = arguments.text("group")) {
        options.end.group = one_of("--group", *group, groups_of(scenario.spec));
    }
    if (const auto window = arguments.text("window")) {
        options.end.window = one_of("--window", *window, windows_of(scenario.spec));
    }
    constexpr std::int64_t most_threads = 4096;
    scenario.spec.threads =
        static_cast<int>(arguments.whole("threads", 1, most_threads).value_or(0));
    return RunRequest{std::move(scenario), std::move(options)};
}

bool is_complete(const RunRequest& request) {
    const RunOptions& options = request.options;
    const ProjectionSpec& spec = request.scenario.spec;
    if (!options.shard) {
        return fingerprint_of_results(options.out) == fingerprint(spec) &&
               (!options.twins || std::filesystem::exists(options.out + "/twins.csv"));
    }
    if (!is_shard_directory(options.out)) {
        return false;
    }
    const ShardFile there = read_shard_file(options.out);
    return there.fingerprint == fingerprint(spec) && there.shard == *options.shard;
}

namespace {

/// Says that finished work of an earlier run goes away.
void note_discarded(const RunOptions& options) {
    if (!options.resume && !options.end.quiet &&
        std::filesystem::exists(options.out + ".partial/journal.afklar")) {
        fmt::print(
            stderr,
            "note: the unfinished run in {}.partial is discarded; --resume would have gone on "
            "with it\n",
            options.out);
    }
}

} // namespace

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
    note_discarded(options);
    let_writes_fail();
    return Job(std::move(request.scenario), options).run();
}

int command_run(const std::vector<std::string>& args) {
    auto request = read_run(args);
    return request ? run_request(std::move(*request)) : 0;
}

} // namespace afklar::cli
