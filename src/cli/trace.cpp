#include <algorithm>
#include <iostream>
#include <string>
#include <variant>

#include <afklar/experiment/course.hpp>
#include <afklar/report/trace.hpp>
#include <afklar/scenario/scenario.hpp>

#include "catalogue/reading.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"

namespace afklar::cli {

namespace {

std::size_t regime_named(const ProjectionSpec& spec, const std::string& name) {
    std::vector<std::string> names;
    for (std::size_t k = 0; k < spec.regimes.size(); ++k) {
        if (spec.regimes[k].name == name) {
            return k;
        }
        names.push_back(spec.regimes[k].name);
    }
    throw CommandLineError("the scenario has no regime '" + name + "'" + detail::hint(name, names));
}

/// Real people are told about only when that is asked for.
void refuse_personal_data(const ProjectionSpec& spec, bool allowed) {
    const auto* data = std::get_if<Microdata>(&spec.population.source);
    if (data != nullptr && !data->invented && !allowed) {
        throw CommandLineError(
            "the course of a person from microdata is personal data: say --personal-data, or "
            "[population] invented = true in the scenario if the people are made up");
    }
}

Language language_named(const std::string& name) {
    const auto language = value_named<Language>(name);
    if (!language) {
        throw CommandLineError("'--language' must be en or da, found '" + name + "'");
    }
    return *language;
}

void add_words(Arguments& arguments) {
    arguments.word({"scenario", "SCENARIO.toml", "The scenario file."})
        .option({"regime", "NAME", "The regime; left out: the baseline."})
        .option({"citizen", "ID", "The citizen: the id of the microdata, or a number from 0."})
        .option({"draw", "N", "The parameter draw, from 0."})
        .option({"replicate", "N", "The replicate, from 0."})
        .option({"against", "NAME", "Another regime: where and why the courses part."})
        .option({"language", "en|da", "Language of the text."})
        .flag({"personal-data", "", "Tell the course of a real person of microdata."});
    add_overrides(arguments);
}

/// The run that is asked for.
RunPlace run_named(const ProjectionSpec& spec, const Arguments& arguments) {
    constexpr std::int64_t most = 1'000'000;
    const std::string baseline = spec.baseline.empty() ? spec.regimes.front().name : spec.baseline;
    return {regime_named(spec, arguments.text("regime").value_or(baseline)),
            static_cast<int>(arguments.whole("draw", 0, most).value_or(0)),
            static_cast<int>(arguments.whole("replicate", 0, most).value_or(0))};
}

Story course(const ProjectionSpec& spec, RunPlace run, CitizenId citizen) {
    try {
        return course_of(spec, run, citizen);
    } catch (const ScenarioError&) {
        throw;
    } catch (const Error& error) {
        throw CommandLineError(error.what()); // no such citizen, draw or replicate
    }
}

} // namespace

int command_trace(const std::vector<std::string>& args) {
    Arguments arguments("trace SCENARIO.toml --regime NAME --citizen ID",
                        "Tells the course of one citizen: what happened, by which rule, with what "
                        "chance.");
    add_words(arguments);
    if (!arguments.read(args)) {
        return 0;
    }
    TraceOptions options;
    options.language = language_named(arguments.text("language").value_or("en"));
    if (!arguments.has("citizen")) {
        throw CommandLineError("'--citizen' is missing: the number of the citizen to tell about");
    }
    const Scenario scenario = read_scenario(arguments.needed("scenario"), overrides_of(arguments));
    const ProjectionSpec& spec = scenario.spec;
    refuse_personal_data(spec, arguments.has("personal-data"));

    const RunPlace run = run_named(spec, arguments);
    const CitizenId citizen = *arguments.whole("citizen", 0, INT64_MAX);
    const Story story = course(spec, run, citizen);
    print_heading(heading_of(
        {scenario.title, spec.regimes[run.regime].name, citizen, run.draw, run.replicate},
        options.language));
    if (const auto against = arguments.text("against")) {
        RunPlace other = run;
        other.regime = regime_named(spec, *against);
        std::cout << told_against(story, course(spec, other, citizen), spec, run.regime,
                                  other.regime, options);
    } else {
        std::cout << told(story, spec, run.regime, options);
    }
    return 0;
}

} // namespace afklar::cli
