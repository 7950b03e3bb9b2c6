#include <afklar/experiment/sensitivity.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>
#include <afklar/experiment/hypercube.hpp>
#include <afklar/experiment/sobol.hpp>

#include "experiment/independent.hpp"

namespace afklar {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

void require(bool condition, const std::string& sentence) {
    if (!condition) {
        throw Error("sensitivity: " + sentence);
    }
}

Ranged ranged(const Estimate& estimate) {
    return {estimate.mean, estimate.ci_low, estimate.ci_high};
}

/// The inputs in the order of their bits.
// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): how many, which
std::vector<std::size_t> order_of(std::size_t inputs, std::uint32_t agent,
                                  const HypercubeSources& sources) {
    std::vector<std::pair<std::uint32_t, std::size_t>> order;
    order.reserve(inputs);
    for (std::size_t i = 0; i < inputs; ++i) {
        order.emplace_back(sources.order(static_cast<std::uint32_t>(i), agent), i);
    }
    std::ranges::sort(order);
    std::vector<std::size_t> result;
    result.reserve(inputs);
    for (const auto& [bits, input] : order) {
        result.push_back(input);
    }
    return result;
}

/// The middle of the stratum of four that a rank lies in.
double level_of(double rank) {
    constexpr double levels = 4.0;
    return (std::floor(rank * levels) + 0.5) / levels;
}

/// Mean over the replicates that both points have, of their difference, and what chance adds to its square.
struct Step {
    double mean = nothing;
    std::optional<double> squared_by_chance;
};

Step step_between(std::span<const double> from, std::span<const double> to) {
    std::vector<double> steps(from.size());
    std::ranges::transform(to, from, steps.begin(), std::minus<>{});
    const Estimate of = detail::independent(steps);
    Step result;
    if (of.mean) {
        result.mean = *of.mean;
    }
    if (of.sd_chance) {
        const auto count = static_cast<double>(std::ssize(steps) - of.missing);
        result.squared_by_chance = *of.sd_chance * *of.sd_chance / count;
    }
    return result;
}

ElementaryEffects summary_of(const std::vector<Step>& steps) {
    std::vector<double> effects;
    std::vector<double> sizes;
    std::vector<double> squares_of_all;
    double squares = 0.0;
    std::size_t with_chance = 0;
    for (const Step& step : steps) {
        effects.push_back(step.mean);
        sizes.push_back(std::abs(step.mean));
        squares_of_all.push_back(step.mean * step.mean - step.squared_by_chance.value_or(0.0));
        if (step.squared_by_chance) {
            squares += *step.squared_by_chance;
            ++with_chance;
        }
    }
    const Estimate signed_effect = detail::independent(effects);
    ElementaryEffects result;
    result.mu = ranged(signed_effect);
    result.mu_star = ranged(detail::independent(sizes));
    if (result.mu_star.low) {
        result.mu_star.low = std::max(0.0, *result.mu_star.low);
    }
    result.sigma = signed_effect.sd_chance;
    if (const Estimate square = detail::independent(squares_of_all); square.mean) {
        result.strength = std::sqrt(std::max(0.0, *square.mean));
    }
    result.effects = steps.size() - static_cast<std::size_t>(signed_effect.missing);
    if (with_chance > 0) {
        constexpr double mean_size_of_normal = 0.7978845608028654; // root of 2 / pi
        result.by_chance =
            mean_size_of_normal * std::sqrt(squares / static_cast<double>(with_chance));
    }
    return result;
}

/// The values of a pair of samples and of its mixtures, pair by replicate, each replicate about its own
/// mean over both samples: what luck does to all points alike is gone.
struct PairValues {
    DrawMatrix a;
    DrawMatrix b;
    std::vector<DrawMatrix> mixed; ///< by set: the points of A with the set's coordinates of B
    double mean = 0.0;
};

std::vector<CubePoint> points_of(const SamplePair& samples,
                                 std::span<const std::vector<std::size_t>> sets) {
    std::vector<CubePoint> points = samples.a;
    points.insert(points.end(), samples.b.begin(), samples.b.end());
    for (const std::vector<std::size_t>& set : sets) {
        for (std::size_t k = 0; k < samples.a.size(); ++k) {
            CubePoint point = samples.a[k];
            for (const std::size_t input : set) {
                point.at(input) = samples.b[k].at(input);
            }
            points.push_back(std::move(point));
        }
    }
    return points;
}

/// Keeps the pairs in which every value is there.
// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): pairs, sets
PairValues complete_pairs(const DrawMatrix& values, std::size_t samples, std::size_t sets) {
    const auto replicates = static_cast<std::size_t>(values.replicates);
    std::vector<std::size_t> complete;
    for (std::size_t k = 0; k < samples; ++k) {
        bool whole = true;
        for (std::size_t part = 0; part < sets + 2; ++part) {
            const auto row = values.row(static_cast<std::int32_t>(part * samples + k));
            whole = whole && std::ranges::none_of(row, [](double v) { return std::isnan(v); });
        }
        if (whole) {
            complete.push_back(k);
        }
    }
    const auto part_of = [&](std::size_t part) {
        DrawMatrix matrix(static_cast<std::int32_t>(complete.size()), values.replicates);
        for (std::size_t k = 0; k < complete.size(); ++k) {
            const auto row = values.row(static_cast<std::int32_t>(part * samples + complete[k]));
            std::ranges::copy(row,
                              matrix.values.begin() + static_cast<std::ptrdiff_t>(k * replicates));
        }
        return matrix;
    };
    PairValues result{part_of(0), part_of(1), {}, 0.0};
    for (std::size_t set = 0; set < sets; ++set) {
        result.mixed.push_back(part_of(set + 2));
    }
    return result;
}

/// Takes from each replicate its mean over both samples.
void centre(PairValues& values) {
    const std::int32_t pairs = values.a.draws;
    for (std::int32_t r = 0; r < values.a.replicates; ++r) {
        double sum = 0.0;
        for (std::int32_t k = 0; k < pairs; ++k) {
            sum += values.a.at(k, r) + values.b.at(k, r);
        }
        const double mean = sum / (2.0 * pairs);
        values.mean += mean / values.a.replicates;
        const auto shift = [&](DrawMatrix& matrix) {
            for (std::int32_t k = 0; k < pairs; ++k) {
                matrix.at(k, r) -= mean;
            }
        };
        shift(values.a);
        shift(values.b);
        std::ranges::for_each(values.mixed, shift);
    }
}

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// What chance adds to the product of the means of two rows of replicates.
double product_by_chance(std::span<const double> a, std::span<const double> b) {
    if (a.size() < 2) {
        return 0.0;
    }
    const double mean_a = mean_of(a);
    const double mean_b = mean_of(b);
    double sum = 0.0;
    for (std::size_t r = 0; r < a.size(); ++r) {
        sum += (a[r] - mean_a) * (b[r] - mean_b);
    }
    const auto count = static_cast<double>(a.size());
    return sum / (count - 1.0) / count;
}

/// Product of two means over all luck, from the same replicates.
double product(std::span<const double> a, std::span<const double> b) {
    return mean_of(a) * mean_of(b) - product_by_chance(a, b);
}

std::vector<double> difference_of(std::span<const double> a, std::span<const double> b) {
    std::vector<double> result(a.size());
    std::ranges::transform(a, b, result.begin(), std::minus<>{});
    return result;
}

/// The ratio of two sums over pairs, and the jackknife's pseudo-values of it; empty where there is none.
struct Ratio {
    std::optional<double> whole{};
    std::vector<double> pseudo{};
};

Ratio ratio(std::span<const double> above, std::span<const double> below) {
    const double sum_above = std::accumulate(above.begin(), above.end(), 0.0);
    const double sum_below = std::accumulate(below.begin(), below.end(), 0.0);
    if (above.size() < 2 || !(sum_below > 0.0)) {
        return {};
    }
    const auto count = static_cast<double>(above.size());
    Ratio result{sum_above / sum_below, {}};
    for (std::size_t k = 0; k < above.size(); ++k) {
        const double rest = sum_below - below[k];
        if (!(rest > 0.0)) {
            return {result.whole, {}}; // one pair is all there is
        }
        result.pseudo.push_back(count * *result.whole -
                                (count - 1.0) * (sum_above - above[k]) / rest);
    }
    return result;
}

/// Two estimates of the same share by pairs, weighted so that the jackknife's variance is least.
// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): two of a kind
Ranged share(const std::vector<double>& one, const std::vector<double>& other,
             const std::vector<double>& variances) {
    const Ratio a = ratio(one, variances);
    const Ratio b = ratio(other, variances);
    if (!a.whole) {
        return {};
    }
    if (a.pseudo.empty()) {
        return {a.whole, std::nullopt, std::nullopt};
    }
    const double mean_a = mean_of(a.pseudo);
    const double mean_b = mean_of(b.pseudo);
    double of_b = 0.0;
    double of_difference = 0.0;
    for (std::size_t k = 0; k < a.pseudo.size(); ++k) {
        const double from_a = a.pseudo[k] - mean_a;
        const double from_b = b.pseudo[k] - mean_b;
        of_b += from_b * (from_b - from_a);
        of_difference += (from_b - from_a) * (from_b - from_a);
    }
    const double weight = of_difference > 0.0 ? std::clamp(of_b / of_difference, 0.0, 1.0) : 1.0;
    std::vector<double> pseudo(a.pseudo.size());
    std::ranges::transform(a.pseudo, b.pseudo, pseudo.begin(), [weight](double x, double y) {
        return weight * x + (1.0 - weight) * y;
    });
    const Estimate of = detail::independent(pseudo);
    const double whole = weight * *a.whole + (1.0 - weight) * *b.whole;
    const double bias = *of.mean - whole;
    return {whole, *of.ci_low - bias, *of.ci_high - bias};
}

/// The shares of a set. Two mixtures that have the set in common tell of its first share, two that have
/// all else in common of its total; either share is also what the other kind of pair leaves.
VarianceShares shares_of(const PairValues& values, const DrawMatrix& mixed,
                         const std::vector<double>& variances) {
    struct Two {
        std::vector<double> one{};
        std::vector<double> other{};
    };
    Two first;
    Two total;
    for (std::int32_t k = 0; k < mixed.draws; ++k) {
        const auto a = values.a.row(k);
        const auto b = values.b.row(k);
        const auto m = mixed.row(k);
        const double variance = variances[static_cast<std::size_t>(k)];
        const auto from_a = difference_of(m, a);
        const auto from_b = difference_of(m, b);
        first.one.push_back(product(b, from_a));
        first.other.push_back(variance - 0.5 * product(from_b, from_b));
        total.one.push_back(0.5 * product(from_a, from_a));
        total.other.push_back(variance - product(a, from_b));
    }
    return {share(first.one, first.other, variances), share(total.one, total.other, variances)};
}

} // namespace

