#include <afklar/evidence/prior.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>

#include <afklar/core/error.hpp>
#include <afklar/evidence/rounding.hpp>

namespace afklar {
namespace {

using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, Policy>;
using Beta = boost::math::beta_distribution<double, Policy>;

constexpr double z95 = 1.6448536269514722; // 95th percentile of the standard normal
constexpr double smallest_shape = 0.5;     // of a beta

double spread(const Prior& prior) { return (prior.high - prior.low) / (2.0 * z95); }

double log_spread(const Prior& prior) {
    const double sd = prior.low > 0.0 ? (std::log(prior.high) - std::log(prior.low)) / (2.0 * z95)
                                      : (std::log(prior.high) - std::log(prior.value)) / z95;
    return std::max(sd, 0.0);
}

double width(const Prior& prior) { return prior.upper_limit - prior.lower_limit; }

Beta beta_of(const Prior& prior) {
    const double mean = (prior.value - prior.lower_limit) / width(prior);
    const double sd = spread(prior) / width(prior);
    const double narrowest_allowed = smallest_shape / std::min(mean, 1.0 - mean);
    const double precision = std::max(mean * (1.0 - mean) / (sd * sd) - 1.0, narrowest_allowed);
    return Beta(mean * precision, (1.0 - mean) * precision);
}

/// Whether the prior, apart from its atom, is a single value.
bool is_point(const Prior& prior) {
    switch (prior.family) {
    case PriorFamily::fixed:
        return true;
    case PriorFamily::normal:
        return !(spread(prior) > 0.0);
    case PriorFamily::lognormal:
        return prior.value == 0.0 || !(log_spread(prior) > 0.0);
    case PriorFamily::beta:
        return !(spread(prior) > 0.0) || prior.value == prior.lower_limit ||
               prior.value == prior.upper_limit;
    }
    return true;
}

/// Distribution function before truncation, of a prior that is not a point.
double untruncated_cdf(const Prior& prior, double x) {
    if (std::isinf(x)) {
        return x > 0.0 ? 1.0 : 0.0;
    }
    switch (prior.family) {
    case PriorFamily::normal:
        return boost::math::cdf(Normal(prior.value, spread(prior)), x);
    case PriorFamily::lognormal:
        return x > 0.0
                   ? boost::math::cdf(Normal(std::log(prior.value), log_spread(prior)), std::log(x))
                   : 0.0;
    case PriorFamily::beta:
        return boost::math::cdf(beta_of(prior),
                                std::clamp((x - prior.lower_limit) / width(prior), 0.0, 1.0));
    case PriorFamily::fixed:
        break;
    }
    return x >= prior.value ? 1.0 : 0.0;
}

double untruncated_quantile(const Prior& prior, double u) {
    switch (prior.family) {
    case PriorFamily::normal:
        return boost::math::quantile(Normal(prior.value, spread(prior)), u);
    case PriorFamily::lognormal:
        return std::exp(boost::math::quantile(Normal(std::log(prior.value), log_spread(prior)), u));
    case PriorFamily::beta:
        return prior.lower_limit + width(prior) * boost::math::quantile(beta_of(prior), u);
    case PriorFamily::fixed:
        break;
    }
    return prior.value;
}

/// Probability left between the limits.
struct Kept {
    double from = 0.0;
    double to = 1.0;
};

Kept kept(const Prior& prior) {
    return {untruncated_cdf(prior, prior.lower_limit), untruncated_cdf(prior, prior.upper_limit)};
}

/// Quantile without the atom.
double smooth_quantile(const Prior& prior, double u) {
    if (is_point(prior)) {
        return prior.value;
    }
    constexpr double smallest = std::numeric_limits<double>::min();
    constexpr double largest = 1.0 - std::numeric_limits<double>::epsilon() / 2.0;
    const Kept range = kept(prior);
    const double rank = std::clamp(range.from + u * (range.to - range.from), smallest, largest);
    return std::clamp(detail::nine_digits(untruncated_quantile(prior, rank)), prior.lower_limit,
                      prior.upper_limit);
}

/// Probability without the atom of being below the null value.
double below_null(const Prior& prior) {
    if (is_point(prior)) {
        return prior.value < *prior.null_value ? 1.0 : 0.0;
    }
    const Kept range = kept(prior);
    return std::clamp((untruncated_cdf(prior, *prior.null_value) - range.from) /
                          (range.to - range.from),
                      0.0, 1.0);
}

void require(bool condition, const char* sentence) {
    if (!condition) {
        throw Error(std::string("prior: ") + sentence);
    }
}

} // namespace

void require_valid(const Prior& prior) {
    require(std::isfinite(prior.value), "the value is not a number");
    require(prior.lower_limit <= prior.value && prior.value <= prior.upper_limit,
            "the value is outside the limits");
    require(prior.atom >= 0.0 && prior.atom <= 1.0, "the atom is not a probability");
    require(prior.atom == 0.0 || prior.null_value.has_value(), "an atom needs a null value");
    if (prior.null_value) {
        require(prior.lower_limit <= *prior.null_value && *prior.null_value <= prior.upper_limit,
                "the null value is outside the limits");
    }
    if (prior.family == PriorFamily::fixed) {
        return;
    }
    require(std::isfinite(prior.low) && std::isfinite(prior.high), "low or high is not a number");
    require(prior.low <= prior.high, "low is above high");
    if (prior.family == PriorFamily::lognormal) {
        require(prior.value >= 0.0, "a lognormal cannot have a negative value");
        require(prior.value == 0.0 || prior.high > 0.0, "a lognormal needs a positive high");
    }
    if (prior.family == PriorFamily::beta) {
        require(std::isfinite(prior.lower_limit) && std::isfinite(prior.upper_limit),
                "a beta needs finite limits");
    }
    if (!is_point(prior)) {
        const Kept range = kept(prior);
        require(range.from < range.to, "the limits leave no probability");
    }
}

double quantile(const Prior& prior, double u) {
    require_valid(prior);
    require(u > 0.0 && u < 1.0, "a rank must lie between 0 and 1");
    if (!(prior.atom > 0.0)) {
        return smooth_quantile(prior, u);
    }
    const double null_value = *prior.null_value;
    const double smooth = 1.0 - prior.atom;
    const double atom_starts = smooth * below_null(prior);
    if (u < atom_starts) {
        return std::min(smooth_quantile(prior, u / smooth), null_value);
    }
    if (u <= atom_starts + prior.atom) {
        return null_value;
    }
    return std::max(smooth_quantile(prior, (u - prior.atom) / smooth), null_value);
}

} // namespace afklar
