#pragma once
/// Metrics: what results are given in, each declared once from the counts.

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <afklar/core/enum.hpp>
#include <afklar/core/value_range.hpp>
#include <afklar/observe/count.hpp>
#include <afklar/observe/duration.hpp>
#include <afklar/observe/metric_names.hpp>
#include <afklar/observe/tally.hpp>

namespace afklar {

/// In which direction a metric is an improvement.
enum class Better : std::uint8_t { lower, higher, neither, count_ };
constexpr std::array<std::string_view, 3> names_of(Better) {
    return {"lower", "higher", "neither"};
}

/// How a metric is made.
enum class MetricKind : std::uint8_t {
    ratio,      ///< scale × numerator / denominator, both summed over the weeks of a window
    level,      ///< scale × numerator / weeks: the mean over the weeks of a window
    duration,   ///< from times to events; window `all` only
    comparison, ///< of two regimes: extra cost per extra effect; in paired results only
    count_
};
constexpr std::array<std::string_view, 4> names_of(MetricKind) {
    return {"ratio", "level", "duration", "comparison"};
}

/// What a duration metric says of the times to an event.
enum class DurationMeasure : std::uint8_t { restricted_mean, median, share_within, count_ };

/// A count and how many times it enters a sum.
struct Term {
    Count count = Count::count_;
    int times = 0; ///< 0: there are no further terms
};

/// A sum of counts with whole coefficients.
using Terms = std::array<Term, 6>;

/// Each of the counts once.
constexpr Terms sum_of(std::same_as<Count> auto... counts) noexcept { return {Term{counts, 1}...}; }

/// The first count less the second.
constexpr Terms less(Count from, Count what) noexcept { return {Term{from, 1}, Term{what, -1}}; }

/// The declaration of a metric: everything that evaluating, listing and printing need.
struct MetricDescriptor {
    Metric metric{};
    std::string_view key{};
    std::string_view unit{};
    Better better = Better::neither;
    MetricKind kind = MetricKind::ratio;
    Terms numerator{};
    Terms denominator{}; ///< level: none. Comparison: the effect
    double scale = 1.0;
    Terms per{};               ///< comparison: both sides are taken per this before the difference
    DurationMeasure measure{}; ///< duration only, as the next three
    Target target{};
    Clock clock{};
    int within = 0; ///< weeks
    std::string_view population{};
    std::string_view sentence{};
    std::string_view label{}; ///< heading in tables, lines parted by `|`; empty: made from the key
    int decimals = 1;         ///< in tables; shares are shown in per cent
    bool weekly = false;      ///< given week by week too
    bool model_index = false; ///< a scale of the model, never priced and not in the printed table
};

/// All declarations in the order of the enumeration, which is that of `afklar list metrics`.
[[nodiscard]] std::span<const MetricDescriptor> metrics() noexcept;

/// The declaration of one metric.
[[nodiscard]] const MetricDescriptor& describe(Metric metric) noexcept;

/// The declaration with the given key; null if there is none.
[[nodiscard]] const MetricDescriptor* find_metric(std::string_view key) noexcept;

/// The metrics of the printed table when a scenario names none.
[[nodiscard]] std::span<const Metric> default_headline() noexcept;

/// Whether the metric counts staff, rooms or hours of a whole job centre, which belong to no single
/// citizen: empty for groups that are more than a choice of places.
[[nodiscard]] bool of_whole_centres(const MetricDescriptor& metric) noexcept;

/// Whether the metric is a share, which tables show in per cent.
[[nodiscard]] bool is_share(const MetricDescriptor& metric) noexcept;

/// The values a level of the metric can have: shares 0 to 1, what is made of counts that all add up
/// nothing below zero. A comparison can have any.
[[nodiscard]] ValueRange possible_levels(const MetricDescriptor& metric) noexcept;

/// Numerator or denominator in words, for lists: `hours_available - hours_used`.
[[nodiscard]] std::string numerator_text(const MetricDescriptor& metric);
[[nodiscard]] std::string denominator_text(const MetricDescriptor& metric);

/// Sums of all counts over some weeks.
using CountSums = EnumArray<Count, std::int64_t>;

/// The sums of a group over the observed weeks [from, to).
[[nodiscard]] CountSums sums_of(const Tally& tally, std::size_t group, Week from, Week to);

/// Value of a sum of counts.
[[nodiscard]] std::int64_t total(const Terms& terms, const CountSums& sums) noexcept;

/// Value of a ratio or level; empty when the denominator is zero.
/// Units: `weeks` is the number of weeks summed. Errors: `Error` for metrics of another kind.
[[nodiscard]] std::optional<double> evaluate(const MetricDescriptor& metric, const CountSums& sums,
                                             int weeks);

/// The two sides of a comparison in one regime: scaled cost and effect, each per `per`; empty without
/// anybody to take them per.
struct CostAndEffect {
    double cost = 0.0;
    double effect = 0.0;
};
[[nodiscard]] std::optional<CostAndEffect> evaluate_comparison(const MetricDescriptor& metric,
                                                               const CountSums& sums);

} // namespace afklar
