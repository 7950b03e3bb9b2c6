#pragma once
/// Short ways to declare metrics, and the two parts of their table.

#include <array>

#include <afklar/observe/metric.hpp>

namespace afklar::detail {

/// What a metric is called and which way is better.
struct Named {
    Metric metric{};
    std::string_view key{};
    std::string_view unit{};
    Better better = Better::neither;
};

/// Who is counted, and one sentence.
struct Said {
    std::string_view population{};
    std::string_view sentence{};
};

/// How it is shown.
struct Shown {
    std::string_view label{};
    int decimals = 1;
    bool weekly = false;
    bool model_index = false;
};

constexpr MetricDescriptor declared(MetricKind kind, Named name, Said said, Shown shown) {
    MetricDescriptor result;
    result.metric = name.metric;
    result.key = name.key;
    result.unit = name.unit;
    result.better = name.better;
    result.kind = kind;
    result.population = said.population;
    result.sentence = said.sentence;
    result.label = shown.label;
    result.decimals = shown.decimals;
    result.weekly = shown.weekly;
    result.model_index = shown.model_index;
    return result;
}

/// One sum for each of another, times a number.
struct Fraction {
    Terms numerator{};
    Terms denominator{};
    double scale = 1.0;
};

constexpr MetricDescriptor ratio(Named name, Fraction of, Said said, Shown shown) {
    auto result = declared(MetricKind::ratio, name, said, shown);
    result.numerator = of.numerator;
    result.denominator = of.denominator;
    result.scale = of.scale;
    return result;
}

constexpr MetricDescriptor level(Named name, Terms numerator, double scale, Said said,
                                 Shown shown) {
    auto result = declared(MetricKind::level, name, said, shown);
    result.numerator = numerator;
    result.scale = scale;
    return result;
}

/// What is measured of the times on a clock.
struct Timed {
    DurationMeasure measure{};
    Target target{};
    Clock clock{};
    int within = 0;
};

constexpr MetricDescriptor duration(Named name, Timed time, Said said, Shown shown) {
    auto result = declared(MetricKind::duration, name, said, shown);
    result.measure = time.measure;
    result.target = time.target;
    result.clock = time.clock;
    result.within = time.within;
    return result;
}

/// Extra cost per extra effect, both per person present.
constexpr MetricDescriptor comparison(Named name, Fraction of, Said said, Shown shown) {
    auto result = declared(MetricKind::comparison, name, said, shown);
    result.numerator = of.numerator;
    result.denominator = of.denominator;
    result.scale = of.scale;
    result.per = sum_of(Count::present);
    return result;
}

extern const std::array<MetricDescriptor, 36> metrics_of_effort;
extern const std::array<MetricDescriptor, 42> metrics_of_outcome;

} // namespace afklar::detail
