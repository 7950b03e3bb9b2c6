#include <afklar/experiment/design.hpp>

#include <algorithm>
#include <string>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>
#include <afklar/experiment/hypercube.hpp>

namespace afklar {
namespace {

/// Streams: the draw from 1 in the low 20 bits, the replicate above. A stream keeps its luck when draws
/// or replicates are added. Probes take the last replicate number; stream 0 belongs to the design.
constexpr std::uint32_t draw_bits = 20;
static_assert(most_draws == (1 << draw_bits) - 1);
static_assert(most_replicates == (1 << (32 - draw_bits)) - 1); // the last is of the probes
constexpr int probes = 4;

std::uint32_t stream_of(int draw, int replicate) {
    return (static_cast<std::uint32_t>(replicate) << draw_bits) |
           static_cast<std::uint32_t>(draw + 1);
}

void require_size(const char* what, int value, int most) {
    if (value < 1 || value > most) {
        throw Error(std::string(what) + ": " + std::to_string(value) + " is not from 1 to " +
                    std::to_string(most));
    }
}

/// The point of every parameter's prior that a draw takes.
std::vector<double> points_of(const ProjectionSpec& spec, int draw) {
    const int size = spec.batch > 0 ? spec.batch : spec.draws;
    const auto number = static_cast<std::uint16_t>(draw / size);
    const auto sources = hypercube_sources(Draws(DrawKey{spec.seed, 0, number}));
    const auto draws = static_cast<std::uint32_t>(size);
    std::vector<double> points(parameter_keys().size());
    for (std::size_t k = 0; k < points.size(); ++k) {
        const auto column = hypercube_column(static_cast<std::uint32_t>(k), draws, sources);
        points[k] = column[static_cast<std::size_t>(draw % size)];
    }
    return points;
}

/// The parameters of a draw of the projection.
Parameters drawn(const ProjectionSpec& spec, int draw) {
    if (!spec.points.empty()) {
        return spec.points[static_cast<std::size_t>(draw)];
    }
    return spec.draws > 1 ? spec.parameters.at(points_of(spec, draw), spec.prior)
                          : spec.parameters.central(spec.prior);
}

/// The same with every disputed effect off.
Parameters without_effects(const ParameterSet& set, Parameters parameters) {
    for (std::size_t k = 0; k < set.parameters.size(); ++k) {
        if (const auto held = set.parameters[k].held(PriorSet::evidence_blind)) {
            value_of(parameters, k) = *held;
        }
    }
    return parameters;
}

Parameters before_overrides(const ProjectionSpec& spec, const StreamPlan& plan) {
    switch (plan.kind) {
    case StreamKind::probe_without_judgement:
        return spec.parameters.without_judgement(spec.prior);
    case StreamKind::projection:
        return drawn(spec, plan.draw);
    case StreamKind::evidence_blind:
        return without_effects(spec.parameters, drawn(spec, plan.draw));
    case StreamKind::probe_central:
    case StreamKind::count_:
        break;
    }
    return spec.parameters.central(spec.prior);
}

/// Every (draw, replicate) in order.
void add_runs(std::vector<StreamPlan>& plans, const ProjectionSpec& spec, StreamKind kind) {
    for (int draw = 0; draw < spec.draws; ++draw) {
        for (int replicate = 0; replicate < spec.replicates; ++replicate) {
            const int of_luck = spec.points.empty() ? draw : 0;
            plans.push_back({stream_of(of_luck, replicate), kind, draw, replicate});
        }
    }
}

} // namespace

std::vector<StreamPlan> plan_streams(const ProjectionSpec& spec) {
    require_size("draws", spec.draws, most_draws);
    require_size("replicates", spec.replicates, most_replicates);
    const bool chosen = !spec.points.empty();
    if (chosen && spec.points.size() != static_cast<std::size_t>(spec.draws)) {
        throw Error("a projection of " + std::to_string(spec.draws) + " draws has " +
                    std::to_string(spec.points.size()) + " chosen points");
    }
    std::vector<StreamPlan> plans;
    add_runs(plans, spec, StreamKind::projection);
    if (spec.probes && !chosen && spec.regimes.size() >= 2) {
        for (const StreamKind kind :
             {StreamKind::probe_central, StreamKind::probe_without_judgement}) {
            for (int probe = 0; probe < probes; ++probe) {
                plans.push_back({stream_of(probe, most_replicates), kind, 0, probe});
            }
        }
    }
    if (spec.evidence_blind) {
        add_runs(plans, spec, StreamKind::evidence_blind);
    }
    return plans;
}

std::string in_words(const StreamPlan& plan) {
    return (plan.kind == StreamKind::projection ? "" : std::string(name_of(plan.kind)) + ", ") +
           "draw " + std::to_string(plan.draw) + ", replicate " + std::to_string(plan.replicate);
}

Parameters parameters_of(const ProjectionSpec& spec, const StreamPlan& plan) {
    Parameters parameters = before_overrides(spec, plan);
    const auto keys = parameter_keys();
    for (const auto& [key, value] : spec.set) {
        const auto found = std::ranges::find(keys, std::string_view(key));
        if (found == keys.end()) {
            throw Error("no parameter is called '" + key + "'");
        }
        if (const ParameterInfo* info = spec.parameters.find(key);
            info != nullptr &&
            !(value >= info->prior.lower_limit && value <= info->prior.upper_limit)) {
            throw Error("parameter '" + key + "': " + std::to_string(value) +
                        " is outside its limits, " + std::to_string(info->prior.lower_limit) +
                        " to " + std::to_string(info->prior.upper_limit));
        }
        value_of(parameters, static_cast<std::size_t>(found - keys.begin())) = value;
    }
    return parameters;
}

} // namespace afklar
