#pragma once
/// The yardstick: hand-written kernels of R1 and R2 that owe the library nothing but the numbers of the
/// workloads. Portable vectors by Highway, compiled for one instruction set as a whole.

#include <cstdint>

#include "../outcome.hpp"

namespace afklar::bench::reference {

Outcome r1(std::uint32_t people, std::uint64_t seed, std::uint32_t stream);
Outcome r2(std::uint32_t people, unsigned meetings, std::uint64_t seed, std::uint32_t stream);

} // namespace afklar::bench::reference
