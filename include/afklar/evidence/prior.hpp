#pragma once
/// What is thought of a parameter before any run: a central value, a range, and a shape.

#include <cstdint>
#include <limits>
#include <optional>

namespace afklar {

/// Shape of the distribution a parameter is drawn from.
enum class PriorFamily : std::uint8_t { fixed, normal, lognormal, beta };

/// A parameter's central value, its range from the 5th to the 95th percentile, and the limits it
/// can never pass.
///
/// Units: all in the unit of the parameter; `atom` is a probability.
struct Prior {
    PriorFamily family = PriorFamily::fixed;
    /// Mean of a normal or beta, median of a lognormal, the value itself if fixed.
    double value = 0.0;
    /// 5th and 95th percentile, as far as the family can meet both together with the value.
    double low = 0.0;
    double high = 0.0;
    /// Hard limits: of truncation for normal and lognormal, ends of the support for beta (a share:
    /// 0 and 1).
    double lower_limit = -std::numeric_limits<double>::infinity();
    double upper_limit = std::numeric_limits<double>::infinity();
    /// The value that means "no effect".
    std::optional<double> null_value = std::nullopt;
    /// Probability that the parameter is exactly the null value.
    double atom = 0.0;
};

/// Refuses a prior that cannot be drawn from.
/// Errors: `Error` if a number is not finite where it must be, low > high, the value or the null
/// value is outside the limits, an atom is outside [0, 1] or has no null value, a lognormal has a
/// negative value, a beta has no finite limits, or the limits leave no probability.
void require_valid(const Prior& prior);

/// The value of the parameter at rank `u` of its prior.
///
/// Normal: standard deviation (high − low) / 3.2897. Lognormal: that of the logarithm is (ln high −
/// ln low) / 3.2897, or (ln high − ln value) / 1.6449 if low is not positive. Both are truncated to
/// the limits. Beta: scaled to the limits, by mean and standard deviation; where that is too broad
/// for a beta with this mean, it is narrowed until the smaller of the two shape parameters is 0.5.
/// No spread, a beta at one of its limits, or a lognormal of zero: the value itself.
///
/// An atom mixes in the null value. The result is the generalised inverse of the mixed distribution
/// function, so it never falls as u rises: common random numbers and Latin hypercubes keep their
/// order.
///
/// Domain: u in (0, 1). The result has nine significant digits, so that mathematical libraries
/// cannot move it; fixed and null values and limits are exact.
/// Errors: `Error` as in `require_valid`, or if u is outside its range.
/// Cost: up to a few microseconds (beta); no allocation.
[[nodiscard]] double quantile(const Prior& prior, double u);

} // namespace afklar
