#include "catalogue/read_policy.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace afklar::detail {

const std::vector<std::string>& provision_keys() {
    static const std::vector<std::string> keys = [] {
        std::vector<std::string> all;
        for (const ProvisionDescriptor& d : provisions()) {
            all.emplace_back(d.key);
        }
        return all;
    }();
    return keys;
}

namespace {

std::optional<double> read_choice(const Node& node, const ProvisionDescriptor& provision,
                                  Faults& faults) {
    const std::vector<std::string> names(provision.choices.begin(), provision.choices.end());
    if (node.kind == NodeKind::truth && names == std::vector<std::string>{"off", "on"}) {
        faults.add(node.origin, provision.key,
                   "'" + std::string(provision.key) + "' must be \"on\" or \"off\", found " +
                       found(node));
        return std::nullopt;
    }
    const auto place = place_among(node, provision.key, names, faults);
    return place ? std::optional<double>(static_cast<double>(*place)) : std::nullopt;
}

std::optional<double> read_set(const Node& node, const ProvisionDescriptor& provision,
                               Faults& faults) {
    const std::vector<std::string> names(provision.choices.begin(), provision.choices.end());
    if (node.kind != NodeKind::list || node.items.empty()) {
        faults.add(node.origin, provision.key,
                   "'" + std::string(provision.key) +
                       "' must be a list with at least one of its values" + hint("", names) +
                       "; found " + (node.kind == NodeKind::list ? "an empty list" : found(node)));
        return std::nullopt;
    }
    unsigned bits = 0;
    bool complete = true;
    for (const Node& item : node.items) {
        const auto place = place_among(item, provision.key, names, faults);
        complete = complete && place;
        bits |= place ? 1U << *place : 0U;
    }
    return complete ? std::optional<double>(bits) : std::nullopt;
}

} // namespace

std::optional<double> read_value(const Node& node, const ProvisionDescriptor& provision,
                                 Faults& faults) {
    const Limits limits{provision.low, provision.high};
    switch (provision.kind) {
    case ValueKind::choice:
        return read_choice(node, provision, faults);
    case ValueKind::choice_set:
        return read_set(node, provision, faults);
    case ValueKind::whole_number: {
        const auto value = as_whole(node, provision.key, limits, faults);
        return value ? std::optional<double>(static_cast<double>(*value)) : std::nullopt;
    }
    case ValueKind::number:
    case ValueKind::count_:
        break;
    }
    return as_number(node, provision.key, limits, faults);
}

std::vector<Setting> read_settings(const Node& set, const std::string& name, Faults& faults) {
    std::vector<Setting> settings;
    if (set.kind != NodeKind::table) {
        faults.add(set.origin, "set", name + " must be a table, found " + found(set));
    } else if (set.members.empty()) {
        faults.add(set.origin, "set", name + " sets nothing");
    }
    for (const Member& member : set.members) {
        const auto known = std::ranges::find(provisions(), std::string_view(member.key),
                                             &ProvisionDescriptor::key);
        if (known == provisions().end()) {
            faults.add(member.origin, member.key,
                       "unknown key '" + member.key + "' in " + name + ", which sets provisions" +
                           hint(member.key, provision_keys()) + " (afklar list provisions)");
            continue;
        }
        if (const auto value = read_value(member.value, *known, faults)) {
            settings.push_back({known->provision, *value, {}, member.origin});
        }
    }
    return settings;
}

