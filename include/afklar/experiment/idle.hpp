#pragma once
/// What of a projection does nothing, so that it is said and never passed over in silence.

#include <cstdint>
#include <string>
#include <vector>

#include <afklar/experiment/projection.hpp>

namespace afklar {

/// Reforms of a policy that change no rule in the weeks named, each in a sentence with the reason.
[[nodiscard]] std::vector<std::string> idle_reforms(const Policy& policy, const PolicyWeeks& over);

/// How many people are in each group at the start of the first stream.
/// Cost: drawing the people of one stream.
[[nodiscard]] std::vector<std::int64_t> group_sizes(const ProjectionSpec& spec,
                                                    const std::vector<Selector>& groups);

/// Reforms that change nothing, and groups of rules or of the comparison in which no citizen is: a
/// sentence each, those of a regime with its name.
[[nodiscard]] std::vector<std::string> idle_of(const ProjectionSpec& spec);

} // namespace afklar
