#include <afklar/experiment/hypercube.hpp>

#include <algorithm>
#include <numeric>

#include <afklar/core/draws.hpp>

namespace afklar {

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): which, how many
std::vector<double> hypercube_column(std::uint32_t parameter, std::uint32_t draws,
                                     const HypercubeSources& sources) {
    struct Stratum {
        std::uint32_t bits;
        std::uint32_t number;
        auto operator<=>(const Stratum&) const = default;
    };
    std::vector<Stratum> strata;
    strata.reserve(draws);
    for (std::uint32_t number = 0; number < draws; ++number) {
        strata.push_back({sources.order(parameter, number), number});
    }
    std::ranges::sort(strata);

    std::vector<double> ranks;
    ranks.reserve(draws);
    constexpr double two_to_32 = 4294967296.0;
    for (const Stratum& stratum : strata) {
        const double bits = static_cast<double>(sources.jitter(parameter, stratum.number));
        const double within = (bits + 0.5) / two_to_32; // strictly between 0 and 1
        ranks.push_back((static_cast<double>(stratum.number) + within) /
                        static_cast<double>(draws));
    }
    return ranks;
}

Hypercube latin_hypercube(std::uint32_t draws, std::uint32_t parameters,
                          const HypercubeSources& sources) {
    Hypercube cube;
    cube.draws = draws;
    cube.parameters = parameters;
    cube.ranks.reserve(std::size_t{draws} * parameters);
    for (std::uint32_t parameter = 0; parameter < parameters; ++parameter) {
        const std::vector<double> column = hypercube_column(parameter, draws, sources);
        cube.ranks.insert(cube.ranks.end(), column.begin(), column.end());
    }
    return cube;
}

HypercubeSources hypercube_sources(const Draws& draws) {
    const auto bits_of = [draws](Purpose purpose) {
        return [draws, purpose](std::uint32_t parameter, std::uint32_t stratum) {
            return draws.refine(purpose, Agent::design, stratum, parameter);
        };
    };
    return {bits_of(Purpose::parameter_stratum), bits_of(Purpose::parameter_jitter)};
}

} // namespace afklar
