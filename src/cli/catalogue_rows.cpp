#include "cli/catalogue_rows.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include <afklar/catalogue/catalogue.hpp>
#include <afklar/catalogue/denmark.hpp>
#include <afklar/catalogue/evidence.hpp>
#include <afklar/observe/metric.hpp>
#include <afklar/policy/certificate.hpp>
#include <afklar/scenario/scenario.hpp>

#include "catalogue/reading.hpp"
#include "cli/command_line.hpp"

namespace afklar::cli {

namespace json = boost::json;

namespace {

json::array texts(const std::vector<std::string>& list) {
    json::array array;
    for (const std::string& text : list) {
        array.emplace_back(text);
    }
    return array;
}

json::value date_or_null(const std::optional<Date>& day) {
    return day ? json::value(iso(*day)) : json::value(nullptr);
}

/// A number as JSON: whole ones without a point.
json::value number(double value) {
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? json::value(whole) : json::value(value);
}

json::value value_of_setting(const Setting& setting) {
    const ProvisionDescriptor& d = describe(setting.provision);
    const bool is_number = d.kind == ValueKind::number || d.kind == ValueKind::whole_number;
    return is_number ? number(setting.value)
                     : json::value(written(setting.provision, setting.value));
}

json::array parts_of(const std::vector<PolicyPart>& parts) {
    json::array all;
    for (const PolicyPart& part : parts) {
        all.emplace_back(json::object{{"name", part.name},
                                      {"title", part.title},
                                      {"source", part.source},
                                      {"from", date_or_null(part.from)},
                                      {"to", date_or_null(part.to)},
                                      {"regions", regions_in_words(part.regions)}});
    }
    return all;
}

Listing regimes() {
    Listing list{"regimes", {}, {"name", "title", "source"}};
    for (const Regime& regime : shipped_regimes()) {
        list.rows.push_back(json::object{{"name", regime.name},
                                         {"title", regime.title},
                                         {"source", regime.source},
                                         {"in_force_from", date_or_null(regime.in_force_from)},
                                         {"in_force_to", date_or_null(regime.in_force_to)},
                                         {"assumptions", texts(regime.assumptions)},
                                         {"not_represented", texts(regime.not_represented)}});
    }
    return list;
}

Listing reforms() {
    Listing list{"reforms", {}, {"name", "kind", "title", "source"}};
    for (const Reform& reform : shipped_reforms()) {
        json::array sets;
        for (const Setting& setting : reform.settings) {
            json::object one{{"provision", describe(setting.provision).key},
                             {"value", value_of_setting(setting)}};
            if (!setting.part.empty()) {
                one["part"] = setting.part;
            }
            sets.emplace_back(std::move(one));
        }
        list.rows.push_back(json::object{{"name", reform.name},
                                         {"title", reform.title},
                                         {"source", reform.source},
                                         {"kind", reform.environment ? "environment" : "reform"},
                                         {"parts", parts_of(reform.parts)},
                                         {"sets", std::move(sets)},
                                         {"assumptions", texts(reform.assumptions)},
                                         {"not_represented", texts(reform.not_represented)}});
    }
    return list;
}

std::string_view kind_name(ValueKind kind) {
    switch (kind) {
    case ValueKind::number:
        return "number";
    case ValueKind::whole_number:
        return "whole_number";
    case ValueKind::choice:
        return "choice";
    case ValueKind::choice_set:
    case ValueKind::count_:
        break;
    }
    return "choice_set";
}

Listing provisions_list() {
    Listing list{
        "provisions", {}, {"key", "unit", "range", "scope", "reference", "moves", "sentence"}};
    for (const ProvisionDescriptor& d : provisions()) {
        json::array choices;
        std::string range;
        for (const std::string_view choice : d.choices) {
            choices.emplace_back(choice);
            range += (range.empty() ? "" : " | ") + std::string(choice);
        }
        if (d.choices.empty()) {
            range = detail::plain(d.low) + " to " + detail::plain(d.high);
        }
        list.rows.push_back(json::object{{"key", d.key},
                                         {"group", d.group},
                                         {"kind", kind_name(d.kind)},
                                         {"unit", d.unit},
                                         {"low", number(d.low)},
                                         {"high", number(d.high)},
                                         {"choices", std::move(choices)},
                                         {"neutral", written(d.provision, d.neutral)},
                                         {"range", range},
                                         {"scope", name_of(d.scope)},
                                         {"zero", d.zero},
                                         {"moves", d.lever.metric},
                                         {"direction", name_of(d.lever.direction)},
                                         {"reference", d.reference},
                                         {"sentence", d.sentence}});
    }
    return list;
}

Listing parameters() {
    Listing list{
        "parameters", {}, {"key", "value", "low", "high", "unit", "grade", "known", "sentence"}};
    for (const ParameterInfo& info : denmark().parameters) {
        list.rows.push_back(json::object{{"key", info.key},
                                         {"value", number(info.prior.value)},
                                         {"low", number(info.prior.low)},
                                         {"high", number(info.prior.high)},
                                         {"lower_limit", number(info.prior.lower_limit)},
                                         {"upper_limit", number(info.prior.upper_limit)},
                                         {"unit", info.unit},
                                         {"grade", name_of(info.grade)},
                                         {"known", name_of(info.known)},
                                         {"disputed", info.disputed()},
                                         {"sceptic", number(info.sceptic)},
                                         {"advocate", number(info.advocate)},
                                         {"evidence_blind", number(info.evidence_blind)},
                                         {"evidence", texts(info.evidence)},
                                         {"assumption", info.assumption},
                                         {"sentence", info.sentence}});
    }
    return list;
}

Listing metrics_list() {
    Listing list{"metrics", {}, {"key", "unit", "better", "sentence"}};
    for (const MetricDescriptor& metric : metrics()) {
        list.rows.push_back(json::object{{"key", metric.key},
                                         {"unit", metric.unit},
                                         {"better", name_of(metric.better)},
                                         {"kind", name_of(metric.kind)},
                                         {"numerator", numerator_text(metric)},
                                         {"denominator", denominator_text(metric)},
                                         {"population", metric.population},
                                         {"weekly", metric.weekly},
                                         {"model_index", metric.model_index},
                                         {"sentence", metric.sentence}});
    }
    return list;
}

Listing groups() {
    Listing list{"groups", {}, {"name"}};
    for (const std::string& name : shipped_group_names()) {
        list.rows.push_back(json::object{{"name", name}});
    }
    return list;
}

Listing scenarios() {
    Listing list{"scenarios", {}, {"path", "title"}};
    for (const ShippedScenario& scenario : shipped_scenarios()) {
        list.rows.push_back(
            json::object{{"path", "scenarios/" + scenario.path}, {"title", scenario.title}});
    }
    return list;
}

Listing timelines() {
    Listing list{"timelines", {}, {"name", "kind", "title", "source"}};
    for (const Timeline& timeline : shipped_timelines()) {
        json::array entries;
        for (const TimelineEntry& entry : timeline.entries) {
            entries.emplace_back(json::object{{"from", date_or_null(entry.from)},
                                              {"to", date_or_null(entry.to)},
                                              {"regions", regions_in_words(entry.regions)},
                                              {"apply", applied_names(entry)}});
        }
        list.rows.push_back(json::object{{"name", timeline.name},
                                         {"kind", "timeline"},
                                         {"title", timeline.title},
                                         {"source", timeline.source},
                                         {"entries", std::move(entries)},
                                         {"assumptions", texts(timeline.assumptions)},
                                         {"not_represented", texts(timeline.not_represented)}});
    }
    // A reform whose parts have dates of their own is a timeline too, to be added to a regime.
    for (const Reform& reform : shipped_reforms()) {
        if (std::ranges::any_of(reform.parts,
                                [](const PolicyPart& p) { return p.from.has_value(); })) {
            list.rows.push_back(json::object{{"name", reform.name},
                                             {"kind", "dated reform"},
                                             {"title", reform.title},
                                             {"source", reform.source},
                                             {"entries", parts_of(reform.parts)},
                                             {"assumptions", texts(reform.assumptions)},
                                             {"not_represented", texts(reform.not_represented)}});
        }
    }
    return list;
}

Listing evidence() {
    Listing list{"evidence", {}, {"id", "says"}};
    for (const EvidenceRow& row : evidence_rows()) {
        json::object out{{"id", row.id},
                         {"says", row.columns.size() > 1 ? row.columns[1].second : ""}};
        for (const auto& [column, text] : row.columns) {
            out[column] = text;
        }
        list.rows.push_back(std::move(out));
    }
    return list;
}

struct Maker {
    std::string_view plural;
    Listing (*make)();
};
constexpr Maker makers[] = {{"regimes", regimes},       {"reforms", reforms},
                            {"timelines", timelines},   {"provisions", provisions_list},
                            {"parameters", parameters}, {"metrics", metrics_list},
                            {"groups", groups},         {"scenarios", scenarios},
                            {"evidence", evidence}};

} // namespace

const std::vector<std::string>& listing_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Maker& maker : makers) {
            all.emplace_back(maker.plural);
        }
        return all;
    }();
    return names;
}

Listing listing_of(const std::string& plural) {
    const auto at = std::ranges::find(makers, std::string_view(plural), &Maker::plural);
    if (at == std::end(makers)) {
        throw CommandLineError("there is no list of '" + plural + "'" +
                               detail::hint(plural, listing_names()));
    }
    return at->make();
}

std::string cell(const json::value& value) {
    if (value.is_string()) {
        return std::string(value.get_string());
    }
    if (value.is_double()) {
        return detail::plain(value.get_double());
    }
    if (value.is_null()) {
        return "";
    }
    std::string text;
    if (value.is_object()) {
        for (const auto& member : value.get_object()) {
            text += (text.empty() ? "" : ", ") + std::string(member.key()) + " = " +
                    cell(member.value());
        }
        return text;
    }
    if (value.is_array()) {
        for (const auto& item : value.get_array()) {
            text += (text.empty() ? "" : ", ") + cell(item);
        }
        return text;
    }
    return json::serialize(value);
}

} // namespace afklar::cli
