#pragma once
/// How goals are measured: clocks, and samples of everything taken in turn, so that a machine that
/// becomes slower meanwhile is slower for all.

#include <functional>
#include <string>
#include <vector>

#include "goals.hpp"

namespace afklar::bench {

/// CPU time of this process so far, all its threads together, in seconds.
[[nodiscard]] double cpu_seconds();
/// Seconds of a clock on the wall.
[[nodiscard]] double wall_seconds();

/// What `f` takes on a clock.
template <class F>
[[nodiscard]] double seconds_of(double (&clock)(), F&& f) {
    const double start = clock();
    f();
    return clock() - start;
}

/// One number, found anew in every round.
using Sample = std::function<double()>;

/// Samples, and the rows of the table that their medians make.
struct Measurement {
    std::string name;
    std::vector<Sample> samples;
    std::function<std::vector<Row>(const std::vector<double>&)> rows;
};

/// The middle one; of an even number the higher of the two. Domain: not empty.
[[nodiscard]] double median(std::vector<double> values);

/// Takes every sample once a round, and makes the rows of the medians. `say` hears how far it is.
[[nodiscard]] std::vector<Row> measure(const std::vector<Measurement>& measurements, int rounds,
                                       const std::function<void(const std::string&)>& say);

} // namespace afklar::bench
