#include "cli/run_options.hpp"

#include <cstdint>
#include <filesystem>
#include <sstream>

#include <boost/program_options.hpp>

#include <afklar/core/error.hpp>

namespace afklar::cli {
namespace {

namespace po = boost::program_options;

[[noreturn]] void fail(const std::string& argument, const std::string& message) {
    throw ScenarioError({Fault{"", 0, 0, argument, message}});
}

po::options_description shown_options() {
    po::options_description options("Options");
    auto add = options.add_options();
    add("out", po::value<std::string>()->value_name("DIR"),
        "where results go (default: results/<scenario stem>)");
    add("seed", po::value<std::int64_t>()->value_name("N"), "instead of monte_carlo.seed");
    add("draws", po::value<int>()->value_name("N"), "instead of monte_carlo.draws");
    add("replicates", po::value<int>()->value_name("N"), "instead of monte_carlo.replicates");
    add("threads", po::value<int>()->value_name("N"),
        "threads (default: all cores); never moves a result");
    add("set", po::value<std::vector<std::string>>()->composing()->value_name("KEY=VALUE"),
        "any value of the scenario; may be given again");
    add("format", po::value<std::string>()->default_value("csv")->value_name("csv"),
        "of the tables");
    add("quiet", "no progress and no table");
    add("help", "this text");
    return options;
}

po::variables_map parsed(const std::vector<std::string>& args) {
    po::options_description all = shown_options();
    all.add_options()("scenario", po::value<std::vector<std::string>>());
    po::positional_options_description positional;
    positional.add("scenario", -1);
    using Style = po::command_line_style::style_t;
    constexpr int style = Style::allow_long | Style::long_allow_next | Style::long_allow_adjacent;
    po::variables_map found;
    try {
        po::store(
            po::command_line_parser(args).options(all).positional(positional).style(style).run(),
            found);
    } catch (const po::unknown_option& error) {
        fail(error.get_option_name(),
             "unknown option '" + error.get_option_name() + "'; see afklar run --help");
    } catch (const po::error_with_option_name& error) {
        fail(error.get_option_name(), error.what());
    } catch (const po::error& error) {
        fail("", error.what());
    }
    return found;
}

template <class T>
std::optional<T> value_in(const po::variables_map& found, const char* name) {
    return found.count(name) == 0 ? std::nullopt : std::optional<T>(found[name].as<T>());
}

int positive(const po::variables_map& found, const char* name, int otherwise) {
    const int value = value_in<int>(found, name).value_or(otherwise);
    if (found.count(name) != 0 && value < 1) {
        fail(std::string("--") + name,
             std::string("--") + name + " " + std::to_string(value) + ": must be at least 1");
    }
    return value;
}

ScenarioOverrides overrides_in(const po::variables_map& found) {
    ScenarioOverrides overrides;
    overrides.seed = value_in<std::int64_t>(found, "seed");
    overrides.draws = value_in<int>(found, "draws");
    overrides.replicates = value_in<int>(found, "replicates");
    for (const std::string& text :
         value_in<std::vector<std::string>>(found, "set").value_or(std::vector<std::string>())) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0) {
            fail("--set", "--set '" + text + "': must be KEY=VALUE");
        }
        overrides.set.push_back({text.substr(0, equals), text.substr(equals + 1)});
    }
    return overrides;
}

} // namespace

RunOptions read_run_options(const std::vector<std::string>& args) {
    const po::variables_map found = parsed(args);
    RunOptions options;
    options.help = found.count("help") != 0;
    if (options.help) {
        return options;
    }
    const auto scenarios =
        value_in<std::vector<std::string>>(found, "scenario").value_or(std::vector<std::string>());
    if (scenarios.empty()) {
        fail("SCENARIO", "afklar run needs a scenario file; see afklar run --help");
    }
    if (scenarios.size() > 1) {
        fail(scenarios[1], "'" + scenarios[1] + "': afklar run takes one scenario file");
    }
    options.scenario = scenarios[0];
    options.out =
        value_in<std::string>(found, "out")
            .value_or("results/" + std::filesystem::path(options.scenario).stem().string());
    options.overrides = overrides_in(found);
    options.threads = positive(found, "threads", 0);
    options.quiet = found.count("quiet") != 0;
    if (const auto format = found["format"].as<std::string>(); format != "csv") {
        fail("--format", "--format '" + format + "': must be csv");
    }
    return options;
}

std::string run_help() {
    std::ostringstream text;
    text << "afklar run SCENARIO.toml [options]\n\n"
            "Runs every regime of the scenario on the same luck, prints the headline table and\n"
            "writes the results directory.\n\n"
         << shown_options();
    return text.str();
}

} // namespace afklar::cli
