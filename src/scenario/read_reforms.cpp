#include <algorithm>
#include <utility>

#include "catalogue/read_policy.hpp"
#include "scenario/reader.hpp"

namespace afklar::detail {

namespace {

/// The reform to start from: one that ships, or of a file of the scenario's own.
std::optional<Reform> base_named(const Node& node, const PolicyNames& names, Faults& faults) {
    const auto name = as_text(node, "base", faults);
    if (!name) {
        return std::nullopt;
    }
    if (auto base = names.reform(*name)) {
        return base;
    }
    PolicyNames only_reforms;
    only_reforms.reforms = names.reforms;
    faults.add(node.origin, "base",
               "no reform is called '" + *name + "'" + hint(*name, only_reforms.all()) +
                   " (afklar list reforms)");
    return std::nullopt;
}

/// What is set here takes the place of whatever the base says of the provision, in any part of it.
void replace(Reform& reform, const Setting& setting) {
    std::erase_if(reform.settings,
                  [&](const Setting& known) { return known.provision == setting.provision; });
    reform.settings.push_back(setting);
}

/// Leaves only the named parts of the base, and what belongs to no part.
void keep_parts(TableReader& table, Reform& reform) {
    const Node* list = table.take("parts");
    if (list == nullptr) {
        return;
    }
    std::vector<std::string> known;
    for (const PolicyPart& part : reform.parts) {
        known.push_back(part.name);
    }
    if (known.empty()) {
        table.faults().add(list->origin, "parts", "'parts' needs a 'base' that has parts");
        return;
    }
    std::vector<std::string> kept;
    for (const Node& item : list->items) {
        if (const auto place = place_among(item, "parts", known, table.faults())) {
            kept.push_back(known[*place]);
        }
    }
    if (list->kind != NodeKind::list || list->items.empty()) {
        table.faults().add(list->origin, "parts",
                           "'parts' must be a list of names" + hint("", known));
    }
    const auto gone = [&](const std::string& part) {
        return !part.empty() && std::ranges::find(kept, part) == kept.end();
    };
    std::erase_if(reform.settings, [&](const Setting& s) { return gone(s.part); });
    std::erase_if(reform.parts, [&](const PolicyPart& part) { return gone(part.name); });
}

/// Lets everything hold as long as the reform itself.
void drop_dates(Reform& reform) {
    for (Setting& setting : reform.settings) {
        setting.from.reset();
        setting.to.reset();
    }
    for (PolicyPart& part : reform.parts) {
        part.from.reset();
        part.to.reset();
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
        reform = base_named(*base, policy_names(scenario, faults), faults).value_or(Reform{});
    }
    keep_parts(table, reform);
    if (table.truth("undated").value_or(false)) {
        drop_dates(reform);
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
        const PolicyNames names = policy_names(scenario, faults);
        if (names.reform(member.key) || names.regime(member.key) != nullptr ||
            names.timeline(member.key) != nullptr) {
            faults.add(member.origin, member.key,
                       "the name '" + member.key +
                           "' is taken already; choose another and use 'base'");
        }
        if (member.key.find('.') != std::string::npos) {
            faults.add(member.origin, member.key,
                       "the name of a reform has no point, which stands before a part");
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
