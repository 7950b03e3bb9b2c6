#pragma once
/// Metrics and curves of times to an event, from the counts of one run.

#include <optional>

#include <afklar/experiment/survival.hpp>
#include <afklar/observe/metric.hpp>

namespace afklar {

/// The ways a clock can stop other than by the end of observation, in the order of causes.
inline constexpr std::int32_t causes_of_stopping =
    static_cast<std::int32_t>(index_of(Stop::censored));

/// The table of one target and clock: causes are the values of `Stop` before `censored`.
[[nodiscard]] DurationTable duration_table(const DurationCounts& counts, Target target,
                                           Clock clock);

/// Value of a duration metric in one run; empty where the week, or half of the people, is not reached.
/// Errors: `Error` for metrics of another kind.
[[nodiscard]] std::optional<double> evaluate(const MetricDescriptor& metric,
                                             const DurationCounts& counts);

} // namespace afklar
