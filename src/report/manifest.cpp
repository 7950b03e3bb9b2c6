#include <afklar/report/manifest.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <variant>

#include <boost/json.hpp>
#include <sys/resource.h>
#include <sys/utsname.h>

#include <afklar/core/digest.hpp>
#include <afklar/experiment/design.hpp>
#include <afklar/experiment/precision.hpp>
#include <afklar/experiment/series.hpp>

#include "report/certificate.hpp"
#include "report/json_text.hpp"

namespace afklar {
namespace {

namespace json = boost::json;

json::value finite(double value) {
    return std::isfinite(value) ? json::value(value) : json::value(nullptr);
}

std::string_view name_of_family(PriorFamily family) {
    constexpr std::array<std::string_view, 4> names = {"fixed", "normal", "lognormal", "beta"};
    return names.at(static_cast<std::size_t>(family));
}

json::object prior_of(const ParameterInfo& info) {
    const Prior& prior = info.prior;
    json::object out;
    out["family"] = name_of_family(prior.family);
    out["value"] = prior.value;
    out["low"] = prior.low;
    out["high"] = prior.high;
    out["lower_limit"] = finite(prior.lower_limit);
    out["upper_limit"] = finite(prior.upper_limit);
    if (prior.null_value) {
        out["null"] = *prior.null_value;
        out["atom"] = prior.atom;
    }
    out["sceptic"] = info.sceptic;
    out["advocate"] = info.advocate;
    out["evidence_blind"] = info.evidence_blind;
    return out;
}

/// Every parameter: its value is the one at the centre of the prior set, or the one it is held at.
json::array parameters_in(const ProjectionSpec& spec) {
    const Parameters centre = parameters_of(spec, {0, StreamKind::probe_central, 0, 0});
    json::array out;
    for (std::size_t k = 0; k < spec.parameters.parameters.size(); ++k) {
        const ParameterInfo& info = spec.parameters.parameters[k];
        json::object one;
        one["key"] = info.key;
        one["value"] = value_of(centre, k);
        one["unit"] = info.unit;
        one["grade"] = name_of(info.grade);
        one["known"] = name_of(info.known);
        one["sources"] = json::value_from(info.evidence);
        if (!info.assumption.empty()) {
            one["assumption"] = info.assumption;
        }
        for (const auto& [key, value] : spec.set) {
            if (key == info.key) {
                one["held_at"] = value;
            }
        }
        one["prior"] = prior_of(info);
        out.emplace_back(std::move(one));
    }
    return out;
}

json::object population_of(const ProjectionSpec& spec) {
    json::object out;
    if (const auto* margins = std::get_if<Margins>(&spec.population.source)) {
        out["margins"] = margins->title;
        out["date"] = iso(margins->date);
        out["size"] = spec.population.size.value_or(static_cast<int>(margins->total));
        out["hash"] = "sha256:" + sha256(margins->text);
    } else {
        const auto& microdata = std::get<Microdata>(spec.population.source);
        out["microdata"] = microdata.invented ? "invented people" : "people";
        out["size"] = microdata.people.size();
        out["hash"] = "sha256:" + sha256(microdata.text);
    }
    return out;
}

json::object monte_carlo_of(const ProjectionSpec& spec) {
    json::object out{
        {"draws", spec.draws}, {"replicates", spec.replicates}, {"prior", name_of(spec.prior)}};
    if (spec.design != PointDesign::latin_hypercube) {
        out["design"] = name_of(spec.design);
    }
    return out;
}

json::array correlations_in(const ParameterSet& set) {
    json::array out;
    for (const RankCorrelation& correlation : set.correlations) {
        json::object one{{"a", correlation.a}, {"b", correlation.b}, {"rank", correlation.rank}};
        one["sources"] = json::value_from(correlation.evidence);
        if (!correlation.assumption.empty()) {
            one["assumption"] = correlation.assumption;
        }
        out.emplace_back(std::move(one));
    }
    return out;
}

/// The self-audit as a table: a row for each regime and balance, over all of the regime's runs.
json::array audit_of(const Result& result) {
    std::vector<Audit> audits(result.spec().regimes.size());
    for (const JournalRun& run : result.journal().runs()) {
        audits[run.regime] += run.audit;
    }
    json::array rows;
    for (std::size_t k = 0; k < audits.size(); ++k) {
        for (const Balance& balance : balances_of(audits[k])) {
            rows.push_back(json::object{{"regime", result.spec().regimes[k].name},
                                        {"balance", balance.name},
                                        {"meaning", balance.meaning},
                                        {"left", balance.left},
                                        {"right", balance.right},
                                        {"holds", balance.holds()}});
        }
    }
    return rows;
}

json::object drift_of(const Result& result) {
    json::array lines;
    bool outside = false;
    for (const Drift& drift : drift_of_baseline(result)) {
        outside = outside || drift.outside();
        lines.push_back(json::object{{"what", drift.what},
                                     {"first_week", drift.first},
                                     {"week_52", drift.last},
                                     {"change", drift.change},
                                     {"unit", drift.unit},
                                     {"band", {drift.low, drift.high}},
                                     {"outside", drift.outside()},
                                     {"reference", drift.reference}});
    }
    return {{"regime", result.baseline()}, {"warning", outside}, {"first_year", lines}};
}

json::array windows_in(const Result& result) {
    json::array out;
    for (const Window& window : result.windows()) {
        out.push_back(
            json::object{{"name", window.name}, {"from", window.from}, {"to", window.to}});
    }
    return out;
}

template <class Range>
json::array names_in(const Range& range) {
    json::array out;
    for (const auto& item : range) {
        out.emplace_back(item.name);
    }
    return out;
}

json::object precision_of(const Attained& attained) {
    return {{"metric", describe(attained.wanted.metric).key},
            {"wanted", attained.wanted.half_width},
            {"half_width", finite(attained.half_width)},
            {"regime", attained.regime},
            {"unit", attained.unit},
            {"units", attained.units},
            {"fixed_plan", attained.fixed_plan},
            {"enough", attained.enough}};
}

/// What every manifest begins with.
json::object head_of(std::string_view kind, const Result& result, const ScenarioText& scenario) {
    const ProjectionSpec& spec = result.spec();
    json::object out;
    out["afklar"] = kind;
    out["version"] = library_version();
    out["title"] = scenario.title;
    out["seed"] = spec.seed;
    out["fingerprint"] = "sha256:" + result.journal().shape().fingerprint;
    out["scenario"] =
        json::object{{"text", scenario.text}, {"hash", "sha256:" + sha256(scenario.text)}};
    out["population"] = population_of(spec);
    out["time"] = json::object{
        {"start", iso(spec.start)}, {"weeks", spec.horizon.value}, {"burn_in", spec.burn_in.value}};
    out["monte_carlo"] = monte_carlo_of(spec);
    return out;
}

bool all_hold(const Result& result) {
    return std::ranges::all_of(result.journal().runs(),
                               [](const JournalRun& run) { return run.audit.holds(); });
}

} // namespace

std::int64_t citizen_weeks_of(const Result& result) {
    std::int64_t sum = 0;
    for (const JournalRun& run : result.journal().runs()) {
        sum += run.citizen_weeks;
    }
    return sum;
}

std::string manifest_json(const Result& result, const ScenarioText& scenario) {
    const ProjectionSpec& spec = result.spec();
    json::object out = head_of("results", result, scenario);
    if (spec.evidence_blind) {
        out["evidence_blind"] = true;
    }
    out["regimes"] = names_in(spec.regimes);
    out["baseline"] = result.baseline();
    out["groups"] = names_in(result.groups());
    out["windows"] = windows_in(result);
    out["headline"] = json::value_from(scenario.headline);
    out["drift"] = drift_of(result);
    out["audit"] = audit_of(result);
    out["arm_certificate"] = detail::certificate(spec);
    out["idle"] = json::value_from(scenario.idle);
    if (spec.precision) {
        out["precision"] = precision_of(attained(result));
    }
    out["parameters"] = parameters_in(spec);
    if (!spec.parameters.correlations.empty()) {
        out["correlations"] = correlations_in(spec.parameters);
    }
    return detail::json_text(out);
}

std::string study_manifest_json(const Result& result, const ScenarioText& scenario,
                                const Study& study) {
    json::object out = head_of(study.kind, result, scenario);
    json::object question;
    for (const auto& [key, value] : study.question) {
        question[key] = value;
    }
    out["question"] = std::move(question);
    out["projections"] = names_in(result.spec().regimes);
    out["audit"] = json::object{{"holds", all_hold(result)}};
    out["parameters"] = parameters_in(result.spec());
    return detail::json_text(out);
}

std::string run_json(const RunFacts& facts) {
    utsname machine{};
    const bool known = ::uname(&machine) == 0;
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    constexpr std::int64_t bytes_per_unit = 1024; // Linux counts in KiB
    json::object out;
    out["version"] = library_version();
    out["host"] = json::object{{"name", known ? machine.nodename : ""},
                               {"system", known ? machine.sysname : ""},
                               {"release", known ? machine.release : ""},
                               {"machine", known ? machine.machine : ""}};
    out["compiler"] = __VERSION__;
    out["started"] = facts.started;
    out["finished"] = facts.finished;
    const bool lived = facts.threads > 0;
    out["wall_seconds"] = lived ? json::value(facts.wall_seconds) : json::value();
    out["threads"] = lived ? json::value(facts.threads) : json::value();
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): so declared by the C library
    out["peak_memory_bytes"] = static_cast<std::int64_t>(usage.ru_maxrss) * bytes_per_unit;
    out["citizen_weeks"] = facts.citizen_weeks;
    out["citizen_weeks_per_second"] =
        lived && facts.wall_seconds > 0.0
            ? json::value(static_cast<double>(facts.citizen_weeks) / facts.wall_seconds)
            : json::value();
    return detail::json_text(out);
}

} // namespace afklar
