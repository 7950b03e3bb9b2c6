#include <algorithm>
#include <utility>

#include <afklar/catalogue/catalogue.hpp>

#include "catalogue/read_policy.hpp"
#include "scenario/reader.hpp"

namespace afklar::detail {

namespace {

/// The shipped reform to start from.
std::optional<Reform> base_named(const Node& node, Faults& faults) {
    const auto name = as_text(node, "base", faults);
    if (!name) {
        return std::nullopt;
    }
    if (const Reform* base = find_reform(*name)) {
        return *base;
    }
    std::vector<std::string> names;
    for (const Reform& reform : shipped_reforms()) {
        names.push_back(reform.name);
    }
    faults.add(node.origin, "base",
               "no shipped reform is called '" + *name + "'" + hint(*name, names) +
                   " (afklar list reforms)");
    return std::nullopt;
}

void replace(Reform& reform, const Setting& setting) {
    const auto at = std::ranges::find(reform.settings, setting.provision, &Setting::provision);
    if (at == reform.settings.end()) {
        reform.settings.push_back(setting);
    } else {
        *at = setting;
    }
}

void read_where(const Node& node, Reform& reform, const Scenario& scenario, Faults& faults) {
    if (node.kind == NodeKind::table) {
        reform.where = read_selector(node, "where of [reform." + reform.name + "]", faults);
        reform.where_name.clear();
    } else if (auto group = group_named(node, scenario, faults)) {
        reform.where = std::move(group->who);
        reform.where_name = group->name;
    }
}

Reform read_own(const Member& member, const Scenario& scenario, Faults& faults) {
    Reform reform;
    TableReader table{member.value, "[reform." + member.key + "]", faults};
    const Node* base = table.take("base");
    if (base != nullptr) {
        reform = base_named(*base, faults).value_or(Reform{});
    }
    reform.name = member.key;
    reform.origin = member.origin;
    reform.title = table.text("title").value_or(reform.title.empty() ? member.key : reform.title);
    reform.source = table.need_text("source");
    reform.environment = table.truth("environment").value_or(reform.environment);
    for (const std::string_view key : {"assumptions", "not_represented"}) {
        auto texts = table.texts(key);
        auto& list = key == "assumptions" ? reform.assumptions : reform.not_represented;
        list.insert(list.end(), texts.begin(), texts.end());
    }
    if (const Node* where = table.take("where")) {
        read_where(*where, reform, scenario, faults);
    }
    const Node* set = table.take_table("set");
    if (set == nullptr && base == nullptr) {
        faults.add(member.origin, "set",
                   "[reform." + member.key + "] changes nothing; give it a 'set'");
    }
    if (set != nullptr) {
        for (Setting& setting : read_settings(*set, "[reform." + member.key + "]", faults)) {
            setting.source = reform.source;
            replace(reform, setting);
        }
    }
    table.finish();
    return reform;
}

} // namespace

void read_reforms(TableReader& root, Scenario& scenario, Faults& faults) {
    const Node* table = root.take_table("reform");
    if (table == nullptr) {
        return;
    }
    for (const Member& member : table->members) {
        if (find_reform(member.key) != nullptr || find_regime(member.key) != nullptr) {
            faults.add(member.origin, member.key,
                       "the name '" + member.key +
                           "' ships already; choose another and use 'base'");
        }
        if (member.value.kind != NodeKind::table) {
            faults.add(member.value.origin, member.key,
                       "'" + member.key + "' must be a table: [reform." + member.key + "]");
            continue;
        }
        scenario.reforms.push_back(read_own(member, scenario, faults));
    }
}

} // namespace afklar::detail
