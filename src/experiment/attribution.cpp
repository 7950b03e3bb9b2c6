#include <afklar/experiment/attribution.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include <boost/math/distributions/students_t.hpp>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>
#include <afklar/evidence/rounding.hpp>
#include <afklar/experiment/layout.hpp>

#include "experiment/policy_reforms.hpp"

namespace afklar {
namespace {

std::string name_of_package(const std::vector<std::string>& reforms, Coalition coalition) {
    std::string name;
    for (std::size_t k = 0; k < reforms.size(); ++k) {
        if ((coalition >> k & 1U) != 0) {
            name += (name.empty() ? "" : " + ") + reforms[k];
        }
    }
    return name.empty() ? "none of the reforms" : name;
}

Policy package(const Policy& all, const std::vector<std::string>& reforms, Coalition coalition) {
    std::vector<std::string> left_out;
    for (std::size_t k = 0; k < reforms.size(); ++k) {
        if ((coalition >> k & 1U) == 0) {
            left_out.push_back(reforms[k]);
        }
    }
    return detail::without(all, left_out);
}

void require_only_reforms(const ProjectionSpec& spec, const Policy& none, const Policy& baseline,
                          std::string_view regime) {
    const PolicyWeeks over = policy_weeks(spec);
    if (!differences(RuleBook(none, over), RuleBook(baseline, over), over.weeks).empty()) {
        throw Error("'" + std::string(regime) + "' differs from '" +
                    spec.regimes[baseline_of(spec)].name +
                    "' in more than its reforms: what is left cannot be shared out");
    }
}

/// What the packages reach in every run.
class Reached {
public:
    Reached(const Packages& packages, const Result& result, Metric metric, const Where& where)
        : design_(&packages.design) {
        for (const NamedPolicy& regime : packages.spec.regimes) {
            values_.push_back(result.values(regime.name, metric, where));
        }
    }

    [[nodiscard]] const DrawMatrix& of(Coalition coalition) const {
        return values_[design_->place_of(coalition)];
    }

    /// A number made from what all packages reach in a run; runs in which one has no value give none.
    [[nodiscard]] DrawMatrix each_run(
        const std::function<double(std::span<const double>)>& of_run) const {
        DrawMatrix matrix(values_[0].draws, values_[0].replicates);
        std::vector<double> run(values_.size());
        for (std::size_t k = 0; k < matrix.values.size(); ++k) {
            std::ranges::transform(values_, run.begin(),
                                   [k](const DrawMatrix& v) { return v.values[k]; });
            if (std::ranges::none_of(run, [](double v) { return std::isnan(v); })) {
                matrix.values[k] = of_run(run);
            }
        }
        return matrix;
    }

private:
    const ShapleyDesign* design_;
    std::vector<DrawMatrix> values_;
};

/// What one more reform adds where the design holds both packages.
Estimate added(const Reached& reached, const ShapleyDesign& design, Coalition with,
               Coalition less) {
    const bool known = std::ranges::binary_search(design.coalitions, with) &&
                       std::ranges::binary_search(design.coalitions, less);
    return known ? estimate(difference(reached.of(with), reached.of(less))) : Estimate{};
}

/// The error of a mean over pairs of orders: half of its 95 % interval.
double half_width(const std::vector<double>& of_pairs) {
    using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    const auto pairs = static_cast<double>(of_pairs.size());
    double mean = 0.0;
    for (const double value : of_pairs) {
        mean += value / pairs;
    }
    double squares = 0.0;
    for (const double value : of_pairs) {
        squares += (value - mean) * (value - mean);
    }
    const boost::math::students_t_distribution<double, Policy> student(pairs - 1.0);
    return detail::nine_digits(boost::math::quantile(student, 0.975)) *
           std::sqrt(squares / (pairs - 1.0) / pairs);
}

/// For each player, the half-width by orders of what he adds in the mean over runs.
std::vector<double> half_widths(const ShapleyDesign& design, const Reached& reached) {
    std::vector<std::vector<double>> sums; // by player, by pair
    std::size_t runs = 0;
    (void)reached.each_run([&](std::span<const double> run) {
        const auto pairs = shapley_values_by_pair(design, run);
        sums.resize(static_cast<std::size_t>(design.players), std::vector<double>(pairs.size()));
        for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
            for (std::size_t player = 0; player < sums.size(); ++player) {
                sums[player][pair] += pairs[pair][player];
            }
        }
        ++runs;
        return 0.0;
    });
    std::vector<double> widths;
    for (std::vector<double>& of_pairs : sums) {
        for (double& value : of_pairs) {
            value /= static_cast<double>(runs);
        }
        widths.push_back(half_width(of_pairs));
    }
    return widths;
}

} // namespace

