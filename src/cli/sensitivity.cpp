#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <set>
#include <sstream>
#include <system_error>

#include <fmt/format.h>
#include <fnmatch.h>

#include <afklar/core/error.hpp>
#include <afklar/experiment/free_parameters.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/levels.hpp>
#include <afklar/experiment/sensitivity_study.hpp>
#include <afklar/report/results_directory.hpp>
#include <afklar/report/sensitivity_report.hpp>
#include <afklar/scenario/scenario.hpp>

#include "catalogue/reading.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/names.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "scenario/limits.hpp"

namespace afklar::cli {
namespace {

/// What the command takes beside what changes the scenario.
struct Choice {
    SensitivityPlan plan;
    std::string out;
    bool quiet = false;
};

/// The regime asked for, or the last that is not the baseline.
std::string regime_of(const ProjectionSpec& spec, const std::optional<std::string>& wanted) {
    const std::string& baseline = spec.regimes[baseline_of(spec)].name;
    std::vector<std::string> others;
    for (const NamedPolicy& regime : spec.regimes) {
        if (regime.name != baseline) {
            others.push_back(regime.name);
        }
    }
    if (others.empty()) {
        throw CommandLineError("the scenario has no regime but the baseline '" + baseline +
                               "'; a difference needs two");
    }
    if (!wanted) {
        return others.back();
    }
    if (*wanted == baseline) {
        throw CommandLineError("'--regime': '" + baseline +
                               "' is the baseline, which differs from itself by nothing");
    }
    if (std::ranges::find(others, *wanted) == others.end()) {
        throw CommandLineError("'--regime': the scenario has no '" + *wanted + "'" +
                               detail::hint(*wanted, others));
    }
    return *wanted;
}

/// A group of the scenario, or one that ships.
Group group_of(const Scenario& scenario, const std::string& name) {
    std::vector<std::string> names = shipped_group_names();
    for (const std::vector<Group>* list : {&scenario.groups, &scenario.spec.groups}) {
        for (const Group& group : *list) {
            if (group.name == name) {
                return group;
            }
            names.push_back(group.name);
        }
    }
    if (auto group = shipped_group(name)) {
        return *group;
    }
    throw CommandLineError("'--group': there is no '" + name + "'" + detail::hint(name, names));
}

/// Which of the keys a pattern names. Errors: `CommandLineError` when it names none.
std::vector<std::size_t> matches(const std::string& pattern, const std::vector<std::string>& keys) {
    std::vector<std::size_t> found;
    for (std::size_t k = 0; k < keys.size(); ++k) {
        if (::fnmatch(pattern.c_str(), keys[k].c_str(), 0) == 0) {
            found.push_back(k);
        }
    }
    if (found.empty()) {
        throw CommandLineError("'--parameters': no parameter that moves is called '" + pattern +
                               "'" + detail::hint(pattern, keys));
    }
    return found;
}

/// The free parameters that any of the patterns names; all without patterns.
std::vector<std::size_t> parameters_of(const ProjectionSpec& spec,
                                       const std::vector<std::string>& lists) {
    std::vector<std::size_t> free = free_parameters(spec);
    if (lists.empty()) {
        return free;
    }
    std::vector<std::string> keys;
    std::ranges::transform(free, std::back_inserter(keys), [&](std::size_t place) {
        return spec.parameters.parameters[place].key;
    });
    std::set<std::size_t> places;
    for (const std::string& list : lists) {
        std::istringstream patterns(list);
        for (std::string pattern; std::getline(patterns, pattern, ',');) {
            for (const std::size_t match : matches(pattern, keys)) {
                places.insert(free[match]);
            }
        }
    }
    return {places.begin(), places.end()};
}

/// Refuses what a study would refuse, as a fault of the command line or the scenario.
void require_levels(const Choice& choice, const Group& group) {
    try {
        require_level(choice.plan.metric, group);
        if (choice.plan.decision) {
            require_level(*choice.plan.decision, group);
        }
    } catch (const Error& error) {
        throw CommandLineError(error.what());
    }
    if (choice.plan.decision && describe(*choice.plan.decision).better == Better::neither) {
        throw CommandLineError("[decision] metric = \"" +
                               std::string(describe(*choice.plan.decision).key) +
                               "\": neither more nor less of it is better, so no decision can be "
                               "about it; name another");
    }
    if (choice.plan.parameters.empty()) {
        throw CommandLineError("every parameter is held by the scenario; nothing can move");
    }
}

void write_files(ResultsDirectory& directory, const ProjectionSpec& spec,
                 const SensitivityStudy& study, const StudyText& text) {
    using Writer = void (*)(const ProjectionSpec&, const SensitivityStudy&, const TextSink&);
    const auto write = [&](std::string_view name, Writer writer) {
        directory.write(name, [&](const TextSink& to) { writer(spec, study, to); });
    };
    write("sensitivity.csv", write_sensitivity_csv);
    write("variance.csv", write_variance_csv);
    write("tipping.csv", write_tipping_csv);
    if (study.decision) {
        write("information.csv", write_information_csv);
        write("decision.csv", write_decision_csv);
    }
    directory.write("manifest.json",
                    [&](const TextSink& to) { to(study_manifest_json(spec, study, text)); });
}

int study(const Scenario& scenario, const Choice& choice) {
    const ProjectionSpec& spec = scenario.spec;
    ResultsDirectory directory(choice.out, Unfinished::discard, ResultsKind::sensitivity);
    try {
        if (!choice.quiet) {
            fmt::print(stderr, "at most {} runs of one regime each: {} parameters, {} replicates\n",
                       with_commas(most_runs(spec, choice.plan)), choice.plan.parameters.size(),
                       spec.replicates);
        }
        const StopAtInterrupt handler;
        Progress progress(!choice.quiet);
        RunHooks hooks;
        hooks.progress = [&](double share) { progress.show(share); };
        hooks.stop = &stop_asked_for();
        const SensitivityStudy found = study_sensitivity(spec, choice.plan, hooks);
        progress.clear();
        const StudyText text{scenario.title, scenario.text, directory.path()};
        write_files(directory, spec, found, text);
        directory.publish();
        if (!choice.quiet) {
            fmt::print("{}", sensitivity_text(spec, found, text));
        }
        return 0;
    } catch (const ScenarioError&) {
        throw; // a file is wrong: told with its place, status 2
    } catch (const std::exception& error) {
        std::error_code ignored; // nothing in it could be gone on with
        std::filesystem::remove_all(directory.partial(), ignored);
        fmt::print(stderr, "{}{}; {}\n",
                   stop_asked_for().load() ? "" : "afklar: error: ", error.what(),
                   is_results_directory(directory.path())
                       ? directory.path() + " holds earlier results, unchanged"
                       : directory.path() + " has not been written");
        return 1;
    }
}

std::size_t count_of_option(const Arguments& arguments, const std::string& name, std::int64_t least,
                            std::int64_t otherwise) {
    constexpr std::int64_t most = 65'536;
    return static_cast<std::size_t>(arguments.whole(name, least, most).value_or(otherwise));
}

void declare(Arguments& arguments) {
    arguments.word({"scenario", "SCENARIO.toml", "The scenario."})
        .option({"metric", "M", "The metric whose difference is studied."})
        .option({"regime", "NAME", "The regime; the last that is not the baseline."})
        .option({"group", "NAME", "The group of citizens; all."})
        .option({"out", "DIR", "Where results go; results/<scenario stem>-sensitivity."})
        .repeated({"parameters", "GLOB[,GLOB]",
                   "The parameters that move, the others central; all that are not held."})
        .option({"trajectories", "N", "Of the screening of all parameters, at least 2; 4."})
        .option(
            {"samples", "N", "For shares of the variance, at least 8, best a power of two; 128."})
        .option({"top", "N", "Parameters that are looked at further; 8."})
        .option(
            {"draws", "N", "Of the parameters, for the scenario's [decision], at least 20; 128."})
        .option({"replicates", "N", "Runs with luck of their own at every point."})
        .option({"size", "N", "People, instead of the scenario's."})
        .option({"seed", "N", "Seed of all chance."})
        .repeated({"set", "KEY=VALUE", "Change a value of the scenario."})
        .option({"threads", "N", "Threads; all cores when left out. Never moves a result."})
        .flag({"quiet", "", "No progress and no table."});
}

/// What the command line says of the study itself.
Choice choice_of(const Arguments& arguments, const std::string& path) {
    constexpr std::int64_t fewest_draws = 20;
    const auto metric = arguments.text("metric");
    if (!metric) {
        throw CommandLineError("'--metric' is missing (afklar list metrics)");
    }
    Choice choice;
    choice.quiet = arguments.has("quiet");
    choice.out = arguments.text("out").value_or(
        "results/" + std::filesystem::path(path).stem().string() + "-sensitivity");
    choice.plan.metric = metric_named("--metric", *metric).metric;
    choice.plan.trajectories = count_of_option(arguments, "trajectories", 2, 4);
    choice.plan.samples = count_of_option(arguments, "samples", 8, 128);
    choice.plan.top = count_of_option(arguments, "top", 1, 8);
    choice.plan.draws = static_cast<int>(count_of_option(arguments, "draws", fewest_draws, 128));
    return choice;
}

/// The scenario as the command line changes it, with the group that is studied as its only one.
Scenario scenario_of(const Arguments& arguments, const std::string& path) {
    constexpr std::int64_t most_threads = 4096;
    ScenarioOverrides overrides = overrides_of(arguments);
    overrides.draws.reset(); // the scenario's own draws play no part
    if (const auto size =
            arguments.whole("size", 1, static_cast<std::int64_t>(detail::population_sizes.high))) {
        overrides.set.emplace_back("population.size", std::to_string(*size));
    }
    Scenario scenario = read_scenario(path, overrides);
    scenario.spec.groups = {group_of(scenario, arguments.text("group").value_or("all"))};
    scenario.spec.draws = 1;
    scenario.spec.threads =
        static_cast<int>(arguments.whole("threads", 1, most_threads).value_or(0));
    return scenario;
}

} // namespace

int command_sensitivity(const std::vector<std::string>& args) {
    Arguments arguments(
        "sensitivity SCENARIO.toml --metric M [options]",
        "Says which parameters move the difference between a regime and the "
        "baseline, where it changes sign, on which grades of evidence it rests, and, "
        "for a scenario with a [decision], what knowing more would be worth.");
    declare(arguments);
    if (!arguments.read(args)) {
        return 0;
    }
    const std::string path = arguments.needed("scenario");
    Choice choice = choice_of(arguments, path);
    Scenario scenario = scenario_of(arguments, path);
    choice.plan.regime = regime_of(scenario.spec, arguments.text("regime"));
    choice.plan.parameters = parameters_of(scenario.spec, arguments.texts("parameters"));
    if (scenario.decision) {
        choice.plan.decision = metric_named("[decision] metric", *scenario.decision).metric;
    }
    require_levels(choice, scenario.spec.groups.front());
    return study(scenario, choice);
}

} // namespace afklar::cli
