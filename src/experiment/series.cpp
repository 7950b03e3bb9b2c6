#include <afklar/experiment/series.hpp>

#include <algorithm>
#include <array>
#include <limits>

#include <afklar/experiment/duration_metric.hpp>

namespace afklar {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t weeks_of_year = 52;

std::size_t weeks_of(const Result& result) {
    return static_cast<std::size_t>(result.spec().horizon.value);
}

DrawMatrix empty_matrix(const Result& result) {
    return {result.spec().draws, result.spec().replicates};
}

/// The sums of one week.
CountSums week_of(const WeeklyCounts& counts, std::size_t week) {
    CountSums sums{};
    const auto kept = weekly_counts();
    for (std::size_t k = 0; k < kept.size(); ++k) {
        sums[kept[k]] = counts[k][week];
    }
    return sums;
}

std::vector<const MetricDescriptor*> weekly_metrics(const Result& result, std::size_t group) {
    std::vector<const MetricDescriptor*> wanted;
    for (const MetricDescriptor& metric : metrics()) {
        if (metric.weekly && result.defined(metric.metric, {result.groups()[group].name})) {
            wanted.push_back(&metric);
        }
    }
    return wanted;
}

/// Change of a stock by so many parts of itself, one year on. Source: D367, with room for chance.
constexpr double published_drift = -5.6;
constexpr double room_for_stock = 5.0;
/// Change of a queue, in people per thousand activity-ready.
constexpr double room_for_queues = 10.0;

struct YearEnds {
    double first = 0.0;
    double last = 0.0;
};

/// Means over runs of a count of everyone at both ends of the first year.
struct BaselineYear {
    EnumArray<Count, YearEnds> counts{};
    int runs = 0;
};

BaselineYear baseline_year(const Result& result) {
    BaselineYear year;
    const auto& groups = result.groups();
    const auto all =
        static_cast<std::size_t>(std::ranges::find(groups, "all", &Group::name) - groups.begin());
    for (const JournalRun* run : result.runs_of(baseline_of(result.spec()))) {
        if (run == nullptr) {
            continue;
        }
        const WeeklyCounts counts = result.journal().weekly(*run, all);
        const auto kept = weekly_counts();
        for (std::size_t k = 0; k < kept.size(); ++k) {
            year.counts[kept[k]].first += static_cast<double>(counts[k][0]);
            year.counts[kept[k]].last += static_cast<double>(counts[k][weeks_of_year - 1]);
        }
        ++year.runs;
    }
    for (YearEnds& ends : year.counts) {
        ends.first /= std::max(year.runs, 1);
        ends.last /= std::max(year.runs, 1);
    }
    return year;
}

} // namespace

std::vector<WeeklySeries> weekly_series(const Result& result, SeriesPlace of) {
    const auto wanted = weekly_metrics(result, of.group);
    const std::size_t weeks = weeks_of(result);
    const auto runs = result.runs_of(of.regime);
    // [metric][week][run]
    std::vector<std::vector<DrawMatrix>> values(
        wanted.size(), std::vector<DrawMatrix>(weeks, empty_matrix(result)));
    for (std::size_t run = 0; run < runs.size(); ++run) {
        if (runs[run] == nullptr) {
            continue;
        }
        const WeeklyCounts counts = result.journal().weekly(*runs[run], of.group);
        for (std::size_t week = 0; week < weeks; ++week) {
            const CountSums sums = week_of(counts, week);
            for (std::size_t k = 0; k < wanted.size(); ++k) {
                values[k][week].values[run] = evaluate(*wanted[k], sums, 1).value_or(nothing);
            }
        }
    }
    std::vector<WeeklySeries> series;
    for (std::size_t k = 0; k < wanted.size(); ++k) {
        series.push_back({wanted[k]->metric, {}});
        for (const DrawMatrix& matrix : values[k]) {
            series.back().weeks.push_back(estimate(matrix));
        }
    }
    return series;
}

