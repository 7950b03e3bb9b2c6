#include <afklar/experiment/free_parameters.hpp>

#include <algorithm>

#include <afklar/core/error.hpp>
#include <afklar/evidence/prior.hpp>

namespace afklar {

std::vector<std::size_t> free_parameters(const ProjectionSpec& spec) {
    constexpr double lowest = 0.001;
    std::vector<std::size_t> places;
    for (std::size_t k = 0; k < spec.parameters.parameters.size(); ++k) {
        const ParameterInfo& info = spec.parameters.parameters[k];
        const bool set =
            std::ranges::any_of(spec.set, [&](const auto& held) { return held.first == info.key; });
        if (!set && !info.held(spec.prior) && info.known != Known::fixed_by_definition &&
            quantile(info.prior, lowest) != quantile(info.prior, 1.0 - lowest)) {
            places.push_back(k);
        }
    }
    return places;
}

Parameters parameters_at(const ProjectionSpec& spec, std::span<const std::size_t> places,
                         std::span<const double> ranks) {
    if (places.size() != ranks.size()) {
        throw Error("parameters at ranks: one rank is needed for each parameter");
    }
    Parameters parameters = spec.parameters.central(spec.prior);
    for (std::size_t k = 0; k < places.size(); ++k) {
        value_of(parameters, places[k]) =
            quantile(spec.parameters.parameters.at(places[k]).prior, ranks[k]);
    }
    return parameters;
}

} // namespace afklar
