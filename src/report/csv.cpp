#include <afklar/report/csv.hpp>

#include <fmt/format.h>

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

std::string event_name(const Curve& curve) {
    std::string name = curve.clock == Clock::stock ? "stock_" : "";
    name += name_of(curve.target);
    if (curve.cause != Stop::reached) {
        name += '.';
        name += name_of(curve.cause);
    }
    return name;
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
    head(to, "regime,baseline,window,group,metric,unit,difference,ci_low,ci_high,q05,q50,q95,"
             "share_positive,sd_chance,sd_parameters,variance_ratio,draws,replicates");
    for (const NamedPolicy& regime : result.spec().regimes) {
        if (regime.name == result.baseline()) {
            continue;
        }
        each_place(result, [&](const MetricDescriptor& metric, const Where& where) {
            const PairedEstimate paired =
                result.paired(regime.name, result.baseline(), metric.metric, where);
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
