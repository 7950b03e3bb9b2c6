#include <afklar/scenario/schema.hpp>

#include <initializer_list>
#include <utility>

#include <boost/json.hpp>

#include <afklar/catalogue/denmark.hpp>
#include <afklar/evidence/parameters.hpp>
#include <afklar/observe/metric.hpp>
#include <afklar/policy/provision.hpp>
#include <afklar/scenario/scenario.hpp>

#include "catalogue/read_policy.hpp"
#include "catalogue/reading.hpp"
#include "scenario/limits.hpp"

namespace afklar {

namespace {

namespace json = boost::json;

json::object of_type(std::string_view type) { return {{"type", type}}; }

json::object text() {
    json::object schema = of_type("string");
    schema["minLength"] = 1;
    return schema;
}

json::object date_text() {
    json::object schema = of_type("string");
    schema["format"] = "date";
    schema["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    return schema;
}

json::object number(std::string_view type, detail::Limits limits) {
    json::object schema = of_type(type);
    schema["minimum"] = limits.low;
    schema["maximum"] = limits.high;
    return schema;
}

template <class Names>
json::object one_of_names(const Names& names) {
    json::array all;
    for (const auto& name : names) {
        all.emplace_back(std::string_view(name));
    }
    return {{"enum", std::move(all)}};
}

json::object list_of(json::object items, int least = 1) {
    json::object schema = of_type("array");
    schema["items"] = std::move(items);
    schema["minItems"] = least;
    return schema;
}

/// One name or a list of them.
json::object one_or_more(const json::object& names) {
    return {{"anyOf", json::array{names, list_of(names)}}};
}

json::object table(json::object properties, std::initializer_list<std::string_view> required = {}) {
    json::object schema = of_type("object");
    schema["properties"] = std::move(properties);
    schema["additionalProperties"] = false;
    if (required.size() > 0) {
        json::array names;
        for (const std::string_view name : required) {
            names.emplace_back(name);
        }
        schema["required"] = std::move(names);
    }
    return schema;
}

/// A table with names of the user's own.
json::object named(json::object each) {
    json::object schema = of_type("object");
    schema["additionalProperties"] = std::move(each);
    return schema;
}

json::object reference(std::string_view definition) {
    return {{"$ref", "#/$defs/" + std::string(definition)}};
}

json::object value_schema(const ProvisionDescriptor& d) {
    json::object schema;
    switch (d.kind) {
    case ValueKind::choice:
        schema = one_of_names(d.choices);
        break;
    case ValueKind::choice_set:
        schema = list_of(one_of_names(d.choices));
        break;
    case ValueKind::whole_number:
        schema = number("integer", {d.low, d.high});
        break;
    case ValueKind::number:
    case ValueKind::count_:
        schema = number("number", {d.low, d.high});
        break;
    }
    schema["description"] = std::string(d.sentence) + " (" + std::string(d.reference) + ")";
    return schema;
}

json::object settings() {
    json::object properties;
    for (const ProvisionDescriptor& d : provisions()) {
        properties[d.key] = value_schema(d);
    }
    return table(std::move(properties));
}

/// Parameters as tables in tables: `contact.trust_gain` is a key of `contact`.
json::object held_parameters() {
    json::object schema = table({});
    for (const ParameterInfo& info : denmark().parameters) {
        json::object* at = &schema;
        std::string_view key = info.key;
        for (auto dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.')) {
            auto& below = at->at("properties").as_object();
            if (!below.contains(key.substr(0, dot))) {
                below[key.substr(0, dot)] = table({});
            }
            at = &below.at(key.substr(0, dot)).as_object();
            key.remove_prefix(dot + 1);
        }
        json::object value = of_type("number");
        const auto limit = [&value](std::string_view name, double bound) {
            if (bound > -1e300 && bound < 1e300) {
                value[name] = bound;
            }
        };
        limit("minimum", info.prior.lower_limit);
        limit("maximum", info.prior.upper_limit);
        value["description"] = info.sentence;
        at->at("properties").as_object()[key] = std::move(value);
    }
    return schema;
}

json::object stretch() {
    const json::object end = number("integer", detail::stretch_ends);
    return table({{"from", end}, {"to", end}});
}

json::object selector() {
    return table({{"age", stretch()},
                  {"weeks_on_benefit", stretch()},
                  {"sex", one_or_more(one_of_names(detail::all_names<Sex>()))},
                  {"target_group", one_or_more(one_of_names(detail::all_names<TargetGroup>()))},
                  {"barriers", one_or_more(one_of_names(detail::all_names<Barrier>()))},
                  {"region", one_or_more(one_of_names(region_names()))},
                  {"job_centres", list_of(number("integer", detail::centre_numbers))}});
}

/// A group by name or written out.
json::object where() { return {{"anyOf", json::array{text(), reference("selector")}}}; }

json::object reform() {
    json::object schema = table({{"title", text()},
                                 {"source", text()},
                                 {"base", text()},
                                 {"parts", list_of(text())},
                                 {"undated", of_type("boolean")},
                                 {"environment", of_type("boolean")},
                                 {"assumptions", list_of(text(), 0)},
                                 {"not_represented", list_of(text(), 0)},
                                 {"where", where()},
                                 {"set", reference("settings")}},
                                {"source"});
    schema["anyOf"] =
        json::array{json::object{{"required", {"base"}}}, json::object{{"required", {"set"}}}};
    return schema;
}

json::object entry() {
    return table({{"from", date_text()},
                  {"to", date_text()},
                  {"region", one_or_more(one_of_names(region_names()))},
                  {"where", where()},
                  {"apply", list_of(text())}},
                 {"apply"});
}

json::object regime() {
    json::object schema = table({{"name", text()},
                                 {"apply", list_of(text())},
                                 {"timeline", list_of(entry())},
                                 {"holds", list_of(text(), 0)}},
                                {"name"});
    schema["oneOf"] = json::array{json::object{{"required", {"apply"}}},
                                  json::object{{"required", {"timeline"}}}};
    return schema;
}

json::object population() {
    const auto whose = [](json::object properties, std::string_view file) {
        properties[file] = text();
        return table(std::move(properties), {file});
    };
    return {{"oneOf",
             json::array{whose({{"size", number("integer", detail::population_sizes)}}, "margins"),
                         whose({{"invented", of_type("boolean")}}, "microdata")}}};
}

json::object metric_key() {
    std::vector<std::string_view> keys;
    for (const MetricDescriptor& metric : metrics()) {
        keys.push_back(metric.key);
    }
    return one_of_names(keys);
}

json::object window() {
    json::object schema = list_of(number("integer", detail::weeks_or_none), 2);
    schema["maxItems"] = 2;
    return schema;
}

json::object monte_carlo() {
    json::object width = of_type("number");
    width["exclusiveMinimum"] = 0;
    return table({{"seed", number("integer", detail::seeds)},
                  {"draws", number("integer", detail::run_counts)},
                  {"replicates", number("integer", detail::run_counts)},
                  {"design", one_of_names(detail::all_names<PointDesign>())},
                  {"precision", table({{"metric", metric_key()}, {"half_width", std::move(width)}},
                                      {"metric", "half_width"})}});
}

} // namespace

std::string scenario_schema() {
    json::object schema =
        table({{"schema", json::object{{"const", 1}}},
               {"title", text()},
               {"policies", list_of(text(), 0)},
               {"population", population()},
               {"time", table({{"start", date_text()},
                               {"weeks", number("integer", detail::observed_weeks)},
                               {"burn_in", number("integer", detail::weeks_or_none)}},
                              {"start", "weeks"})},
               {"monte_carlo", monte_carlo()},
               {"parameters", table({{"file", text()},
                                     {"prior", one_of_names(detail::all_names<PriorSet>())},
                                     {"set", held_parameters()}})},
               {"group", named(reference("selector"))},
               {"reform", named(reform())},
               {"regime", list_of(regime())},
               {"compare", table({{"baseline", text()},
                                  {"groups", list_of(text())},
                                  {"headline", list_of(metric_key())},
                                  {"evidence_blind", of_type("boolean")},
                                  {"windows", named(window())}})},
               {"decision", table({{"metric", metric_key()}}, {"metric"})}},
              {"schema", "title", "population", "time", "regime"});
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    schema["title"] = "A scenario of Afklar, read as JSON; dates are text";
    schema["$defs"] = json::object{{"selector", selector()}, {"settings", settings()}};
    return json::serialize(schema);
}

} // namespace afklar
