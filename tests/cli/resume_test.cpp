/// A run that is interrupted at any moment, and `--resume`: the same bytes as an unbroken run.

#include <random>

#include "support/catch.hpp"
#include "support/program_folder.hpp"

using namespace afklar::test;
namespace fs = std::filesystem;

namespace {

constexpr ProgramFolder::Size many{.people = 400, .weeks = 30, .draws = 60};
const std::string journal = "broken.partial/journal.afklar";

/// How far a run gets before it is interrupted.
struct Moment {
    std::uintmax_t bytes = 0;            ///< by which the journal is to grow
    std::chrono::microseconds further{}; ///< time after that
};

/// Starts or goes on with a run and interrupts it; gives its status.
int interrupted(const ProgramFolder& folder, int signal, const Moment& moment) {
    const std::uintmax_t before = folder.size(journal);
    StartedProgram run = folder.start("run tiny.toml --resume --threads 2 --out broken");
    REQUIRE(folder.wait_for(journal, before + moment.bytes, run));
    std::this_thread::sleep_for(moment.further);
    run.send(signal);
    return run.wait();
}

void run_unbroken(const ProgramFolder& folder) {
    REQUIRE(folder.run("run tiny.toml --quiet --threads 2 --out whole") == 0);
}

/// Goes on to the end and compares with the unbroken run.
void go_on_to_the_end(const ProgramFolder& folder) {
    REQUIRE(folder.run("run tiny.toml --resume --threads 1 --out broken") == 0);
    CHECK(folder.different("whole", "broken").empty());
    CHECK_FALSE(fs::exists(folder.path / "broken.partial"));
}

} // namespace

