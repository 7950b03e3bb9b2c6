#include <afklar/experiment/duration_metric.hpp>

#include <string>

#include <afklar/core/error.hpp>

namespace afklar {

DurationTable duration_table(const DurationCounts& counts, Target target, Clock clock) {
    const auto weeks = static_cast<std::int32_t>(counts.weeks());
    DurationTable table(causes_of_stopping, weeks);
    for (std::int32_t week = 0; week < weeks; ++week) {
        for (std::int32_t cause = 0; cause < causes_of_stopping; ++cause) {
            table.event(cause, week) = counts.get(target, clock, static_cast<Stop>(cause), week);
        }
        table.censored[static_cast<std::size_t>(week)] =
            counts.get(target, clock, Stop::censored, week);
    }
    return table;
}

std::optional<double> evaluate(const MetricDescriptor& metric, const DurationCounts& counts) {
    if (metric.kind != MetricKind::duration) {
        throw Error("metric '" + std::string(metric.key) + "' is not made of times to an event");
    }
    const CumulativeIncidence curve =
        cumulative_incidence(duration_table(counts, metric.target, metric.clock));
    constexpr auto reached = static_cast<std::int32_t>(index_of(Stop::reached));
    switch (metric.measure) {
    case DurationMeasure::restricted_mean:
        return curve.restricted_mean(reached, Weeks{metric.within});
    case DurationMeasure::share_within:
        return curve.by(reached, Weeks{metric.within});
    case DurationMeasure::median:
        if (const auto week = curve.median(reached)) {
            return week->value;
        }
        break;
    case DurationMeasure::count_:
        break;
    }
    return std::nullopt;
}

} // namespace afklar
