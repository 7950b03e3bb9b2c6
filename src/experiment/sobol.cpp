#include <afklar/experiment/sobol.hpp>

#include <string>

#include <boost/random/sobol.hpp>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>

namespace afklar {
namespace {

boost::random::sobol engine_of(std::uint32_t parameters) {
    if (parameters > most_sobol_parameters) {
        throw Error("Sobol points: " + std::to_string(parameters) +
                    " parameters are more than the " + std::to_string(most_sobol_parameters) +
                    " of the table");
    }
    return boost::random::sobol(parameters);
}

/// Shifted digits as a number strictly between 0 and 1.
double rank_of(std::uint64_t digits, std::uint64_t shift) {
    constexpr double two_to_52 = 4503599627370496.0;
    return (static_cast<double>((digits ^ shift) >> 12U) + 0.5) / two_to_52;
}

} // namespace

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): which, how many
std::vector<double> sobol_point(std::uint32_t draw, std::uint32_t parameters,
                                const SobolShift& shift) {
    std::vector<double> ranks;
    ranks.reserve(parameters);
    if (parameters == 0) {
        return ranks;
    }
    auto engine = engine_of(parameters);
    if (draw > 0) {
        engine.seed(draw - 1); // the engine leaves the origin out
    }
    for (std::uint32_t parameter = 0; parameter < parameters; ++parameter) {
        ranks.push_back(rank_of(draw > 0 ? engine() : 0, shift(parameter)));
    }
    return ranks;
}

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): which, how many
std::vector<double> sobol_column(std::uint32_t parameter, std::uint32_t draws,
                                 const SobolShift& shift) {
    auto engine = engine_of(parameter + 1);
    const std::uint64_t shifted_by = shift(parameter);
    std::vector<double> ranks;
    ranks.reserve(draws);
    for (std::uint32_t draw = 0; draw < draws; ++draw) {
        std::uint64_t digits = 0;
        for (std::uint32_t k = 0; draw > 0 && k <= parameter; ++k) {
            digits = engine();
        }
        ranks.push_back(rank_of(digits, shifted_by));
    }
    return ranks;
}

SobolShift sobol_shift(const Draws& draws) {
    return [draws](std::uint32_t parameter) {
        const auto half = [&](std::uint32_t agent) {
            return std::uint64_t{
                draws.refine(Purpose::parameter_jitter, Agent::design, agent, parameter)};
        };
        return (half(0) << 32U) | half(1);
    };
}

} // namespace afklar
