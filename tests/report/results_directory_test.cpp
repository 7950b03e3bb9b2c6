#include <afklar/report/results_directory.hpp>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <sys/resource.h>

#include <afklar/core/error.hpp>

#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/made_up.hpp"

using namespace afklar;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;

namespace {

/// A folder that goes away with the test.
struct Folder : afklar::test::TemporaryFolder {};

void put(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}
std::string get(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void finish(const std::string& path, const std::string& text) {
    ResultsDirectory directory(path);
    { const auto store = directory.journal_store(); }
    directory.write("summary.csv", [&](const TextSink& to) { to(text); });
    directory.write("manifest.json",
                    [](const TextSink& to) { to("{\n  \"afklar\": \"results\"\n}\n"); });
    directory.publish();
}

} // namespace

TEST_CASE("results appear only when they are complete, and replace older ones") {
    const Folder folder;
    const std::string path = folder / "new/results";
    {
        ResultsDirectory directory(path + "/");
        CHECK(directory.path() == path);
        CHECK(fs::is_directory(path + ".partial"));
        CHECK_FALSE(fs::exists(path));
    }
    CHECK(fs::exists(path + ".partial")); // killed, so to speak
    finish(path, "one");
    CHECK(get(path + "/summary.csv") == "one");
    CHECK_FALSE(fs::exists(path + ".partial"));
    CHECK_FALSE(fs::exists(path + "/journal.afklar"));
    put(path + "/notes.txt", "kept until the new ones are complete");
    {
        const ResultsDirectory directory(path);
        CHECK(get(path + "/summary.csv") == "one");
    }
    finish(path, "two");
    CHECK(get(path + "/summary.csv") == "two");
    CHECK_FALSE(fs::exists(path + "/notes.txt"));
    CHECK_FALSE(fs::exists(path + ".partial"));
}

TEST_CASE("anything else at the path is refused and stays as it is") {
    const Folder folder;
    const std::string path = folder / "results";
    fs::create_directory(path);
    CHECK_THROWS_WITH(ResultsDirectory(path), Catch::Matchers::Contains("--out"));
    put(path + "/thesis.txt", "three years");
    CHECK_THROWS_AS(ResultsDirectory(path), ScenarioError);
    put(path + "/manifest.json", "{\"name\": \"somebody else's\"}");
    CHECK_THROWS_AS(ResultsDirectory(path), ScenarioError);
    CHECK(get(path + "/thesis.txt") == "three years");
    const std::string file = folder / "file";
    put(file, "a file");
    CHECK_THROWS_AS(ResultsDirectory(file), ScenarioError);
    const std::string other = folder / "other";
    fs::create_directory(other + ".partial");
    put(other + ".partial/thesis.txt", "three years");
    CHECK_THROWS_AS(ResultsDirectory(other), ScenarioError);
    CHECK(get(other + ".partial/thesis.txt") == "three years");
    const std::string link = folder / "link";
    fs::create_symlink("nowhere", link);
    CHECK_THROWS_AS(ResultsDirectory(link), ScenarioError);
}

TEST_CASE("two runs never write the same results") {
    const Folder folder;
    const std::string path = folder / "results";
    const ResultsDirectory first(path);
    CHECK_THROWS_WITH(ResultsDirectory(path), Catch::Matchers::Contains("another run"));
}

TEST_CASE("the journal in the partial survives the program") {
    const Folder folder;
    const std::string path = folder / "results";
    const auto spec = made_up::spec({2, 1});
    const auto plans = plan_streams(spec);
    {
        ResultsDirectory directory(path);
        Journal journal(shape_of(spec), directory.journal_store());
        journal.append(made_up::finished(spec, 0, plans[0], 5));
        journal.append(made_up::finished(spec, 1, plans[0], 6));
        CHECK(journal.weekly(journal.runs()[0], 0).size() == weekly_counts().size());
        CHECK(journal.durations(journal.runs()[1], 0)
                  .get(Target::assessment, Clock::entrants, Stop::reached, 10) == 36);
    }
    CHECK(get(path + ".partial/journal.afklar").starts_with("afklar journal"));
}

namespace {

/// While it lives, no file grows beyond so many bytes: as on a full disk.
class FullDisk {
public:
    explicit FullDisk(std::uintmax_t bytes) : before_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &limit_);
        rlimit small = limit_;
        small.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &limit_);
        std::signal(SIGXFSZ, before_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    void (*before_)(int);
    rlimit limit_{};
};

} // namespace

TEST_CASE("a journal that cannot be written stays as it was, and goes on when there is room") {
    const Folder folder;
    const auto spec = made_up::spec({2, 1});
    const auto plans = plan_streams(spec);
    const std::string file = folder / "results.partial/journal.afklar";
    ResultsDirectory directory(folder / "results");
    Journal journal(shape_of(spec), directory.journal_store());
    journal.append(made_up::finished(spec, 0, plans[0], 5));
    const std::string before = get(file);
    for (const std::size_t room : {std::size_t{0}, std::size_t{3}, std::size_t{100}}) {
        const FullDisk full(before.size() + room);
        CHECK_THROWS_WITH(journal.append(made_up::finished(spec, 1, plans[0], 6)),
                          Contains("cannot write") && Contains("File too large"));
        CHECK(get(file) == before);
        CHECK(journal.runs().size() == 1);
    }
    journal.append(made_up::finished(spec, 1, plans[0], 6));
    const Journal again(shape_of(spec), journal_in(folder / "results.partial"));
    REQUIRE(again.runs().size() == 2);
    CHECK(again.runs()[1].sums == journal.runs()[1].sums);
}

