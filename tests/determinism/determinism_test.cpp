/// The same scenario and seed give the same bytes whatever the threads and the instruction set;
/// identical regimes differ by exactly nothing; regimes that part on a date are identical in every week
/// before.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <sys/wait.h>

#include <afklar/core/simd.hpp>

#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/paths.hpp"

namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A folder that goes when the test does, and runs of the program that leave results in it.
struct Folder : afklar::test::TemporaryFolder {
    void run(const std::string& words) const {
        const std::string line = "cd '" + afklar::test::source_dir().string() + "' && '" +
                                 afklar::test::program().string() + "' run " + words + " --quiet";
        INFO(line);
        const int status = std::system(line.c_str()); // NOLINT(concurrency-mt-unsafe,cert-env33-c)
        REQUIRE(WIFEXITED(status));
        REQUIRE(WEXITSTATUS(status) == 0);
    }
};

/// Every file of a results directory but run.json, by name.
std::map<std::string, std::string> files_of(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().filename() != "run.json") {
            files[entry.path().filename().string()] = text_of(entry.path());
        }
    }
    return files;
}

/// A CSV without quotes, as rows of fields; the first row names the columns.
struct Rows {
    std::map<std::string, std::size_t> column;
    std::vector<std::vector<std::string>> rows;

    explicit Rows(const std::string& text) {
        std::istringstream lines(text);
        std::string line;
        while (std::getline(lines, line)) {
            if (!line.empty() && line.back() == '\r') {
                line.pop_back();
            }
            REQUIRE(line.find('"') == std::string::npos);
            std::vector<std::string> fields{""};
            for (const char c : line) {
                if (c == ',') {
                    fields.emplace_back();
                } else {
                    fields.back() += c;
                }
            }
            if (column.empty()) {
                for (std::size_t k = 0; k < fields.size(); ++k) {
                    column[fields[k]] = k;
                }
            } else {
                rows.push_back(std::move(fields));
            }
        }
        REQUIRE(rows.size() > 10);
    }
    [[nodiscard]] const std::string& at(const std::vector<std::string>& row,
                                        const char* name) const {
        return row.at(column.at(name));
    }
};

/// A scenario of three regimes: one, the same again, and one that parts from it in week 20.
fs::path write_scenario(const fs::path& folder) {
    const fs::path path = folder / "parting.toml";
    std::ofstream(path)
        << "schema = 1\ntitle = \"Parting\"\n[population]\nmargins = \""
        << (afklar::test::source_dir() / "scenarios/population/denmark-2019.toml").string()
        << "\"\nsize = 1500\n[time]\nstart = 2020-01-06\nweeks = 40\nburn_in = 52\n"
           "[monte_carlo]\nseed = 2020\ndraws = 3\nreplicates = 2\n"
           "[[regime]]\nname = \"one\"\napply = [\"full_obligations\"]\n"
           "[[regime]]\nname = \"again\"\napply = [\"full_obligations\"]\n"
           "[[regime]]\nname = \"later\"\ntimeline = [\n"
           "  { from = 2020-01-06, apply = [\"full_obligations\"] },\n"
           "  { from = 2020-05-25, apply = [\"covid_suspension\", "
           "\"ds1_cross_disciplinary_unit\",\n"
           "    \"ds3_clarification_guarantee\", \"ds6_caseload_cap\"] },\n]\n"
           "[compare]\nbaseline = \"one\"\n";
    return path;
}

} // namespace

