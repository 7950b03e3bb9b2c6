#include <afklar/process/arrivals.hpp>

#include <cmath>

namespace afklar {

int Poisson::at(double rank) const noexcept {
    if (mean > 500.0) {
        const double z = normal_quantile(rank);
        const double number = mean + z * std::sqrt(mean) + (z * z - 1.0) / 6.0;
        return number < 0.0 ? 0 : rounded<int>(number);
    }
    double term = det_exp(-mean);
    double below = term;
    int number = 0;
    while (below < rank && term > 0.0) {
        ++number;
        term *= mean / number;
        below += term;
    }
    return number;
}

} // namespace afklar
