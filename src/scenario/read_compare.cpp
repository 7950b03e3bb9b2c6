#include <algorithm>
#include <utility>

#include <afklar/observe/metric.hpp>

#include "scenario/reader.hpp"

namespace afklar::detail {

std::optional<std::string> metric_named(const Node& name, Faults& faults) {
    auto key = as_text(name, "metric", faults);
    if (!key) {
        return std::nullopt;
    }
    if (find_metric(*key) != nullptr) {
        return key;
    }
    std::vector<std::string> keys;
    for (const MetricDescriptor& metric : metrics()) {
        keys.emplace_back(metric.key);
    }
    faults.add(name.origin, *key,
               "unknown metric '" + *key + "'" + hint(*key, keys) + " (afklar list metrics)");
    return std::nullopt;
}

namespace {

void read_baseline(TableReader& table, Scenario& scenario) {
    const Node* node = table.take("baseline");
    if (node == nullptr) {
        return;
    }
    std::vector<std::string> names;
    for (const NamedPolicy& regime : scenario.spec.regimes) {
        names.push_back(regime.name);
    }
    const auto name = as_text(*node, "baseline", table.faults());
    if (!name) {
        return;
    }
    if (std::ranges::find(names, *name) == names.end()) {
        table.faults().add(node->origin, "baseline",
                           "no [[regime]] is called '" + *name + "'" + hint(*name, names));
        return;
    }
    scenario.spec.baseline = *name;
}

void read_group_list(TableReader& table, Scenario& scenario) {
    const Node* list = table.take("groups");
    if (list == nullptr) {
        return;
    }
    if (list->kind != NodeKind::list || list->items.empty()) {
        table.faults().add(list->origin, "groups",
                           "'groups' must be a list of names, found " +
                               (list->kind == NodeKind::list ? "an empty list" : found(*list)));
        return;
    }
    for (const Node& item : list->items) {
        auto group = group_named(item, scenario, table.faults());
        if (!group) {
            continue;
        }
        const auto& known = scenario.spec.groups;
        if (std::ranges::find(known, group->name, &Group::name) != known.end()) {
            table.faults().add(item.origin, "groups",
                               "the group '" + group->name + "' stands twice");
            continue;
        }
        scenario.spec.groups.push_back(std::move(*group));
    }
}

void read_headline(TableReader& table, Scenario& scenario) {
    const Node* list = table.take("headline");
    if (list == nullptr) {
        return;
    }
    constexpr std::size_t most = 8;
    if (list->kind != NodeKind::list || list->items.empty() || list->items.size() > most) {
        table.faults().add(list->origin, "headline",
                           "'headline' must be a list of one to eight metrics");
        return;
    }
    for (const Node& item : list->items) {
        if (auto key = metric_named(item, table.faults())) {
            scenario.headline.push_back(std::move(*key));
        }
    }
}

/// [from, to) in observed weeks.
void read_window(const Member& member, Scenario& scenario, Faults& faults) {
    const Node& node = member.value;
    const Limits limits{0.0, static_cast<double>(scenario.spec.horizon.value)};
    if (member.key == "all") {
        faults.add(member.origin, "all", "the window 'all' is always there and is all weeks");
        return;
    }
    if (node.kind != NodeKind::list || node.items.size() != 2) {
        faults.add(node.origin, member.key,
                   "'" + member.key + "' must be [first week, week after the last], found " +
                       found(node));
        return;
    }
    const auto from = as_whole(node.items[0], member.key, limits, faults);
    const auto to = as_whole(node.items[1], member.key, limits, faults);
    if (!from || !to) {
        return;
    }
    if (*from >= *to) {
        faults.add(node.origin, member.key, "the window '" + member.key + "' holds no week");
        return;
    }
    scenario.spec.windows.push_back({member.key, static_cast<Week>(*from), static_cast<Week>(*to)});
}

} // namespace

void read_compare(TableReader& root, Scenario& scenario, Faults& faults) {
    if (const Node* node = root.take_table("compare")) {
        TableReader table{*node, "[compare]", faults};
        read_baseline(table, scenario);
        read_group_list(table, scenario);
        read_headline(table, scenario);
        scenario.spec.evidence_blind = table.truth("evidence_blind").value_or(false);
        if (const Node* windows = table.take_table("windows")) {
            for (const Member& member : windows->members) {
                read_window(member, scenario, faults);
            }
        }
        table.finish();
    }
    if (const Node* node = root.take_table("decision")) {
        TableReader table{*node, "[decision]", faults};
        if (const Node* metric = table.need("metric")) {
            scenario.decision = metric_named(*metric, faults);
        }
        table.finish();
    }
    if (scenario.spec.baseline.empty() && !scenario.spec.regimes.empty()) {
        scenario.spec.baseline = scenario.spec.regimes.front().name;
    }
    if (scenario.spec.groups.empty()) {
        scenario.spec.groups.push_back({"all", {}});
    }
}

} // namespace afklar::detail