TEST_CASE("threads move no byte") {
    const Folder folder;
    const std::string words =
        "scenarios/seven_proposals.toml --set population.size=3000 --set time.weeks=52 "
        "--set time.burn_in=26 --set 'compare.windows={}' --draws 2 --replicates 2";
    for (const int threads : {1, 2, 7}) {
        folder.run(words + " --threads " + std::to_string(threads) + " --out '" +
                   (folder.path / std::to_string(threads)).string() + "'");
    }
    const auto one = files_of(folder.path / "1");
    CHECK(one.count("manifest.json") == 1);
    CHECK(one.count("paired.csv") == 1);
    for (const int threads : {2, 7}) {
        const auto other = files_of(folder.path / std::to_string(threads));
        REQUIRE(other.size() == one.size());
        for (const auto& [name, bytes] : one) {
            INFO(name << " with " << threads << " threads");
            const bool same = other.count(name) == 1 && other.at(name) == bytes;
            CHECK(same);
        }
    }
    // The check is able to fail: another seed is another result.
    folder.run(words + " --seed 2021 --out '" + (folder.path / "other").string() + "'");
    CHECK(text_of(folder.path / "other" / "summary.csv") != one.at("summary.csv"));
}

TEST_CASE("the instruction set moves no byte") {
    const Folder folder;
    std::map<std::string, std::map<std::string, std::string>> all;
    afklar::for_each_value<afklar::Simd>([&](afklar::Simd simd) {
        if (!afklar::simd_supported(simd)) {
            return;
        }
        const std::string name(name_of(simd));
        ::setenv(afklar::simd_variable, name.c_str(), 1); // NOLINT(concurrency-mt-unsafe)
        folder.run("scenarios/smallest.toml --out '" + (folder.path / name).string() + "'");
        ::unsetenv(afklar::simd_variable); // NOLINT(concurrency-mt-unsafe)
        all[name] = files_of(folder.path / name);
    });
    REQUIRE_FALSE(all["baseline"].empty());
    for (const auto& [name, files] : all) {
        CAPTURE(name);
        const bool same = files == all["baseline"];
        CHECK(same);
    }
    // The check is able to fail: another seed is another result.
    folder.run("scenarios/smallest.toml --seed 2021 --out '" + (folder.path / "other").string() +
               "'");
    const bool same = files_of(folder.path / "other") == all["baseline"];
    CHECK_FALSE(same);
}

TEST_CASE("identical regimes differ by exactly nothing; none differ before they part") {
    const Folder folder;
    const fs::path scenario = write_scenario(folder.path);
    folder.run("'" + scenario.string() + "' --out '" + (folder.path / "out").string() + "'");

    const Rows paired(text_of(folder.path / "out" / "paired.csv"));
    int zeros = 0;
    int others = 0;
    for (const auto& row : paired.rows) {
        const std::string& difference = paired.at(row, "difference");
        if (paired.at(row, "regime") == "again") {
            INFO(paired.at(row, "metric"));
            const bool exactly_nothing = difference == "0" || difference.empty();
            CHECK(exactly_nothing);
            zeros += difference == "0" ? 1 : 0;
        } else if (difference != "0" && !difference.empty()) {
            ++others;
        }
    }
    CHECK(zeros > 50);
    CHECK(others > 50); // a regime that is another one does differ

    // 2020-05-25 is the Monday of observed week 20.
    const Rows weekly(text_of(folder.path / "out" / "weekly.csv"));
    std::map<std::string, std::map<std::string, std::string>> by_regime;
    std::map<std::string, int> week_of;
    for (const auto& row : weekly.rows) {
        const std::string cell =
            weekly.at(row, "group") + "," + weekly.at(row, "metric") + "," + weekly.at(row, "week");
        std::string values;
        for (const char* name : {"mean", "q05", "q50", "q95"}) {
            values += weekly.at(row, name) + ",";
        }
        by_regime[weekly.at(row, "regime")][cell] = values;
        week_of[cell] = std::stoi(weekly.at(row, "week"));
    }
    REQUIRE(by_regime.size() == 3);
    int first_difference = 1000;
    for (const auto& [cell, values] : by_regime["one"]) {
        if (by_regime["again"].at(cell) != values) {
            FAIL_CHECK("again differs: " << cell);
        }
        if (by_regime["later"].at(cell) != values) {
            first_difference = std::min(first_difference, week_of.at(cell));
        }
    }
    CHECK(first_difference == 20);
}
