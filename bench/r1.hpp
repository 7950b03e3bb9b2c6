#pragma once
/// R1, a workload without interaction, written with the public blocks of the library.

#include "chances.hpp"
#include "outcome.hpp"

namespace afklar::bench {

/// People leave benefit for a job, for a clarified state or for a pension, with chances that fall by
/// the week; who loses a job begins anew. Source: design, R1. Draws: `Purpose::job`, one a week.
Outcome r1(std::uint32_t people, std::uint64_t seed, std::uint32_t stream, const Plan& plan = {});

} // namespace afklar::bench
