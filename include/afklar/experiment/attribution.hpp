#pragma once
/// Which of several reforms does the work: the effect of all of them together, shared out.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/experiment/result.hpp>
#include <afklar/experiment/shapley.hpp>

namespace afklar {

/// A projection in which every regime is a package: the baseline and some of the reforms of one regime.
struct Packages {
    ProjectionSpec spec;
    std::vector<std::string> reforms; ///< by player
    ShapleyDesign design;             ///< regime k of the spec is coalition k of the design
};

/// Makes the packages of a regime: every subset of the reforms it applies beyond the baseline, or, for
/// `pairs` above 0, those that so many random orders and their reverses pass through; where these are
/// all there are, every order is counted.
///
/// All packages meet the same people and luck. Probes are left out.
/// Errors: `Error` when there is no such regime, it differs from the baseline in more than reforms or
/// not at all, or it has more reforms than can be shared out.
[[nodiscard]] Packages packages_of(const ProjectionSpec& spec, std::string_view regime,
                                   int pairs = 0);

/// What a reform contributes.
struct Contribution {
    std::string reform;
    Estimate share{}; ///< Shapley value
    Estimate alone{}; ///< against the baseline, as the only one
    Estimate last{};  ///< added to all the others; empty where the orders do not hold it
    /// 95 % half-width by drawing orders at random; nothing when all were counted.
    std::optional<double> half_width_of_orders{};
};

/// How two reforms act together.
struct Interaction {
    std::string a;
    std::string b;
    Estimate beyond{}; ///< the sum of what they do apart
};

/// The effect of all reforms on a metric, shared out.
struct Attribution {
    Metric metric{};
    std::string regime;   ///< with all of them
    std::string baseline; ///< with none
    std::string group;
    std::string window;
    Estimate level{}; ///< of the baseline
    Estimate total{}; ///< all together against none
    std::vector<Contribution> contributions;
    std::vector<Interaction> interactions; ///< exact designs only
    std::size_t packages = 0;
};

/// Shares out the effect of the packages on one metric.
/// Errors: `Error` for a metric that compares regimes, or an unknown group or window.
/// Cost: packages × runs evaluations, and packages × reforms² for the interactions of each run.
[[nodiscard]] Attribution attribution_of(const Packages& packages, const Result& result,
                                         Metric metric, const Where& where = {});

} // namespace afklar
