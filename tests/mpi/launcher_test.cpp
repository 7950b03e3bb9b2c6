/// `mpirun -n 3 afklar-mpi run …`: the bytes of one run, also after a rank has died.

#include <algorithm>
#include <cstdlib>

#include "support/catch.hpp"
#include "support/program_folder.hpp"

using namespace afklar::test;
namespace fs = std::filesystem;

namespace {

std::string named(const char* variable) {
    const char* const value = std::getenv(variable); // NOLINT(concurrency-mt-unsafe)
    REQUIRE(value != nullptr);
    return value;
}

/// Starts the launcher with three ranks.
StartedProgram launched(const ProgramFolder& folder, const std::string& words) {
    std::vector<std::string> all = {named("AFKLAR_MPIRUN"), "-n", "3", "--oversubscribe"};
    if (::geteuid() == 0) {
        all.emplace_back("--allow-run-as-root");
    }
    all.push_back(named("AFKLAR_MPI_PROGRAM"));
    std::istringstream in(words);
    all.insert(all.end(), std::istream_iterator<std::string>(in), {});
    return {folder.path, all};
}

} // namespace

TEST_CASE("three ranks give the bytes of one run") {
    const ProgramFolder folder({.draws = 5});
    REQUIRE(folder.run("run tiny.toml --quiet --seed 8 --out whole") == 0);
    REQUIRE(launched(folder, "run tiny.toml --seed 8 --threads 1 --out ranks/").wait() == 0);
    CHECK(folder.different("whole", "ranks").empty());
    CHECK_THAT(folder.text("out.txt"), Catch::Contains("Files: ranks"));
    CHECK_FALSE(fs::exists(folder.path / "ranks.shards"));
    REQUIRE(launched(folder, "run tiny.toml --seed 8 --resume --out ranks").wait() == 0);
    CHECK(folder.text("err.txt") == "ranks is complete: there is nothing to do\n");
}

TEST_CASE("a rank that dies leaves its journal, and --resume goes on from it") {
    const ProgramFolder folder({.people = 600, .weeks = 40, .draws = 120});
    const std::string words = "run tiny.toml --threads 1 --out ranks --quiet";
    const std::string journal = "ranks.shards/2-of-3.partial/journal.afklar";
    REQUIRE(folder.run("run tiny.toml --quiet --out whole") == 0);
    {
        StartedProgram run = launched(folder, words);
        REQUIRE(folder.wait_for(journal, 10'000, run));
        // mpirun's children are the ranks.
        const std::string number = std::to_string(run.number());
        std::ifstream children("/proc/" + number + "/task/" + number + "/children");
        pid_t rank = 0;
        REQUIRE(children >> rank);
        REQUIRE(::kill(rank, SIGKILL) == 0);
        CHECK(run.wait() != 0);
    }
    CHECK_FALSE(fs::exists(folder.path / "ranks"));
    // The other ranks have stopped, or finished their shards meanwhile.
    CHECK(std::max(folder.size(journal), folder.size("ranks.shards/2-of-3/journal.afklar")) >=
          10'000);
    REQUIRE(launched(folder, words + " --resume").wait() == 0);
    CHECK(folder.different("whole", "ranks").empty());
    CHECK_FALSE(fs::exists(folder.path / "ranks.shards"));
}

TEST_CASE("what is wrong is told once, with status 2, and nothing is written") {
    const ProgramFolder folder({.draws = 2});
    const auto refused = [&](const std::string& words, const std::string& why) {
        INFO(words);
        CHECK(launched(folder, words).wait() == 2);
        const std::string text = folder.text("err.txt");
        const auto first = text.find(why);
        REQUIRE(first != std::string::npos);
        CHECK(text.find(why, first + 1) == std::string::npos);
        CHECK_FALSE(fs::exists(folder.path / "results"));
    };
    refused("check tiny.toml", "usage: mpirun");
    refused("run no_such.toml", "there is no such file");
    refused("run tiny.toml --shard 1/3", "'--shard'");
    refused("run tiny.toml --turbo", "--turbo");
}