Packages packages_of(const ProjectionSpec& spec, std::string_view regime, int pairs) {
    const NamedPolicy& all = spec.regimes[regime_named(spec, regime)];
    const NamedPolicy& baseline = spec.regimes[baseline_of(spec)];
    Packages packages;
    packages.reforms = detail::reforms_of(all.policy);
    const std::vector<std::string> before = detail::reforms_of(baseline.policy);
    std::erase_if(packages.reforms,
                  [&](const std::string& name) { return detail::is_among(before, name); });
    if (packages.reforms.empty()) {
        throw Error("'" + std::string(regime) + "' applies no reform beyond '" + baseline.name +
                    "'");
    }
    require_only_reforms(spec, package(all.policy, packages.reforms, 0), baseline.policy, regime);
    const auto players = static_cast<int>(packages.reforms.size());
    if (pairs == 0 && players > most_players_exactly) {
        throw Error(std::to_string(players) + " reforms are more than the " +
                    std::to_string(most_players_exactly) +
                    " of which every package can be run; draw orders at random");
    }
    packages.design = pairs == 0
                          ? every_coalition(players)
                          : orders_at_random(players, pairs, Draws(DrawKey{spec.seed, 0, 0}));
    if (!packages.design.exact() && players <= most_players_exactly &&
        packages.design.coalitions.size() == every_coalition(players).coalitions.size()) {
        packages.design = every_coalition(players); // nothing is saved by drawing orders
    }
    packages.spec = spec;
    packages.spec.probes = false;
    packages.spec.regimes.clear();
    for (const Coalition coalition : packages.design.coalitions) {
        packages.spec.regimes.push_back({name_of_package(packages.reforms, coalition),
                                         package(all.policy, packages.reforms, coalition)});
    }
    packages.spec.baseline = packages.spec.regimes.front().name;
    return packages;
}

namespace {

/// What each reform adds, one by one.
std::vector<Contribution> contributions_of(const Packages& packages, const Reached& reached) {
    const ShapleyDesign& design = packages.design;
    const Coalition all = design.coalitions.back();
    const std::vector<double> widths =
        design.exact() ? std::vector<double>{} : half_widths(design, reached);
    std::vector<Contribution> contributions;
    contributions.reserve(packages.reforms.size());
    for (std::size_t k = 0; k < packages.reforms.size(); ++k) {
        const Coalition one = Coalition{1} << k;
        Contribution& contribution = contributions.emplace_back();
        contribution.reform = packages.reforms[k];
        contribution.share = estimate(reached.each_run(
            [&](std::span<const double> run) { return shapley_values(design, run)[k]; }));
        contribution.alone = added(reached, design, one, 0);
        contribution.last = added(reached, design, all, all & ~one);
        if (k < widths.size()) {
            contribution.half_width_of_orders = widths[k];
        }
    }
    return contributions;
}

/// What each pair does together beyond what they do apart. Domain: a design with every package.
std::vector<Interaction> interactions_of(const Packages& packages, const Reached& reached) {
    std::vector<Interaction> interactions;
    for (std::size_t a = 0; a < packages.reforms.size(); ++a) {
        for (std::size_t b = a + 1; b < packages.reforms.size(); ++b) {
            interactions.push_back({packages.reforms[a], packages.reforms[b],
                                    estimate(reached.each_run([&](std::span<const double> run) {
                                        return shapley_interaction(packages.design, run, a, b);
                                    }))});
        }
    }
    return interactions;
}

} // namespace

Attribution attribution_of(const Packages& packages, const Result& result, Metric metric,
                           const Where& where) {
    const ShapleyDesign& design = packages.design;
    const Reached reached(packages, result, metric, where);
    const Coalition all = design.coalitions.back();
    Attribution out;
    out.metric = metric;
    out.regime = packages.spec.regimes.back().name;
    out.baseline = packages.spec.baseline;
    out.group = where.group;
    out.window = where.window;
    out.packages = design.coalitions.size();
    const ValueRange levels = possible_levels(describe(metric));
    out.level = estimate(reached.of(0), levels);
    out.total = estimate(difference(reached.of(all), reached.of(0)), range_of_differences(levels));
    out.contributions = contributions_of(packages, reached);
    if (design.exact()) {
        out.interactions = interactions_of(packages, reached);
    }
    return out;
}

} // namespace afklar
