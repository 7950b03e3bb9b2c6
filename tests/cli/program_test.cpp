/// The program from outside: exit status, what goes to standard output, what to standard error.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <sys/wait.h>

#include <boost/json.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

namespace {

struct Ran {
    int status = -1;
    std::string text;
};

/// Runs the program in a folder and takes one of its two outputs.
Ran run(const std::string& arguments, const std::string& redirect = "2>/dev/null",
        const std::filesystem::path& in = afklar::test::source_dir()) {
    const std::string command = "cd '" + in.string() + "' && '" + afklar::test::program().string() +
                                "' " + arguments + " " + redirect;
    Ran result;
    FILE* const pipe = popen(command.c_str(), "r"); // NOLINT(cert-env33-c)
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        result.text.append(buffer.data(), n);
    }
    const int status = pclose(pipe);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

const std::string only_errors = "2>&1 >/dev/null";

} // namespace

TEST_CASE("help and version are results") {
    CHECK(run("--help").status == 0);
    CHECK_THAT(run("--help").text, Catch::Contains("check"));
    CHECK_THAT(run("--version").text, Catch::StartsWith("afklar "));
    CHECK(run("check --help").status == 0);
}

TEST_CASE("a wrong command line names the argument and ends with 2") {
    const auto refused = [](const std::string& arguments, const std::string& words) {
        const Ran ran = run(arguments, only_errors);
        INFO(arguments << ": " << ran.text);
        CHECK(ran.status == 2);
        CHECK_THAT(ran.text, Catch::Contains(words));
    };
    refused("chek", "did you mean 'check'?");
    refused("check", "SCENARIO.toml is missing");
    refused("check scenarios/smallest.toml --sed 4", "'--sed'; did you mean");
    refused("check scenarios/smallest.toml --draws 0", "'--draws' must be a whole number from 1");
    refused("check scenarios/smallest.toml --set draws", "KEY=VALUE");
    refused("check scenarios/smallest.toml --set monte_carlo.draws=0", "--set monte_carlo.draws");
    refused("check scenarios/smallest.toml scenarios/smallest.toml", "too many words");
    refused("list metric", "did you mean 'metrics'?");
    refused("show nothing_of_the_kind", "'nothing_of_the_kind'");
    refused("show full_obligations --on 2020-02-30", "'--on' must be a date");
    refused("show full_obligations --region atlantis", "'--region'");
}

TEST_CASE("every shipped scenario is found right, and check says when rules act") {
    for (const char* name : {"smallest", "seven_proposals", "suspension_2020", "personal_letter"}) {
        INFO(name);
        CHECK(run("check scenarios/" + std::string(name) + ".toml").status == 0);
    }
    const Ran ran = run("check scenarios/suspension_2020.toml");
    CHECK_THAT(ran.text, Catch::Contains("2020-03-11, acts from the week of 2020-03-16, week 10"));
    CHECK_THAT(ran.text, Catch::Contains("sanctions") && Catch::Contains("on → off") &&
                             Catch::Contains("weeks 10 to 20"));
}

TEST_CASE("evidence can be required") {
    const Ran ran = run("check scenarios/smallest.toml --require-evidence", only_errors);
    CHECK(ran.status == 2);
    CHECK_THAT(ran.text, Catch::Contains("'stop_after_silence'") &&
                             Catch::Contains("full_obligations.toml:"));
}

TEST_CASE("faults go to standard error, nothing to standard output, and nothing is written") {
    const auto folder = std::filesystem::temp_directory_path() / "afklar_program_test";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
    const auto broken = (afklar::test::source_dir() / "tests/broken/many_at_once.toml").string();
    CHECK(run("check '" + broken + "'", "2>/dev/null", folder).text.empty());
    const Ran ran = run("check '" + broken + "'", only_errors, folder);
    CHECK(ran.status == 2);
    CHECK_THAT(ran.text, Catch::Contains("8 faults"));
    CHECK(ran.text.find('\033') == std::string::npos);
    CHECK(std::filesystem::is_empty(folder));
    std::filesystem::remove_all(folder);
}

TEST_CASE("every list is JSON under its plural, and aligned text") {
    for (const char* plural : {"regimes", "reforms", "timelines", "provisions", "parameters",
                               "metrics", "groups", "scenarios"}) {
        INFO(plural);
        const Ran ran = run("list " + std::string(plural) + " --json");
        CHECK(ran.status == 0);
        const auto value = boost::json::parse(ran.text);
        CHECK(value.as_object().size() == 1);
        CHECK(value.at(plural).is_array());
        CHECK(run("list " + std::string(plural)).status == 0);
    }
    const auto metrics = boost::json::parse(run("list metrics --json").text).at("metrics");
    for (const auto& metric : metrics.as_array()) {
        const auto better = metric.at("better").as_string();
        CHECK((better == "lower" || better == "higher" || better == "neither"));
    }
}

TEST_CASE("a regime is shown in full, or against another") {
    const Ran full = run("show full_obligations");
    CHECK_THAT(full.text,
               Catch::Contains("225-hour rule") && Catch::Contains("stop_after_silence"));
    const Ran both = run("show full_obligations+ds6_caseload_cap --against full_obligations");
    CHECK_THAT(both.text, Catch::Contains("3 of ") && Catch::Contains("hire_as_needed"));
    CHECK(run("show contact.b_trust").status == 0);
    CHECK(run("show ds4_own_health_assessment").status == 0);
    CHECK(run("show kl_flexible_restart.targets").text.find("targets.targets") ==
          std::string::npos);
}

TEST_CASE("an instruction set that there is not is refused with those that there are") {
    const auto refused = [](const char* value, const std::string& words) {
        ::setenv("AFKLAR_SIMD", value, 1); // NOLINT(concurrency-mt-unsafe)
        const Ran ran = run("--version", only_errors);
        ::unsetenv("AFKLAR_SIMD"); // NOLINT(concurrency-mt-unsafe)
        INFO(value << ": " << ran.text);
        CHECK(ran.status == 2);
        CHECK_THAT(ran.text, Catch::Contains(words));
        CHECK_THAT(ran.text, Catch::Contains("allowed: baseline, avx2, avx512"));
    };
    refused("avx22", "AFKLAR_SIMD=avx22");
    refused("avx22", "did you mean 'avx2'?");
    refused("sparc", "unknown instruction set in AFKLAR_SIMD=sparc");
    for (const char* value : {"", "baseline"}) {
        ::setenv("AFKLAR_SIMD", value, 1); // NOLINT(concurrency-mt-unsafe)
        CHECK(run("--version").status == 0);
        ::unsetenv("AFKLAR_SIMD"); // NOLINT(concurrency-mt-unsafe)
    }
}
