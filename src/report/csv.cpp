#include <afklar/report/csv.hpp>

#include <fmt/format.h>

#include <afklar/experiment/coupling.hpp>
#include <afklar/experiment/doubt.hpp>
#include <afklar/experiment/series.hpp>

#include "report/csv_record.hpp"
#include "report/text.hpp"

namespace afklar {
namespace {

using detail::head;
using detail::Record;

template <class F>
void each_place(const Result& result, F&& f) {
    for (const Window& window : result.windows()) {
        for (const Group& group : result.groups()) {
            for (const MetricDescriptor& metric : metrics()) {
                const Where where{group.name, window.name};
                if (result.defined(metric.metric, where)) {
                    f(metric, where);
                }
            }
        }
    }
}

/// A number by its place.
struct Cell {
    std::string_view regime;
    std::string_view baseline; ///< empty: a level
    const Where& where;
    const MetricDescriptor& metric;
};

/// A record with nothing yet on the luck that two regimes share.
Record doubt_record(const Cell& cell, const DrawMatrix& runs) {
    const Doubt doubt = doubt_of(runs);
    Record record;
    record.text(cell.regime)
        .text(cell.baseline)
        .text(cell.where.window)
        .text(cell.where.group)
        .text(cell.metric.key)
        .text(cell.metric.unit);
    for (const auto& spread : {doubt.chance, doubt.parameters}) {
        for (const auto member :
             {&SpreadInterval::sd, &SpreadInterval::low, &SpreadInterval::high}) {
            record.number(spread ? std::optional((*spread).*member) : std::nullopt);
        }
    }
    return record.text(doubt.needed ? name_of(*doubt.needed) : "");
}

std::string event_name(const Curve& curve) {
    std::string name = curve.clock == Clock::stock ? "stock_" : "";
    name += name_of(curve.target);
    if (curve.cause != Stop::reached) {
        name += '.';
        name += name_of(curve.cause);
    }
    return name;
}

/// Differences of every other regime to the baseline, each as `paired_of` says.
template <class F>
void write_differences(const Result& result, const TextSink& to, F&& paired_of) {
    head(to, "regime,baseline,window,group,metric,unit,difference,ci_low,ci_high,q05,q50,q95,"
             "share_positive,sd_chance,sd_parameters,variance_ratio,draws,replicates");
    for (const NamedPolicy& regime : result.spec().regimes) {
        if (regime.name == result.baseline()) {
            continue;
        }
        each_place(result, [&](const MetricDescriptor& metric, const Where& where) {
            const PairedEstimate paired = paired_of(regime.name, metric.metric, where);
            const Estimate& e = paired.estimate;
            Record()
                .text(regime.name)
                .text(paired.baseline)
                .text(where.window)
                .text(where.group)
                .text(metric.key)
                .text(metric.unit)
                .estimate(e)
                .number(e.share_positive)
                .number(e.sd_chance)
                .number(e.sd_parameters)
                .number(paired.variance_ratio)
                .whole(e.draws)
                .whole(e.replicates)
                .end(to);
        });
    }
}

} // namespace

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(text);
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + '"';
}

void write_summary_csv(const Result& result, const TextSink& to) {
    head(to, "regime,window,group,metric,unit,mean,ci_low,ci_high,q05,q50,q95,sd_chance,"
             "sd_parameters,draws,replicates");
    for (const NamedPolicy& regime : result.spec().regimes) {
        each_place(result, [&](const MetricDescriptor& metric, const Where& where) {
            if (metric.kind == MetricKind::comparison) {
                return;
            }
            const Estimate e = result.summary(regime.name, metric.metric, where).estimate;
            Record()
                .text(regime.name)
                .text(where.window)
                .text(where.group)
                .text(metric.key)
                .text(metric.unit)
                .estimate(e)
                .number(e.sd_chance)
                .number(e.sd_parameters)
                .whole(e.draws)
                .whole(e.replicates)
                .end(to);
        });
    }
}