MorrisDesign morris_design(std::size_t inputs, std::size_t trajectories, const Draws& draws) {
    require(inputs > 0 && trajectories > 0, "a screening needs an input and a trajectory");
    const HypercubeSources sources = hypercube_sources(draws);
    const auto count = static_cast<std::uint32_t>(trajectories);
    std::vector<CubePoint> starts(trajectories, CubePoint(inputs));
    for (std::size_t i = 0; i < inputs; ++i) {
        const auto ranks = hypercube_column(static_cast<std::uint32_t>(i), count, sources);
        for (std::size_t t = 0; t < trajectories; ++t) {
            starts[t][i] = level_of(ranks[t]);
        }
    }
    MorrisDesign design;
    design.inputs = inputs;
    design.trajectories = trajectories;
    for (std::size_t t = 0; t < trajectories; ++t) {
        CubePoint point = starts[t];
        design.points.push_back(point);
        const auto agent = count + static_cast<std::uint32_t>(t); // behind those of the strata
        for (const std::size_t input : order_of(inputs, agent, sources)) {
            point[input] += point[input] < 0.5 ? morris_step : -morris_step;
            design.points.push_back(point);
            design.moved.push_back(input);
        }
    }
    return design;
}

std::vector<ElementaryEffects> elementary_effects(const MorrisDesign& design,
                                                  const DrawMatrix& values) {
    require(values.draws == static_cast<std::int32_t>(design.points.size()),
            std::to_string(values.draws) + " values for " + std::to_string(design.points.size()) +
                " points");
    std::vector<std::vector<Step>> steps(design.inputs);
    for (std::size_t t = 0; t < design.trajectories; ++t) {
        for (std::size_t k = 0; k < design.inputs; ++k) {
            const std::size_t from = t * (design.inputs + 1) + k;
            const std::size_t input = design.moved[t * design.inputs + k];
            Step step = step_between(values.row(static_cast<std::int32_t>(from)),
                                     values.row(static_cast<std::int32_t>(from + 1)));
            const double way = design.points[from + 1][input] - design.points[from][input];
            step.mean /= way;
            if (step.squared_by_chance) {
                *step.squared_by_chance /= way * way;
            }
            steps[input].push_back(step);
        }
    }
    std::vector<ElementaryEffects> result;
    std::ranges::transform(steps, std::back_inserter(result), summary_of);
    return result;
}

