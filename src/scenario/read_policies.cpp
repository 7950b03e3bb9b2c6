#include <algorithm>
#include <utility>

#include <afklar/catalogue/catalogue.hpp>

#include "catalogue/read_policy.hpp"
#include "scenario/load.hpp"
#include "scenario/reader.hpp"

namespace afklar::detail {

namespace {

/// Adds a regime, reform or timeline under its name, unless the name is taken.
template <class T>
void put(std::vector<T>& list, T one, const Scenario& scenario, Faults& faults) {
    const PolicyNames names = policy_names(scenario, faults);
    if (names.regime(one.name) != nullptr || names.timeline(one.name) != nullptr ||
        names.reform(one.name)) {
        faults.add(one.origin, "name", "the name '" + one.name + "' is taken; choose another");
        return;
    }
    list.push_back(std::move(one));
}

void read_file(const Node& node, Scenario& scenario, Faults& faults) {
    const auto path = as_text(node, "policies", faults);
    if (!path) {
        return;
    }
    const auto loaded = load_beside(scenario.path, *path);
    if (!loaded) {
        faults.add(node.origin, "policies",
                   "there is no such file: '" + beside(scenario.path, *path) + "'");
        return;
    }
    scenario.files.push_back(loaded->name);
    const Node root = parse_toml(loaded->text, loaded->name);
    if (root.find("regime") != nullptr) {
        put(scenario.regimes, read_regime(root, faults), scenario, faults);
    } else if (root.find("reform") != nullptr) {
        put(scenario.reforms, read_reform(root, faults), scenario, faults);
    } else if (root.find("timeline") != nullptr) {
        const PolicyNames names = policy_names(scenario, faults);
        put(scenario.timelines, read_timeline(root, names, faults), scenario, faults);
    } else {
        faults.add(root.origin, "policies",
                   "a file of 'policies' holds a [regime], a [reform] or a [timeline]");
    }
}

template <class T>
void add_all(std::vector<const T*>& list, const auto& from) {
    for (const T& one : from) {
        list.push_back(&one);
    }
}

} // namespace

PolicyNames policy_names(const Scenario& scenario, Faults& faults) {
    PolicyNames names;
    add_all(names.regimes, shipped_regimes());
    add_all(names.regimes, scenario.regimes);
    add_all(names.reforms, shipped_reforms());
    add_all(names.reforms, scenario.reforms);
    add_all(names.timelines, shipped_timelines());
    add_all(names.timelines, scenario.timelines);
    names.group = [&scenario, &faults](const Node& name) {
        return group_named(name, scenario, faults);
    };
    return names;
}

void read_policies(TableReader& root, Scenario& scenario, Faults& faults) {
    const Node* list = root.take("policies");
    if (list == nullptr) {
        return;
    }
    if (list->kind != NodeKind::list) {
        faults.add(list->origin, "policies",
                   "'policies' must be a list of files, found " + found(*list));
    }
    for (const Node& node : list->items) {
        read_file(node, scenario, faults);
    }
}

} // namespace afklar::detail
