#include <afklar/report/table.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include <afklar/core/error.hpp>
#include <afklar/experiment/design.hpp>
#include <afklar/experiment/doubt.hpp>
#include <afklar/experiment/series.hpp>

#include "report/cells.hpp"
#include "report/text.hpp"

namespace afklar {
namespace {

constexpr std::size_t most_columns = 8;
constexpr std::size_t widest_name = 30;
constexpr std::size_t gap = 3;

constexpr std::string_view blind_name = "  evidence-blind";

/// The cells of one metric: heading, baseline, then two lines for every other regime, and two more
/// where it is told evidence-blind.
struct Column {
    std::vector<std::string> heading;
    std::string level;
    std::vector<std::string> differences;
    std::vector<std::string> ranges;
    std::vector<std::string> blind_differences; ///< empty when not asked for
    std::vector<std::string> blind_ranges;
    std::size_t width = 0;
};

/// What the lines below the table say.
struct Findings {
    bool any_about_zero = false;
    bool any_marked = false;
    bool any_range = false;
    double largest_error_share = 0.0; ///< half of the interval, as a share of the range
    int need_runs = 0;                ///< differences that more runs would make better known
    int need_evidence = 0;            ///< those that only more evidence would
};

void note(Findings& findings, const PairedEstimate& paired) {
    const Estimate& e = paired.estimate;
    findings.any_about_zero = findings.any_about_zero || detail::about_zero(e);
    const auto range = detail::range_of(e);
    // A range of rounding errors alone is none.
    constexpr double rounding = 1e-9;
    if (range && !range->chance_only && e.ci_low && e.ci_high &&
        range->high - range->low > rounding * std::abs(*e.mean)) {
        findings.any_range = true;
        findings.largest_error_share =
            std::max(findings.largest_error_share,
                     0.5 * (*e.ci_high - *e.ci_low) / (range->high - range->low));
    }
}

void note(Findings& findings, const std::optional<Needed>& needed) {
    findings.need_runs += needed == Needed::more_runs ? 1 : 0;
    findings.need_evidence += needed == Needed::more_evidence ? 1 : 0;
}

bool marked(const PairedEstimate& paired) {
    return paired.rests_on_judgement() && paired.estimate.mean &&
           !detail::about_zero(paired.estimate);
}

void fit_width(Column& column) {
    const auto widen = [&](const std::string& text) {
        column.width = std::max(column.width, detail::width_of(text));
    };
    std::ranges::for_each(column.heading, widen);
    widen(column.level);
    std::ranges::for_each(column.differences, widen);
    std::ranges::for_each(column.ranges, widen);
    std::ranges::for_each(column.blind_differences, widen);
    std::ranges::for_each(column.blind_ranges, widen);
}

/// Nothing where less than half of the runs have a value: those that have one are not like the others.
Estimate if_known(const Estimate& estimate, const Result& result) {
    const int runs = result.spec().draws * result.spec().replicates;
    return 2 * estimate.missing > runs ? Estimate{} : estimate;
}

Column column_of(const Result& result, Metric metric, const Where& where, Findings& findings) {
    const MetricDescriptor& declared = describe(metric);
    Column column;
    column.heading = detail::heading_of(declared);
    if (!result.defined(metric, where)) {
        column.level = "–";
        column.differences.assign(result.spec().regimes.size(), "–");
        column.ranges.assign(result.spec().regimes.size(), "");
        if (result.spec().evidence_blind) {
            column.blind_differences = column.differences;
            column.blind_ranges = column.ranges;
        }
        fit_width(column);
        return column;
    }
    column.level = detail::level_text(
        declared, if_known(result.summary(result.baseline(), metric, where).estimate, result).mean);
    std::vector<bool> marks;
    for (const NamedPolicy& regime : result.spec().regimes) {
        if (regime.name == result.baseline()) {
            continue;
        }
        PairedEstimate paired = result.paired(regime.name, result.baseline(), metric, where);
        paired.estimate = if_known(paired.estimate, result);
        note(findings, paired);
        note(findings, doubt_of(difference(result.values(regime.name, metric, where),
                                           result.values(result.baseline(), metric, where)))
                           .needed);
        marks.push_back(marked(paired));
        column.differences.push_back(detail::difference_text(declared, paired.estimate));
        column.ranges.push_back(detail::range_text(declared, paired.estimate));
        if (result.spec().evidence_blind) {
            PairedEstimate blind =
                result.paired_evidence_blind(regime.name, result.baseline(), metric, where);
            blind.estimate = if_known(blind.estimate, result);
            note(findings, blind);
            column.blind_differences.push_back(detail::difference_text(declared, blind.estimate));
            column.blind_ranges.push_back(detail::range_text(declared, blind.estimate));
        }
    }
    if (std::ranges::find(marks, true) != marks.end()) {
        findings.any_marked = true;
        for (std::size_t k = 0; k < marks.size(); ++k) {
            column.differences[k] += marks[k] ? " ?" : "  ";
            column.ranges[k] += "  ";
        }
        const auto pad = [](std::string& cell) { cell += "  "; };
        std::ranges::for_each(column.blind_differences, pad);
        std::ranges::for_each(column.blind_ranges, pad);
        column.level += "  ";
        std::ranges::for_each(column.heading, [](std::string& line) { line += "  "; });
    }
    fit_width(column);
    return column;
}

std::int64_t size_of(const ProjectionSpec& spec) {
    if (spec.population.size) {
        return *spec.population.size;
    }
    if (const auto* margins = std::get_if<Margins>(&spec.population.source)) {
        return static_cast<std::int64_t>(margins->total);
    }
    return std::ssize(std::get<Microdata>(spec.population.source).people);
}

bool chance_only(const Result& result) { return result.spec().draws < minimum_draws_for_quantiles; }

std::string sizes_line(const Result& result, const TableOptions& options) {
    const ProjectionSpec& spec = result.spec();
    std::string part;
    if (options.group != "all") {
        part += " · group " + options.group;
    }
    if (options.window != "all") {
        part += " · window " + options.window;
    }
    return fmt::format("{} people · {} weeks from {} · {} parameter draw{} × {} · {} priors{}",
                       detail::grouped(static_cast<double>(size_of(spec)), 0, false),
                       spec.horizon.value, iso(spec.start), spec.draws, spec.draws == 1 ? "" : "s",
                       spec.replicates, name_of(spec.prior),
                       chance_only(result) ? " · chance only" : "") +
           part;
}

std::string rule(std::string_view text, std::size_t width) {
    const std::size_t rest =
        width > detail::width_of(text) + 2 ? width - detail::width_of(text) - 2 : 0;
    std::string line;
    const auto dashes = [&](std::size_t count) {
        for (std::size_t k = 0; k < count; ++k) {
            line += "─";
        }
    };
    dashes(rest / 2);
    line += " " + std::string(text) + " ";
    dashes(rest - rest / 2);
    return line;
}

/// A block of columns that fit beside one another, and the names of the rows.
class Block {
public:
    Block(const Result& result, std::span<const Column> columns, std::size_t name_width)
        : result_(&result), columns_(columns), name_width_(name_width), width_(name_width) {
        for (const Column& column : columns) {
            width_ += gap + column.width;
        }
    }

