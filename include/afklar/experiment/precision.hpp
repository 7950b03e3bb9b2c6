#pragma once
/// Runs until it is known well enough: a sequential rule on the paired differences of one metric.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <afklar/experiment/journal.hpp>
#include <afklar/experiment/result.hpp>

namespace afklar {

/// Fewest units before the rule may stop: with fewer, the spread they happen to show decides too much.
inline constexpr int least_units_to_stop = 40;

/// How precisely the differences of a metric are known, and how that was reached.
///
/// The unit is the parameter draw, or with one draw the replicate.
struct Attained {
    Precision wanted{};
    std::string regime;              ///< whose difference is known least precisely
    double half_width = 0.0;         ///< of its 95 % interval; infinite while there is none
    std::string_view unit = "draws"; ///< or `replicates`
    int units = 0;                   ///< that were run
    int fixed_plan = 0; ///< that a plan made beforehand would have needed, knowing the spread
    bool enough = false;
};

/// Judges the runs of a result by the precision that its projection wants: enough when the 95 %
/// interval (Student t) of every regime's difference is narrow enough and there are at least
/// `least_units_to_stop` units.
///
/// Stopping by a spread that is itself estimated makes intervals hold a little less often; from 40
/// units on, for normal units, 94.5 to 95.2 % (measured in `tests/experiment/precision_test.cpp`).
/// Draws of a batch cover the priors evenly, so that the interval is rather too wide than too narrow.
/// Errors: `Error` when no precision is wanted or there is no second regime.
/// Source: Chow and Robbins (1965), Annals of Mathematical Statistics 36, 457-462.
[[nodiscard]] Attained attained(const Result& result);

/// The projection with so many rounds of its draws, each covering the priors evenly, or with one draw
/// of its replicates. Runs of fewer rounds are among those of more; all share one journal.
[[nodiscard]] ProjectionSpec after_rounds(const ProjectionSpec& spec, int rounds);

/// How `run_until` meets its surroundings.
struct RoundHooks {
    /// Runs what a projection's journal does not hold yet; false: interrupted.
    std::function<bool(const ProjectionSpec&)> live;
    /// Told after every round; may be left empty.
    std::function<void(const Attained&)> told{};
};

/// Runs round after round until the precision is reached, or no more replicates can be told apart.
/// Gives the projection as it ended; nothing when interrupted.
/// Errors: as `attained` and whatever `live` throws.
[[nodiscard]] std::optional<ProjectionSpec> run_until(const ProjectionSpec& spec,
                                                      const std::shared_ptr<const Journal>& journal,
                                                      const RoundHooks& hooks);

} // namespace afklar
