#pragma once
/// The goals that are about the reference workloads, and those about equal results.

#include "measure.hpp"
#include "options.hpp"

namespace afklar::bench {

[[nodiscard]] Measurement workloads(const Sizes& sizes);  ///< P1, P2 and P8
[[nodiscard]] Measurement same_bytes(const Sizes& sizes); ///< P9

} // namespace afklar::bench
