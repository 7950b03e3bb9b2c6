#include <afklar/experiment/doubt.hpp>

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>

#include <afklar/evidence/rounding.hpp>

namespace afklar {
namespace {

using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

constexpr double lower_tail = 0.025;
constexpr double upper_tail = 0.975;

/// Quantiles are rounded so that the mathematical library of the machine cannot move a result.
double chi_squared(double degrees, double share) {
    const boost::math::chi_squared_distribution<double, Policy> of(degrees);
    return detail::nine_digits(boost::math::quantile(of, share));
}

double fisher(double above, double below, double share) {
    const boost::math::fisher_f_distribution<double, Policy> of(above, below);
    return detail::nine_digits(boost::math::quantile(of, share));
}

SpreadInterval chance_of(const NestedVariances& variances) {
    const double degrees = variances.within_degrees;
    const double squares = degrees * *variances.within;
    return {std::sqrt(*variances.within), std::sqrt(squares / chi_squared(degrees, upper_tail)),
            std::sqrt(squares / chi_squared(degrees, lower_tail))};
}

SpreadInterval parameters_of(const NestedVariances& variances) {
    const auto degrees = static_cast<double>(variances.means.size()) - 1.0;
    const double chance = variances.chance_in_between;
    const auto end = [&](double share) {
        const double factor = fisher(degrees, variances.within_degrees, share);
        const double left = std::max(0.0, variances.between - factor * chance);
        return std::sqrt(degrees * left / chi_squared(degrees, share));
    };
    return {std::sqrt(std::max(0.0, variances.between - chance)), end(upper_tail), end(lower_tail)};
}

bool all_the_same(const NestedVariances& variances) {
    constexpr double rounding = 1e-9; // of the mean
    const double allowed = rounding * variances.mean;
    return variances.between + variances.within.value_or(0.0) <= allowed * allowed;
}

Needed needed_for(const NestedVariances& variances, const Estimate& whole) {
    if (all_the_same(variances)) {
        return Needed::nothing;
    }
    if (!whole.q05 || !whole.sd_parameters) {
        return Needed::more_runs;
    }
    const double range = *whole.q95 - *whole.q05;
    const double error = 0.5 * (*whole.ci_high - *whole.ci_low);
    const double widened = std::sqrt(variances.between);
    const bool settled = error <= most_simulation_error * range &&
                         widened <= (1.0 + most_simulation_error) * *whole.sd_parameters;
    return settled ? Needed::more_evidence : Needed::more_runs;
}

} // namespace

Doubt doubt_of(const DrawMatrix& runs) {
    const NestedVariances variances = nested_variances(runs);
    Doubt doubt;
    if (variances.means.empty()) {
        return doubt;
    }
    if (variances.within) {
        doubt.chance = chance_of(variances);
        if (variances.means.size() >= 2) {
            doubt.parameters = parameters_of(variances);
        }
    }
    doubt.needed = needed_for(variances, estimate(runs));
    return doubt;
}

} // namespace afklar
