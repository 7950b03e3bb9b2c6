#include <afklar/report/shard_file.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include <boost/json.hpp>

#include <afklar/core/digest.hpp>
#include <afklar/core/error.hpp>
#include <afklar/experiment/layout.hpp>

#include "report/json_text.hpp"

namespace afklar {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

json::object overrides_in(const ScenarioOverrides& overrides) {
    json::array set;
    for (const auto& [key, value] : overrides.set) {
        set.push_back(json::array{key, value});
    }
    json::object out{{"set", set}};
    if (overrides.seed) {
        out["seed"] = *overrides.seed;
    }
    if (overrides.draws) {
        out["draws"] = *overrides.draws;
    }
    if (overrides.replicates) {
        out["replicates"] = *overrides.replicates;
    }
    return out;
}

ScenarioOverrides overrides_from(const json::object& in) {
    ScenarioOverrides overrides;
    for (const json::value& one : in.at("set").as_array()) {
        overrides.set.emplace_back(one.as_array().at(0).as_string(),
                                   one.as_array().at(1).as_string());
    }
    if (const auto* seed = in.if_contains("seed")) {
        overrides.seed = seed->to_number<std::int64_t>();
    }
    if (const auto* draws = in.if_contains("draws")) {
        overrides.draws = draws->to_number<int>();
    }
    if (const auto* replicates = in.if_contains("replicates")) {
        overrides.replicates = replicates->to_number<int>();
    }
    return overrides;
}

ShardFile shard_from(const json::object& in) {
    const auto text = [&](const char* key) { return std::string(in.at(key).as_string()); };
    ShardFile file;
    file.shard = {in.at("shard").to_number<int>(), in.at("of").to_number<int>()};
    file.version = text("version");
    file.fingerprint = text("fingerprint");
    file.scenario = text("scenario");
    file.text_hash = text("scenario_hash");
    file.overrides = overrides_from(in.at("overrides").as_object());
    return file;
}

} // namespace

ShardFile shard_file_of(const Scenario& scenario, const ScenarioOverrides& overrides,
                        const Shard& shard) {
    std::error_code ignored;
    const bool on_disk = fs::exists(scenario.path, ignored);
    return {shard,
            std::string(library_version()),
            fingerprint(scenario.spec),
            on_disk ? fs::absolute(scenario.path).lexically_normal().string() : scenario.path,
            sha256(scenario.text),
            overrides};
}

std::string shard_json(const ShardFile& file) {
    return detail::json_text(json::object{{"afklar", "shard"},
                                          {"version", file.version},
                                          {"fingerprint", file.fingerprint},
                                          {"shard", file.shard.number},
                                          {"of", file.shard.of},
                                          {"scenario", file.scenario},
                                          {"scenario_hash", file.text_hash},
                                          {"overrides", overrides_in(file.overrides)}});
}

ShardFile read_shard_file(const std::string& directory) {
    const std::string path = (fs::path(directory) / "shard.json").string();
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        throw RunError(path + ": cannot be read");
    }
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    try {
        ShardFile file = shard_from(json::parse(text).as_object());
        if (file.shard.number < 1 || file.shard.number > file.shard.of) {
            throw RunError(path + ": there is no shard " + std::to_string(file.shard.number) +
                           " of " + std::to_string(file.shard.of));
        }
        return file;
    } catch (const RunError&) {
        throw;
    } catch (const std::exception&) { // whose words are those of a library
        throw RunError(path + ": is damaged, or no shard.json of afklar; run that shard again");
    }
}

} // namespace afklar
