#include "catalogue/read_parameters.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace afklar::detail {

const std::vector<std::string>& parameter_names() {
    static const std::vector<std::string> names(parameter_keys().begin(), parameter_keys().end());
    return names;
}

namespace {

/// The families as they are written.
enum class FamilyName : std::uint8_t { fixed, normal, lognormal, beta, count_ };
constexpr std::array<std::string_view, 4> names_of(FamilyName) {
    return {"fixed", "normal", "lognormal", "beta"};
}

PriorFamily family_of(FamilyName name) {
    switch (name) {
    case FamilyName::normal:
        return PriorFamily::normal;
    case FamilyName::lognormal:
        return PriorFamily::lognormal;
    case FamilyName::beta:
        return PriorFamily::beta;
    case FamilyName::fixed:
    case FamilyName::count_:
        break;
    }
    return PriorFamily::fixed;
}

template <NamedEnum E>
E need_choice(TableReader& table, std::string_view key, E otherwise) {
    const auto value = table.choice<E>(key);
    if (!value && table.take(key) == nullptr) {
        table.fault(key, "'" + std::string(key) + "' is missing in " + table.name());
    }
    return value.value_or(otherwise);
}

void read_range(TableReader& table, Prior& prior) {
    const Node* range = table.need("range");
    if (range == nullptr) {
        return;
    }
    if (range->kind != NodeKind::list || range->items.size() != 2) {
        table.faults().add(range->origin, "range",
                           "'range' must be a list of two numbers, found " + found(*range));
        return;
    }
    prior.lower_limit = as_number(range->items[0], "range", table.faults()).value_or(0.0);
    prior.upper_limit = as_number(range->items[1], "range", table.faults()).value_or(0.0);
}

void check_values(TableReader& table, const ParameterInfo& info) {
    const std::pair<std::string_view, double> held[] = {{"value", info.prior.value},
                                                        {"sceptic", info.sceptic},
                                                        {"advocate", info.advocate},
                                                        {"evidence_blind", info.evidence_blind}};
    for (const auto& [key, value] : held) {
        if (value < info.prior.lower_limit || value > info.prior.upper_limit) {
            const Node* node = table.take(key);
            table.faults().add(node != nullptr ? node->origin : table.origin(), key,
                               "'" + std::string(key) + "' of " + info.key + " must lie between " +
                                   plain(info.prior.lower_limit) + " and " +
                                   plain(info.prior.upper_limit) + " (" + info.unit + "), found " +
                                   plain(value));
        }
    }
    try {
        require_valid(info.prior);
    } catch (const Error& error) {
        table.fault(info.key, info.key + ": " + error.what());
    }
}

ParameterInfo read_one(TableReader& table, std::string key) {
    ParameterInfo info;
    info.key = std::move(key);
    const std::size_t before = table.faults().size();
    info.prior.value = table.need_number("value");
    info.prior.low = table.need_number("low");
    info.prior.high = table.need_number("high");
    info.prior.family = family_of(need_choice(table, "family", FamilyName::fixed));
    read_range(table, info.prior);
    info.prior.null_value = table.number("null");
    info.prior.atom = table.number("atom").value_or(0.0);
    info.unit = table.need_text("unit");
    info.grade = need_choice(table, "grade", Grade::D);
    info.known = need_choice(table, "known", Known::prior_only);
    info.evidence = table.texts("evidence");
    info.assumption = table.text("assumption").value_or("");
    info.sentence = table.need_text("sentence");
    info.sceptic = table.number("sceptic").value_or(info.prior.value);
    info.advocate = table.number("advocate").value_or(info.prior.value);
    info.evidence_blind = table.number("evidence_blind").value_or(info.prior.value);
    table.finish();
    if (table.faults().size() == before) {
        check_values(table, info);
    }
    return info;
}

bool is_known(const std::string& key) {
    return std::ranges::find(parameter_names(), key) != parameter_names().end();
}

} // namespace

namespace {

/// All parameters of one group of the file.
void read_group(const Member& group, std::vector<ParameterInfo>& read, Faults& faults) {
    for (const Member& one : group.value.members) {
        std::string key = group.key + "." + one.key;
        if (!is_known(key)) {
            faults.add(one.origin, key,
                       "unknown parameter '" + key + "'" + hint(key, parameter_names()));
            continue;
        }
        TableReader table{one.value, "[" + key + "]", faults};
        read.push_back(read_one(table, std::move(key)));
    }
}

} // namespace

ParameterSet read_parameters(const Node& root, std::string name, Faults& faults) {
    std::vector<ParameterInfo> read;
    TableReader file{root, "the file of parameters", faults};
    check_schema(file);
    static_cast<void>(file.text("title"));
    for (const Member& group : root.members) {
        if (group.value.kind == NodeKind::table) { // else told by finish below
            static_cast<void>(file.take(group.key));
            read_group(group, read, faults);
        }
    }
    file.finish();

    ParameterSet set;
    set.name = std::move(name);
    std::string missing;
    for (const std::string& key : parameter_names()) {
        const auto at = std::ranges::find(read, key, &ParameterInfo::key);
        if (at == read.end()) {
            missing += missing.empty() ? key : ", " + key;
        } else {
            set.parameters.push_back(std::move(*at));
        }
    }
    if (!missing.empty()) {
        faults.add(root.origin, "", "parameters missing: " + missing);
    }
    return set;
}

} // namespace afklar::detail
