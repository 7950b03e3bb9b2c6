/// `afklar run` as a user meets it: exit status, files, and the same bytes whatever the threads.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <sys/wait.h>

#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/paths.hpp"

namespace fs = std::filesystem;

namespace {

struct Folder : afklar::test::TemporaryFolder {
    Folder() {
        std::ofstream(path / "tiny.toml")
            << "schema = 1\ntitle = \"Tiny\"\n[population]\nmargins = \""
            << (afklar::test::source_dir() / "scenarios/population/denmark-2019.toml").string()
            << "\"\nsize = 200\n[time]\nstart = 2020-01-06\nweeks = 10\nburn_in = 0\n"
               "[monte_carlo]\nseed = 3\ndraws = 2\nreplicates = 1\n"
               "[[regime]]\nname = \"full\"\napply = [\"full_obligations\"]\n"
               "[[regime]]\nname = \"same\"\napply = [\"full_obligations\"]\n";
    }

    /// Runs the command in the folder; gives the exit status.
    [[nodiscard]] int live(const std::string& words) const { return run("run " + words); }
};

} // namespace

TEST_CASE("a run prints a table, writes its files, and threads move no byte") {
    const Folder folder;
    REQUIRE(folder.live("tiny.toml --threads 1 --out one") == 0);
    CHECK(folder.text("out.txt").find("full (baseline)") != std::string::npos);
    CHECK(folder.text("out.txt").find("Files: one") != std::string::npos);
    CHECK(folder.text("err.txt").empty());
    REQUIRE(folder.live("tiny.toml --threads 3 --quiet") == 0);
    CHECK(folder.text("out.txt").empty());
    for (const char* name : {"summary.csv", "paired.csv", "doubt.csv", "weekly.csv", "survival.csv",
                             "manifest.json"}) {
        INFO(name);
        CHECK_FALSE(folder.text(std::string("one/") + name).empty());
        CHECK(folder.text(std::string("one/") + name) ==
              folder.text(std::string("results/tiny/") + name));
    }
    CHECK_FALSE(fs::exists(folder.path / "one.partial"));
    // the same rules under two names: every difference is exactly zero
    const std::string paired = folder.text("one/paired.csv");
    CHECK(paired.find("same,full,all,all,contacts_per_citizen_year,per citizen year,0,0,0,") !=
          std::string::npos);
}

TEST_CASE("twins are followed when asked for, beside the null change, and move nothing else") {
    const Folder folder;
    REQUIRE(folder.live("tiny.toml --threads 1 --out plain") == 0);
    CHECK(folder.text("out.txt").find("null change") == std::string::npos);
    CHECK_FALSE(fs::exists(folder.path / "plain/twins.csv"));
    REQUIRE(folder.live("tiny.toml --threads 1 --twins --out one") == 0);
    CHECK(folder.text("out.txt").find("null change") != std::string::npos);
    REQUIRE(folder.live("tiny.toml --threads 3 --twins --quiet --out two") == 0);
    CHECK(folder.text("out.txt").empty());
    // the same rules under two names
    CHECK(folder.text("one/twins.csv").find("regime,same,full,,,share_parted,share,0,0,0,") !=
          std::string::npos);
    CHECK(folder.text("one/twins.csv") == folder.text("two/twins.csv"));
    for (const char* name : {"summary.csv", "paired.csv", "manifest.json"}) {
        CHECK(folder.text(std::string("one/") + name) == folder.text(std::string("plain/") + name));
    }
}

TEST_CASE("what does nothing is noted on the terminal and in the manifest") {
    const Folder folder;
    std::ofstream(folder.path / "late.toml")
        << folder.text("tiny.toml")
        << "[[regime]]\nname = \"late\"\napply = [\"full_obligations\", \"reform_2025\"]\n";
    REQUIRE(folder.live("late.toml --out late") == 0);
    const std::string note = "regime 'late': the reform 'reform_2025'";
    CHECK(folder.text("err.txt").starts_with("note: " + note));
    CHECK(folder.text("late/manifest.json").find(note) != std::string::npos);
    REQUIRE(folder.live("late.toml --quiet --out quiet") == 0);
    CHECK(folder.text("err.txt").empty());
    CHECK(folder.text("quiet/manifest.json") == folder.text("late/manifest.json"));
}

