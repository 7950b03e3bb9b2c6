#include <afklar/experiment/precision.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <afklar/core/error.hpp>
#include <afklar/experiment/design.hpp>
#include <afklar/experiment/layout.hpp>

namespace afklar {
namespace {

/// Units in a round.
int round_size(const ProjectionSpec& spec) { return spec.draws > 1 ? spec.draws : spec.replicates; }

/// Units that a plan made beforehand needs, when these showed the spread. A half-width falls with the
/// root of the number; the Student factor is that of the final number, which is close enough above 40.
int fixed_plan(double half_width, int units, double wanted) {
    const double ratio = half_width / wanted;
    const double needed = std::ceil(units * ratio * ratio);
    constexpr double most = 1e9;
    return static_cast<int>(std::clamp(needed, 2.0, most));
}

double half_width_of(const Estimate& estimate) {
    return estimate.ci_low && estimate.ci_high ? 0.5 * (*estimate.ci_high - *estimate.ci_low)
                                               : std::numeric_limits<double>::infinity();
}

} // namespace

Attained attained(const Result& result) {
    const ProjectionSpec& spec = result.spec();
    if (!spec.precision) {
        throw Error("precision: the projection wants none");
    }
    if (spec.regimes.size() < 2) {
        throw Error("precision: there is no second regime, and so no difference to be known");
    }
    Attained out;
    out.wanted = *spec.precision;
    out.half_width = -1.0;
    for (const NamedPolicy& regime : spec.regimes) {
        if (regime.name == result.baseline()) {
            continue;
        }
        const double width = half_width_of(
            result.paired(regime.name, result.baseline(), out.wanted.metric).estimate);
        if (width > out.half_width) {
            out.half_width = width;
            out.regime = regime.name;
        }
    }
    out.unit = spec.draws > 1 ? "draws" : "replicates";
    out.units = round_size(spec);
    out.enough = out.units >= least_units_to_stop && out.half_width <= out.wanted.half_width;
    if (std::isfinite(out.half_width)) {
        out.fixed_plan = fixed_plan(out.half_width, out.units, out.wanted.half_width);
    }
    return out;
}

ProjectionSpec after_rounds(const ProjectionSpec& spec, int rounds) {
    ProjectionSpec more = spec;
    more.batch = round_size(spec);
    (spec.draws > 1 ? more.draws : more.replicates) = rounds * more.batch;
    return more;
}

std::optional<ProjectionSpec> run_until(const ProjectionSpec& spec,
                                        const std::shared_ptr<const Journal>& journal,
                                        const RoundHooks& hooks) {
    const int size = round_size(spec);
    const int most = (spec.draws > 1 ? most_draws : most_replicates) / size;
    int rounds = std::min(most, (least_units_to_stop + size - 1) / size);
    for (;; ++rounds) {
        const auto now = std::make_shared<const ProjectionSpec>(after_rounds(spec, rounds));
        if (!hooks.live(*now)) {
            return std::nullopt;
        }
        const Attained reached = attained(Result(now, journal));
        if (hooks.told) {
            hooks.told(reached);
        }
        if (reached.enough || rounds >= most) {
            return *now;
        }
    }
}

} // namespace afklar
