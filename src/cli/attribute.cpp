#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include <afklar/catalogue/catalogue.hpp>
#include <afklar/experiment/attribution.hpp>
#include <afklar/experiment/design.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/report/attribution.hpp>
#include <afklar/report/manifest.hpp>
#include <afklar/report/results_directory.hpp>
#include <afklar/scenario/scenario.hpp>

#include "catalogue/reading.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/finish.hpp"
#include "cli/names.hpp"
#include "cli/output.hpp"
#include "cli/simulate.hpp"

namespace afklar::cli {
namespace {

/// Every package runs in every draw: more draws than these must be asked for.
constexpr int draws_unless_asked = 20;

/// What is to be shared out.
struct Question {
    std::string regime;
    Metric metric{};
    std::string group;
    std::string window;
    int pairs = 0;
    int draws = 1;      ///< of the scenario
    int replicates = 1; ///< the same
    bool resume = false;
    bool quiet = false;
    std::string out;
};

Metric metric_asked(const Arguments& arguments) {
    const auto key = arguments.text("metric");
    if (!key) {
        throw CommandLineError("--metric is missing: what is to be shared out, such as "
                               "unassessed_on_benefit_at_52 (afklar list metrics)");
    }
    const MetricDescriptor& metric = metric_named("--metric", *key);
    if (metric.kind == MetricKind::comparison) {
        throw CommandLineError("'--metric': '" + *key +
                               "' compares two regimes and has no level to be shared out");
    }
    return metric.metric;
}

std::size_t reforms_in(const Policy& policy) {
    std::size_t most = 0;
    for (const TimelineEntry& entry : policy.entries()) {
        most = std::max(most, entry.reforms.size());
    }
    return most;
}

/// The regime that applies most reforms, if the user names none.
std::string widest_regime(const ProjectionSpec& spec) {
    return std::ranges::max_element(
               spec.regimes, {},
               [](const NamedPolicy& regime) { return reforms_in(regime.policy); })
        ->name;
}

Reform reform_named(const Scenario& scenario, const std::string& name) {
    const auto own = std::ranges::find(scenario.reforms, name, &Reform::name);
    if (own != scenario.reforms.end()) {
        return *own;
    }
    if (auto shipped = find_reform(name)) {
        return *std::move(shipped);
    }
    std::vector<std::string> names;
    for (const Reform& reform : shipped_reforms()) {
        names.push_back(reform.name);
    }
    for (const Reform& reform : scenario.reforms) {
        names.push_back(reform.name);
    }
    throw CommandLineError("'--reform': there is no '" + name + "'" + detail::hint(name, names) +
                           " (afklar list reforms)");
}

/// A regime of the baseline and the reforms that the user lists.
std::string add_listed(Scenario& scenario, const std::vector<std::string>& listed) {
    ProjectionSpec& spec = scenario.spec;
    Policy policy = spec.regimes[baseline_of(spec)].policy;
    for (const std::string& name : listed) {
        policy = std::move(policy) + reform_named(scenario, name);
    }
    for (const Fault& fault : faults_of(policy, policy_weeks(spec))) {
        throw CommandLineError("'--reform': " + fault.message);
    }
    const std::string name = "the reforms named by --reform";
    spec.regimes.push_back({name, std::move(policy)});
    return name;
}

Packages packages_asked(const Scenario& scenario, const Question& question) {
    try {
        return packages_of(scenario.spec, question.regime, question.pairs);
    } catch (const Error& error) {
        throw CommandLineError(std::string(error.what()) +
                               (question.pairs == 0 ? " (--regime, --reform, --orders)" : ""));
    }
}

std::shared_ptr<Journal> journal_of(const ProjectionSpec& spec, ResultsDirectory& directory) {
    try {
        return std::make_shared<Journal>(shape_of(spec), directory.journal_store());
    } catch (const ForeignJournal& error) {
        throw CommandLineError("--resume: the journal in " + directory.partial() +
                               " is not to be gone on with: " + error.what());
    }
}

int share_out(const Scenario& scenario, const Question& question) {
    const Packages packages = packages_asked(scenario, question);
    const auto spec = std::make_shared<const ProjectionSpec>(packages.spec);
    ResultsDirectory directory(question.out,
                               question.resume ? Unfinished::go_on : Unfinished::discard,
                               ResultsKind::attribution);
    const auto journal = journal_of(*spec, directory);
    if (!question.quiet) {
        fmt::print(stderr, "{} packages of {} reforms, {} draws × {} of the scenario's {} × {}\n",
                   spec->regimes.size(), packages.reforms.size(), spec->draws, spec->replicates,
                   question.draws, question.replicates);
    }
    RunFacts facts;
    if (!simulate(*spec, *journal, {{}, question.quiet}, facts)) {
        fmt::print(stderr, "stopped: ");
        say_what_is_there(directory, journal->runs().size(),
                          plan_streams(*spec).size() * spec->regimes.size());
        return 1;
    }
    const Result result(spec, journal);
    facts.citizen_weeks = citizen_weeks_of(result);
    const Attribution attribution =
        attribution_of(packages, result, question.metric, {question.group, question.window});
    const Study study{"attribution",
                      {{"metric", std::string(describe(question.metric).key)},
                       {"regime", question.regime},
                       {"group", question.group},
                       {"window", question.window}}};
    directory.write("attribution.csv",
                    [&](const TextSink& to) { write_attribution_csv(attribution, to); });
    directory.write("manifest.json", [&](const TextSink& to) {
        to(study_manifest_json(result, {scenario.title, scenario.text, {}, {}}, study));
    });
    directory.write("run.json", [&](const TextSink& to) { to(run_json(facts)); });
    directory.publish();
    if (!question.quiet) {
        fmt::print("{}", attribution_table(attribution, *spec, scenario.title, directory.path()));
    }
    return 0;
}

} // namespace

int command_attribute(const std::vector<std::string>& args) {
    Arguments arguments(
        "attribute SCENARIO.toml --metric METRIC [options]",
        "Shares out the effect of several reforms: what each of them does alone, in "
        "company, and in the mean over all orders (Shapley values). Every package of them is run "
        "on the same people and luck, in at most "
        "20 of the scenario's draws, once each, unless --draws or --replicates say else.");
    constexpr std::int64_t most_threads = 4096;
    constexpr std::int64_t fewest_pairs = 10; // fewer may agree by chance
    constexpr std::int64_t most_pairs = 10'000;
    arguments.word({"scenario", "SCENARIO.toml", "The scenario."})
        .option({"metric", "METRIC", "What is shared out (afklar list metrics)."})
        .option({"regime", "NAME",
                 "The regime whose reforms are shared out; when left out the one with most."})
        .repeated({"reform", "NAME", "In place of a regime: reforms on top of the baseline."})
        .option({"orders", "N",
                 "Pairs of random orders in place of all; needed for more than 12 reforms."})
        .option({"group", "NAME", "Group of the comparison; everybody when left out."})
        .option({"window", "NAME", "Window of the comparison; all weeks when left out."})
        .option({"out", "DIR", "Where results go; results/<scenario stem>_attribution."})
        .option({"threads", "N", "Threads; all cores when left out. Never moves a result."})
        .flag({"resume", "", "Go on with what an interrupted one has left in DIR.partial."})
        .flag({"quiet", "", "No progress and no table."});
    add_overrides(arguments);
    if (!arguments.read(args)) {
        return 0;
    }
    const std::string path = arguments.needed("scenario");
    Question question;
    question.metric = metric_asked(arguments);
    ScenarioOverrides overrides = overrides_of(arguments);
    Scenario scenario = read_scenario(path, overrides);
    question.draws = scenario.spec.draws;
    question.replicates = scenario.spec.replicates;
    if (!overrides.draws) {
        scenario.spec.draws = std::min(scenario.spec.draws, draws_unless_asked);
    }
    if (!overrides.replicates && scenario.spec.draws > 1) {
        scenario.spec.replicates = 1;
    }
    question.group =
        one_of("--group", arguments.text("group").value_or("all"), groups_of(scenario.spec));
    question.window =
        one_of("--window", arguments.text("window").value_or("all"), windows_of(scenario.spec));
    const auto listed = arguments.texts("reform");
    if (!listed.empty() && arguments.has("regime")) {
        throw CommandLineError("'--regime' and '--reform' exclude each other");
    }
    question.regime =
        !listed.empty()
            ? add_listed(scenario, listed)
            : one_of("--regime", arguments.text("regime").value_or(widest_regime(scenario.spec)),
                     scenario.spec.regimes);
    std::erase_if(scenario.spec.groups,
                  [&](const Group& group) { return group.name != question.group; });
    question.pairs =
        static_cast<int>(arguments.whole("orders", fewest_pairs, most_pairs).value_or(0));
    question.quiet = arguments.has("quiet");
    question.resume = arguments.has("resume");
    question.out = arguments.text("out").value_or(
        "results/" + std::filesystem::path(path).stem().string() + "_attribution");
    scenario.spec.threads =
        static_cast<int>(arguments.whole("threads", 1, most_threads).value_or(0));
    return share_out(scenario, question);
}

} // namespace afklar::cli