namespace {

/// A stretch of whole numbers { from, to }, to exclusive.
void read_stretch(TableReader& group, std::string_view key, int& from, int& to) {
    const Node* node = group.take_table(key);
    if (node == nullptr) {
        return;
    }
    TableReader stretch{*node, group.name() + " " + std::string(key), group.faults()};
    const auto first = stretch.whole("from", stretch_ends);
    const auto last = stretch.whole("to", stretch_ends);
    stretch.finish();
    from = first ? static_cast<int>(*first) : from;
    to = last ? static_cast<int>(*last) : to;
    if (from >= to) {
        group.faults().add(node->origin, key,
                           "'" + std::string(key) +
                               "' holds nobody: to (exclusive) must be above from");
    }
}

/// One name or a list of names, as bits.
template <NamedEnum E>
std::uint8_t read_bits(TableReader& group, std::string_view key, std::uint8_t otherwise) {
    const Node* node = group.take(key);
    if (node == nullptr) {
        return otherwise;
    }
    const auto names = all_names<E>();
    unsigned bits = 0;
    const auto add = [&](const Node& one) {
        if (const auto place = place_among(one, key, names, group.faults())) {
            bits |= 1U << *place;
        }
    };
    if (node->kind == NodeKind::list) {
        std::ranges::for_each(node->items, add);
        if (node->items.empty()) {
            group.faults().add(node->origin, key, "'" + std::string(key) + "' holds nobody");
        }
    } else {
        add(*node);
    }
    return static_cast<std::uint8_t>(bits);
}

} // namespace

std::uint8_t read_regions(const Node& node, std::string_view key, Faults& faults) {
    const auto names = region_names();
    unsigned bits = 0;
    const auto add = [&](const Node& one) {
        if (const auto place = place_among(one, key, names, faults)) {
            bits |= *regions_named(names[*place]);
        }
    };
    if (node.kind == NodeKind::list) {
        std::ranges::for_each(node.items, add);
        if (node.items.empty()) {
            faults.add(node.origin, key, "'" + std::string(key) + "' names no region");
        }
    } else {
        add(node);
    }
    return static_cast<std::uint8_t>(bits);
}

void check_dates(const Origin& origin, const std::optional<Date>& from,
                 const std::optional<Date>& to, Faults& faults) {
    if (from && to && *from >= *to) {
        faults.add(origin, "to",
                   "the dates are out of order: from " + iso(*from) + " to " + iso(*to) +
                       " (exclusive)");
    }
}

Selector read_selector(const Node& table, const std::string& name, Faults& faults) {
    Selector who;
    TableReader group{table, name, faults};
    read_stretch(group, "age", who.age_from, who.age_to);
    read_stretch(group, "weeks_on_benefit", who.weeks_from, who.weeks_to);
    who.sexes = read_bits<Sex>(group, "sex", who.sexes);
    who.target_groups = read_bits<TargetGroup>(group, "target_group", who.target_groups);
    who.barriers = read_bits<Barrier>(group, "barriers", 0);
    if (const Node* region = group.take("region")) {
        who.regions = read_regions(*region, "region", faults);
    }
    if (const Node* centres = group.take("job_centres")) {
        if (centres->kind != NodeKind::list || centres->items.empty()) {
            faults.add(centres->origin, "job_centres",
                       "'job_centres' must be a list of numbers, found " + found(*centres));
        }
        for (const Node& item : centres->items) {
            if (const auto centre = as_whole(item, "job_centres", centre_numbers, faults)) {
                who.job_centres.push_back(static_cast<int>(*centre));
            }
        }
    }
    group.finish();
    return who;
}

