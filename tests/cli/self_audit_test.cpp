/// Results whose own books do not agree never leave the program, and shards that contradict each other
/// are not merged.

#include <array>
#include <memory>
#include <vector>

#include <afklar/experiment/run_tasks.hpp>
#include <afklar/report/results_directory.hpp>
#include <afklar/report/shard_file.hpp>

#include "support/catch.hpp"
#include "support/program_folder.hpp"

using namespace afklar;
using namespace afklar::test;
namespace fs = std::filesystem;

namespace {

/// Every run of a scenario, as a run hands them over.
std::vector<Finished> runs_of(const Scenario& scenario) {
    std::vector<Finished> runs;
    RunHooks hooks;
    hooks.finished = [&](Finished&& finished) { runs.push_back(std::move(finished)); };
    run_tasks(scenario.spec, hooks);
    return runs;
}

/// Writes runs as they are into the journal of a directory to be.
void write_journal(const Scenario& scenario, ResultsDirectory& directory,
                   const std::vector<Finished>& runs) {
    Journal journal(shape_of(scenario.spec), directory.journal_store());
    for (const Finished& run : runs) {
        journal.append(run);
    }
}

struct Side {
    std::int64_t Audit::*member;
    const char* balance;
};
/// A side of every balance.
constexpr std::array<Side, balance_count> sides{
    {{&Audit::citizens_in, "citizens"},
     {&Audit::hours_used, "hours of caseworkers"},
     {&Audit::caseworker_weeks_overdrawn, "caseworker weeks overdrawn"},
     {&Audit::cost_payers, "cost"},
     {&Audit::team_person_weeks, "rehabilitation team"},
     {&Audit::waiting_length_weeks, "waiting list"},
     {&Audit::round_table_person_weeks, "round table"},
     {&Audit::places_length_weeks, "employer places"}}};

} // namespace

TEST_CASE("a broken balance ends the run with status 1, named with both sides") {
    const ProgramFolder folder({.draws = 2});
    const Scenario scenario = read_scenario((folder.path / "tiny.toml").string());
    std::vector<Finished> runs = runs_of(scenario);
    for (const Side& side : sides) {
        INFO(side.balance);
        std::int64_t& number = runs[1].audit.*side.member;
        const std::int64_t right = number;
        number += 1'000'000'000;
        {
            ResultsDirectory directory((folder.path / "out").string());
            write_journal(scenario, directory, runs);
        }
        CHECK(folder.run("run tiny.toml --resume --out out") == 1);
        const std::string text = folder.text("err.txt");
        const std::string line = broken(runs[1].audit);
        CHECK_THAT(line, Catch::StartsWith(side.balance) && Catch::Contains(" against "));
        CHECK_THAT(text, Catch::Contains("a balance is broken under '") && Catch::Contains(line));
        CHECK_THAT(text, Catch::Contains("runs are finished and kept in out.partial"));
        CHECK(folder.text("out.txt").empty());
        CHECK_FALSE(fs::exists(folder.path / "out"));
        number = right;
    }
    // The same journal without the fault becomes results.
    {
        ResultsDirectory directory((folder.path / "out").string());
        write_journal(scenario, directory, runs);
    }
    CHECK(folder.run("run tiny.toml --resume --quiet --out out") == 0);
    REQUIRE(folder.run("run tiny.toml --quiet --out whole") == 0);
    CHECK(folder.different("whole", "out").empty());
}

TEST_CASE("shards that contradict each other are not merged") {
    const ProgramFolder folder({.draws = 2});
    const Scenario scenario = read_scenario((folder.path / "tiny.toml").string());
    std::vector<Finished> runs = runs_of(scenario);
    const auto shard = [&](const std::string& name) {
        ResultsDirectory directory((folder.path / name).string());
        write_journal(scenario, directory, runs);
        directory.write("shard.json", [&](const TextSink& to) {
            to(shard_json(shard_file_of(scenario, {}, {1, 1})));
        });
        directory.publish_shard();
    };
    shard("a");
    shard("b");
    REQUIRE(folder.run("merge a b --quiet --out merged") == 0);
    ++runs[1].tally.at(3, 0, Count::held);
    shard("c");
    const std::string before = folder.text("merged/summary.csv");
    CHECK(folder.run("merge a c --out merged") == 2);
    CHECK_THAT(folder.text("err.txt"), Catch::Contains("'c': it contradicts another about draw"));
    CHECK(folder.text("merged/summary.csv") == before);
    CHECK_FALSE(fs::exists(folder.path / "merged.partial"));
}
