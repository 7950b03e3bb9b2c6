#include <afklar/report/attribution.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "report/cells.hpp"
#include "report/csv_record.hpp"
#include "report/text.hpp"

namespace afklar {
namespace {

using detail::Record;

/// The parts of a table that is printed: a name and some cells.
using Row = std::array<std::string, 4>;

constexpr std::size_t gap = 3;

std::string effect_text(const MetricDescriptor& metric, const Estimate& estimate) {
    return detail::difference_text(metric, estimate);
}

std::string plural(std::size_t number, std::string_view what) {
    return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

/// A name as it is read aloud.
std::string aloud(std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
}

/// `−33.1 pts (−34.2 … −32.0)`, also where the range holds zero.
std::string with_range(const MetricDescriptor& metric, const Estimate& estimate) {
    const std::string range = detail::range_text(metric, estimate);
    return effect_text(metric, estimate) + (range.empty() ? "" : " " + range);
}

std::string lines_of(const std::vector<Row>& rows) {
    Row::size_type columns = std::tuple_size_v<Row>;
    std::array<std::size_t, std::tuple_size_v<Row>> widths{};
    for (const Row& row : rows) {
        for (std::size_t k = 0; k < columns; ++k) {
            widths.at(k) = std::max(widths.at(k), detail::width_of(row.at(k)));
        }
    }
    std::string text;
    for (const Row& row : rows) {
        std::string line = detail::to_left(row[0], widths[0]);
        for (std::size_t k = 1; k < columns; ++k) {
            line += std::string(gap, ' ') + detail::to_right(row.at(k), widths.at(k));
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::vector<const Contribution*> by_size(const Attribution& attribution) {
    std::vector<const Contribution*> sorted;
    for (const Contribution& one : attribution.contributions) {
        sorted.push_back(&one);
    }
    std::ranges::stable_sort(sorted, std::greater<>{}, [](const Contribution* one) {
        return std::abs(one->share.mean.value_or(0.0));
    });
    return sorted;
}

std::string contributions_text(const Attribution& attribution, const MetricDescriptor& metric) {
    std::vector<Row> rows = {{"", "its part", "alone", "added to"},
                             {"", "of the effect", "", "the others"}};
    for (const Contribution* one : by_size(attribution)) {
        rows.push_back({aloud(one->reform), with_range(metric, one->share),
                        with_range(metric, one->alone), with_range(metric, one->last)});
    }
    return lines_of(rows);
}

/// Pairs whose joint effect differs from zero, the largest first.
std::string interactions_text(const Attribution& attribution, const MetricDescriptor& metric) {
    std::vector<const Interaction*> known;
    for (const Interaction& one : attribution.interactions) {
        if (one.beyond.mean && !detail::about_zero(one.beyond)) {
            known.push_back(&one);
        }
    }
    if (attribution.interactions.empty()) {
        return {};
    }
    if (known.empty()) {
        return "No two of them do more or less together than the sum of what they do apart, as far "
               "as "
               "these runs can tell.\n";
    }
    std::ranges::stable_sort(known, std::greater<>{},
                             [](const Interaction* one) { return std::abs(*one->beyond.mean); });
    constexpr std::size_t most = 5;
    std::string text = "Together beyond the sum of what they do apart:\n";
    for (std::size_t k = 0; k < std::min(most, known.size()); ++k) {
        text += fmt::format("  {} with {}: {}\n", aloud(known[k]->a), aloud(known[k]->b),
                            with_range(metric, known[k]->beyond));
    }
    if (known.size() > most) {
        text += fmt::format("  and {} in the file\n", plural(known.size() - most, "smaller one"));
    }
    return text;
}

/// One sentence when one reform does most of the work.
std::string most_of_it(const Attribution& attribution, const MetricDescriptor& metric) {
    const Contribution& first = *by_size(attribution).front();
    const double total = attribution.total.mean.value_or(0.0);
    const double part = first.share.mean.value_or(0.0);
    constexpr double most = 0.5;
    if (detail::about_zero(attribution.total) || total == 0.0 || part / total <= most) {
        return {};
    }
    return fmt::format("Most of the effect is the work of {}: {} of {}{}.\n", aloud(first.reform),
                       effect_text(metric, first.share), effect_text(metric, attribution.total),
                       part / total > 1.0 ? "; others take some of it away" : "");
}

std::string how_to_read(const Attribution& attribution) {
    const bool ranges = attribution.total.draws >= minimum_draws_for_quantiles;
    const bool sampled = attribution.contributions.front().half_width_of_orders.has_value();
    std::string text = "The part of a reform is what it adds when it joins the others, the mean "
                       "over all orders in "
                       "which they can join; the parts sum to the whole.\n";
    if (sampled) {
        text =
            "The part of a reform is what it adds when it joins the others, the mean over orders "
            "drawn at random; the parts sum to the whole, and the file says how exact they are.\n";
    }
    text += ranges ? "In brackets: 5 to 95 % over what we do not know. ≈ 0: it holds zero.\n"
                   : "In brackets: 95 % interval of the mean over the runs. ≈ 0: it holds zero.\n";
    return text;
}

} // namespace

void write_attribution_csv(const Attribution& attribution, const TextSink& to) {
    detail::head(to,
                 "regime,baseline,window,group,metric,unit,part,reform,with,effect,ci_low,ci_high,"
                 "q05,q50,q95,share_positive,half_width_of_orders,draws,replicates");
    const MetricDescriptor& metric = describe(attribution.metric);
    struct Part {
        std::string_view name;
        std::string_view reform;
        std::string_view with;
    };
    const auto record = [&](const Part& part, const Estimate& e,
                            const std::optional<double>& half_width = std::nullopt) {
        Record()
            .text(attribution.regime)
            .text(attribution.baseline)
            .text(attribution.window)
            .text(attribution.group)
            .text(metric.key)
            .text(metric.unit)
            .text(part.name)
            .text(part.reform)
            .text(part.with)
            .estimate(e)
            .number(e.share_positive)
            .number(half_width)
            .whole(e.draws)
            .whole(e.replicates)
            .end(to);
    };
    record({"total", "", ""}, attribution.total);
    for (const Contribution& one : attribution.contributions) {
        record({"share", one.reform, ""}, one.share, one.half_width_of_orders);
    }
    for (const Contribution& one : attribution.contributions) {
        record({"alone", one.reform, ""}, one.alone);
    }
    for (const Contribution& one : attribution.contributions) {
        if (one.last.mean) {
            record({"last", one.reform, ""}, one.last);
        }
    }
    for (const Interaction& one : attribution.interactions) {
        record({"interaction", one.a, one.b}, one.beyond);
    }
}

std::string attribution_table(const Attribution& attribution, const ProjectionSpec& spec,
                              const std::string& title, const std::string& files) {
    const MetricDescriptor& metric = describe(attribution.metric);
    std::string text = title.empty() ? "" : title + "\n";
    text += fmt::format("What each reform does to {}\n{}\n", metric.key, metric.sentence);
    text += fmt::format("{} on the same luck · {} weeks from {} · {} × {} · {} priors\n\n",
                        plural(attribution.packages, "package"), spec.horizon.value,
                        iso(spec.start), plural(static_cast<std::size_t>(spec.draws), "draw"),
                        spec.replicates, name_of(spec.prior));
    if (!attribution.total.mean) {
        return text + "This metric is not known in these runs: nothing can be shared out.\n";
    }
    const std::size_t reforms = attribution.contributions.size();
    text += fmt::format("{} together, from {}: {}\n\n",
                        reforms == 1 ? "The one reform" : fmt::format("All {} reforms", reforms),
                        detail::level_text(metric, attribution.level.mean),
                        with_range(metric, attribution.total));
    text += contributions_text(attribution, metric) + "\n";
    text += most_of_it(attribution, metric) + interactions_text(attribution, metric) + "\n" +
            how_to_read(attribution);
    return text + (files.empty() ? "" : "Files: " + files + "\n");
}

} // namespace afklar
