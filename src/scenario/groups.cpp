#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "catalogue/read_policy.hpp"
#include "scenario/reader.hpp"

namespace afklar {

namespace {

template <NamedEnum E>
void add_names(std::vector<std::string>& names, const std::string& dimension) {
    for (const std::string& name : detail::all_names<E>()) {
        names.push_back(fmt::format("{}.{}", dimension, name));
    }
}

template <NamedEnum E>
std::optional<std::uint8_t> bit_named(const std::string& name) {
    const auto value = value_named<E>(name);
    return value ? std::optional<std::uint8_t>(static_cast<std::uint8_t>(1U << index_of(*value)))
                 : std::nullopt;
}

} // namespace

std::vector<std::string> shipped_group_names() {
    std::vector<std::string> names{"all"};
    add_names<TargetGroup>(names, "target_group");
    add_names<Barrier>(names, "barriers");
    names.insert(names.end(), {"region.east", "region.west"});
    add_names<Region>(names, "region");
    add_names<Sex>(names, "sex");
    return names;
}

std::optional<Group> shipped_group(const std::string& name) {
    Group group{name, {}};
    if (name == "all") {
        return group;
    }
    const auto dot = name.find('.');
    if (dot == std::string::npos) {
        return std::nullopt;
    }
    const std::string dimension = name.substr(0, dot);
    const std::string value = name.substr(dot + 1);
    std::optional<std::uint8_t> bits;
    if (dimension == "target_group" && (bits = bit_named<TargetGroup>(value))) {
        group.who.target_groups = *bits;
    } else if (dimension == "barriers" && (bits = bit_named<Barrier>(value))) {
        group.who.barriers = *bits;
    } else if (dimension == "region" && (bits = regions_named(value))) {
        group.who.regions = *bits;
    } else if (dimension == "sex" && (bits = bit_named<Sex>(value))) {
        group.who.sexes = *bits;
    }
    return bits ? std::optional<Group>(std::move(group)) : std::nullopt;
}

namespace detail {

void read_groups(TableReader& root, Scenario& scenario, Faults& faults) {
    const Node* table = root.take_table("group");
    if (table == nullptr) {
        return;
    }
    for (const Member& member : table->members) {
        if (shipped_group(member.key) || member.key.find('.') != std::string::npos) {
            faults.add(member.origin, member.key,
                       "a group cannot be called '" + member.key +
                           "', which has a meaning already");
            continue;
        }
        scenario.groups.push_back(
            {member.key, read_selector(member.value, "[group." + member.key + "]", faults)});
    }
}

std::optional<Group> group_named(const Node& name, const Scenario& scenario, Faults& faults) {
    const auto text = as_text(name, "group", faults);
    if (!text) {
        return std::nullopt;
    }
    const auto own = std::ranges::find(scenario.groups, *text, &Group::name);
    if (own != scenario.groups.end()) {
        return *own;
    }
    if (auto shipped = shipped_group(*text)) {
        return shipped;
    }
    auto names = shipped_group_names();
    for (const Group& group : scenario.groups) {
        names.push_back(group.name);
    }
    faults.add(name.origin, *text,
               "unknown group '" + *text + "'" + hint(*text, names) + " (afklar list groups)");
    return std::nullopt;
}

} // namespace detail

} // namespace afklar
