#pragma once
/// Tipping points: where along an input the sign of an output changes, all else being equal.

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include <afklar/experiment/estimates.hpp>

namespace afklar {

/// A place on one of several lines: the rank of an input of its own in that input's prior.
struct LinePoint {
    std::size_t line = 0;
    double rank = 0.0;
};

/// Values of a model at places on lines, place by replicate; every place meets the luck of the same
/// replicates. NaN where there is no value.
using LineModel = std::function<DrawMatrix(const std::vector<LinePoint>&)>;

/// How a tipping point is searched.
struct TippingSearch {
    double from = 0.001; ///< ranks
    double to = 0.999;
    std::size_t places = 9;   ///< looked at first, evenly over the range; 2 or more
    std::size_t halvings = 7; ///< of the stretch between two of them
};

/// What was found along one line; ranks.
struct TippingPoint {
    Estimate at_from; ///< of the output, over replicates, at both ends of the range
    Estimate at_to;
    /// Where the mean over replicates changes sign; of several the one nearest to the middle. Empty: none
    /// within the range.
    std::optional<double> rank;
    /// Between these the 95 % interval of the output by chance holds zero; empty where it does so as far
    /// as the range goes, and with a single replicate.
    std::optional<double> low;
    std::optional<double> high;
};

/// The tipping point of each line.
///
/// Looks at all lines at once: evenly placed ranks first, then the stretch in which the mean changes sign
/// is halved, and so are those in which the ends of its interval do. A line that touches zero without
/// changing sign has none. A sign that changes twice between two of the places looked at first is not seen.
/// Errors: `Error` for a search of fewer than two places or a range outside (0, 1).
/// Cost: in batches, lines × (places + 3 × halvings) places at most.
[[nodiscard]] std::vector<TippingPoint> tipping_points(const LineModel& model, std::size_t lines,
                                                       const TippingSearch& search = {});

} // namespace afklar