    [[nodiscard]] std::string text() {
        headings();
        line(result_->baseline() + " (baseline)", [](const Column& c) { return c.level; });
        if (result_->spec().regimes.size() > 1) {
            add(rule(chance_only(*result_)
                         ? "difference, and its 95 % interval by chance only"
                         : "difference, and the range over what we do not know (5 to 95 %)",
                     width_));
            regimes();
        }
        return std::move(text_);
    }

private:
    void add(std::string line) {
        line.erase(line.find_last_not_of(' ') + 1);
        text_ += line + "\n";
    }
    template <class F>
    void line(const std::string& name, F&& cell) {
        std::string out = detail::to_left(name, name_width_);
        for (const Column& column : columns_) {
            out += std::string(gap, ' ') + detail::to_right(cell(column), column.width);
        }
        add(std::move(out));
    }
    void headings() {
        std::size_t lines = 0;
        for (const Column& column : columns_) {
            lines = std::max(lines, column.heading.size());
        }
        for (std::size_t k = 0; k < lines; ++k) {
            line("", [&](const Column& column) {
                const std::size_t above = lines - column.heading.size();
                return k < above ? std::string() : column.heading[k - above];
            });
        }
    }
    using Cells = std::vector<std::string> Column::*;

    /// A name of one or more lines, beside the differences and, where there is any, the ranges.
    void two_lines(const std::vector<std::string>& name, std::size_t row, Cells differences,
                   Cells ranges) {
        line(name[0], [&](const Column& column) { return (column.*differences)[row]; });
        const bool any_range = std::ranges::any_of(columns_, [&](const Column& column) {
            return (column.*ranges)[row].find_first_not_of(' ') != std::string::npos;
        });
        if (any_range || name.size() > 1) {
            line(name.size() > 1 ? name[1] : "",
                 [&](const Column& column) { return (column.*ranges)[row]; });
        }
        for (std::size_t k = 2; k < name.size(); ++k) {
            add(name[k]);
        }
    }

