#include <charconv>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <afklar/core/error.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/plan.hpp>
#include <afklar/report/plan.hpp>
#include <afklar/report/results_directory.hpp>
#include <afklar/scenario/scenario.hpp>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/names.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"

namespace afklar::cli {
namespace {

/// A share from 0 to 1. Errors: `CommandLineError`.
double share_of(const std::string& text) {
    double share = 0.0;
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, share);
    if (result.ec != std::errc{} || result.ptr != end || !(share >= 0.0 && share <= 1.0)) {
        throw CommandLineError("'--share' must be a number from 0 to 1, found '" + text + "'");
    }
    return share;
}

/// The regime that is asked for, or the first with a guarantee.
std::size_t regime_for(const ProjectionSpec& spec, const std::optional<std::string>& name) {
    if (!name) {
        if (const auto regime = guaranteeing_regime(spec)) {
            return *regime;
        }
        throw CommandLineError("no regime of the scenario promises a clarification: none sets "
                               "'guarantee' (ds3_clarification_guarantee does)");
    }
    return regime_named(spec, one_of("--regime", *name, spec.regimes));
}

/// What of the command line is about neither the scenario nor the question.
struct PlanOptions {
    std::string out;
    bool quiet = false;
};

/// Everything from a checked question to files in their place.
class Planning {
public:
    Planning(Scenario scenario, const PlanQuestion& question, PlanOptions options)
        : scenario_(std::move(scenario)),
          question_(question),
          options_(std::move(options)),
          directory_(options_.out, Unfinished::discard, ResultsKind::plan) {}

    int run() {
        const auto plan = look();
        if (!plan) {
            discard();
            fmt::print(stderr, "stopped: nothing has been written\n");
            return 1;
        }
        write(*plan);
        return 0;
    }

private:
    std::optional<GuaranteePlan> look() {
        const StopAtInterrupt handler;
        Progress progress(!options_.quiet);
        PlanHooks hooks;
        hooks.progress = [&](double share) { progress.show(share); };
        hooks.stop = &stop_asked_for();
        try {
            return plan_guarantee(scenario_.spec, question_, hooks);
        } catch (const RunError&) {
            discard();
            throw;
        } catch (const ScenarioError&) {
            discard();
            throw;
        } catch (const Error& error) {
            discard();
            throw CommandLineError(error.what()); // the question cannot be asked of this scenario
        }
    }
    void write(const GuaranteePlan& plan) {
        directory_.write("plan.csv", [&](const TextSink& to) { write_plan_csv(plan, to); });
        directory_.write("manifest.json", [&](const TextSink& to) {
            to(plan_manifest_json(plan, scenario_.spec, {scenario_.title, scenario_.text, {}}));
        });
        directory_.publish();
        if (!options_.quiet) {
            fmt::print("{}", plan_text(plan, scenario_.spec, scenario_.title, directory_.path()));
        }
    }
    /// Takes the partial away: a plan is not continued.
    void discard() const {
        std::error_code ignored;
        std::filesystem::remove_all(directory_.partial(), ignored);
    }

    Scenario scenario_;
    PlanQuestion question_;
    PlanOptions options_;
    ResultsDirectory directory_;
};

} // namespace

int command_plan(const std::vector<std::string>& args) {
    Arguments arguments("plan SCENARIO.toml [options]",
                        "Looks for the least staff and team slots with which a regime keeps its "
                        "clarification guarantee, by size of job centre, with what that costs and "
                        "who waits instead.");
    constexpr std::int64_t most_threads = 4096;
    arguments.word({"scenario", "SCENARIO.toml", "The scenario."})
        .option({"regime", "NAME", "The regime; the first with a guarantee when left out."})
        .option({"share", "SHARE", "Of the deadlines that is to be kept; 0.95 when left out."})
        .option({"out", "DIR", "Where plan.csv goes; results/<scenario stem>_plan when left out."})
        .option({"threads", "N", "Threads; all cores when left out. Never moves a result."})
        .flag({"quiet", "", "No progress and no table."});
    add_overrides(arguments);
    if (!arguments.read(args)) {
        return 0;
    }
    const std::string path = arguments.needed("scenario");
    PlanQuestion question;
    if (const auto share = arguments.text("share")) {
        question.share = share_of(*share);
    }
    Scenario scenario = read_scenario(path, overrides_of(arguments));
    scenario.spec.threads =
        static_cast<int>(arguments.whole("threads", 1, most_threads).value_or(0));
    question.regime = regime_for(scenario.spec, arguments.text("regime"));
    return Planning(std::move(scenario), question,
                    {arguments.text("out").value_or(
                         "results/" + std::filesystem::path(path).stem().string() + "_plan"),
                     arguments.has("quiet")})
        .run();
}

} // namespace afklar::cli
