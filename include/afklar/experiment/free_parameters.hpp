#pragma once
/// The parameters of a projection that are not known, as a unit cube of ranks in their priors.

#include <cstddef>
#include <span>
#include <vector>

#include <afklar/experiment/projection.hpp>

namespace afklar {

/// The places in `parameter_keys()` of the parameters that a projection draws: neither fixed, nor held by
/// the scenario or by the prior set.
[[nodiscard]] std::vector<std::size_t> free_parameters(const ProjectionSpec& spec);

/// Some parameters at ranks of their priors, all others as they are at the centre of the prior set.
///
/// Shape: one rank for each of the places. Domain: ranks strictly between 0 and 1. What the scenario holds
/// is held when the projection runs.
[[nodiscard]] Parameters parameters_at(const ProjectionSpec& spec,
                                       std::span<const std::size_t> places,
                                       std::span<const double> ranks);

} // namespace afklar
