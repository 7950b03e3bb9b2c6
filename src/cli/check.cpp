#include <algorithm>
#include <cctype>
#include <iostream>
#include <utility>

#include <fmt/format.h>

#include <afklar/experiment/design.hpp>
#include <afklar/experiment/idle.hpp>
#include <afklar/policy/certificate.hpp>
#include <afklar/scenario/scenario.hpp>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"

namespace afklar::cli {

namespace {

std::string plural(long long number, const std::string& thing) {
    return with_commas(number) + " " + thing + (number == 1 ? "" : "s");
}

std::string people_of(const PopulationSource& population) {
    if (const auto* data = std::get_if<Microdata>(&population.source)) {
        return plural(static_cast<long long>(data->people.size()), "citizen") + " of microdata" +
               (data->invented ? ", made up" : "");
    }
    const auto& margins = std::get<Margins>(population.source);
    const auto size = population.size.value_or(static_cast<int>(margins.total));
    return plural(size, "citizen") + " drawn from: " + margins.title;
}

/// `, 1 rank correlation: contact.b_trust with trust.decay 0.5`; nothing without any.
std::string correlations_of(const ProjectionSpec& spec) {
    std::string text;
    for (const RankCorrelation& one : spec.parameters.correlations) {
        text += fmt::format("{}{} with {} {}", text.empty() ? "" : ", ", one.a, one.b, one.rank);
    }
    const auto number = static_cast<long long>(spec.parameters.correlations.size());
    return number == 0 ? text : ", " + plural(number, "rank correlation") + ": " + text;
}

void print_head(const Scenario& scenario) {
    const ProjectionSpec& spec = scenario.spec;
    print_heading(scenario.title);
    const auto streams = static_cast<long long>(plan_streams(spec).size());
    const auto probes = streams - static_cast<long long>(spec.draws) * spec.replicates *
                                      (spec.evidence_blind ? 2 : 1);
    const auto arms = static_cast<long long>(spec.regimes.size());
    std::vector<Selector> selectors;
    for (const Group& group : spec.groups) {
        selectors.push_back(group.who);
    }
    const auto sizes = group_sizes(spec, selectors);
    std::string groups;
    for (std::size_t g = 0; g < sizes.size(); ++g) {
        groups +=
            (groups.empty() ? "" : ", ") + spec.groups[g].name + " (" + with_commas(sizes[g]) + ")";
    }
    std::string windows = "all";
    for (const Window& window : spec.windows) {
        windows += ", " + window.name + " [" + std::to_string(window.from) + ", " +
                   std::to_string(window.to) + ")";
    }
    print_columns(
        {{"people", people_of(spec.population)},
         {"weeks", plural(spec.horizon.value, "week") + " from Monday " + iso(spec.start) +
                       ", after " + plural(spec.burn_in.value, "week") + " of burn-in under '" +
                       spec.baseline + "'"},
         {"runs", plural(spec.draws, "parameter draw") + " × " +
                      plural(spec.replicates, "replicate") + " × " + plural(arms, "regime") +
                      (spec.evidence_blind ? " × 2 with the evidence-blind" : "") +
                      (probes > 0 ? ", and " + plural(probes * arms, "run") +
                                        " to find what effects rest on"
                                  : "") +
                      " = " + with_commas(streams * arms) + ", seed " + std::to_string(spec.seed) +
                      ", " + std::string(name_of(spec.prior)) + " priors" +
                      (spec.design == PointDesign::sobol ? ", Sobol points" : "")},
         {"parameters",
          plural(static_cast<long long>(spec.parameters.parameters.size()), "parameter") + ", " +
              std::to_string(spec.set.size()) + " held by the scenario" + correlations_of(spec)},
         {"groups", groups + ", at the start"},
         {"windows", windows}});
}

/// `2020-03-11 acts from the week of 2020-03-16, week 10`; weeks before the start belong to the burn-in.
std::string when(Date day, const ProjectionSpec& spec) {
    const Week week = week_of_rule(spec.start, day);
    return iso(day) + ", acts from the week of " + iso(monday_on_or_after(day)) +
           (week >= 0 ? ", week " + std::to_string(week) : ", before the start");
}

void print_regime(const NamedPolicy& regime, const ProjectionSpec& spec) {
    std::cout << "  " << regime.name << (regime.name == spec.baseline ? " (baseline)" : "") << '\n';
    for (const TimelineEntry& entry : regime.policy.entries()) {
        std::cout << "    " << (entry.from ? "from " + when(*entry.from, spec) : "throughout");
        if (entry.to) {
            std::cout << "; until " << when(*entry.to, spec);
        }
        if (entry.regions != all_regions) {
            std::cout << "; in " << regions_in_words(entry.regions);
        }
        if (entry.where) {
            std::cout << "; for " << in_words(entry.where);
        }
        std::cout << ": " << applied_names(entry) << '\n';
    }
    if (!regime.policy.holds().empty()) {
        std::cout << "    holds:";
        for (const std::string& name : regime.policy.holds()) {
            std::cout << ' ' << name;
        }
        std::cout << '\n';
    }
}

/// Hashes are told by their beginning; the manifest has them whole.
std::string short_hash(const std::string& sha256) {
    constexpr std::size_t digits = 16;
    return sha256.substr(0, digits);
}

void print_pair(const PairCertificate& pair) {
    std::cout << "  " << pair.a << " → " << pair.b << "  " << short_hash(pair.sha256)
              << (pair.differences.empty() ? "  the same rules" : "") << '\n';
    std::vector<std::vector<std::string>> rows;
    for (const RegionalDifference& one : by_regions(pair.differences)) {
        const RuleDifference& d = one.difference;
        rows.push_back({std::string(describe(d.provision).key),
                        in_words(d.provision, d.a) + " → " + in_words(d.provision, d.b),
                        "weeks " + std::to_string(d.from) + " to " + std::to_string(d.to - 1),
                        regions_in_words(one.regions), in_words(d.who)});
    }
    print_columns(rows, "    ");
}

void print_certificate(const ProjectionSpec& spec, bool all_pairs) {
    print_heading("Arm certificate: a hash of all rules of the observed weeks");
    // the observed weeks alone: before them every arm is the baseline
    const PolicyWeeks observed{spec.start, spec.horizon.value, 0};
    const Certificate certificate = certify(spec.regimes, spec.baseline, observed);
    std::vector<std::vector<std::string>> rows;
    for (const ArmCertificate& arm : certificate.arms) {
        rows.push_back({arm.name, short_hash(arm.sha256)});
    }
    print_columns(rows, "  ");
    std::cout << '\n';
    print_heading("What differs, rule by rule and week by week, with a hash of it");
    std::size_t left_out = 0;
    for (const PairCertificate& pair : certificate.pairs) {
        if (all_pairs || pair.a == spec.baseline) {
            print_pair(pair);
        } else {
            ++left_out;
        }
    }
    if (left_out > 0) {
        std::cout << "  and " << plural(static_cast<long long>(left_out), "pair")
                  << " without the baseline: --pairs, or manifest.json of a run\n";
    }
}

void print_idle(const ProjectionSpec& spec) {
    const auto idle = idle_of(spec);
    if (idle.empty()) {
        return;
    }
    std::cout << '\n';
    print_heading("What does nothing");
    for (const std::string& one : idle) {
        std::cout << "  " << one << '\n';
    }
}

/// Whether a source names a row of the evidence tables, or a law, and not only an assumption.
bool rests_on_evidence(const std::string& source) {
    return !source.empty() && !source.starts_with("assumption") &&
           !source.starts_with("judgement") && !source.starts_with("gap");
}

void settings_without_evidence(const std::vector<Setting>& settings, const std::string& of,
                               std::vector<Fault>& faults) {
    for (const Setting& setting : settings) {
        if (rests_on_evidence(setting.source)) {
            continue;
        }
        const std::string key{describe(setting.provision).key};
        Fault fault{
            setting.origin.file, setting.origin.line, setting.origin.column, key,
            fmt::format("'{}' of '{}' rests on assumption only: {}", key, of, setting.source)};
        const bool known = std::ranges::any_of(faults, [&](const Fault& f) {
            return f.message == fault.message && f.line == fault.line;
        });
        if (!known) {
            faults.push_back(std::move(fault));
        }
    }
}

void parameters_without_evidence(const Scenario& scenario, std::vector<Fault>& faults) {
    for (const auto& [key, value] : scenario.spec.set) {
        faults.push_back({scenario.path, 0, 0, key,
                          "parameter '" + key + "' is held by the scenario without evidence"});
    }
    for (const RankCorrelation& one : scenario.spec.parameters.correlations) {
        if (std::ranges::none_of(one.evidence, rests_on_evidence)) {
            faults.push_back({"", 0, 0, one.a,
                              "the rank correlation of '" + one.a + "' and '" + one.b +
                                  "' rests on assumption only" +
                                  (one.assumption.empty() ? "" : ": " + one.assumption)});
        }
    }
    for (const ParameterInfo& info : scenario.spec.parameters.parameters) {
        if (std::ranges::none_of(info.evidence, rests_on_evidence)) {
            faults.push_back({"", 0, 0, info.key,
                              "parameter '" + info.key + "' rests on assumption only" +
                                  (info.assumption.empty() ? "" : ": " + info.assumption)});
        }
    }
}

std::vector<Fault> without_evidence(const Scenario& scenario) {
    std::vector<Fault> faults;
    for (const NamedPolicy& regime : scenario.spec.regimes) {
        for (const TimelineEntry& entry : regime.policy.entries()) {
            if (entry.regime) {
                settings_without_evidence(entry.regime->settings, entry.regime->name, faults);
            }
            for (const Reform& reform : entry.reforms) {
                settings_without_evidence(reform.settings, reform.name, faults);
            }
        }
    }
    parameters_without_evidence(scenario, faults);
    return faults;
}

} // namespace

int command_check(const std::vector<std::string>& args) {
    Arguments arguments{
        "check SCENARIO.toml [--require-evidence] [--pairs] [--set KEY=VALUE]…",
        "Validates everything a run would read and says what would run, without running."};
    arguments.word({"SCENARIO.toml", "", "The scenario."})
        .flag({"require-evidence", "", "Refuse values that rest on assumption only."})
        .flag({"pairs", "", "What differs between every two regimes, not only from the baseline."});
    add_overrides(arguments);
    if (!arguments.read(args)) {
        return 0;
    }
    const Scenario scenario =
        read_scenario(arguments.needed("SCENARIO.toml"), overrides_of(arguments));
    if (arguments.has("require-evidence")) {
        if (const auto faults = without_evidence(scenario); !faults.empty()) {
            throw ScenarioError(faults);
        }
    }
    const ProjectionSpec& spec = scenario.spec;
    print_head(scenario);
    std::cout << '\n';
    print_heading("Regimes; the rules in force on a Monday hold all week");
    for (const NamedPolicy& regime : spec.regimes) {
        print_regime(regime, spec);
    }
    std::cout << '\n';
    print_certificate(spec, arguments.has("pairs"));
    print_idle(spec);
    std::cout << '\n';
    print_heading("Files");
    for (const std::string& file : scenario.files) {
        std::cout << "  " << file << '\n';
    }
    return 0;
}

} // namespace afklar::cli
