#include <utility>

#include <afklar/catalogue/denmark.hpp>

#include "catalogue/read_parameters.hpp"
#include "scenario/load.hpp"
#include "scenario/reader.hpp"

namespace afklar::detail {

namespace {

void read_file(const Node& node, Scenario& scenario, Faults& faults) {
    const auto path = as_text(node, "file", faults);
    if (!path) {
        return;
    }
    const auto loaded = load_beside(scenario.path, *path);
    if (!loaded) {
        faults.add(node.origin, "file",
                   "there is no file '" + beside(scenario.path, *path) +
                       "'; paths are relative to the scenario file");
        return;
    }
    scenario.files.push_back(loaded->name);
    const std::size_t before = faults.size();
    auto set = read_parameters(parse_toml(loaded->text, loaded->name), *path, faults);
    if (faults.size() == before) {
        scenario.spec.parameters = std::move(set);
    }
}

/// A value held, within the hard limits of its parameter.
void hold(const std::string& key, const Member& member, Scenario& scenario, Faults& faults) {
    const ParameterInfo* info = scenario.spec.parameters.find(key);
    if (info == nullptr) {
        faults.add(member.origin, key,
                   "unknown parameter '" + key + "'" + hint(key, parameter_names()) +
                       " (afklar list parameters)");
        return;
    }
    const Limits limits{info->prior.lower_limit, info->prior.upper_limit};
    const auto value = as_number(member.value, key, faults);
    if (!value) {
        return;
    }
    if (*value < limits.low || *value > limits.high) {
        faults.add(member.value.origin, key,
                   "'" + key + "' (" + info->unit + ") must lie between " + plain(limits.low) +
                       " and " + plain(limits.high) + ", found " + plain(*value));
        return;
    }
    scenario.spec.set.emplace_back(key, *value);
}

void read_set(const Node& set, Scenario& scenario, Faults& faults) {
    for (const Member& group : set.members) {
        if (group.value.kind != NodeKind::table) {
            hold(group.key, group, scenario, faults); // "contact.b_trust" = … in quotes
            continue;
        }
        for (const Member& one : group.value.members) {
            hold(group.key + "." + one.key, one, scenario, faults);
        }
    }
}

} // namespace

void read_parameters_table(TableReader& root, Scenario& scenario, Faults& faults) {
    scenario.spec.parameters = denmark();
    const Node* node = root.take_table("parameters");
    if (node == nullptr) {
        return;
    }
    TableReader table{*node, "[parameters]", faults};
    if (const Node* file = table.take("file")) {
        read_file(*file, scenario, faults);
    }
    scenario.spec.prior = table.choice<PriorSet>("prior").value_or(PriorSet::central);
    if (const Node* set = table.take_table("set")) {
        read_set(*set, scenario, faults);
    }
    table.finish();
}

} // namespace afklar::detail
