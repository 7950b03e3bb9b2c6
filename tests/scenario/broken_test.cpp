/// Every file of tests/broken is refused with the words and the number of faults that it names itself;
/// files of parameters, which name them all, are the shipped one with one thing broken.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
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
    CHECK(fixtures >= 144);
}

namespace {

/// One thing broken in the shipped file of parameters, at the first place where it stands.
struct BrokenParameter {
    std::string old_text;
    std::string new_text;
    std::string words;
};

std::string shipped_parameters() {
    std::ifstream file{afklar::test::source_dir() / "scenarios/parameters/denmark.toml"};
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Fault> faults_with_parameters(const std::string& text) {
    const auto folder = std::filesystem::temp_directory_path() / "afklar_broken_parameters";
    std::filesystem::create_directory(folder);
    std::ofstream{folder / "parameters.toml"} << text;
    std::ofstream{folder / "scenario.toml"}
        << "schema = 1\ntitle = \"Broken on purpose\"\n"
           "[population]\nmargins = \"scenarios/population/denmark-2019.toml\"\nsize = 500\n"
           "[time]\nstart = 2020-01-06\nweeks = 104\n"
           "[parameters]\nfile = \"parameters.toml\"\n"
           "[[regime]]\nname = \"full\"\napply = [\"full_obligations\"]\n";
    auto faults = faults_of_file((folder / "scenario.toml").string());
    std::filesystem::remove_all(folder);
    return faults;
}

const std::vector<BrokenParameter>& broken_parameters() {
    static const std::vector<BrokenParameter> all{
        {"sceptic = 0.8", "sceptic = 1.8",
         "'sceptic' of population.share_activity_ready must lie between 0 and 1 (share), "
         "found 1.8"},
        {"value = 0.8", "value = \"0.8\"", "'value' must be a number, found text \"0.8\""},
        {"value = 0.8\n", "", "'value' is missing in [population.share_activity_ready]"},
        {"family = \"beta\"", "family = \"betta\"",
         "'betta' is no value of 'family'; did you mean 'beta'?"},
        {"grade = \"D\"\n", "", "'grade' is missing in [population.share_activity_ready]"},
        {"grade = \"D\"\n", "grade = \"E\"\n", "'E' is no value of 'grade'; allowed: A, B, C, D"},
        {"unit = \"share\"\n", "unit = \"share\"\nunits = \"share\"\n",
         "unknown key 'units' in [population.share_activity_ready]; did you mean 'unit'?"},
        {"range = [0.0, 1.0]", "range = \"0 to 1\"",
         "'range' must be a list of two numbers, found text \"0 to 1\""},
        {"low = 0.65", "low = 0.95", "population.share_activity_ready: prior: low is above high"},
        {"family = \"beta\"", "family = \"beta\"\natom = 0.5", "an atom needs a null value"},
        {"[population.mean_spell_activity_ready]",
         "[population.share_activity_redy]\n[population.mean_spell_activity_ready]",
         "unknown parameter 'population.share_activity_redy'; did you mean "
         "'population.share_activity_ready'?"},
        {"schema = 1", "schema = 2", "'schema' must be 1, found 2"},
        {"title = ", "titel = ",
         "unknown key 'titel' in the file of parameters; did you mean 'title'?"},
    };
    return all;
}

} // namespace

TEST_CASE("a file of parameters with one thing broken is refused with one fault at its place") {
    CHECK(faults_with_parameters(shipped_parameters()).empty());
    for (const BrokenParameter& broken : broken_parameters()) {
        std::string text = shipped_parameters();
        const auto at = text.find(broken.old_text, text.find("schema = 1"));
        REQUIRE(at != std::string::npos);
        text.replace(at, broken.old_text.size(), broken.new_text);
        const auto faults = faults_with_parameters(text);
        INFO(broken.words);
        REQUIRE(faults.size() == 1);
        CHECK_THAT(to_string(faults.front()), Catch::Contains(broken.words));
        CHECK_THAT(faults.front().file, Catch::Contains("parameters.toml"));
        CHECK(faults.front().line > 0);
    }
}

TEST_CASE("rank correlations of parameters are checked where they stand") {
    const std::string good = "\n[[correlation]]\na = \"contact.b_trust\"\nb = \"trust.decay\"\n"
                             "rank = 0.5\nassumption = \"a test\"\n";
    CHECK(faults_with_parameters(shipped_parameters() + good).empty());
    const std::vector<BrokenParameter> broken_correlations{
        {"contact.b_trust", "contact.b_trsut",
         "unknown parameter 'contact.b_trsut'; did you mean 'contact.b_trust'?"},
        {"trust.decay", "contact.b_trust", "'b' is the same parameter as 'a'"},
        {"trust.decay", "population.benefit_age", "is fixed and varies with nothing"},
        {"rank = 0.5", "rank = 1.0", "'rank' must lie strictly between -1 and 1, found 1"},
        {"rank = 0.5", "rank = -1.5", "'rank' must lie strictly between -1 and 1, found -1.5"},
        {"rank = 0.5\n", "", "'rank' is missing in [[correlation]]"},
        {"a = \"contact.b_trust\"\n", "", "'a' is missing in [[correlation]]"},
        {"assumption = \"a test\"\n", "", "a correlation needs 'evidence' or an 'assumption'"},
        {"rank =", "assumed = true\nrank =", "unknown key 'assumed' in [[correlation]]"},
        {"[[correlation]]", "[correlation]", "write correlations as [[correlation]]"},
        {"assumption = \"a test\"\n",
         "assumption = \"a test\"\n[[correlation]]\nb = \"contact.b_trust\"\n"
         "a = \"trust.decay\"\nrank = 0.2\nassumption = \"again\"\n",
         "the correlation of 'trust.decay' and 'contact.b_trust' stands twice"},
        {"rank = 0.5\nassumption = \"a test\"\n",
         "rank = 0.9\nassumption = \"a test\"\n[[correlation]]\na = \"trust.decay\"\n"
         "b = \"health.speed\"\nrank = 0.9\nassumption = \"again\"\n",
         "their matrix is not positive definite"}};
    for (const BrokenParameter& broken : broken_correlations) {
        std::string text = good;
        const auto at = text.find(broken.old_text);
        REQUIRE(at != std::string::npos);
        text.replace(at, broken.old_text.size(), broken.new_text);
        const auto faults = faults_with_parameters(shipped_parameters() + text);
        INFO(broken.words);
        REQUIRE(faults.size() == 1);
        CHECK_THAT(to_string(faults.front()), Catch::Contains(broken.words));
        CHECK_THAT(faults.front().file, Catch::Contains("parameters.toml"));
        const auto lines = std::ranges::count(shipped_parameters(), '\n');
        CHECK(faults.front().line > static_cast<int>(lines));
        CHECK(faults.front().column > 0);
    }
}

TEST_CASE("a file of parameters that lacks one is refused with its name") {
    std::string text = shipped_parameters();
    const auto from = text.find("[population.share_activity_ready]");
    text.erase(from, text.find("[population.mean_spell_activity_ready]") - from);
    const auto faults = faults_with_parameters(text);
    REQUIRE(faults.size() == 1);
    CHECK_THAT(to_string(faults.front()),
               Catch::Contains("parameters missing: population.share_activity_ready"));
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
