#pragma once
/// The goals that are about the full model: how fast, for whom, how many, on how many threads.

#include "measure.hpp"
#include "options.hpp"

namespace afklar::bench {

[[nodiscard]] Measurement full_model(const Sizes& sizes);  ///< P3
[[nodiscard]] Measurement absorbed(const Sizes& sizes);    ///< P4
[[nodiscard]] Measurement memory(const Sizes& sizes);      ///< P5
[[nodiscard]] Measurement many(const Sizes& sizes);        ///< P6
[[nodiscard]] Measurement two_threads(const Sizes& sizes); ///< P7
/// P10, start; `reading`: seconds that the first look into the catalogue took.
[[nodiscard]] Measurement start(const Sizes& sizes, double reading);
[[nodiscard]] Measurement outputs(const Sizes& sizes);     ///< P10, outputs
[[nodiscard]] Measurement allocations(const Sizes& sizes); ///< P10, allocations

} // namespace afklar::bench