TEST_CASE("killed at ten moments and resumed each time: the same bytes") {
    const ProgramFolder folder(many);
    run_unbroken(folder);
    std::mt19937 chance(2020); // of the moments alone
    std::uniform_int_distribution<std::uintmax_t> bytes(0, 8'000);
    std::uniform_int_distribution<int> microseconds(0, 8'000);
    for (int k = 0; k < 10; ++k) {
        const Moment moment{bytes(chance), std::chrono::microseconds(microseconds(chance))};
        INFO("moment " << k);
        REQUIRE(interrupted(folder, SIGKILL, moment) == -SIGKILL);
        CHECK_FALSE(fs::exists(folder.path / "broken"));
    }
    const auto kept = folder.size(journal);
    CHECK(kept > 10'000);
    go_on_to_the_end(folder);
    CHECK(folder.text("err.txt").starts_with("going on: "));
}

TEST_CASE("interrupted by the keyboard: status 1, what is kept is said, and the same bytes") {
    const ProgramFolder folder(many);
    run_unbroken(folder);
    CHECK(interrupted(folder, SIGINT, {5'000, {}}) == 1);
    CHECK(folder.text("err.txt").find("stopped: ") != std::string::npos);
    CHECK(folder.text("err.txt").find("broken.partial") != std::string::npos);
    CHECK(folder.text("err.txt").find("--resume") != std::string::npos);
    CHECK(folder.text("out.txt").empty());
    CHECK(interrupted(folder, SIGTERM, {5'000, {}}) == 1);
    go_on_to_the_end(folder);
}

TEST_CASE("a torn journal: what is whole is kept, the rest is run again") {
    const ProgramFolder folder(many);
    run_unbroken(folder);
    REQUIRE(interrupted(folder, SIGKILL, {20'000, {}}) == -SIGKILL);
    const std::string whole = folder.text(journal);
    for (const std::string& torn :
         {whole.substr(0, whole.size() - 3), whole.substr(0, whole.size() / 2), whole.substr(0, 20),
          whole + std::string(4'096, '\0'), whole + "a frame that was never finished"}) {
        INFO(torn.size() << " of " << whole.size() << " bytes");
        folder.put(journal, torn);
        CHECK(interrupted(folder, SIGKILL, {100, {}}) == -SIGKILL);
    }
    go_on_to_the_end(folder);
}

TEST_CASE("a journal of another scenario, seed or version is refused and stays as it is") {
    const ProgramFolder folder({.people = 200, .weeks = 20, .draws = 80});
    REQUIRE(interrupted(folder, SIGKILL, {4'000, {}}) == -SIGKILL);
    const std::string before = folder.text(journal);
    const auto refused = [&](const std::string& words, const std::string& kept) {
        CHECK(folder.run("run tiny.toml --resume --out broken " + words) == 2);
        CHECK(folder.text("err.txt").find("--resume: the journal in broken.partial") !=
              std::string::npos);
        CHECK(folder.text(journal) == kept);
        CHECK_FALSE(fs::exists(folder.path / "broken"));
    };
    refused("--seed 4", before);
    refused("--set parameters.set.contact.b_trust=2.0", before);
    std::string older = before;
    older.replace(older.find("journal 1"), 9, "journal 0");
    folder.put(journal, older);
    refused("", older);
    // Without --resume it is discarded.
    REQUIRE(folder.run("run tiny.toml --quiet --out broken --seed 4") == 0);
    REQUIRE(folder.run("run tiny.toml --quiet --out whole --seed 4") == 0);
    CHECK(folder.different("whole", "broken").empty());
}

TEST_CASE("resuming what was never begun starts afresh; what is complete is left alone") {
    const ProgramFolder folder({.draws = 3});
    REQUIRE(folder.run("run tiny.toml --quiet --resume --out broken") == 0);
    REQUIRE(folder.run("run tiny.toml --quiet --out whole") == 0);
    CHECK(folder.different("whole", "broken").empty());
    folder.put("broken/notes.txt", "mine");
    folder.put("broken/journal.afklar", "left by a run that was killed while it ended");
    REQUIRE(folder.run("run tiny.toml --resume --out broken/") == 0);
    CHECK(folder.text("err.txt") == "broken/ is complete: there is nothing to do\n");
    CHECK(folder.text("broken/notes.txt") == "mine");
    CHECK_FALSE(fs::exists(folder.path / "broken/journal.afklar"));
    // Results of another seed are replaced.
    REQUIRE(folder.run("run tiny.toml --quiet --resume --out broken --seed 4") == 0);
    CHECK_FALSE(fs::exists(folder.path / "broken/notes.txt"));
    CHECK_FALSE(folder.different("whole", "broken").empty());
}

namespace {

/// Runs where no file may grow beyond so many kibibytes; gives the status.
int limited(const ProgramFolder& folder, std::uintmax_t kibibytes) {
    StartedProgram run(folder.path,
                       {"bash", "-c",
                        "ulimit -f " + std::to_string(kibibytes) + "; exec '" + program().string() +
                            "' run tiny.toml --resume --threads 2 --out broken"});
    return run.wait();
}

bool said(const ProgramFolder& folder, const std::string& words) {
    return folder.text("err.txt").find(words) != std::string::npos;
}

} // namespace

TEST_CASE("a disk too full for the journal: status 1, and what is finished is kept") {
    const ProgramFolder folder(many);
    run_unbroken(folder);
    CHECK(limited(folder, 40) == 1);
    CHECK(said(folder, "cannot write broken.partial/journal.afklar: File too large"));
    CHECK(said(folder, "runs are finished and kept in broken.partial"));
    const auto kept = folder.size(journal);
    CHECK(kept > 20'000);
    CHECK(kept <= 40 * 1'024);
    CHECK_FALSE(fs::exists(folder.path / "broken"));
    go_on_to_the_end(folder);
}

TEST_CASE("a disk too full for the tables: status 1, no half of a table, and all runs are kept") {
    const ProgramFolder folder({.weeks = 40, .draws = 2});
    run_unbroken(folder);
    const auto weekly = folder.size("whole/weekly.csv");
    REQUIRE(weekly > 100 * 1'024);
    CHECK(limited(folder, weekly / 1'024 - 1) == 1);
    CHECK(said(folder, "cannot write broken.partial/weekly.csv: File too large"));
    CHECK(said(folder, "20 of 20 runs are finished and kept in broken.partial"));
    CHECK_FALSE(fs::exists(folder.path / "broken"));
    CHECK_FALSE(fs::exists(folder.path / "broken.partial/weekly.csv"));
    go_on_to_the_end(folder);
}
