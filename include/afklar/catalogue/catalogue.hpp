#pragma once
/// What ships: regimes, reforms, timelines and scenarios by name, read once from the embedded files.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/policy/policy.hpp>

namespace afklar {

/// Every shipped regime, by name. Errors: `ScenarioError` when a shipped file is wrong.
[[nodiscard]] std::span<const Regime> shipped_regimes();

/// Every shipped reform and environment, by name. Errors: as above.
[[nodiscard]] std::span<const Reform> shipped_reforms();

/// Every shipped timeline, by name. Errors: as above.
[[nodiscard]] std::span<const Timeline> shipped_timelines();

/// The shipped regime of that name; null when there is none.
[[nodiscard]] const Regime* find_regime(std::string_view name);

/// The shipped reform of that name, or with `whole.part` one part of it; nothing when there is none.
[[nodiscard]] std::optional<Reform> find_reform(std::string_view name);

/// The shipped timeline of that name; null when there is none.
[[nodiscard]] const Timeline* find_timeline(std::string_view name);

/// A shipped scenario: its path relative to `scenarios/`, its title, and what its regimes are called.
struct ShippedScenario {
    std::string path;
    std::string title;
    std::vector<std::string> regimes{};
};

/// Every shipped scenario, by path.
[[nodiscard]] std::vector<ShippedScenario> shipped_scenarios();

/// The same reform with one provision set to another value.
/// Errors: `Error` when the reform does not set it or the value is out of range.
[[nodiscard]] Reform with(Reform reform, Provision provision, double value);

} // namespace afklar
