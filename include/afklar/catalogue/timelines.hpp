#pragma once
/// The shipped timelines as values: what was in force when.

#include <afklar/policy/policy.hpp>

namespace afklar::timelines {

/// The rules as they were from 2019 to 2021. Source: L001-L044, S20, D311-D334.
[[nodiscard]] Policy denmark_2019_2021();

/// The rules as they were from 2019, and as they are enacted or expected to 2027. Source: L001-L077,
/// S20, D304-D307, D311-D334.
[[nodiscard]] Policy denmark_2019_2027();

} // namespace afklar::timelines