TEST_CASE("another seed is another result; the same one replaces the old") {
    const Folder folder;
    REQUIRE(folder.live("tiny.toml --quiet --out a") == 0);
    const std::string first = folder.text("a/summary.csv");
    REQUIRE(folder.live("tiny.toml --quiet --out a --seed 4") == 0);
    CHECK(folder.text("a/summary.csv") != first);
    REQUIRE(folder.live("tiny.toml --quiet --out a") == 0);
    CHECK(folder.text("a/summary.csv") == first);
}

TEST_CASE("what is wrong with the command line is named, with status 2") {
    const Folder folder;
    CHECK(folder.live("") == 2);
    CHECK(folder.live("tiny.toml --turbo") == 2);
    CHECK(folder.text("err.txt").find("--turbo") != std::string::npos);
    CHECK(folder.live("tiny.toml --draws many") == 2);
    CHECK(folder.live("tiny.toml --format sqlite") == 2);
    CHECK(folder.live("no_such.toml") == 2);
    CHECK(folder.live("tiny.toml --set time.weeks=-1") == 2);
    fs::create_directory(folder.path / "mine");
    CHECK(folder.live("tiny.toml --out mine") == 2);
    CHECK(folder.text("err.txt").find("--out 'mine'") != std::string::npos);
}

TEST_CASE("what cannot be written ends with status 1") {
    const Folder folder;
    CHECK(folder.live("tiny.toml --out out.txt/results") == 1);
    CHECK(folder.text("err.txt").find("cannot write") != std::string::npos);
}

TEST_CASE("evidence-blind on request, and nothing else changes") {
    const Folder folder;
    REQUIRE(folder.live("tiny.toml --out plain") == 0);
    CHECK_FALSE(fs::exists(folder.path / "plain/evidence_blind.csv"));
    CHECK(folder.text("out.txt").find("evidence-blind") == std::string::npos);
    REQUIRE(folder.live("tiny.toml --out blind --evidence-blind") == 0);
    CHECK(folder.text("out.txt").find("\n  evidence-blind") != std::string::npos);
    for (const char* name :
         {"summary.csv", "paired.csv", "doubt.csv", "weekly.csv", "survival.csv"}) {
        INFO(name);
        CHECK(folder.text(std::string("plain/") + name) ==
              folder.text(std::string("blind/") + name));
    }
    CHECK(folder.text("blind/evidence_blind.csv").starts_with("regime,baseline,window,group,"));
    CHECK(folder.text("blind/manifest.json").find("\"evidence_blind\": true") != std::string::npos);
    CHECK(folder.live("tiny.toml --set compare.evidence_blind=1") == 2);
}

TEST_CASE("Sobol points and rank correlations are told by the check and the manifest") {
    const Folder folder;
    const auto parameters = afklar::test::source_dir() / "scenarios/parameters/denmark.toml";
    fs::copy(parameters, folder.path / "parameters.toml");
    std::ofstream(folder.path / "parameters.toml", std::ios::app)
        << "\n[[correlation]]\na = \"contact.b_trust\"\nb = \"trust.decay\"\nrank = 0.5\n"
           "assumption = \"who is trusting comes sooner\"\n";
    REQUIRE(folder.live("tiny.toml --quiet --out plain") == 0);
    const std::string words = " --set monte_carlo.design='\"sobol\"' "
                              "--set parameters.file='\"parameters.toml\"'";
    REQUIRE(folder.live("tiny.toml --quiet --out other" + words) == 0);
    const std::string manifest = folder.text("other/manifest.json");
    CHECK(manifest.find("\"design\": \"sobol\"") != std::string::npos);
    CHECK(manifest.find("who is trusting comes sooner") != std::string::npos);
    CHECK(folder.text("plain/manifest.json").find("correlations") == std::string::npos);
    CHECK(folder.text("other/summary.csv") != folder.text("plain/summary.csv"));
    REQUIRE(folder.run("check tiny.toml" + words) == 0);
    CHECK(folder.text("out.txt").find("Sobol points") != std::string::npos);
    CHECK(folder.text("out.txt").find("1 rank correlation: contact.b_trust with trust.decay 0.5") !=
          std::string::npos);
    CHECK(folder.run("check tiny.toml --require-evidence" + words) == 2);
    CHECK(folder.text("err.txt").find("the rank correlation of 'contact.b_trust'") !=
          std::string::npos);
    CHECK(folder.live("tiny.toml --set monte_carlo.design='\"soboll\"'") == 2);
    CHECK(folder.text("err.txt").find("did you mean 'sobol'?") != std::string::npos);
}
