/// `afklar sensitivity` as a user meets it: exit status, files, and the same bytes whatever the threads.

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
    Folder() { write("tiny.toml", "no_contact_26_weeks"); }

    void write(const std::string& name, const std::string& decision) const {
        std::ofstream(path / name)
            << "schema = 1\ntitle = \"Tiny\"\n[population]\nmargins = \""
            << (afklar::test::source_dir() / "scenarios/population/denmark-2019.toml").string()
            << "\"\nsize = 100\n[time]\nstart = 2020-01-06\nweeks = 8\nburn_in = 0\n"
               "[monte_carlo]\nseed = 3\ndraws = 2\nreplicates = 2\n"
               "[[regime]]\nname = \"full\"\napply = [\"full_obligations\"]\n"
               "[[regime]]\nname = \"off\"\napply = [\"covid_suspension\"]\n"
               "[decision]\nmetric = \""
            << decision << "\"\n";
    }
    /// Runs the command in the folder; gives the exit status.
    [[nodiscard]] int study(const std::string& words, const std::string& under = "") const {
        return run("sensitivity " + words, under);
    }
    [[nodiscard]] bool says(const std::string& file, const std::string& words) const {
        return text(file).find(words) != std::string::npos;
    }
};

const std::string asked = "--metric contacts_per_citizen_year --trajectories 2 --samples 8 --top 2 "
                          "--draws 20 --parameters 'contact.*,staff.*' ";

} // namespace

TEST_CASE("a study prints its text, writes its files, and threads move no byte") {
    const Folder folder;
    REQUIRE(folder.study("tiny.toml --threads 1 --out one " + asked) == 0);
    CHECK(folder.says("err.txt", "at most"));
    CHECK(folder.says("out.txt", "'off' less 'full'"));
    CHECK(folder.says("out.txt", "Files: one"));
    REQUIRE(folder.study("tiny.toml --threads 3 --quiet " + asked) == 0);
    CHECK(folder.text("out.txt").empty());
    CHECK(folder.text("err.txt").empty());
    for (const char* name : {"sensitivity.csv", "variance.csv", "tipping.csv", "information.csv",
                             "decision.csv", "manifest.json"}) {
        INFO(name);
        CHECK_FALSE(folder.text(std::string("one/") + name).empty());
        CHECK(folder.text(std::string("one/") + name) ==
              folder.text(std::string("results/tiny-sensitivity/") + name));
    }
    CHECK_FALSE(fs::exists(folder.path / "one.partial"));
    CHECK_FALSE(folder.says("one/sensitivity.csv", "exit."));
}

TEST_CASE("what is wrong is named with the nearest right name, status 2, and nothing is written") {
    const Folder folder;
    const auto refused = [&](const std::string& words, const std::string& message) {
        INFO(words);
        CHECK(folder.study(words + " --out none") == 2);
        INFO(folder.text("err.txt"));
        CHECK(folder.says("err.txt", message));
        CHECK_FALSE(fs::exists(folder.path / "none"));
        CHECK_FALSE(fs::exists(folder.path / "none.partial"));
    };
    const std::string metric = " --metric contacts_per_citizen_year";
    refused("tiny.toml", "'--metric' is missing");
    refused("tiny.toml --metric contacts_per_citizen_yaer",
            "did you mean 'contacts_per_citizen_year'?");
    refused("tiny.toml --metric cost_per_extra_assessment", "compares two regimes");
    refused("tiny.toml --regime of" + metric, "'off'");
    refused("tiny.toml --regime full" + metric, "is the baseline");
    refused("tiny.toml --group region.est" + metric, "did you mean 'region.east'?");
    refused("tiny.toml --metric caseload --group sex.woman", "whole job centres");
    refused("tiny.toml --parameters contact.b_trsut" + metric, "did you mean 'contact.b_trust'?");
    refused("tiny.toml --trajectories 1" + metric, "'--trajectories' must be");
    refused("tiny.toml --draws 3" + metric, "'--draws' must be a whole number from 20");
    refused("tiny.toml --turbo" + metric, "--turbo");
    refused("no_such.toml" + metric, "no_such.toml");
    folder.write("neither.toml", "trust");
    refused("neither.toml" + metric, "neither more nor less");
}

TEST_CASE("an interrupt ends the study with status 1 and leaves nothing behind") {
    const Folder folder;
    CHECK(folder.study("tiny.toml --metric contacts_per_citizen_year --samples 65536 --out none",
                       "timeout --foreground --preserve-status -s INT 3 ") == 1);
    CHECK(folder.says("err.txt", "stopped before the end"));
    CHECK(folder.says("err.txt", "none has not been written"));
    CHECK_FALSE(fs::exists(folder.path / "none"));
    CHECK_FALSE(fs::exists(folder.path / "none.partial"));
}

TEST_CASE("help says what the command takes") {
    const Folder folder;
    CHECK(folder.study("--help") == 0);
    for (const char* option :
         {"--metric", "--regime", "--group", "--parameters", "--trajectories", "--samples", "--top",
          "--draws", "--replicates", "--size", "--seed", "--out"}) {
        CHECK(folder.says("out.txt", option));
    }
}
