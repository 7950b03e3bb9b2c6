#include "catalogue/read_parameters.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <afklar/experiment/rank_correlation.hpp>

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

/// A parameter of a correlation, which must be one that varies.
std::string read_correlated(TableReader& table, std::string_view key,
                            const std::vector<ParameterInfo>& read) {
    const Node* node = table.need(key);
    const auto name = node != nullptr ? as_text(*node, key, table.faults()) : std::nullopt;
    if (!name) {
        return {};
    }
    if (!is_known(*name)) {
        table.faults().add(node->origin, key,
                           "unknown parameter '" + *name + "'" + hint(*name, parameter_names()));
        return {};
    }
    const auto info = std::ranges::find(read, *name, &ParameterInfo::key);
    if (info != read.end() && info->prior.family == PriorFamily::fixed) {
        table.faults().add(node->origin, key, "'" + *name + "' is fixed and varies with nothing");
    }
    return *name;
}

RankCorrelation read_correlation(TableReader& table, const std::vector<ParameterInfo>& read) {
    RankCorrelation correlation;
    correlation.a = read_correlated(table, "a", read);
    correlation.b = read_correlated(table, "b", read);
    if (!correlation.a.empty() && correlation.a == correlation.b) {
        table.fault("b", "'b' is the same parameter as 'a', '" + correlation.a + "'");
    }
    correlation.rank = table.need_number("rank");
    if (!(correlation.rank > -1.0 && correlation.rank < 1.0)) {
        table.fault("rank",
                    "'rank' must lie strictly between -1 and 1, found " + plain(correlation.rank));
    }
    correlation.evidence = table.texts("evidence");
    correlation.assumption = table.text("assumption").value_or("");
    if (correlation.evidence.empty() && correlation.assumption.empty()) {
        table.fault("evidence", "a correlation needs 'evidence' or an 'assumption'");
    }
    table.finish();
    return correlation;
}

bool of_the_same(const RankCorrelation& x, const RankCorrelation& y) {
    return (x.a == y.a && x.b == y.b) || (x.a == y.b && x.b == y.a);
}

void check_together(const std::vector<RankCorrelation>& correlations, const Node& list,
                    Faults& faults) {
    ParameterSet set;
    set.correlations = correlations;
    const CorrelatedParameters correlated = correlated_parameters(set);
    if (!can_hold_together(correlated.places.size(), correlated.pairs)) {
        faults.add(list.origin, "correlation",
                   "these rank correlations cannot hold together: their matrix is not positive "
                   "definite");
    }
}

std::vector<RankCorrelation> read_correlations(const Node& list,
                                               const std::vector<ParameterInfo>& read,
                                               Faults& faults) {
    std::vector<RankCorrelation> correlations;
    const auto is_table = [](const Node& item) { return item.kind == NodeKind::table; };
    if (list.kind != NodeKind::list || !std::ranges::all_of(list.items, is_table)) {
        faults.add(list.origin, "correlation", "write correlations as [[correlation]]");
        return correlations;
    }
    const std::size_t before = faults.size();
    for (const Node& item : list.items) {
        TableReader table{item, "[[correlation]]", faults};
        RankCorrelation one = read_correlation(table, read);
        const bool twice = std::ranges::any_of(
            correlations, [&](const RankCorrelation& other) { return of_the_same(one, other); });
        if (twice) {
            faults.add(item.origin, "correlation",
                       "the correlation of '" + one.a + "' and '" + one.b + "' stands twice");
        }
        correlations.push_back(std::move(one));
    }
    if (faults.size() == before) {
        check_together(correlations, list, faults);
    }
    return correlations;
}

} // namespace

ParameterSet read_parameters(const Node& root, std::string name, Faults& faults) {
    std::vector<ParameterInfo> read;
    TableReader file{root, "the file of parameters", faults};
    check_schema(file);
    static_cast<void>(file.text("title"));
    for (const Member& group : root.members) {
        if (group.value.kind == NodeKind::table && group.key != "correlation") { // else told below
            static_cast<void>(file.take(group.key));
            read_group(group, read, faults);
        }
    }
    ParameterSet set;
    if (const Node* list = file.take("correlation")) {
        set.correlations = read_correlations(*list, read, faults);
    }
    file.finish();

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
