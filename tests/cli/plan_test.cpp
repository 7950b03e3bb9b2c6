/// `afklar plan` as a user meets it: exit status, files, names that are wrong, an interrupt.

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
        write("tiny.toml", "[\"full_obligations\", \"ds3_clarification_guarantee\"]", 110, 200);
        write("plain.toml", "[\"full_obligations\"]", 110, 200);
        write("short.toml", "[\"full_obligations\", \"ds3_clarification_guarantee\"]", 60, 200);
        write("large.toml", "[\"full_obligations\", \"ds3_clarification_guarantee\"]", 500, 40000);
    }

    void write(const std::string& name, const std::string& apply, int weeks, int size) const {
        std::ofstream(path / name)
            << "schema = 1\ntitle = \"Tiny\"\n[population]\nmargins = \""
            << (afklar::test::source_dir() / "scenarios/population/denmark-2019.toml").string()
            << "\"\nsize = " << size << "\n[time]\nstart = 2020-01-06\nweeks = " << weeks
            << "\nburn_in = 0\n[monte_carlo]\nseed = 3\ndraws = 1\nreplicates = 2\n"
               "[[regime]]\nname = \"full\"\napply = [\"full_obligations\"]\n"
               "[[regime]]\nname = \"other\"\napply = "
            << apply << "\n";
    }
    /// Runs the command in the folder; gives the exit status.
    [[nodiscard]] int plan(const std::string& words, const std::string& before = {}) const {
        return run("plan " + words, before);
    }
};

} // namespace

TEST_CASE("a plan is printed and written, and threads move no byte") {
    const Folder folder;
    REQUIRE(folder.plan("tiny.toml --share 0.5 --threads 1 --out one") == 0);
    CHECK_THAT(folder.text("out.txt"),
               Catch::Contains("What keeps 50.0 % of the deadlines of 'other'"));
    CHECK(folder.text("err.txt").empty());
    REQUIRE(folder.plan("tiny.toml --share 0.5 --threads 3 --quiet") == 0);
    CHECK(folder.text("out.txt").empty());
    for (const char* name : {"plan.csv", "manifest.json"}) {
        CHECK_FALSE(folder.text(std::string("one/") + name).empty());
        CHECK(folder.text(std::string("one/") + name) ==
              folder.text(std::string("results/tiny_plan/") + name));
    }
    CHECK_FALSE(fs::exists(folder.path / "one.partial"));
    REQUIRE(folder.plan("tiny.toml --share 0.1 --quiet --out one") == 0); // takes its place
}

TEST_CASE("what cannot be asked is named, with status 2, and nothing is written") {
    const Folder folder;
    CHECK(folder.plan("tiny.toml --regime othr") == 2);
    CHECK_THAT(folder.text("err.txt"), Catch::Contains("did you mean 'other'?"));
    CHECK(folder.plan("tiny.toml --regime full") == 2);
    CHECK_THAT(folder.text("err.txt"),
               Catch::Contains("the regime 'full' has no clarification guarantee"));
    CHECK(folder.plan("plain.toml") == 2);
    CHECK_THAT(folder.text("err.txt"), Catch::Contains("none sets 'guarantee'"));
    CHECK(folder.plan("short.toml") == 2);
    CHECK_THAT(folder.text("err.txt"), Catch::Contains("its phase-in ends in observed week 104"));
    for (const char* share : {"1.5", "-0.1", "most", "nan", "0.5x"}) {
        INFO(share);
        CHECK(folder.plan(std::string("tiny.toml --share=") + share) == 2);
        CHECK_THAT(folder.text("err.txt"), Catch::Contains("must be a number from 0 to 1"));
    }
    CHECK(folder.plan("tiny.toml --shares 0.5") == 2);
    CHECK_THAT(folder.text("err.txt"), Catch::Contains("did you mean '--share'?"));
    CHECK(folder.plan("") == 2);
    CHECK_FALSE(fs::exists(folder.path / "results/tiny_plan"));
    CHECK_FALSE(fs::exists(folder.path / "results/tiny_plan.partial"));
    CHECK_FALSE(fs::exists(folder.path / "results/short_plan.partial"));
}

TEST_CASE("an interrupt ends a plan with status 1 and leaves nothing") {
    const Folder folder;
    CHECK(folder.plan("large.toml --out large",
                      "timeout --foreground --preserve-status -s INT 1") == 1);
    CHECK_THAT(folder.text("err.txt"), Catch::Contains("stopped"));
    CHECK_FALSE(fs::exists(folder.path / "large"));
    CHECK_FALSE(fs::exists(folder.path / "large.partial"));
}
