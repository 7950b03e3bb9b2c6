#pragma once
/// Results week by week: weekly metrics, curves of times to an event, and the drift of the baseline.

#include <optional>
#include <string_view>
#include <vector>

#include <afklar/experiment/result.hpp>

namespace afklar {

/// Whose series: a regime and a group, by place.
struct SeriesPlace {
    std::size_t regime = 0;
    std::size_t group = 0;
};

/// One metric of a group in every observed week; of the estimates, the mean and the quantiles.
struct WeeklySeries {
    Metric metric{};
    std::vector<Estimate> weeks;
};

/// The weekly metrics of a regime in a group; metrics that are not defined there are left out.
/// Cost: reads the records of the regime once; memory for runs × weeks × metrics numbers.
[[nodiscard]] std::vector<WeeklySeries> weekly_series(const Result& result, SeriesPlace of);

/// One week of a curve.
struct CurvePoint {
    Estimate incidence;   ///< share to whom it has happened up to and including the week
    double at_risk = 0.0; ///< people per run, before the events of the week
};

/// The share to whom something has happened by each week of a clock, other ways out competing.
struct Curve {
    Target target{};
    Clock clock{};
    Stop cause{};
    std::vector<CurvePoint> weeks;
};

/// The curves of a regime in a group: every target, clock and cause.
/// Cost: as `weekly_series`.
[[nodiscard]] std::vector<Curve> curves(const Result& result, SeriesPlace of);

/// How something of the baseline moved over the first observed year, and the band it should stay in.
struct Drift {
    std::string_view what;
    std::string_view unit;
    double first = 0.0;  ///< at the end of the first observed week, mean over runs
    double last = 0.0;   ///< at the end of the 52nd
    double change = 0.0; ///< in the unit
    double low = 0.0;    ///< the declared band
    double high = 0.0;
    std::string_view reference;

    [[nodiscard]] bool outside() const noexcept { return change < low || change > high; }
};

/// The drift of the baseline; empty when less than a year is observed.
[[nodiscard]] std::vector<Drift> drift_of_baseline(const Result& result);

} // namespace afklar
