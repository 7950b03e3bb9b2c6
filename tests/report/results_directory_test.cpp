#include <afklar/report/results_directory.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <afklar/core/error.hpp>

#include "support/catch.hpp"
#include "support/made_up.hpp"

using namespace afklar;
namespace fs = std::filesystem;

namespace {

/// A folder that goes away with the test.
struct Folder {
    Folder() {
        std::string name = (fs::temp_directory_path() / "afklar-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string operator/(const char* name) const { return (path / name).string(); }
    fs::path path;
};

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

TEST_CASE("what cannot be written is told by name") {
    const Folder folder;
    put(folder / "file", "in the way");
    CHECK_THROWS_WITH(ResultsDirectory(folder / "file/results"),
                      Catch::Matchers::Contains("cannot write"));
    ResultsDirectory directory(folder / "results");
    CHECK_THROWS_WITH(directory.write("no/such/folder.csv", [](const TextSink&) {}),
                      Catch::Matchers::Contains("folder.csv: No such file"));
}
