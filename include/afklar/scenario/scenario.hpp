#pragma once
/// A scenario file read and checked: people, time, parameters, regimes and what to compare.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <afklar/experiment/projection.hpp>

namespace afklar {

/// What the command line changes: values by dotted path (`parameters.set.contact.trust_gain`) as TOML,
/// and short forms for the three that are changed most.
struct ScenarioOverrides {
    std::vector<std::pair<std::string, std::string>> set{};
    std::optional<std::int64_t> seed{};
    std::optional<int> draws{};
    std::optional<int> replicates{};
};

/// One setting of the scenario that acts, and where it was made.
struct EffectiveSetting {
    std::string key;   ///< dotted path
    std::string value; ///< as in a file
    Origin origin{};   ///< file and line, `--set KEY`, or nothing for a default
};

/// A scenario: what a run needs, and what its manifest says.
struct Scenario {
    std::string title;
    std::string path; ///< as the user named it
    std::string text; ///< of the file, before the command line changed it
    ProjectionSpec spec;
    std::vector<std::string> headline;     ///< keys of metrics; empty: the default eight
    std::optional<std::string> decision{}; ///< key of the metric a decision is about
    std::vector<Regime> regimes{};         ///< of files of the scenario's own
    std::vector<Timeline> timelines{};     ///< the same
    std::vector<Reform> reforms{};         ///< the same, and those written in the scenario
    std::vector<Group> groups{};           ///< of the scenario's own
    std::vector<EffectiveSetting> settings{};
    std::vector<std::string> files{}; ///< everything that was read, as named
};

/// Reads a scenario and everything it names. A path below `scenarios/` that is not on disk is looked
/// for among what ships.
/// Errors: `ScenarioError` with every fault of all its files; a file that is no TOML is told alone.
[[nodiscard]] Scenario read_scenario(const std::string& path,
                                     const ScenarioOverrides& overrides = {});

/// The group that a name in `groups` stands for, if it is not one of the scenario's own: `all`,
/// `target_group.activity_ready`, `barriers.mental_illness`, `region.east`, `sex.woman`, ….
[[nodiscard]] std::optional<Group> shipped_group(const std::string& name);

/// The names of all such groups.
[[nodiscard]] std::vector<std::string> shipped_group_names();

} // namespace afklar
