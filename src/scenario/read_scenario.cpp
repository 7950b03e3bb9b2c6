#include <afklar/scenario/scenario.hpp>

#include <algorithm>
#include <utility>

#include <afklar/catalogue/catalogue.hpp>
#include <afklar/observe/metric.hpp>

#include "scenario/limits.hpp"
#include "scenario/load.hpp"
#include "scenario/reader.hpp"

namespace afklar {

namespace {

using detail::Faults;
using detail::Node;
using detail::TableReader;

void read_start(TableReader& time, Scenario& scenario) {
    const auto start = time.date("start");
    const Node* node = time.take("start");
    if (node == nullptr) {
        time.fault("start", "'start' is missing in [time]: the first observed Monday");
    } else if (start && !is_monday(*start)) {
        time.faults().add(node->origin, "start",
                          "'start' must be a Monday; " + iso(*start) + " is none, the nearest is " +
                              iso(nearest_monday(*start)));
    }
    scenario.spec.start = start.value_or(Date{});
}

void read_time(TableReader& root, Scenario& scenario, Faults& faults) {
    const Node* node = root.need_table("time");
    if (node == nullptr) {
        return;
    }
    TableReader time{*node, "[time]", faults};
    read_start(time, scenario);
    scenario.spec.horizon = Weeks{0};
    if (const Node* weeks = time.need("weeks")) {
        const auto value = detail::as_whole(*weeks, "weeks", detail::observed_weeks, faults);
        scenario.spec.horizon = Weeks{static_cast<int>(value.value_or(0))};
    }
    if (const auto burn_in = time.whole("burn_in", detail::weeks_or_none)) {
        scenario.spec.burn_in = Weeks{static_cast<int>(*burn_in)};
    }
    time.finish();
}

void read_precision(TableReader& monte_carlo, Scenario& scenario) {
    const Node* node = monte_carlo.take_table("precision");
    if (node == nullptr) {
        return;
    }
    TableReader table{*node, "'precision'", monte_carlo.faults()};
    Precision precision;
    if (const Node* metric = table.need("metric")) {
        if (const auto key = detail::metric_named(*metric, table.faults())) {
            precision.metric = find_metric(*key)->metric;
            if (describe(precision.metric).kind == MetricKind::comparison) {
                table.faults().add(metric->origin, "metric",
                                   "'" + *key +
                                       "' is a ratio of differences and has no interval "
                                       "that more runs make narrow");
            }
        }
    }
    precision.half_width = table.need_number("half_width");
    const Node* width = table.take("half_width");
    if (width != nullptr && !(precision.half_width > 0.0)) {
        table.faults().add(width->origin, "half_width",
                           "'half_width' must be above 0, found " + detail::found(*width));
    }
    table.finish();
    scenario.spec.precision = precision;
}

void read_monte_carlo(TableReader& root, Scenario& scenario, Faults& faults) {
    const Node* node = root.take_table("monte_carlo");
    if (node == nullptr) {
        return;
    }
    TableReader table{*node, "[monte_carlo]", faults};
    if (const auto seed = table.whole("seed", detail::seeds)) {
        scenario.spec.seed = static_cast<std::uint64_t>(*seed);
    }
    scenario.spec.draws = static_cast<int>(table.whole("draws", detail::run_counts).value_or(1));
    scenario.spec.replicates =
        static_cast<int>(table.whole("replicates", detail::run_counts).value_or(1));
    scenario.spec.design =
        table.choice<PointDesign>("design").value_or(PointDesign::latin_hypercube);
    read_precision(table, scenario);
    table.finish();
}

/// Every value that a file or the command line gives, by its dotted path.
void list_settings(const Node& node, const std::string& path, Scenario& scenario) {
    if (node.kind == detail::NodeKind::table) {
        for (const detail::Member& member : node.members) {
            list_settings(member.value, path.empty() ? member.key : path + "." + member.key,
                          scenario);
        }
        return;
    }
    const bool tables = node.kind == detail::NodeKind::list && !node.items.empty() &&
                        node.items.front().kind == detail::NodeKind::table;
    if (!tables) {
        scenario.settings.push_back({path, detail::as_written(node), node.origin});
        return;
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        list_settings(node.items[i], path + "." + std::to_string(i), scenario);
    }
}

/// What acts although nobody wrote it.
void list_defaults(Scenario& scenario) {
    const std::pair<std::string, std::string> defaults[] = {
        {"time.burn_in", std::to_string(scenario.spec.burn_in.value)},
        {"monte_carlo.seed", std::to_string(scenario.spec.seed)},
        {"monte_carlo.draws", std::to_string(scenario.spec.draws)},
        {"monte_carlo.replicates", std::to_string(scenario.spec.replicates)},
        {"monte_carlo.design", "\"" + std::string(name_of(scenario.spec.design)) + "\""},
        {"parameters.file", "\"parameters/denmark.toml\""},
        {"parameters.prior", "\"" + std::string(name_of(scenario.spec.prior)) + "\""},
        {"compare.baseline", "\"" + scenario.spec.baseline + "\""},
        {"compare.groups", "[\"all\"]"},
        {"compare.evidence_blind", "false"},
    };
    for (const auto& [key, value] : defaults) {
        if (std::ranges::find(scenario.settings, key, &EffectiveSetting::key) ==
            scenario.settings.end()) {
            scenario.settings.push_back({key, value, {}});
        }
    }
}

void apply_overrides(Node& root, const ScenarioOverrides& overrides) {
    for (const auto& [path, value] : overrides.set) {
        detail::override_node(root, {"--set " + path, path, value});
    }
    const auto one = [&root](const char* name, const auto& value) {
        if (value) {
            detail::override_node(root,
                                  {std::string("--") + name, std::string("monte_carlo.") + name,
                                   std::to_string(*value)});
        }
    };
    one("seed", overrides.seed);
    one("draws", overrides.draws);
    one("replicates", overrides.replicates);
}

[[noreturn]] void refuse_missing(const std::string& path) {
    std::vector<std::string> names;
    for (const ShippedScenario& scenario : shipped_scenarios()) {
        names.push_back("scenarios/" + scenario.path);
    }
    const auto near = detail::nearest(path, names);
    throw ScenarioError(
        {{path, 0, 0, "",
          "there is no such file" + (near ? "; did you mean '" + *near + "'?"
                                          : std::string(" (afklar list scenarios)"))}});
}

} // namespace

Scenario read_scenario(const std::string& path, const ScenarioOverrides& overrides) {
    auto loaded = detail::load(path);
    if (!loaded) {
        refuse_missing(path);
    }
    Scenario scenario;
    scenario.path = path;
    scenario.text = std::move(loaded->text);
    scenario.files.push_back(loaded->name);
    Node root = detail::parse_toml(scenario.text, path);
    apply_overrides(root, overrides);

    Faults faults;
    TableReader file{root, "the scenario", faults};
    detail::check_schema(file);
    scenario.title = file.need_text("title");
    detail::read_population(file, scenario, faults);
    read_time(file, scenario, faults);
    read_monte_carlo(file, scenario, faults);
    detail::read_parameters_table(file, scenario, faults);
    detail::read_groups(file, scenario, faults);
    detail::read_policies(file, scenario, faults);
    detail::read_reforms(file, scenario, faults);
    detail::read_regimes(file, scenario, faults);
    detail::read_compare(file, scenario, faults);
    file.finish();
    faults.throw_if_any();

    list_settings(root, "", scenario);
    list_defaults(scenario);
    return scenario;
}

} // namespace afklar
