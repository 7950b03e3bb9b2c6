#pragma once
/// What one number is not known for: chance, parameters, or too few runs, and what would help.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include <afklar/core/enum.hpp>
#include <afklar/experiment/estimates.hpp>

namespace afklar {

/// What it takes to know a number better.
enum class Needed : std::uint8_t {
    nothing,       ///< every run gives the same
    more_runs,     ///< draws or replicates: the computer's error is still part of the range
    more_evidence, ///< about the parameters: more runs would move the range by little
    count_
};
constexpr std::array<std::string_view, 3> names_of(Needed) {
    return {"nothing", "more runs", "more evidence"};
}

/// A standard deviation and its 95 % interval.
struct SpreadInterval {
    double sd = 0.0;
    double low = 0.0;
    double high = 0.0;

    [[nodiscard]] bool operator==(const SpreadInterval&) const = default;
};

/// Share of the range over parameter draws that the simulation's own error may be before more runs
/// are asked for.
inline constexpr double most_simulation_error = 0.1;

/// The kinds of not knowing in one metric, or in the paired difference of one metric.
struct Doubt {
    std::optional<SpreadInterval> chance;     ///< of a single run; empty with one replicate
    std::optional<SpreadInterval> parameters; ///< empty with one draw too
    std::optional<Needed> needed;             ///< empty without any value

    [[nodiscard]] bool operator==(const Doubt&) const = default;
};

/// Takes the doubt about a number apart.
///
/// The spreads are those of `estimate`. Chance: the interval of a variance by chi-square, with the
/// degrees of freedom within draws (harmonic where replicates are missing). Parameters: the interval
/// of Williams and Tukey for the variance between groups, on the unweighted means of the draws; an
/// end below zero is zero. Both suppose normal values and the same chance in every draw. A draw of a
/// Latin hypercube is not independent of the others, which makes the interval for parameters wider
/// than it need be, not narrower. Where chance itself differs between draws, the interval for chance
/// is too narrow: it holds 89 % when the standard deviation of a run does so by a quarter.
///
/// More runs are needed when any of this holds, else more evidence:
/// - below 40 draws or two replicates: the runs cannot show a range, or not what of it is chance;
/// - half of the 95 % interval of the mean is more than a tenth of the 5 to 95 % range over draws;
/// - chance in the means of the draws widens that range by more than a tenth: the standard deviation
///   between draws is more than 1.1 times that by parameters. A spread by parameters that cannot be
///   told from none is one of these.
/// Nothing is needed when all runs give the same number, up to rounding.
///
/// Errors: as `estimate`. Cost: a few quantiles of chi-square and F, some microseconds.
/// Source: Williams (1962), Biometrika 49, 278-281; Thomas and Hultquist (1978), Annals of
/// Statistics 6, 582-587 (unequal numbers of replicates).
[[nodiscard]] Doubt doubt_of(const DrawMatrix& runs);

} // namespace afklar
