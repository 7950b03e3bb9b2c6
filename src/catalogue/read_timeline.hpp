#pragma once
/// What names stand for where rules are applied, and the dated entries that apply them.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <afklar/experiment/projection.hpp>
#include <afklar/policy/policy.hpp>

#include "catalogue/reading.hpp"

namespace afklar::detail {

/// Regimes, reforms and timelines that can be applied by name, and groups by name.
struct PolicyNames {
    std::vector<const Regime*> regimes{};
    std::vector<const Reform*> reforms{};
    std::vector<const Timeline*> timelines{};
    /// The group of a name, a fault when there is none; empty: groups are written out only.
    std::function<std::optional<Group>(const Node&)> group{};

    [[nodiscard]] const Regime* regime(std::string_view name) const;
    /// A reform, or with `whole.part` one part of it.
    [[nodiscard]] std::optional<Reform> reform(std::string_view name) const;
    [[nodiscard]] const Timeline* timeline(std::string_view name) const;
    /// All names, for hints.
    [[nodiscard]] std::vector<std::string> all() const;
};

/// The `apply` of an arm: exactly one regime or timeline, and any number of reforms.
Policy read_apply(const Node& apply, const PolicyNames& names, Faults& faults);

/// A list of `{ from, to, region, where, apply }`.
std::vector<TimelineEntry> read_entries(const Node& list, const PolicyNames& names, Faults& faults);

/// The file of a timeline.
Timeline read_timeline(const Node& root, const PolicyNames& names, Faults& faults);

} // namespace afklar::detail
