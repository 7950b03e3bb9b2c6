/// The shipped scenarios at a small size give the bytes that were committed. After a change of the model
/// that is meant, AFKLAR_REWRITE_GOLDEN=1 with this test writes them anew; the changelog says why.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <sys/wait.h>

#include <afklar/core/digest.hpp>

#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/paths.hpp"

namespace fs = std::filesystem;

namespace {

struct Shipped {
    std::string name;
    std::string words; ///< that make it small
};

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool rewriting() {
    const char* const asked = std::getenv("AFKLAR_REWRITE_GOLDEN"); // NOLINT(concurrency-mt-unsafe)
    return asked != nullptr && std::string{asked} == "1";
}

/// A folder that goes when the test does.
struct Folder : afklar::test::TemporaryFolder {};

/// Every file of a results directory but run.json, by name, with its digest.
std::string digests(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().filename() != "run.json") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    std::string lines;
    for (const fs::path& file : files) {
        lines += afklar::sha256(text_of(file)) + "  " + file.filename().string() + "\n";
    }
    return lines;
}

} // namespace

TEST_CASE("shipped scenarios give the committed bytes") {
    const auto shipped = GENERATE(
        Shipped{"smallest", "--set population.size=300 --replicates 2"},
        Shipped{
            "seven_proposals",
            "--set population.size=600 --set time.weeks=52 --set time.burn_in=52 "
            "--set 'compare.windows={}' --set 'compare.groups=[\"all\"]' --draws 2 --replicates 1"},
        Shipped{"suspension_2020",
                "--set population.size=600 --set time.weeks=52 --set time.burn_in=52 "
                "--set 'compare.windows={suspended=[10,21]}' --set 'compare.groups=[\"all\"]' "
                "--draws 2 --replicates 1"},
        Shipped{"own_reform", "--set population.size=600 --set time.weeks=52 --set time.burn_in=52 "
                              "--draws 2 --replicates 1"},
        Shipped{"personal_letter", "--replicates 10"});
    INFO(shipped.name);
    const Folder folder;
    // Named as a user in the top folder names it: the manifest tells the name.
    const std::string line = "cd '" + afklar::test::source_dir().string() + "' && '" +
                             afklar::test::program().string() + "' run scenarios/" + shipped.name +
                             ".toml " + shipped.words + " --quiet --out '" +
                             (folder.path / "out").string() + "'";
    const int status = std::system(line.c_str()); // NOLINT(concurrency-mt-unsafe,cert-env33-c)
    REQUIRE(WIFEXITED(status));
    REQUIRE(WEXITSTATUS(status) == 0);

    const fs::path golden = afklar::test::source_dir() / "tests/golden" / shipped.name;
    const std::string found = digests(folder.path / "out");
    if (rewriting()) {
        fs::create_directories(golden);
        std::ofstream(golden / "digests.txt", std::ios::binary) << found;
        for (const char* name : {"summary.csv", "paired.csv"}) {
            std::ofstream(golden / name, std::ios::binary) << text_of(folder.path / "out" / name);
        }
        WARN("rewritten: " << golden);
        return;
    }
    // The readable files first, so that a difference can be seen.
    for (const char* name : {"summary.csv", "paired.csv"}) {
        INFO(name);
        const bool same = text_of(golden / name) == text_of(folder.path / "out" / name);
        CHECK(same);
    }
    CHECK(found == text_of(golden / "digests.txt"));
}
