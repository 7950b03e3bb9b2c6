#pragma once
/// The design of a projection: which stream of chance belongs to which parameter draw and replicate.

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/core/enum.hpp>
#include <afklar/evidence/parameters.hpp>
#include <afklar/experiment/projection.hpp>

namespace afklar {

/// What a stream is for.
enum class StreamKind : std::uint8_t {
    projection,              ///< one (draw, replicate)
    probe_central,           ///< central values, to find what the effects rest on
    probe_without_judgement, ///< the same luck with every disputed grade D effect at its null value
    evidence_blind,          ///< one (draw, replicate) once more, with every disputed effect off
    count_
};
constexpr std::array<std::string_view, 4> names_of(StreamKind) {
    return {"projection", "probe_central", "probe_without_judgement", "evidence_blind"};
}

/// One stream: the same people and the same luck under every regime.
struct StreamPlan {
    std::uint32_t stream = 0; ///< part of the address of every draw
    StreamKind kind = StreamKind::projection;
    int draw = 0;
    int replicate = 0;
    auto operator<=>(const StreamPlan&) const = default;
};

/// Most draws and replicates that streams can tell apart.
inline constexpr int most_draws = 1'048'575;
inline constexpr int most_replicates = 4095;

/// All streams of a projection in order: first (draw, replicate) by draw, then the probes, which use
/// the luck of streams of their own, the same for both kinds; then, where asked for, every (draw,
/// replicate) evidence-blind, with the luck of the projection.
/// Errors: `Error` if a number is out of range, or there are not as many chosen points as draws.
std::vector<StreamPlan> plan_streams(const ProjectionSpec& spec);

/// A stream for messages: `draw 3, replicate 1`.
std::string in_words(const StreamPlan& plan);

/// The parameters of a stream. Draws are the chosen points, or come from a Latin hypercube or Sobol
/// points over the priors, with the rank correlations that the set declares. Evidence-blind, each
/// parameter that the prior set of that name holds has its value there, the
/// others are those of the projection; what the spec holds by hand stays held.
Parameters parameters_of(const ProjectionSpec& spec, const StreamPlan& plan);

} // namespace afklar
