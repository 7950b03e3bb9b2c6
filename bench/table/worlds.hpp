#pragma once
/// The worlds of the full model that are measured, and what running them costs.

#include <cstdint>

#include <afklar/experiment/projection.hpp>

namespace afklar::bench {

/// How long a world lives.
struct Span {
    int burn_in = 0;
    int observed = 52;
};

/// Denmark's population at central parameters under full obligations, one replicate on one thread, in
/// as many job centres of the size found in Denmark as `people` fill.
[[nodiscard]] ProjectionSpec denmark_of(int people, Span span);

/// The same under full obligations, and with all seven proposals.
[[nodiscard]] ProjectionSpec with_seven_proposals(ProjectionSpec spec);

/// Weeks lived by people, all of them and those on benefit.
struct PersonWeeks {
    std::int64_t all = 0;
    std::int64_t on_benefit = 0;
};

/// What a run counted, in all its streams and regimes.
struct Counted {
    PersonWeeks observed;
    std::uint64_t digest = 0; ///< of every number, whichever order they came in
};

/// Runs a projection by the experiment's ordinary path.
Counted run_through(const ProjectionSpec& spec);

/// Weeks lived in the burn-ins of a projection, which its own counts leave out.
[[nodiscard]] PersonWeeks burn_in_of(const ProjectionSpec& spec);

/// What a run took.
struct Cost {
    double cpu = 0.0; ///< seconds
    double wall = 0.0;
    double mebibytes = 0.0; ///< at the most, above what the program had before; 0: not known
    std::int64_t citizen_weeks = 0;
};

/// Runs a projection in a process of its own, so that memory of other runs is not counted.
/// Errors: `Error` when it fails. Domain: no other thread is running.
[[nodiscard]] Cost cost_of(const ProjectionSpec& spec);

} // namespace afklar::bench
