/// `afklar run --shard` and `afklar merge`: the bytes of one run.

#include "support/catch.hpp"
#include "support/program_folder.hpp"

using namespace afklar::test;
namespace fs = std::filesystem;

namespace {

/// Refuses with status 2 and these words, and writes nothing.
// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): the words, then what is said
void refused(const ProgramFolder& folder, const std::string& words, const std::string& why) {
    INFO(words);
    CHECK(folder.run("merge --out merged " + words) == 2);
    CHECK_THAT(folder.text("err.txt"), Catch::Contains(why));
    CHECK_FALSE(fs::exists(folder.path / "merged"));
    CHECK_FALSE(fs::exists(folder.path / "merged.partial"));
}

} // namespace

TEST_CASE("three shards merge into the bytes of one run") {
    const ProgramFolder folder({.draws = 4});
    const std::string changed = " --seed 5 --set title=\"Other\" --draws 3 --replicates 2";
    REQUIRE(folder.run("run tiny.toml --quiet --out whole" + changed) == 0);
    for (const char* shard : {"3/3", "1/3", "2/3"}) {
        REQUIRE(folder.run("run tiny.toml --threads 2 --shard " + std::string(shard) + changed) ==
                0);
        CHECK_THAT(folder.text("out.txt"), Catch::StartsWith("Shard ") && Catch::Contains("merge"));
    }
    const fs::path shard = folder.path / "results/tiny.shard-2-of-3";
    CHECK(std::distance(fs::directory_iterator(shard), fs::directory_iterator()) == 2);
    CHECK(fs::exists(shard / "journal.afklar"));
    CHECK(fs::exists(shard / "shard.json"));
    const std::string all =
        "results/tiny.shard-2-of-3 results/tiny.shard-1-of-3 results/tiny.shard-3-of-3";
    REQUIRE(folder.run("merge --out merged " + all) == 0);
    CHECK(folder.different("whole", "merged").empty());
    CHECK_THAT(folder.text("out.txt"), Catch::Contains("Files: merged"));
    CHECK_THAT(folder.text("merged/run.json"), Catch::Contains("\"wall_seconds\": null"));
    // Twice the same shard says the same; and what is there is replaced.
    REQUIRE(folder.run("merge --quiet --out merged results/tiny.shard-1-of-3 " + all) == 0);
    CHECK(folder.different("whole", "merged").empty());
    CHECK(folder.text("out.txt").empty());
    // Shards stay as they are.
    CHECK(fs::exists(shard / "journal.afklar"));
}

TEST_CASE("one shard is the whole, and there may be more shards than streams") {
    const ProgramFolder folder({.draws = 1});
    REQUIRE(folder.run("run tiny.toml --quiet --out whole") == 0);
    REQUIRE(folder.run("run tiny.toml --quiet --shard 1/1 --out one") == 0);
    REQUIRE(folder.run("merge --quiet one --out merged") == 0);
    CHECK(folder.different("whole", "merged").empty());
    std::string all;
    for (int number = 1; number <= 12; ++number) { // of nine streams
        const std::string name = std::to_string(number);
        std::string words = "run tiny.toml --quiet --shard ";
        words.append(name).append("/12 --out s").append(name);
        REQUIRE(folder.run(words) == 0);
        all.append(" s").append(name);
    }
    REQUIRE(folder.run("merge --quiet --out merged" + all) == 0);
    CHECK(folder.different("whole", "merged").empty());
}

