#include <algorithm>
#include <cctype>
#include <iostream>
#include <utility>

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

void print_head(const Scenario& scenario) {
    const ProjectionSpec& spec = scenario.spec;
    print_heading(scenario.title);
    const auto streams = static_cast<long long>(spec.draws) * spec.replicates;
    const auto arms = static_cast<long long>(spec.regimes.size());
    std::string groups;
    for (const Group& group : spec.groups) {
        groups += (groups.empty() ? "" : ", ") + group.name;
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
                      " = " + with_commas(streams * arms) + ", seed " + std::to_string(spec.seed) +
                      ", " + std::string(name_of(spec.prior)) + " priors"},
         {"parameters",
          plural(static_cast<long long>(spec.parameters.parameters.size()), "parameter") + ", " +
              std::to_string(spec.set.size()) + " held by the scenario"},
         {"groups", groups},
         {"windows", windows}});
}

std::string applied(const TimelineEntry& entry) {
    std::string text = entry.regime ? entry.regime->name : "";
    for (const Reform& reform : entry.reforms) {
        text += (text.empty() ? "" : " + ") + reform.name;
    }
    return text;
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
        if (entry.regions != 0x1F) {
            std::cout << "; in " << regions_in_words(entry.regions);
        }
        if (entry.where) {
            std::cout << "; for " << in_words(entry.where);
        }
        std::cout << ": " << applied(entry) << '\n';
    }
    if (!regime.policy.holds().empty()) {
        std::cout << "    holds:";
        for (const std::string& name : regime.policy.holds()) {
            std::cout << ' ' << name;
        }
        std::cout << '\n';
    }
}

void print_certificate(const ArmCertificate& arm) {
    constexpr std::size_t digits = 16;
    std::cout << "  " << arm.name << "  " << arm.sha256.substr(0, digits) << "  "
              << (arm.differences.empty() ? "the same rules as the baseline" : "") << '\n';
    std::vector<std::vector<std::string>> rows;
    for (const RegionalDifference& one : by_regions(arm.differences)) {
        const RuleDifference& d = one.difference;
        rows.push_back({std::string(describe(d.provision).key),
                        written(d.provision, d.a) + " → " + written(d.provision, d.b),
                        "weeks " + std::to_string(d.from) + " to " + std::to_string(d.to - 1),
                        regions_in_words(one.regions), in_words(d.who)});
    }
    print_columns(rows, "    ");
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
        Fault fault{setting.origin.file, setting.origin.line, setting.origin.column, key,
                    "'" + key + "' of '" + of + "' rests on assumption only: " + setting.source};
        const bool known = std::ranges::any_of(faults, [&](const Fault& f) {
            return f.message == fault.message && f.line == fault.line;
        });
        if (!known) {
            faults.push_back(std::move(fault));
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
    for (const auto& [key, value] : scenario.spec.set) {
        faults.push_back({scenario.path, 0, 0, key,
                          "parameter '" + key + "' is held by the scenario without evidence"});
    }
    for (const ParameterInfo& info : scenario.spec.parameters.parameters) {
        if (std::ranges::none_of(info.evidence, rests_on_evidence)) {
            faults.push_back({"", 0, 0, info.key,
                              "parameter '" + info.key + "' rests on assumption only" +
                                  (info.assumption.empty() ? "" : ": " + info.assumption)});
        }
    }
    return faults;
}

} // namespace

int command_check(const std::vector<std::string>& args) {
    Arguments arguments{
        "check SCENARIO.toml [--require-evidence] [--set KEY=VALUE]…",
        "Validates everything a run would read and says what would run, without running."};
    arguments.word({"SCENARIO.toml", "", "The scenario."})
        .flag({"require-evidence", "", "Refuse values that rest on assumption only."});
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
    print_heading("Arm certificate: hash of all rules, and every difference to the baseline");
    // the observed weeks alone: before them every arm is the baseline
    const PolicyWeeks observed{spec.start, spec.horizon.value, 0};
    for (const ArmCertificate& arm : certify(spec.regimes, spec.baseline, observed)) {
        print_certificate(arm);
    }
    std::cout << '\n';
    print_heading("Files");
    for (const std::string& file : scenario.files) {
        std::cout << "  " << file << '\n';
    }
    return 0;
}

} // namespace afklar::cli