namespace {

/// Values of all curves of one target and clock. Shape: incidence [cause][week], at risk [week].
struct CurveValues {
    std::vector<std::vector<DrawMatrix>> incidence;
    std::vector<double> at_risk;
};

void add_run(CurveValues& values, const DurationTable& table, std::size_t run) {
    const CumulativeIncidence incidence = cumulative_incidence(table);
    for (std::size_t cause = 0; cause < values.incidence.size(); ++cause) {
        for (std::size_t week = 0; week < values.at_risk.size(); ++week) {
            values.incidence[cause][week].values[run] =
                incidence.by(static_cast<std::int32_t>(cause), Weeks{static_cast<int>(week)})
                    .value_or(nothing);
        }
    }
    for (std::size_t week = 0; week < std::min(values.at_risk.size(), incidence.at_risk.size());
         ++week) {
        values.at_risk[week] += static_cast<double>(incidence.at_risk[week]);
    }
}

void add_curves(std::vector<Curve>& into, const CurveValues& values, Target target, Clock clock,
                int runs) {
    for (std::size_t cause = 0; cause < values.incidence.size(); ++cause) {
        Curve curve{target, clock, static_cast<Stop>(cause), {}};
        for (std::size_t week = 0; week < values.at_risk.size(); ++week) {
            curve.weeks.push_back({estimate(values.incidence[cause][week]),
                                   values.at_risk[week] / std::max(runs, 1)});
        }
        into.push_back(std::move(curve));
    }
}

} // namespace

std::vector<Curve> curves(const Result& result, SeriesPlace of) {
    const std::size_t weeks = weeks_of(result) + 1;
    const auto runs = result.runs_of(of.regime);
    constexpr std::size_t tables = count_of<Target> * count_of<Clock>;
    const CurveValues none{
        std::vector<std::vector<DrawMatrix>>(static_cast<std::size_t>(causes_of_stopping),
                                             std::vector<DrawMatrix>(weeks, empty_matrix(result))),
        std::vector<double>(weeks)};
    std::vector<CurveValues> values(tables, none);
    int present = 0;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        if (runs[run] == nullptr) {
            continue;
        }
        ++present;
        const DurationCounts counts = result.journal().durations(*runs[run], of.group);
        for (std::size_t k = 0; k < tables; ++k) {
            add_run(values[k],
                    duration_table(counts, static_cast<Target>(k / count_of<Clock>),
                                   static_cast<Clock>(k % count_of<Clock>)),
                    run);
        }
    }
    std::vector<Curve> all;
    for (std::size_t k = 0; k < tables; ++k) {
        add_curves(all, values[k], static_cast<Target>(k / count_of<Clock>),
                   static_cast<Clock>(k % count_of<Clock>), present);
    }
    return all;
}

std::vector<Drift> drift_of_baseline(const Result& result) {
    if (weeks_of(result) < weeks_of_year) {
        return {};
    }
    const BaselineYear year = baseline_year(result);
    const YearEnds stock = year.counts[Count::activity_ready_on_benefit];
    if (!(stock.first > 0.0)) {
        return {};
    }
    std::vector<Drift> drifts = {{"activity-ready people on benefit", "per cent", stock.first,
                                  stock.last, 100.0 * (stock.last - stock.first) / stock.first,
                                  published_drift - room_for_stock,
                                  published_drift + room_for_stock, "D367: -5.6 per cent"}};
    const auto queue = [&](std::string_view what, Count count) {
        const YearEnds ends = year.counts[count];
        drifts.push_back({what, "people per 1000 activity-ready", ends.first, ends.last,
                          1000.0 * (ends.last - ends.first) / stock.first, -room_for_queues,
                          room_for_queues, "assumption: a queue near its balance"});
    };
    queue("queue of the rehabilitation team", Count::team_queue_length);
    queue("waiting list for a caseworker", Count::waiting_list_length);
    return drifts;
}

} // namespace afklar
