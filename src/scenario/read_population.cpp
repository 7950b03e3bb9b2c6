#include <utility>

#include "catalogue/read_margins.hpp"
#include "scenario/limits.hpp"
#include "scenario/load.hpp"
#include "scenario/microdata.hpp"
#include "scenario/reader.hpp"

namespace afklar::detail {

namespace {

/// The text of a file that the scenario names; a fault when there is none.
std::optional<Loaded> load_named(const Node& node, std::string_view key, Scenario& scenario,
                                 Faults& faults) {
    const auto path = as_text(node, key, faults);
    if (!path) {
        return std::nullopt;
    }
    auto loaded = load_beside(scenario.path, *path);
    if (!loaded) {
        faults.add(node.origin, key,
                   "there is no file '" + beside(scenario.path, *path) +
                       "'; paths are relative to the scenario file");
        return std::nullopt;
    }
    scenario.files.push_back(loaded->name);
    return loaded;
}

void read_microdata_source(const Node& node, TableReader& table, Scenario& scenario) {
    Faults& faults = table.faults();
    Microdata data;
    data.invented = table.truth("invented").value_or(false);
    if (auto loaded = load_named(node, "microdata", scenario, faults)) {
        data.people = read_microdata(loaded->text, loaded->name, faults);
        data.text = std::move(loaded->text);
    }
    if (const Node* size = table.take("size")) {
        faults.add(size->origin, "size",
                   "'size' goes with 'margins'; microdata are taken as they are");
    }
    scenario.spec.population.source = std::move(data);
}

void read_margins_source(const Node& node, TableReader& table, Scenario& scenario) {
    Faults& faults = table.faults();
    if (auto loaded = load_named(node, "margins", scenario, faults)) {
        const Node root = parse_toml(loaded->text, loaded->name);
        scenario.spec.population.source = read_margins(root, std::move(loaded->text), faults);
    }
    if (const Node* invented = table.take("invented")) {
        faults.add(invented->origin, "invented",
                   "'invented' goes with 'microdata'; a synthetic population always is");
    }
    if (const auto size = table.whole("size", population_sizes)) {
        scenario.spec.population.size = static_cast<int>(*size);
    }
}

} // namespace

void read_population(TableReader& root, Scenario& scenario, Faults& faults) {
    const Node* node = root.need_table("population");
    if (node == nullptr) {
        return;
    }
    TableReader table{*node, "[population]", faults};
    const Node* margins = table.take("margins");
    const Node* microdata = table.take("microdata");
    if ((margins == nullptr) == (microdata == nullptr)) {
        table.fault("population", "[population] names either 'margins' or 'microdata'");
        static_cast<void>(table.take("size"));
        static_cast<void>(table.take("invented"));
    } else if (microdata != nullptr) {
        read_microdata_source(*microdata, table, scenario);
    } else {
        read_margins_source(*margins, table, scenario);
    }
    table.finish();
}

} // namespace afklar::detail
