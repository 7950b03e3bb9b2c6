#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include <afklar/core/error.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/plan.hpp>
#include <afklar/report/plan.hpp>
#include <afklar/scenario/scenario.hpp>

#include "catalogue/reading.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
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
    std::vector<std::string> names;
    for (std::size_t k = 0; k < spec.regimes.size(); ++k) {
        if (spec.regimes[k].name == *name) {
            return k;
        }
        names.push_back(spec.regimes[k].name);
    }
    throw CommandLineError("'--regime': the scenario has no '" + *name + "'" +
                           detail::hint(*name, names));
}

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
    ProjectionSpec& spec = scenario.spec;
    spec.threads = static_cast<int>(arguments.whole("threads", 1, most_threads).value_or(0));
    question.regime = regime_for(spec, arguments.text("regime"));
    const bool quiet = arguments.has("quiet");

    std::optional<GuaranteePlan> plan;
    {
        const StopAtInterrupt handler;
        Progress progress(!quiet);
        PlanHooks hooks;
        hooks.progress = [&](double share) { progress.show(share); };
        hooks.stop = &stop_asked_for();
        plan = plan_guarantee(spec, question, hooks);
    }
    if (!plan) {
        fmt::print(stderr, "stopped: nothing has been written\n");
        return 1;
    }
    write_plan_csv(*plan, [](std::string_view t) { fmt::print("{}", t); });
    return 0;
}

} // namespace afklar::cli
