#pragma once
/// Which inputs move a model's output: elementary effects, and shares of its variance.
///
/// A model here is a function of points of the unit cube that is asked for many points at once. It may
/// be moved by chance: then every point meets the luck of the same replicates, and what chance adds to
/// squares of differences is taken out, so that the results speak of the mean over all luck.

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include <afklar/experiment/estimates.hpp>

namespace afklar {

class Draws;

/// A point of the unit cube: one coordinate strictly between 0 and 1 for each input.
using CubePoint = std::vector<double>;

/// Values of a model at points, point by replicate; NaN where it has none.
using BatchModel = std::function<DrawMatrix(const std::vector<CubePoint>&)>;

/// An estimate with its 95 % interval; empty where it cannot be told.
struct Ranged {
    std::optional<double> value{};
    std::optional<double> low{};
    std::optional<double> high{};
};

/// Where the steps of a screening start and end: trajectories of inputs + 1 points, each a step of one
/// input away from the one before.
struct MorrisDesign {
    std::vector<CubePoint> points;
    std::vector<std::size_t> moved; ///< trajectory by step: the input that the step moves
    std::size_t inputs = 0;
    std::size_t trajectories = 0;
};

/// A step of half the cube, in the unit of an effect.
inline constexpr double morris_step = 0.5;

/// A trajectory for each stratum of a Latin hypercube: an input starts at one of the levels 1/8, 3/8,
/// 5/8 and 7/8 and moves by half the cube, up from the lower two and down from the upper two; the order
/// of the inputs is drawn for each trajectory.
/// Domain: at least one input and one trajectory; trajectories in fours start equally often at each level.
/// Draws: `parameter_stratum` and `parameter_jitter` of the agent kind `design`.
/// Source: Morris (1991), Technometrics 33, 161-174, with four levels.
[[nodiscard]] MorrisDesign morris_design(std::size_t inputs, std::size_t trajectories,
                                         const Draws& draws);

/// What the steps of one input did, in units of the output for the whole cube.
struct ElementaryEffects {
    Ranged mu;      ///< mean effect; the interval has the trajectory as independent unit
    Ranged mu_star; ///< mean absolute effect; the same
    /// Spread of the effects over trajectories: curvature and interplay, or chance.
    std::optional<double> sigma;
    /// Root mean square effect, what chance adds to the squares taken out; zero where that is more.
    std::optional<double> strength;
    /// The mean absolute effect that chance alone would show if the input did nothing to the mean over
    /// all luck; empty with a single replicate.
    std::optional<double> by_chance;
    std::size_t effects = 0; ///< trajectories that have an effect of it
};

/// The effects of a design from the values at its points; one for each input.
/// Domain: a step from or to a point without a value has no effect.
/// Errors: `Error` if the values are not those of the points.
/// Source: Campolongo, Cariboni and Saltelli (2007), Environmental Modelling & Software 22, 1509-1518.
[[nodiscard]] std::vector<ElementaryEffects> elementary_effects(const MorrisDesign& design,
                                                                const DrawMatrix& values);

/// Two independent samples of the cube, of the same size.
struct SamplePair {
    std::vector<CubePoint> a;
    std::vector<CubePoint> b;
};

/// The halves of Sobol points of twice as many coordinates: even even in few points, for few inputs.
/// Domain: at most 1,833 inputs; sizes that are powers of two are the most even.
/// Errors, draws and source: those of `sobol_point` and `sobol_shift`.
[[nodiscard]] SamplePair sobol_pair(std::size_t inputs, std::size_t samples, const Draws& draws);

/// Two Latin hypercubes, for any number of inputs.
/// Draws: those of a hypercube of twice as many parameters.
[[nodiscard]] SamplePair hypercube_pair(std::size_t inputs, std::size_t samples,
                                        const Draws& draws);

/// The shares of a set of inputs in the variance of the output, all of the set moving together.
struct VarianceShares {
    Ranged first; ///< what would go if the set were known
    Ranged total; ///< what would be left if all else were known
};

/// How a variance is shared out.
struct VarianceDecomposition {
    std::vector<VarianceShares> sets;
    Ranged mean;                    ///< of the output; the interval is that of the sample
    std::optional<double> variance; ///< over inputs, of the mean over all luck
    /// What chance adds to the variance of a point's mean; empty with a single replicate, and then it
    /// counts as interplay.
    std::optional<double> variance_by_chance;
    std::size_t samples = 0; ///< pairs in which every value is there
};

/// The shares of each set of inputs.
/// Shape: asks the model for samples × (2 + sets) points, in one batch.
/// Units: shares of the variance; estimates may leave [0, 1] by their error. Empty where the variance is
/// not above zero. Intervals: jackknife over pairs, which knows nothing of the evenness of the points and
/// is too wide rather than too narrow for it.
/// Source: Saltelli et al. (2010), Computer Physics Communications 181, 259-270, table 2 (b) and (c) for the
/// first share, (f) and its complement for the total (Jansen 1999, Computer Physics Communications 117,
/// 35-43). The two estimates of a share are weighted by their jackknife variances, one being sharp for small
/// shares, the other for large; what chance adds to a product of means of replicates is taken out.
[[nodiscard]] VarianceDecomposition variance_shares(const BatchModel& model,
                                                    const SamplePair& samples,
                                                    std::span<const std::vector<std::size_t>> sets);

} // namespace afklar