namespace {

/// Gives every setting its source; faults for those without, and for sources of nothing.
void read_sources(TableReader& root, std::vector<Setting>& settings, const std::string& file_of) {
    const Node empty;
    const Node* table = root.take_table("sources");
    TableReader sources{table != nullptr ? *table : empty, "[sources]", root.faults()};
    for (Setting& setting : settings) {
        const std::string_view key = describe(setting.provision).key;
        const auto source = sources.text(key);
        if (source && !source->empty()) {
            setting.source = *source;
        } else {
            root.faults().add(setting.origin, key,
                              "'" + std::string(key) + "' has no source in [sources] of " +
                                  file_of);
        }
    }
    sources.finish();
}

/// One `[[part]]`: what it sets, and where and when.
template <class T>
void read_part(const Node& node, T& whole, Faults& faults) {
    TableReader table{node, "[[part]]", faults};
    PolicyPart part;
    part.name = table.need_text("name");
    part.title = table.text("title").value_or(part.name);
    part.source = table.text("source").value_or(whole.source);
    part.from = table.date("from");
    part.to = table.date("to");
    check_dates(node.origin, part.from, part.to, faults);
    if (const Node* region = table.take("region")) {
        part.regions = read_regions(*region, "region", faults);
    }
    if (std::ranges::find(whole.parts, part.name, &PolicyPart::name) != whole.parts.end()) {
        table.fault("name", "two parts of '" + whole.name + "' are called '" + part.name + "'");
    }
    std::vector<Setting> settings;
    if (const Node* set = table.need("set")) {
        settings = read_settings(*set, "the set of part '" + part.name + "'", faults);
    }
    read_sources(table, settings, "part '" + part.name + "'");
    table.finish();
    for (Setting& setting : settings) {
        setting.from = part.from;
        setting.to = part.to;
        setting.regions = part.regions;
        setting.part = part.name;
        whole.settings.push_back(std::move(setting));
    }
    whole.parts.push_back(std::move(part));
}

template <class T>
void read_body(TableReader& root, T& result) {
    const Node* set = root.take_table("set");
    if (set != nullptr) {
        result.settings = read_settings(*set, "[set]", root.faults());
    }
    read_sources(root, result.settings, "'" + result.name + "'");
    const Node* parts = root.take("part");
    if (parts != nullptr && parts->kind != NodeKind::list) {
        root.faults().add(parts->origin, "part", "write parts as [[part]]");
    } else if (parts != nullptr) {
        for (const Node& part : parts->items) {
            read_part(part, result, root.faults());
        }
    }
    if (set == nullptr && parts == nullptr) {
        root.fault("set", "'" + result.name + "' sets nothing; give it a [set] or a [[part]]");
    }
}

/// Faults for settings of one provision that would hold together without one being the general one.
void check_once(const Regime& regime, Faults& faults) {
    const auto earlier = [](const std::optional<Date>& a, const std::optional<Date>& b) {
        return a && b && *a <= *b;
    };
    for (const Setting& a : regime.settings) {
        for (const Setting& b : regime.settings) {
            const bool meet =
                (a.regions & b.regions) != 0 && !earlier(a.to, b.from) && !earlier(b.to, a.from);
            if (&a < &b && a.provision == b.provision && a.general() == b.general() && meet) {
                const std::string key{describe(b.provision).key};
                faults.add(b.origin, key,
                           "the regime '" + regime.name + "' sets '" + key +
                               "' twice for the same region and days (parts '" + a.part +
                               "' and '" + b.part + "')");
            }
        }
    }
}

void read_in_force(TableReader& head, Regime& regime) {
    const Node* node = head.take_table("in_force");
    if (node == nullptr) {
        return;
    }
    TableReader dates{*node, "[regime.in_force]", head.faults()};
    regime.in_force_from = dates.date("from");
    regime.in_force_to = dates.date("to");
    dates.finish();
    check_dates(node->origin, regime.in_force_from, regime.in_force_to, head.faults());
}

} // namespace

Regime read_regime(const Node& root, Faults& faults) {
    Regime regime;
    TableReader file{root, "the file of a regime", faults};
    read_head(file, "regime", regime, [&](TableReader& head) { read_in_force(head, regime); });
    read_body(file, regime);
    check_once(regime, faults);
    file.finish();
    return regime;
}

Reform read_reform(const Node& root, Faults& faults) {
    Reform reform;
    TableReader file{root, "the file of a reform", faults};
    read_head(file, "reform", reform, [&](TableReader& head) {
        reform.environment = head.truth("environment").value_or(false);
        if (const Node* where = head.take_table("where")) {
            reform.where = read_selector(*where, "[reform.where]", faults);
        }
    });
    read_body(file, reform);
    file.finish();
    return reform;
}

} // namespace afklar::detail
