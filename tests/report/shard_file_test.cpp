#include <afklar/report/shard_file.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <afklar/core/error.hpp>
#include <afklar/experiment/layout.hpp>

#include "support/catch.hpp"
#include "support/folder.hpp"
#include "support/made_up.hpp"

using namespace afklar;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;

namespace {

/// A folder that goes away with the test.
struct Folder : afklar::test::TemporaryFolder {
    void put(const std::string& text) const {
        std::ofstream(fs::path(path) / "shard.json", std::ios::binary) << text;
    }
};

ShardFile some() {
    Scenario scenario;
    scenario.path = "scenarios/no_such_file.toml";
    scenario.text = "schema = 1\n";
    scenario.spec = made_up::spec({2, 1});
    ScenarioOverrides overrides;
    overrides.set = {{"title", "\"A \\\"b\\\"\""}, {"time.weeks", "3"}};
    overrides.seed = 9'007'199'254'740'993; // more than a double holds
    overrides.replicates = 4;
    return shard_file_of(scenario, overrides, {2, 5});
}

} // namespace

TEST_CASE("a shard says what it is of, and is read back as it was") {
    const Folder folder;
    const ShardFile file = some();
    CHECK(file.version == library_version());
    CHECK(file.fingerprint == fingerprint(made_up::spec({2, 1})));
    CHECK(file.scenario == "scenarios/no_such_file.toml"); // one that ships keeps its name
    folder.put(shard_json(file));
    const ShardFile back = read_shard_file(folder.path.string());
    CHECK(back.shard == Shard{2, 5});
    CHECK(back.version == file.version);
    CHECK(back.fingerprint == file.fingerprint);
    CHECK(back.scenario == file.scenario);
    CHECK(back.text_hash == file.text_hash);
    CHECK(back.overrides.set == file.overrides.set);
    CHECK(back.overrides.seed == file.overrides.seed);
    CHECK_FALSE(back.overrides.draws.has_value());
    CHECK(back.overrides.replicates == 4);
}

TEST_CASE("a path on disk becomes an absolute one") {
    const Folder folder;
    folder.put("schema = 1\n");
    Scenario scenario;
    scenario.spec = made_up::spec({1, 1});
    scenario.path = fs::relative(folder / "shard.json").string();
    CHECK(fs::path(shard_file_of(scenario, {}, {}).scenario).is_absolute());
}

TEST_CASE("what is no shard.json is refused by name") {
    const Folder folder;
    CHECK_THROWS_WITH(read_shard_file(folder.path.string()),
                      Contains("shard.json: cannot be read"));
    const std::string text = shard_json(some());
    std::string third = text;
    third.replace(third.find("\"of\": 5"), 7, "\"of\": 1");
    for (const std::string& wrong :
         {std::string(), std::string("[]"), text.substr(0, text.size() / 2), third}) {
        folder.put(wrong);
        CHECK_THROWS_AS(read_shard_file(folder.path.string()), RunError);
        CHECK_THROWS_WITH(read_shard_file(folder.path.string()),
                          Contains("shard.json") && !Contains("boost"));
    }
}