SamplePair sobol_pair(std::size_t inputs, std::size_t samples, const Draws& draws) {
    require(inputs > 0 && samples > 0, "a sample needs an input and a point");
    const auto dimension = static_cast<std::uint32_t>(2 * inputs);
    const SobolShift shift = sobol_shift(draws);
    SamplePair pair;
    for (std::uint32_t k = 0; k < samples; ++k) {
        const CubePoint point = sobol_point(k, dimension, shift);
        const auto half = point.begin() + static_cast<std::ptrdiff_t>(inputs);
        pair.a.emplace_back(point.begin(), half);
        pair.b.emplace_back(half, point.end());
    }
    return pair;
}

SamplePair hypercube_pair(std::size_t inputs, std::size_t samples, const Draws& draws) {
    require(inputs > 0 && samples > 0, "a sample needs an input and a point");
    const Hypercube cube =
        latin_hypercube(static_cast<std::uint32_t>(samples), static_cast<std::uint32_t>(2 * inputs),
                        hypercube_sources(draws));
    SamplePair pair{std::vector<CubePoint>(samples, CubePoint(inputs)),
                    std::vector<CubePoint>(samples, CubePoint(inputs))};
    for (std::size_t k = 0; k < samples; ++k) {
        for (std::size_t i = 0; i < inputs; ++i) {
            const auto draw = static_cast<std::uint32_t>(k);
            pair.a[k][i] = cube.at(draw, static_cast<std::uint32_t>(i));
            pair.b[k][i] = cube.at(draw, static_cast<std::uint32_t>(inputs + i));
        }
    }
    return pair;
}

