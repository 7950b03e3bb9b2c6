/// `afklar attribute` as a user meets it.

#include <string>

#include "support/catch.hpp"
#include "support/program_folder.hpp"

using namespace afklar::test;

namespace {

struct Folder : ProgramFolder {
    Folder() : ProgramFolder({200, 10, 2}) {
        put("tiny.toml",
            text("tiny.toml") +
                "[[regime]]\nname = \"two\"\n"
                "apply = [\"full_obligations\", \"ds6_caseload_cap\", \"ds7_outcome_steering\"]\n");
    }
};

} // namespace

TEST_CASE("the parts of the widest regime are shared out; threads move no byte") {
    const Folder folder;
    const std::string command = "attribute tiny.toml --metric contacts_per_citizen_year ";
    REQUIRE(folder.run(command + "--threads 1") == 0);
    const std::string table = folder.text("out.txt");
    CHECK(table.find("ds6 caseload cap") != std::string::npos);
    CHECK(table.find("ds7 outcome steering") != std::string::npos);
    REQUIRE(folder.run(command + "--threads 3 --quiet --out other") == 0);
    CHECK(folder.text("out.txt").empty());
    for (const std::string name : {"/attribution.csv", "/manifest.json"}) {
        CHECK_FALSE(folder.text("other" + name).empty());
        CHECK(folder.text("other" + name) == folder.text("results/tiny_attribution" + name));
    }
    REQUIRE(folder.run(command + "--regime capped --quiet --out one") == 0);
    CHECK(folder.text("one/attribution.csv").find("ds7") == std::string::npos);
    REQUIRE(folder.run(command + "--reform ds2_development_flex_job --reform "
                                 "kl_flexible_restart.targets --quiet --out listed") == 0);
    CHECK(folder.text("listed/attribution.csv").find("share,kl_flexible_restart.targets") !=
          std::string::npos);
    REQUIRE(folder.run(command + "--orders 10 --quiet --out drawn") == 0);
}

TEST_CASE("what cannot be shared out ends with 2, the nearest name, and no file") {
    const Folder folder;
    const auto refused = [&](const std::string& words, const std::string& said) {
        INFO(words);
        CHECK(folder.run("attribute tiny.toml " + words + " --out none") == 2);
        CAPTURE(folder.text("err.txt"));
        CHECK(folder.text("err.txt").find(said) != std::string::npos);
        CHECK_FALSE(std::filesystem::exists(folder.path / "none"));
        CHECK_FALSE(std::filesystem::exists(folder.path / "none.partial"));
    };
    refused("", "--metric is missing");
    refused("--metric contacts_per_citizen", "did you mean 'contacts_per_citizen_year'?");
    refused("--metric cost_per_extra_assessment", "compares two regimes");
    const std::string metric = "--metric contacts_per_citizen_year ";
    refused(metric + "--regime tow", "did you mean 'two'?");
    refused(metric + "--regime full", "applies no reform");
    refused(metric + "--reform ds6_caseload_cup", "did you mean 'ds6_caseload_cap'?");
    refused(metric + "--regime two --reform ips", "exclude each other");
    refused(metric + "--group nobody", "has no 'nobody'");
    refused(metric + "--orders 1", "'--orders' must be a whole number");
}
