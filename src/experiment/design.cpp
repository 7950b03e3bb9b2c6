#include <afklar/experiment/design.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>
#include <afklar/experiment/hypercube.hpp>
#include <afklar/experiment/rank_correlation.hpp>
#include <afklar/experiment/sobol.hpp>

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

/// Draws whose points are spread evenly among themselves.
struct Round {
    std::uint32_t number = 0;
    std::uint32_t size = 0;
};

Round round_of(const ProjectionSpec& spec, int draw) {
    const int size = spec.batch > 0 ? spec.batch : spec.draws;
    return {static_cast<std::uint32_t>(draw / size), static_cast<std::uint32_t>(size)};
}

/// The ranks of one parameter in the draws of a round, before any correlation. Rounds of Sobol points
/// go on in one sequence, each hypercube is one of its own.
std::vector<double> column_of(const ProjectionSpec& spec, std::size_t parameter, Round round) {
    const auto number = static_cast<std::uint32_t>(parameter);
    if (spec.design == PointDesign::sobol) {
        auto column = sobol_column(number, (round.number + 1) * round.size,
                                   sobol_shift(Draws(DrawKey{spec.seed, 0, 0})));
        column.erase(column.begin(), column.end() - round.size);
        return column;
    }
    const DrawKey key{spec.seed, 0, static_cast<std::uint16_t>(round.number)};
    return hypercube_column(number, round.size, hypercube_sources(Draws(key)));
}

/// Puts parameters that are correlated where the correlations want them.
void correlate(std::vector<double>& points, const ProjectionSpec& spec, int draw) {
    const CorrelatedParameters correlated = correlated_parameters(spec.parameters);
    const Round round = round_of(spec, draw);
    std::vector<std::vector<double>> columns;
    for (const std::size_t parameter : correlated.places) {
        columns.push_back(column_of(spec, parameter, round));
    }
    columns = with_rank_correlations(std::move(columns), correlated.pairs);
    for (std::size_t k = 0; k < columns.size(); ++k) {
        points[correlated.places[k]] = columns[k][static_cast<std::uint32_t>(draw) % round.size];
    }
}

/// The point of every parameter's prior that a draw takes.
std::vector<double> points_of(const ProjectionSpec& spec, int draw) {
    const std::size_t parameters = parameter_keys().size();
    std::vector<double> points;
    if (spec.design == PointDesign::sobol) {
        points =
            sobol_point(static_cast<std::uint32_t>(draw), static_cast<std::uint32_t>(parameters),
                        sobol_shift(Draws(DrawKey{spec.seed, 0, 0})));
    } else {
        const Round round = round_of(spec, draw);
        for (std::size_t k = 0; k < parameters; ++k) {
            points.push_back(
                column_of(spec, k, round)[static_cast<std::uint32_t>(draw) % round.size]);
        }
    }
    correlate(points, spec, draw);
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
