/// Every file of tests/broken is refused with the words and the number of faults that it names itself.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <afklar/scenario/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace afklar;

namespace {

struct Expected {
    std::vector<std::string> words;
    std::size_t faults = 0; ///< 0: the file is no fixture
};

Expected expected_of(const std::filesystem::path& path) {
    Expected expected;
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("# expect: ")) {
            expected.words.push_back(line.substr(10));
        } else if (line.starts_with("# faults: ")) {
            expected.faults = std::stoul(line.substr(10));
        }
    }
    return expected;
}

std::vector<Fault> faults_of_file(const std::string& path) {
    try {
        static_cast<void>(read_scenario(path));
    } catch (const ScenarioError& error) {
        return error.faults();
    }
    return {};
}

} // namespace

TEST_CASE("every broken file is refused with all its faults, their places and what to try") {
    std::size_t fixtures = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(afklar::test::source_dir() / "tests/broken")) {
        const Expected expected = expected_of(entry.path());
        if (entry.path().extension() != ".toml" || expected.faults == 0) {
            continue;
        }
        ++fixtures;
        const auto faults = faults_of_file(entry.path().string());
        std::string all;
        for (const Fault& fault : faults) {
            all += to_string(fault) + "\n";
            CHECK_FALSE(fault.file.empty());
        }
        INFO(entry.path().filename().string() << ":\n" << all);
        CHECK(faults.size() == expected.faults);
        for (const std::string& words : expected.words) {
            CHECK_THAT(all, Catch::Contains(words));
        }
    }
    CHECK(fixtures > 45);
}

TEST_CASE("faults stand in the order of the lines") {
    const auto path = (afklar::test::source_dir() / "tests/broken/many_at_once.toml").string();
    const auto faults = faults_of_file(path);
    CHECK(std::is_sorted(faults.begin(), faults.end(),
                         [](const Fault& a, const Fault& b) { return a.line < b.line; }));
}

TEST_CASE("reading a broken scenario writes nothing") {
    const auto folder = std::filesystem::temp_directory_path() / "afklar_broken_test";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
    std::filesystem::copy(afklar::test::source_dir() / "tests/broken/many_at_once.toml", folder);
    CHECK_FALSE(faults_of_file((folder / "many_at_once.toml").string()).empty());
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    CHECK(names == std::vector<std::string>{"many_at_once.toml"});
    std::filesystem::remove_all(folder);
}