    void regimes() {
        std::size_t row = 0;
        for (const NamedPolicy& regime : result_->spec().regimes) {
            if (regime.name == result_->baseline()) {
                continue;
            }
            two_lines(detail::wrapped(regime.name, name_width_), row, &Column::differences,
                      &Column::ranges);
            if (result_->spec().evidence_blind) {
                two_lines({std::string(blind_name)}, row, &Column::blind_differences,
                          &Column::blind_ranges);
            }
            ++row;
        }
    }

    const Result* result_;
    std::span<const Column> columns_;
    std::size_t name_width_;
    std::size_t width_;
    std::string text_;
};

std::size_t name_width(const Result& result) {
    std::size_t width = detail::width_of(result.baseline() + " (baseline)");
    for (const NamedPolicy& regime : result.spec().regimes) {
        for (const std::string& line : detail::wrapped(regime.name, widest_name)) {
            width = std::max(width, detail::width_of(line));
        }
    }
    if (result.spec().evidence_blind) {
        width = std::max(width, detail::width_of(blind_name));
    }
    return width;
}

std::string blocks(const Result& result, const std::vector<Column>& columns, std::size_t width) {
    const std::size_t names = name_width(result);
    std::string text;
    for (std::size_t first = 0; first < columns.size();) {
        std::size_t next = first;
        std::size_t used = names;
        while (next < columns.size() &&
               (next == first || width == 0 || used + gap + columns[next].width <= width)) {
            used += gap + columns[next].width;
            ++next;
        }
        text += Block(result, std::span(columns).subspan(first, next - first), names).text() + "\n";
        first = next;
    }
    return text;
}

std::string simulation_error(const Findings& findings) {
    if (!findings.any_range) {
        return "";
    }
    if (findings.largest_error_share < 0.1) {
        return "Simulation error is below a tenth of every range.";
    }
    return fmt::format("Simulation error is up to {:.0f} % of a range.",
                       100.0 * findings.largest_error_share);
}

/// How many of the differences more runs would make better known, and how many it takes evidence for.
std::string what_is_needed(const Findings& findings) {
    if (findings.need_runs + findings.need_evidence == 0) {
        return "";
    }
    return fmt::format("Of the differences, {} would be better known by more runs, {} by more "
                       "evidence.",
                       findings.need_runs, findings.need_evidence);
}

std::string drift_lines(const Result& result) {
    constexpr std::int64_t least_people = 200; // below, a year is a few persons
    if (size_of(result.spec()) < least_people) {
        return {};
    }
    std::string text;
    std::string warnings;
    for (const Drift& drift : drift_of_baseline(result)) {
        text +=
            (text.empty() ? "Drift of the baseline in its first year: " : ", ") +
            fmt::format("{} {} {}", drift.what, detail::grouped(drift.change, 1, true), drift.unit);
        if (drift.outside()) {
            warnings += fmt::format(
                "Warning: the baseline drifts in its first year: {} {} {} (expected {} "
                "to {}).\n",
                drift.what, detail::grouped(drift.change, 1, true), drift.unit,
                detail::grouped(drift.low, 1, true), detail::grouped(drift.high, 1, true));
        }
    }
    return text.empty() ? text : text + ".\n" + warnings;
}

/// Intervals from a handful of independent units are themselves uncertain.
std::string few_units(const Result& result) {
    constexpr int few = 5;
    const ProjectionSpec& spec = result.spec();
    const int units = spec.draws > 1 ? spec.draws : spec.replicates;
    return units < few ? fmt::format("; with {} independent runs the intervals themselves are "
                                     "rough",
                                     units)
                       : "";
}

std::string legend_of(const Result& result, const Findings& findings) {
    std::string legend;
    if (findings.any_about_zero) {
        legend += chance_only(result) ? "≈ 0 the interval holds zero" : "≈ 0 the range holds zero";
    }
    if (findings.any_marked) {
        legend += std::string(legend.empty() ? "" : "   ") +
                  "? more than half of the effect rests on judgement or interested parties "
                  "(afklar list parameters)";
    }
    if (result.spec().evidence_blind) {
        legend += std::string(legend.empty() ? "" : "   ") +
                  "evidence-blind: the same with every disputed effect off";
    }
    return legend.empty() ? legend : legend + "\n";
}

std::string last_line(const Result& result, const Findings& findings, const std::string& files) {
    std::string last = chance_only(result)
                           ? fmt::format("Chance only: below {} parameter draws nothing is said of "
                                         "what we do not know{}.",
                                         minimum_draws_for_quantiles, few_units(result))
                           : simulation_error(findings);
    const auto add = [&last](const std::string& sentence) {
        last += (last.empty() ? "" : " ") + sentence;
    };
    if (!chance_only(result) && !what_is_needed(findings).empty()) {
        add(what_is_needed(findings));
    }
    const Parameters centre = parameters_of(result.spec(), {0, StreamKind::probe_central, 0, 0});
    add(fmt::format("Kroner are those of {:.0f}.", centre.cost.price_year));
    if (!result.complete()) {
        add("The run is not complete.");
    }
    if (!files.empty()) {
        add("Files: " + files);
    }
    return last + "\n"; // the year of prices is always said
}

std::string closing(const Result& result, const Findings& findings, const std::string& files) {
    return drift_lines(result) + legend_of(result, findings) + last_line(result, findings, files);
}

} // namespace

std::vector<Metric> metrics_named(std::span<const std::string> keys) {
    std::vector<Metric> found;
    for (const std::string& key : keys) {
        const MetricDescriptor* metric = find_metric(key);
        if (metric == nullptr) {
            throw Error("no metric is called '" + key + "'");
        }
        found.push_back(metric->metric);
    }
    return found;
}

std::string headline_table(const Result& result, const TableOptions& options) {
    const std::span<const Metric> wanted =
        options.headline.empty() ? default_headline() : std::span<const Metric>(options.headline);
    if (wanted.size() > most_columns) {
        throw Error(
            fmt::format("the table has room for {} metrics, not {}", most_columns, wanted.size()));
    }
    const Where where{options.group, options.window};
    Findings findings;
    std::vector<Column> columns;
    for (const Metric metric : wanted) {
        columns.push_back(column_of(result, metric, where, findings));
    }
    return (options.title.empty() ? "" : options.title + "\n") + sizes_line(result, options) +
           "\n\n" + blocks(result, columns, options.width) +
           closing(result, findings, options.files);
}

std::string to_text(const SummaryEstimate& summary) {
    const MetricDescriptor& metric = describe(summary.metric);
    return fmt::format("{}, {}: {} ({})", metric.key, summary.regime,
                       detail::level_text(metric, summary.estimate.mean), metric.unit);
}

std::string to_text(const PairedEstimate& paired) {
    const MetricDescriptor& metric = describe(paired.metric);
    const Estimate& e = paired.estimate;
    std::string text = fmt::format("{}, {} against {}: {}", metric.key, paired.regime,
                                   paired.baseline, detail::difference_text(metric, e));
    const auto range = detail::range_of(e);
    if (range) {
        const std::string between = detail::range_text(metric, e);
        text += between.empty() ? "" : " " + between;
        text += range->chance_only ? ", 95 % interval by chance only"
                                   : ", 5 to 95 % over what we do not know";
    }
    return text + fmt::format("; {} draw{} × {}", e.draws, e.draws == 1 ? "" : "s", e.replicates) +
           (marked(paired) ? "; more than half rests on judgement" : "");
}

std::string to_text(const Attained& attained) {
    const MetricDescriptor& metric = describe(attained.wanted.metric);
    const auto width = [&](double half_width) {
        return std::isfinite(half_width) ? detail::half_width_text(metric, half_width) : "–";
    };
    std::string text =
        fmt::format("Precision of {}: {} after {} {} (wanted {}; least precise: {})", metric.key,
                    width(attained.half_width), attained.units, attained.unit,
                    width(attained.wanted.half_width), attained.regime);
    if (attained.fixed_plan > 0) {
        text += fmt::format("; a plan made beforehand would {} {} {}",
                            attained.enough ? "have needed" : "need about", attained.fixed_plan,
                            attained.unit);
    }
    return text;
}

void print(const SummaryEstimate& summary, std::FILE* to) {
    fmt::print(to, "{}\n", to_text(summary));
}
void print(const PairedEstimate& paired, std::FILE* to) { fmt::print(to, "{}\n", to_text(paired)); }
void print(const Result& result, std::FILE* to) { fmt::print(to, "{}", headline_table(result)); }

} // namespace afklar