TEST_CASE("of a file that cannot be written whole nothing is left") {
    const Folder folder;
    ResultsDirectory directory(folder / "results");
    {
        const FullDisk full(10'000);
        CHECK_THROWS_WITH(
            directory.write("weekly.csv", [](const TextSink& to) { to(std::string(50'000, 'x')); }),
            Contains("cannot write") && Contains("weekly.csv: File too large"));
    }
    CHECK_FALSE(fs::exists(folder / "results.partial/weekly.csv"));
}

TEST_CASE("going on keeps the journal of an unfinished run, and nothing else") {
    const Folder folder;
    const std::string path = folder / "results";
    const auto spec = made_up::spec({2, 1});
    {
        ResultsDirectory directory(path, Unfinished::go_on); // there is none: afresh
        Journal journal(shape_of(spec), directory.journal_store());
        journal.append(made_up::finished(spec, 0, plan_streams(spec)[0], 5));
    }
    const std::string kept = get(path + ".partial/journal.afklar");
    {
        ResultsDirectory directory(path, Unfinished::go_on);
        CHECK(Journal(shape_of(spec), directory.journal_store()).runs().size() == 1);
    }
    {
        auto other = spec;
        other.seed = 1;
        ResultsDirectory directory(path, Unfinished::go_on);
        CHECK_THROWS_AS(Journal(shape_of(other), directory.journal_store()), ForeignJournal);
    }
    CHECK(get(path + ".partial/journal.afklar") == kept);
    { const ResultsDirectory afresh(path); }
    CHECK(get(path + ".partial/journal.afklar").empty());
}

TEST_CASE("a run that is killed while its results take their place is tidied up") {
    const Folder folder;
    const std::string path = folder / "results";
    finish(path, "new");
    put(path + "/journal.afklar", "afklar journal 1\n"); // not yet removed
    finish(folder / "older", "old");
    fs::rename(folder / "older", path + ".partial"); // what it has replaced
    tidy_results(path + "/");
    CHECK_FALSE(fs::exists(path + "/journal.afklar"));
    CHECK_FALSE(fs::exists(path + ".partial"));
    CHECK(get(path + "/summary.csv") == "new");
    // An unfinished run beside complete results is not touched.
    {
        ResultsDirectory directory(path);
        const Journal journal(shape_of(made_up::spec({1, 1})), directory.journal_store());
    }
    tidy_results(path);
    CHECK(fs::exists(path + ".partial/journal.afklar"));
}

TEST_CASE("the fingerprint of results is that of their manifest") {
    const Folder folder;
    CHECK(fingerprint_of_results(folder / "nothing").empty());
    finish(folder / "results", "one");
    CHECK(fingerprint_of_results(folder / "results").empty()); // its manifest names none
    put(folder / "results/manifest.json",
        "{\"afklar\": \"results\", \"fingerprint\": \"sha256:abc\"}");
    CHECK(fingerprint_of_results(folder / "results") == "abc");
    put(folder / "results/manifest.json", "{\"afklar\": \"results\", \"finger");
    CHECK(fingerprint_of_results(folder / "results").empty());
}

TEST_CASE("results do not give way to what another command makes, nor the other way round") {
    const Folder folder;
    finish(folder / "results", "one");
    CHECK_THROWS_WITH(
        ResultsDirectory(folder / "results", Unfinished::discard, ResultsKind::attribution),
        Contains("holds 'results' of afklar, which 'attribution' does not replace"));
    CHECK_THROWS_AS(ResultsDirectory(folder / "results", Unfinished::discard, ResultsKind::shard),
                    ScenarioError);
    CHECK(get((folder / "results/summary.csv")) == "one");
    CHECK_FALSE(fs::exists(folder / "results.partial"));
    put(folder / "results/manifest.json", "{\"afklar\": \"plan\"}");
    CHECK_THROWS_AS(ResultsDirectory(folder / "results"), ScenarioError);
    CHECK_NOTHROW(ResultsDirectory(folder / "results", Unfinished::discard, ResultsKind::plan));
}

TEST_CASE("a shard keeps its journal, and gives way to results") {
    const Folder folder;
    const std::string path = folder / "results";
    const auto spec = made_up::spec({1, 1});
    {
        ResultsDirectory directory(path);
        { const Journal journal(shape_of(spec), directory.journal_store()); }
        directory.write("shard.json", [](const TextSink& to) { to("{\"afklar\": \"shard\"}"); });
        directory.publish_shard();
    }
    CHECK(is_shard_directory(path));
    CHECK_FALSE(is_results_directory(path));
    CHECK(Journal(shape_of(spec), journal_in(path)).runs().empty());
    CHECK_FALSE(fs::exists(path + ".partial"));
    finish(path, "one");
    CHECK(is_results_directory(path));
    CHECK_FALSE(is_shard_directory(path));
    {
        ResultsDirectory directory(folder / "given up");
        directory.abandon();
    }
    CHECK_FALSE(fs::exists(folder / "given up.partial"));
}

TEST_CASE("what cannot be written is told by name") {
    const Folder folder;
    put(folder / "file", "in the way");
    CHECK_THROWS_WITH(ResultsDirectory(folder / "file/results"),
                      Catch::Matchers::Contains("cannot write"));
    ResultsDirectory directory(folder / "results");
    CHECK_THROWS_WITH(directory.write("no/such/folder.csv", [](const TextSink&) {}),
                      Catch::Matchers::Contains("folder.csv: No such file"));
}
