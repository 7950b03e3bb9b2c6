#pragma once
/// The limits of the numbers of a scenario file, one for its reader and its schema.

#include "catalogue/reading.hpp"

namespace afklar::detail {

/// People of a synthetic population.
inline constexpr Limits population_sizes{1.0, 10'000'000.0};

/// Observed weeks, at most twenty years.
inline constexpr Limits observed_weeks{1.0, 1040.0};

/// Weeks before the observed ones, and ends of windows.
inline constexpr Limits weeks_or_none{0.0, observed_weeks.high};

/// Seeds that a signed number of 64 bits holds.
inline constexpr Limits seeds{0.0, 9.2e18};

/// Draws of the parameters, and replicates of each.
inline constexpr Limits run_counts{1.0, 1'000'000.0};

} // namespace afklar::detail