TEST_CASE("a shard is resumed like a run") {
    const ProgramFolder folder({.people = 600, .weeks = 40, .draws = 40});
    REQUIRE(folder.run("run tiny.toml --quiet --out whole") == 0);
    REQUIRE(folder.run("run tiny.toml --quiet --shard 1/2 --out a") == 0);
    {
        StartedProgram run = folder.start("run tiny.toml --quiet --shard 2/2 --out b");
        REQUIRE(folder.wait_for("b.partial/journal.afklar", 4'000, run));
        run.send(SIGKILL);
        REQUIRE(run.wait() == -SIGKILL);
    }
    refused(folder, "a b", "it has only got to b.partial");
    REQUIRE(folder.run("run tiny.toml --resume --shard 2/2 --out b") == 0);
    CHECK_THAT(folder.text("err.txt"), Catch::StartsWith("going on: "));
    REQUIRE(folder.run("run tiny.toml --resume --shard 2/2 --out b") == 0);
    CHECK(folder.text("err.txt") == "b is complete: there is nothing to do\n");
    REQUIRE(folder.run("merge --quiet a b --out merged") == 0);
    CHECK(folder.different("whole", "merged").empty());
}

TEST_CASE("what does not make one run is refused") {
    const ProgramFolder folder({.draws = 3});
    const auto shard = [&](const std::string& which, const std::string& to) {
        REQUIRE(folder.run("run tiny.toml --quiet --shard " + which + " --out " + to) == 0);
    };
    shard("1/3", "a");
    shard("2/3", "b");
    shard("3/3", "c");
    refused(folder, "b", "of 3 shards these are missing: 1, 3");
    refused(folder, "a c", "these are missing: 2");
    refused(folder, "a b nowhere", "'nowhere' is no finished shard");
    refused(folder, "", "DIR is missing");
    CHECK(folder.run("merge a b c") == 2);
    CHECK(folder.run("merge a b c --out c/") == 2);
    CHECK_THAT(folder.text("err.txt"), Catch::Contains("one of the shards"));
    shard("3/3 --seed 9", "d");
    refused(folder, "a b d", "'a' and 'd' are of different scenarios or seeds");
    shard("2/2", "e");
    refused(folder, "a b e", "of different runs: shard 1 of 3 and shard 2 of 2");
    // A shard whose journal belongs to another run, and one whose numbers were changed.
    fs::copy(folder.path / "c", folder.path / "f");
    fs::copy_file(folder.path / "d/journal.afklar", folder.path / "f/journal.afklar",
                  fs::copy_options::overwrite_existing);
    refused(folder, "a b f", "another scenario, seed or version");
    std::string older = folder.text("a/shard.json");
    older.replace(older.find("\"version\": \"") + 12, 1, "9");
    fs::copy(folder.path / "a", folder.path / "g");
    folder.put("g/shard.json", older);
    refused(folder, "g b c", "'g' was made by afklar 9.");
    refused(folder, "a b c g", "different versions of afklar");
    // A record is lost.
    fs::copy(folder.path / "c", folder.path / "h");
    const std::string whole = folder.text("c/journal.afklar");
    folder.put("h/journal.afklar", whole.substr(0, whole.size() - 1));
    refused(folder, "a b h", "the shards lack the run of");
    fs::remove(folder.path / "h/journal.afklar");
    refused(folder, "a b h", "journal.afklar");
    // The scenario is not what it was.
    folder.put("tiny.toml", folder.text("tiny.toml") + "# a remark\n");
    refused(folder, "a b c", "is not what 'a' was run from");
    fs::rename(folder.path / "tiny.toml", folder.path / "elsewhere.toml");
    CHECK(folder.run("merge a b c --out merged") == 2);
}

TEST_CASE("the scenario of shards may be named anew") {
    const ProgramFolder folder({.draws = 2});
    REQUIRE(folder.run("run tiny.toml --quiet --out whole") == 0);
    REQUIRE(folder.run("run tiny.toml --quiet --shard 1/1 --out a") == 0);
    fs::rename(folder.path / "tiny.toml", folder.path / "elsewhere.toml");
    CHECK(folder.run("merge a --out merged") == 2);
    REQUIRE(folder.run("merge a --quiet --out merged --scenario elsewhere.toml") == 0);
    CHECK(folder.different("whole", "merged").empty());
}

TEST_CASE("a wrong shard is refused") {
    const ProgramFolder folder({.draws = 2});
    for (const char* wrong : {"0/3", "4/3", "2", "a/b", "1/", "/2", "1/3x", "-1/3"}) {
        INFO(wrong);
        CHECK(folder.run("run tiny.toml --shard=" + std::string(wrong)) == 2);
        CHECK_THAT(folder.text("err.txt"), Catch::Contains("'--shard' must be I/N"));
    }
    CHECK_FALSE(fs::exists(folder.path / "results"));
}
