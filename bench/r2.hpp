#pragma once
/// R2, a workload with queues, written with the public blocks of the library.

#include "chances.hpp"
#include "outcome.hpp"

namespace afklar::bench {

/// R1 with caseworkers: who is on benefit asks for a meeting, a caseworker holds at most `meetings` a
/// week, first come first served, and a meeting doubles the chance to be clarified that week.
/// Source: design, R2. Draws: as R1, and `Purpose::rings`, one a week.
Outcome r2(std::uint32_t people, unsigned meetings, std::uint64_t seed, std::uint32_t stream,
           const Plan& plan = {});

} // namespace afklar::bench
