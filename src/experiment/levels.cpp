#include <afklar/experiment/levels.hpp>

#include <limits>
#include <string>

#include <afklar/core/error.hpp>
#include <afklar/experiment/duration_metric.hpp>
#include <afklar/experiment/layout.hpp>

namespace afklar {
namespace {

double level_in(const Tally& tally, std::size_t group, const MetricDescriptor& metric) {
    const std::optional<double> value =
        metric.kind == MetricKind::duration
            ? evaluate(metric, tally.durations(group))
            : evaluate(metric, sums_of(tally, group, 0, tally.weeks()), tally.weeks());
    return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

} // namespace

void require_level(Metric metric, const Group& group) {
    const MetricDescriptor& declared = describe(metric);
    if (declared.kind == MetricKind::comparison) {
        throw Error("metric '" + std::string(declared.key) +
                    "' compares two regimes and has no level");
    }
    if (of_whole_centres(declared) && !group.who.only_places()) {
        throw Error("metric '" + std::string(declared.key) +
                    "' counts whole job centres and says nothing of the group '" + group.name +
                    "'");
    }
}

std::vector<DrawMatrix> levels_of(const ProjectionSpec& spec, Metric metric,
                                  const RunHooks& hooks) {
    // The tally's first group is `all` when the projection does not name it.
    const std::vector<Group> groups = groups_of(spec);
    std::size_t place = 0;
    while (!spec.groups.empty() && groups.at(place).name != spec.groups.front().name) {
        ++place;
    }
    require_level(metric, groups[place]);
    std::vector<DrawMatrix> levels(spec.regimes.size(), DrawMatrix(spec.draws, spec.replicates));
    RunHooks with_levels = hooks;
    with_levels.finished = [&](Finished&& finished) {
        if (finished.plan.kind == StreamKind::projection) {
            levels[finished.regime].at(finished.plan.draw, finished.plan.replicate) =
                level_in(finished.tally, place, describe(metric));
        }
        if (hooks.finished) {
            hooks.finished(std::move(finished));
        }
    };
    run_tasks(spec, with_levels);
    return levels;
}

} // namespace afklar
