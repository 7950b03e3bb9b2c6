#include "cli/merge.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include <afklar/core/digest.hpp>
#include <afklar/core/error.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/report/results_directory.hpp>
#include <afklar/report/shard_file.hpp>
#include <afklar/scenario/scenario.hpp>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/finish.hpp"
#include "cli/interrupt.hpp"

namespace afklar::cli {
namespace {

/// A shard and where it is.
struct FoundShard {
    std::string directory;
    ShardFile file;
};

[[noreturn]] void refuse(const std::string& why) { throw CommandLineError("merge: " + why); }

FoundShard found_shard(const std::string& directory) {
    if (!is_shard_directory(directory)) {
        refuse("'" + directory + "' is no finished shard" +
               (is_shard_directory(directory + ".partial") ||
                        std::filesystem::exists(directory + ".partial")
                    ? ": it has only got to " + directory +
                          ".partial; run it again with --resume first"
                : is_results_directory(directory) ? ": it holds complete results"
                                                  : ""));
    }
    try {
        return {directory, read_shard_file(directory)};
    } catch (const RunError& error) {
        refuse(error.what());
    }
}

std::string number_of(const Shard& shard) {
    return std::to_string(shard.number) + " of " + std::to_string(shard.of);
}

/// Refuses shards that do not belong together, or are not all there.
void require_whole(const std::vector<FoundShard>& shards) {
    const FoundShard& first = shards.front();
    if (first.file.version != library_version()) {
        refuse("'" + first.directory + "' was made by afklar " + first.file.version + ", this is " +
               std::string(library_version()));
    }
    for (const FoundShard& shard : shards) {
        const ShardFile& file = shard.file;
        const auto differs = [&](bool same, const std::string& what) {
            if (!same) {
                refuse("'" + first.directory + "' and '" + shard.directory + "' are of different " +
                       what);
            }
        };
        differs(file.version == first.file.version, "versions of afklar");
        differs(file.fingerprint == first.file.fingerprint, "scenarios or seeds");
        differs(file.text_hash == first.file.text_hash, "texts of the scenario");
        differs(file.shard.of == first.file.shard.of, "runs: shard " + number_of(first.file.shard) +
                                                          " and shard " + number_of(file.shard));
    }
    std::string missing;
    for (int number = 1; number <= first.file.shard.of; ++number) {
        const bool there = std::ranges::any_of(
            shards, [&](const FoundShard& shard) { return shard.file.shard.number == number; });
        missing += there ? "" : (missing.empty() ? "" : ", ") + std::to_string(number);
    }
    if (!missing.empty()) {
        refuse("of " + std::to_string(first.file.shard.of) +
               " shards these are missing: " + missing);
    }
}

/// Reads the scenario again that the shards were run from.
Scenario scenario_of(const FoundShard& shard, const std::string& path) {
    Scenario scenario = read_scenario(path, shard.file.overrides);
    if (fingerprint(scenario.spec) != shard.file.fingerprint ||
        sha256(scenario.text) != shard.file.text_hash) {
        refuse("the scenario " + path + ", or a file it names, is not what '" + shard.directory +
               "' was run from");
    }
    return scenario;
}

/// Adds the runs of a shard to the whole.
void take_in(const FoundShard& shard, Journal& whole) {
    try {
        whole.merge(Journal(whole.shape(), journal_in(shard.directory)));
    } catch (const ForeignJournal& error) {
        refuse("the journal in '" + shard.directory + "': " + error.what());
    } catch (const ContraryJournal& error) {
        refuse("'" + shard.directory + "': " + error.what());
    } catch (const RunError& error) {
        refuse(error.what());
    }
}

void require_all_runs(const Journal& whole, const ProjectionSpec& spec) {
    for (const StreamPlan& plan : plan_streams(spec)) {
        for (std::size_t regime = 0; regime < spec.regimes.size(); ++regime) {
            if (whole.find(plan, regime) == nullptr) {
                refuse("the shards lack the run of '" + spec.regimes[regime].name + "', " +
                       in_words(plan) + "; a journal is damaged");
            }
        }
    }
}

} // namespace

void merge_shards(const MergeRequest& request) {
    std::vector<FoundShard> shards;
    for (const std::string& directory : request.shards) {
        if (std::error_code ignored; std::filesystem::equivalent(directory, request.out, ignored)) {
            refuse("--out '" + request.out + "' is one of the shards");
        }
        shards.push_back(found_shard(directory));
    }
    require_whole(shards);
    const Scenario scenario = scenario_of(
        shards.front(), request.scenario.empty() ? shards.front().file.scenario : request.scenario);

    let_writes_fail();
    RunFacts facts;
    facts.started = utc_now();
    const auto idle = note_idle(scenario.spec, request.end.quiet);
    ResultsDirectory directory(request.out);
    try {
        const auto whole =
            std::make_shared<Journal>(shape_of(scenario.spec), directory.journal_store());
        for (const FoundShard& shard : shards) {
            take_in(shard, *whole);
        }
        require_all_runs(*whole, scenario.spec);
        facts.finished = utc_now();
        finish_run(scenario, {whole}, directory, idle, facts, request.end);
    } catch (...) {
        directory.abandon(); // the shards are as they were
        throw;
    }
}

int command_merge(const std::vector<std::string>& args) {
    Arguments arguments("merge DIR... --out DIR",
                        "Puts the shards of one run together: the same bytes as one run.");
    arguments.words({"DIR", "", "The shards, as afklar run --shard left them; all of them."})
        .option({"out", "DIR", "Where results go."})
        .option({"scenario", "SCENARIO.toml",
                 "The scenario, if it is no longer where the shards were run from."})
        .flag({"quiet", "", "No table."});
    if (!arguments.read(args)) {
        return 0;
    }
    MergeRequest request;
    request.shards = arguments.texts("DIR");
    if (request.shards.empty()) {
        throw CommandLineError("DIR is missing; usage: afklar merge DIR... --out DIR");
    }
    if (!arguments.has("out")) {
        throw CommandLineError("'--out' is missing: where results go");
    }
    request.out = arguments.needed("out");
    request.scenario = arguments.text("scenario").value_or("");
    request.end.quiet = arguments.has("quiet");
    merge_shards(request);
    return 0;
}

} // namespace afklar::cli
