/// `afklar trace` from outside: whose course may be told, and what a wrong command line is answered.

#include <array>
#include <cstdio>
#include <string>

#include <sys/wait.h>

#include "support/catch.hpp"
#include "support/paths.hpp"

namespace {

struct Ran {
    int status = -1;
    std::string text; ///< standard output and standard error
};

Ran trace(const std::string& arguments) {
    const std::string command = "cd '" + afklar::test::source_dir().string() + "' && '" +
                                afklar::test::program().string() + "' trace " + arguments + " 2>&1";
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

const std::string letter = "scenarios/personal_letter.toml ";

} // namespace

TEST_CASE("the course of a made-up citizen is told, alone and against another regime") {
    const Ran alone = trace(letter + "--regime full_obligations --citizen 0");
    CHECK(alone.status == 0);
    CHECK_THAT(alone.text, Catch::Contains("A man of 42, activity ready"));
    CHECK_THAT(alone.text, Catch::Contains("6 January 2020:"));
    const Ran both = trace(
        letter + "--regime covid_suspension --citizen 0 --against full_obligations --replicate 3");
    CHECK(both.status == 0);
    CHECK_THAT(both.text, Catch::Contains("Here the courses part"));
    CHECK_THAT(both.text, Catch::Contains("participation"));
}

TEST_CASE("the course is told in Danish, with the titles of the scenario and of a shipped regime") {
    const Ran ran = trace(letter + "--regime covid_suspension --citizen 0 --language da");
    CHECK(ran.status == 0);
    CHECK_THAT(ran.text, Catch::Contains("Det personlige brev: borger 0 under "
                                         "»Suspension af pligterne, foråret 2020«"));
    CHECK_THAT(ran.text, Catch::Contains("En mand på 42 år, aktivitetsparat, med psykisk sygdom"));
    CHECK_THAT(ran.text, Catch::Contains("6. januar 2020:"));
}

TEST_CASE("people of synthetic populations are nobody's data") {
    const Ran ran =
        trace("scenarios/smallest.toml --citizen 12 --set time.weeks=10 --set time.burn_in=0");
    CHECK(ran.status == 0);
    CHECK_THAT(ran.text, Catch::Contains("How "));
}

TEST_CASE("what cannot be told is refused with status 2") {
    const auto refused = [](const std::string& arguments, const std::string& words) {
        const Ran ran = trace(arguments);
        INFO(arguments << ": " << ran.text);
        CHECK(ran.status == 2);
        CHECK_THAT(ran.text, Catch::Contains(words));
    };
    refused(letter, "'--citizen' is missing");
    refused(letter + "--citizen 2", "no citizen 2");
    refused(letter + "--citizen 0 --replicate 4000", "replicates from 0 to 39");
    refused(letter + "--citizen 0 --regime full_obligation", "did you mean 'full_obligations'?");
    refused(letter + "--citizen 0 --against covid_suspensoin", "did you mean 'covid_suspension'?");
    refused(letter + "--citizen 0 --language fr", "en or da");
    refused("--citizen 0", "is missing");
}

TEST_CASE("real people are told about only when that is asked for") {
    const std::string real = letter + "--citizen 0 --set population.invented=false ";
    const Ran refused = trace(real);
    CHECK(refused.status == 2);
    CHECK_THAT(refused.text, Catch::Contains("--personal-data"));
    CHECK(trace(real + "--personal-data").status == 0);
}