void write_paired_csv(const Result& result, const TextSink& to) {
    write_differences(result, to,
                      [&](const std::string& regime, Metric metric, const Where& where) {
                          return result.paired(regime, result.baseline(), metric, where);
                      });
}

void write_evidence_blind_csv(const Result& result, const TextSink& to) {
    write_differences(
        result, to, [&](const std::string& regime, Metric metric, const Where& where) {
            return result.paired_evidence_blind(regime, result.baseline(), metric, where);
        });
}

void write_doubt_csv(const Result& result, const TextSink& to) {
    head(to, "regime,baseline,window,group,metric,unit,sd_chance,sd_chance_low,sd_chance_high,"
             "sd_parameters,sd_parameters_low,sd_parameters_high,needed,variance_ratio,coupling");
    const auto each_number = [&](const std::string& regime, auto&& write) {
        each_place(result, [&](const MetricDescriptor& metric, const Where& where) {
            if (metric.kind != MetricKind::comparison) {
                write(metric, where, result.values(regime, metric.metric, where));
            }
        });
    };
    for (const NamedPolicy& regime : result.spec().regimes) {
        each_number(regime.name, [&](const MetricDescriptor& metric, const Where& where,
                                     const DrawMatrix& runs) {
            doubt_record({regime.name, "", where, metric}, runs).text("").text("").end(to);
        });
    }
    for (const NamedPolicy& regime : result.spec().regimes) {
        if (regime.name == result.baseline()) {
            continue;
        }
        each_number(regime.name, [&](const MetricDescriptor& metric, const Where& where,
                                     const DrawMatrix& runs) {
            const DrawMatrix of_baseline = result.values(result.baseline(), metric.metric, where);
            const auto coupling = coupling_of(runs, of_baseline);
            doubt_record({regime.name, result.baseline(), where, metric},
                         difference(runs, of_baseline))
                .number(variance_ratio(runs, of_baseline))
                .text(coupling ? name_of(*coupling) : "")
                .end(to);
        });
    }
}

void write_weekly_csv(const Result& result, const TextSink& to) {
    head(to, "regime,group,metric,unit,week,date,mean,q05,q50,q95");
    const auto& regimes = result.spec().regimes;
    for (std::size_t regime = 0; regime < regimes.size(); ++regime) {
        for (std::size_t group = 0; group < result.groups().size(); ++group) {
            for (const WeeklySeries& series : weekly_series(result, {regime, group})) {
                const MetricDescriptor& metric = describe(series.metric);
                Week week = 0;
                for (const Estimate& e : series.weeks) {
                    Record()
                        .text(regimes[regime].name)
                        .text(result.groups()[group].name)
                        .text(metric.key)
                        .text(metric.unit)
                        .whole(week)
                        .text(iso(monday_of(result.spec().start, week)))
                        .number(e.mean)
                        .number(e.q05)
                        .number(e.q50)
                        .number(e.q95)
                        .end(to);
                    ++week;
                }
            }
        }
    }
}

void write_survival_csv(const Result& result, const TextSink& to) {
    head(to, "regime,group,event,week,cumulative_incidence,ci_low,ci_high,at_risk");
    const auto& regimes = result.spec().regimes;
    for (std::size_t regime = 0; regime < regimes.size(); ++regime) {
        for (std::size_t group = 0; group < result.groups().size(); ++group) {
            for (const Curve& curve : curves(result, {regime, group})) {
                std::int64_t week = 0;
                for (const CurvePoint& point : curve.weeks) {
                    Record()
                        .text(regimes[regime].name)
                        .text(result.groups()[group].name)
                        .text(event_name(curve))
                        .whole(week++)
                        .number(point.incidence.mean)
                        .number(point.incidence.ci_low)
                        .number(point.incidence.ci_high)
                        .number(point.at_risk)
                        .end(to);
                }
            }
        }
    }
}

} // namespace afklar
