#pragma once
/// Latin hypercube: parameter draws that cover each parameter's range evenly.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace afklar {

class Draws;

/// Supplies 32 random bits at an address (parameter, stratum): same address, same bits.
using HypercubeBits = std::function<std::uint32_t(std::uint32_t parameter, std::uint32_t stratum)>;

/// The two independent sources of bits that a hypercube needs.
struct HypercubeSources {
    HypercubeBits order;  ///< which stratum each draw takes
    HypercubeBits jitter; ///< where in its stratum the point lies
};

/// Ranks in (0, 1), one for each parameter in each draw.
/// Shape: parameter by draw, parameter slowest.
struct Hypercube {
    std::uint32_t draws = 0;
    std::uint32_t parameters = 0;
    std::vector<double> ranks;

    [[nodiscard]] double at(std::uint32_t draw, std::uint32_t parameter) const {
        return column(parameter)[draw];
    }

    /// The ranks of one parameter in all draws.
    [[nodiscard]] std::span<const double> column(std::uint32_t parameter) const {
        return std::span(ranks).subspan(std::size_t{parameter} * draws, draws);
    }
};

/// The ranks of one parameter: each of `draws` equal strata of (0, 1) is hit once, at its middle
/// plus a jitter of up to half its width.
///
/// A column depends on the parameter's number and the number of draws alone, so a parameter added
/// later leaves the others as they were. Strata are permuted by sorting their bits, ties by
/// stratum.
/// Domain: one draw gives one point anywhere in (0, 1); who wants central values with a single draw
/// takes the values of the parameters and draws nothing.
/// Draws: one of `order` and one of `jitter` per stratum.
/// Cost: draws times log draws.
/// Source: McKay, Beckman and Conover (1979), Technometrics 21, 239-245.
[[nodiscard]] std::vector<double> hypercube_column(std::uint32_t parameter, std::uint32_t draws,
                                                   const HypercubeSources& sources);

/// The columns of the parameters 0, 1, …, side by side.
[[nodiscard]] Hypercube latin_hypercube(std::uint32_t draws, std::uint32_t parameters,
                                        const HypercubeSources& sources);

/// The sources of a design.
/// Domain: parameters below 65,536. Draws: `parameter_stratum` and `parameter_jitter` of the agent
/// kind `design`, agent the stratum and *when* the parameter; 32 refining bits each.
[[nodiscard]] HypercubeSources hypercube_sources(const Draws& draws);

} // namespace afklar