VarianceDecomposition variance_shares(const BatchModel& model, const SamplePair& samples,
                                      std::span<const std::vector<std::size_t>> sets) {
    require(!samples.a.empty() && samples.a.size() == samples.b.size(),
            "two samples of the same size are needed");
    const std::vector<CubePoint> points = points_of(samples, sets);
    const DrawMatrix all = model(points);
    require(all.draws == static_cast<std::int32_t>(points.size()),
            "the model gave " + std::to_string(all.draws) + " values for " +
                std::to_string(points.size()) + " points");
    PairValues values = complete_pairs(all, samples.a.size(), sets.size());
    VarianceDecomposition result;
    result.sets.resize(sets.size());
    result.samples = static_cast<std::size_t>(values.a.draws);
    if (result.samples < 2) {
        return result;
    }
    centre(values);

    const std::int32_t pairs = values.a.draws;
    const double freedom = 2.0 * pairs / (2.0 * pairs - 1.0);
    std::vector<double> variances;
    std::vector<double> means;
    double by_chance = 0.0;
    for (std::int32_t k = 0; k < pairs; ++k) {
        const auto a = values.a.row(k);
        const auto b = values.b.row(k);
        variances.push_back(freedom * 0.5 * (product(a, a) + product(b, b)));
        means.push_back(values.mean + 0.5 * (mean_of(a) + mean_of(b)));
        by_chance += freedom * 0.5 * (product_by_chance(a, a) + product_by_chance(b, b));
    }
    result.mean = ranged(detail::independent(means));
    result.variance = mean_of(variances);
    if (values.a.replicates >= 2) {
        result.variance_by_chance = by_chance / pairs;
    }
    std::ranges::transform(values.mixed, result.sets.begin(), [&](const DrawMatrix& mixed) {
        return shares_of(values, mixed, variances);
    });
    return result;
}

} // namespace afklar
