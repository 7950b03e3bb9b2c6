#include "cli/finish.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>

#include <fmt/format.h>

#include <afklar/core/error.hpp>
#include <afklar/experiment/idle.hpp>
#include <afklar/experiment/precision.hpp>
#include <afklar/experiment/result.hpp>
#include <afklar/report/csv.hpp>
#include <afklar/report/table.hpp>
#include <afklar/report/twins.hpp>

#include "cli/output.hpp"

namespace afklar::cli {
namespace {

/// Writes every file of the results into the partial.
void write_files(ResultsDirectory& directory, const Result& result, const ScenarioText& scenario,
                 const RunFacts& facts) {
    directory.write("summary.csv", [&](const TextSink& to) { write_summary_csv(result, to); });
    directory.write("paired.csv", [&](const TextSink& to) { write_paired_csv(result, to); });
    directory.write("weekly.csv", [&](const TextSink& to) { write_weekly_csv(result, to); });
    directory.write("survival.csv", [&](const TextSink& to) { write_survival_csv(result, to); });
    directory.write("doubt.csv", [&](const TextSink& to) { write_doubt_csv(result, to); });
    if (result.spec().evidence_blind) {
        directory.write("evidence_blind.csv",
                        [&](const TextSink& to) { write_evidence_blind_csv(result, to); });
    }
    directory.write("manifest.json",
                    [&](const TextSink& to) { to(manifest_json(result, scenario)); });
    directory.write("run.json", [&](const TextSink& to) { to(run_json(facts)); });
}

/// No results leave the program whose own books do not agree.
void require_balances(const Journal& journal, const ProjectionSpec& spec) {
    for (const JournalRun& run : journal.runs()) {
        if (!run.audit.holds()) {
            throw RunError("a balance is broken under '" + spec.regimes[run.regime].name + "', " +
                           in_words(run.plan) + ": " + broken(run.audit));
        }
    }
}

} // namespace

std::string utc_now() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900,
                       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

std::vector<std::string> note_idle(const ProjectionSpec& spec, bool quiet) {
    std::vector<std::string> idle = idle_of(spec);
    if (!quiet) {
        for (const std::string& one : idle) {
            fmt::print(stderr, "note: {}\n", one);
        }
    }
    return idle;
}

void finish_run(const Scenario& scenario, const Lived& lived, ResultsDirectory& directory,
                const std::vector<std::string>& idle, RunFacts facts, const EndOptions& options) {
    require_balances(*lived.journal, scenario.spec);
    const Result result(std::make_shared<const ProjectionSpec>(scenario.spec), lived.journal);
    facts.citizen_weeks = citizen_weeks_of(result);
    write_files(directory, result, {scenario.title, scenario.text, scenario.headline, idle}, facts);
    if (lived.twins != nullptr) {
        directory.write("twins.csv",
                        [&](const TextSink& to) { write_twins_csv(*lived.twins, to); });
    }
    directory.publish();
    if (!options.quiet) {
        fmt::print("{}", headline_table(result, {scenario.title, metrics_named(scenario.headline),
                                                 terminal_width(), directory.path(), options.group,
                                                 options.window}));
        if (lived.twins != nullptr) {
            fmt::print("{}", twins_text(*lived.twins));
        }
        if (scenario.spec.precision) {
            fmt::print("{}\n", to_text(attained(result)));
        }
    }
}

void say_what_is_there(const ResultsDirectory& directory, std::size_t finished,
                       std::size_t planned) {
    fmt::print(stderr,
               "{} of {} runs are finished and kept in {}; {}; --resume goes on from there\n",
               finished, planned, directory.partial(),
               is_results_directory(directory.path())
                   ? directory.path() + " holds the results of an earlier run, unchanged"
                   : directory.path() + " has not been written");
}

} // namespace afklar::cli
