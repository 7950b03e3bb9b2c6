#pragma once
/// What moves the difference between a regime and the baseline, and what it would be worth to know more:
/// the methods of sensitivity.hpp, tipping.hpp and information.hpp asked of a projection.
///
/// Every point of the parameters meets the luck of the same replicates, under both regimes.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <afklar/evidence/parameter_set.hpp>
#include <afklar/experiment/information.hpp>
#include <afklar/experiment/projection.hpp>
#include <afklar/experiment/run_tasks.hpp>
#include <afklar/experiment/sensitivity.hpp>
#include <afklar/experiment/tipping.hpp>
#include <afklar/observe/metric.hpp>

namespace afklar {

/// What a study asks.
struct SensitivityPlan {
    std::string regime; ///< compared with the baseline
    Metric metric{};
    std::vector<std::size_t> parameters{}; ///< places of those that move; the others stay central
    std::size_t trajectories = 4;          ///< of the screening
    std::size_t samples = 128;             ///< pairs of points for shares of the variance
    std::size_t top = 8;                   ///< parameters that are looked at further
    TippingSearch tipping{};
    std::optional<Metric>
        decision{};  ///< what a choice among all regimes is about; left out: no choice
    int draws = 128; ///< of the parameters that move, for the choice
};

/// One parameter in the screening.
struct ScreenedParameter {
    std::size_t place = 0; ///< in `parameter_keys()`
    ElementaryEffects effects;
};

/// Some parameters with a name in common.
struct ParameterGroup {
    std::string name;
    std::vector<std::size_t> places;
};

/// What it is worth to know a group of parameters.
struct KnownGroup {
    ParameterGroup group;
    Worth value;
};

/// The choice among the regimes of a projection, in the unit of its metric; less of a metric of which
/// lower is better counts as worth.
struct DecisionStudy {
    Metric metric{};
    Decision decision; ///< choices are the regimes
    std::vector<KnownGroup> by_grade;
    std::vector<KnownGroup> by_subject; ///< the part of the key before its first dot
};

/// What a study found. Differences are those of the metric, regime less baseline.
struct SensitivityStudy {
    SensitivityPlan plan;
    Estimate at_centre;                       ///< the difference at central values, over replicates
    std::vector<ScreenedParameter> screening; ///< the strongest first
    /// The first of the screening that move the difference at all, each a set, the others central; its
    /// variance is that which they make.
    VarianceDecomposition of_top;
    std::vector<TippingPoint> tipping; ///< of the same parameters
    std::vector<ParameterGroup> grades;
    VarianceDecomposition
        of_grades; ///< all parameters of a grade move together; all of the plan move
    std::optional<DecisionStudy> decision;
};

/// The free parameters of a projection in groups: by grade, and by the part of the key before its first
/// dot. Groups without any are left out.
[[nodiscard]] std::vector<ParameterGroup> groups_by_grade(const ProjectionSpec& spec,
                                                          const std::vector<std::size_t>& places);
[[nodiscard]] std::vector<ParameterGroup> groups_by_subject(const ProjectionSpec& spec,
                                                            const std::vector<std::size_t>& places);

/// How many runs, each of one regime, a study makes at most.
[[nodiscard]] std::int64_t most_runs(const ProjectionSpec& spec, const SensitivityPlan& plan);

/// Studies the first group of a projection over its whole horizon. Of the hooks, `finished`, `progress`
/// and `stop` are used. Replicates, seed, prior set and what is held are those of the projection.
/// Errors: `Error` for an unknown regime or the baseline, a metric that has no level there, a decision
/// about a metric of which neither more nor less is better, or no parameter to move; `RunError` when it
/// was stopped, the metric has no value at central values, or a balance is broken.
[[nodiscard]] SensitivityStudy study_sensitivity(const ProjectionSpec& spec,
                                                 const SensitivityPlan& plan,
                                                 const RunHooks& hooks = {});

} // namespace afklar
