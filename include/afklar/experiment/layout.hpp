#pragma once
/// What the results of a projection are given for, and the fingerprint of everything that decides them.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/experiment/projection.hpp>

namespace afklar {

/// The groups in the order of a tally: those of the spec; `all` comes first if it is not among them.
[[nodiscard]] std::vector<Group> groups_of(const ProjectionSpec& spec);

/// The windows in the order of results: `all`, then those of the spec.
/// Errors: `Error` if one is empty or leaves the horizon.
[[nodiscard]] std::vector<Window> windows_of(const ProjectionSpec& spec);

/// Place of the baseline among the regimes.
/// Errors: `Error` if there is no regime, or none of that name.
[[nodiscard]] std::size_t baseline_of(const ProjectionSpec& spec);

/// Place of a regime by name. Errors: `Error` naming those there are.
[[nodiscard]] std::size_t regime_named(const ProjectionSpec& spec, std::string_view name);

/// The weeks over which policies are resolved: burn-in and observed weeks.
[[nodiscard]] PolicyWeeks policy_weeks(const ProjectionSpec& spec);

/// SHA-256 of everything that decides results: the version, the people, parameters, policies, dates,
/// design and seed; not of threads. Journals of different fingerprints are never mixed.
/// Cost: one pass over the people.
[[nodiscard]] std::string fingerprint(const ProjectionSpec& spec);

/// Version of the library.
[[nodiscard]] std::string_view library_version() noexcept;

} // namespace afklar
