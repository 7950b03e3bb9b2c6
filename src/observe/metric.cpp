#include <afklar/observe/metric.hpp>

#include <algorithm>
#include <vector>

#include <afklar/core/error.hpp>

#include "observe/metric_table.hpp"

namespace afklar {
namespace {

constexpr std::array headline = {
    Metric::unassessed_on_benefit_at_52,       Metric::weeks_to_assessment_mean_restricted_156,
    Metric::contacts_per_citizen_year,         Metric::no_contact_26_weeks,
    Metric::sanctions_per_1000_citizen_months, Metric::share_job_or_education,
    Metric::caseworker_changes_per_citizen,    Metric::cost_total};

std::string text_of(const Terms& terms) {
    std::string text;
    for (const Term& term : terms) {
        if (term.times == 0) {
            break;
        }
        if (!text.empty() || term.times < 0) {
            text += term.times < 0 ? " - " : " + ";
        }
        if (term.times != 1 && term.times != -1) {
            text += std::to_string(term.times < 0 ? -term.times : term.times) + " × ";
        }
        text += name_of_count(term.count);
    }
    return text;
}

/// Counted once for a centre, not for a citizen. Money is not among them: staff is spread over citizens.
constexpr bool of_centre(Count count) noexcept {
    return index_of(count) >= index_of(Count::positions_filled) &&
           index_of(count) <= index_of(Count::handover_hours_lost);
}

bool any_of_centre(const Terms& terms) noexcept {
    return std::ranges::any_of(
        terms, [](const Term& term) { return term.times != 0 && of_centre(term.count); });
}

std::string what_is_timed(const MetricDescriptor& metric) {
    const std::string what =
        metric.target == Target::assessment ? "assessment" : "lasting solution";
    const std::string since =
        metric.clock == Clock::entrants ? "the start of the spell" : "the first observed week";
    return "weeks from " + since + " to the " + what;
}

} // namespace

std::span<const MetricDescriptor> metrics() noexcept {
    static const auto all = [] {
        std::array<MetricDescriptor, count_of<Metric>> table{};
        static_assert(std::tuple_size_v<decltype(detail::metrics_of_effort)> +
                          std::tuple_size_v<decltype(detail::metrics_of_outcome)> ==
                      count_of<Metric>);
        const auto rest = std::ranges::copy(detail::metrics_of_effort, table.begin()).out;
        std::ranges::copy(detail::metrics_of_outcome, rest);
        return table;
    }();
    return all;
}

const MetricDescriptor& describe(Metric metric) noexcept { return metrics()[index_of(metric)]; }

const MetricDescriptor* find_metric(std::string_view key) noexcept {
    const auto all = metrics();
    const auto found = std::ranges::find(all, key, &MetricDescriptor::key);
    return found == all.end() ? nullptr : &*found;
}

std::span<const Metric> default_headline() noexcept { return headline; }

bool of_whole_centres(const MetricDescriptor& metric) noexcept {
    return any_of_centre(metric.numerator) || any_of_centre(metric.denominator);
}

bool is_share(const MetricDescriptor& metric) noexcept { return metric.unit == "share"; }

ValueRange possible_levels(const MetricDescriptor& metric) noexcept {
    if (is_share(metric)) {
        return range_of_shares;
    }
    const bool falls = std::ranges::any_of(
        metric.numerator, [](int t) { return t < 0; }, &Term::times);
    if (metric.kind == MetricKind::comparison || falls) {
        return {};
    }
    return {.low = 0.0};
}

std::string numerator_text(const MetricDescriptor& metric) {
    return metric.kind == MetricKind::duration ? what_is_timed(metric) : text_of(metric.numerator);
}

std::string denominator_text(const MetricDescriptor& metric) {
    switch (metric.kind) {
    case MetricKind::level:
        return "weeks";
    case MetricKind::duration:
        return std::string(metric.population);
    case MetricKind::ratio:
    case MetricKind::comparison:
    case MetricKind::count_:
        break;
    }
    return text_of(metric.denominator);
}

CountSums sums_of(const Tally& tally, std::size_t group, Week from, Week to) {
    if (group >= tally.groups() || from < 0 || to > tally.weeks()) {
        throw Error("sums of counts: no such group or weeks in the tally");
    }
    CountSums sums{};
    for (Week week = from; week < to; ++week) {
        for_each_value<Count>([&](Count count) { sums[count] += tally.at(week, group, count); });
    }
    return sums;
}

std::int64_t total(const Terms& terms, const CountSums& sums) noexcept {
    std::int64_t result = 0;
    for (const Term& term : terms) {
        if (term.times != 0) {
            result += term.times * sums[term.count];
        }
    }
    return result;
}

std::optional<double> evaluate(const MetricDescriptor& metric, const CountSums& sums, int weeks) {
    if (metric.kind != MetricKind::ratio && metric.kind != MetricKind::level) {
        throw Error("metric '" + std::string(metric.key) + "' is not made of sums of counts");
    }
    const std::int64_t denominator =
        metric.kind == MetricKind::level ? weeks : total(metric.denominator, sums);
    if (denominator == 0) {
        return std::nullopt;
    }
    return metric.scale * static_cast<double>(total(metric.numerator, sums)) /
           static_cast<double>(denominator);
}

std::optional<CostAndEffect> evaluate_comparison(const MetricDescriptor& metric,
                                                 const CountSums& sums) {
    if (metric.kind != MetricKind::comparison) {
        throw Error("metric '" + std::string(metric.key) + "' compares nothing");
    }
    const std::int64_t per = total(metric.per, sums);
    if (per == 0) {
        return std::nullopt;
    }
    return CostAndEffect{metric.scale * static_cast<double>(total(metric.numerator, sums)) /
                             static_cast<double>(per),
                         static_cast<double>(total(metric.denominator, sums)) /
                             static_cast<double>(per)};
}

} // namespace afklar
