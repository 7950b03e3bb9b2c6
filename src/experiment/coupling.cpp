#include <afklar/experiment/coupling.hpp>

#include <cmath>

namespace afklar {
namespace {

/// Mean over draws of the square of a draw's mean.
double mean_square(const NestedVariances& variances) {
    double sum = 0.0;
    for (const double mean : variances.means) {
        sum += mean * mean;
    }
    return sum / static_cast<double>(variances.means.size());
}

} // namespace

std::optional<Coupling> coupling_of(const DrawMatrix& a, const DrawMatrix& b) {
    const auto ratio = variance_ratio(a, b);
    const NestedVariances paired = nested_variances(difference(a, b));
    if (!ratio || *ratio >= low_variance_ratio || a.replicates < 2) {
        return std::nullopt;
    }
    const PairedSquares squares = paired_squares(a, b);
    constexpr double z975 = 1.959963984540054; // 97.5th percentile of the standard normal
    const double independent = (squares.a + squares.b) / static_cast<double>(squares.degrees);
    const double apart = std::sqrt(squares.a) - std::sqrt(squares.b);
    const bool shown_by_one_run = mean_square(paired) > z975 * z975 * independent;
    const bool unequal_spreads = apart * apart > 0.5 * squares.difference;
    return shown_by_one_run || unequal_spreads ? Coupling::large_effect : Coupling::lost;
}

} // namespace afklar
