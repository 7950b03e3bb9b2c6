#pragma once
/// What keeping a clarification guarantee takes: the least staff and team slots with which a share of
/// the deadlines is kept, by size of job centre, what that costs, and who waits instead.
///
/// All trials meet the luck of the scenario's own streams. *Deadlines* are those of the observed weeks
/// after the phase-in, but for the last one, whose breach would not be seen. *Staff* is the allowance from
/// which positions are made (`allowance_change`), *slots* the `team_slots_factor`, both from the first
/// observed week on and as factors on what the regime has in the first of the weeks that are judged. New
/// positions are filled as fast as the hiring market lets others; a cap with hiring may ask for more.

#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/experiment/deadlines.hpp>
#include <afklar/experiment/estimates.hpp>
#include <afklar/experiment/result.hpp>
#include <afklar/people/centre_plan.hpp>

namespace afklar {

/// What is asked: which share of the deadlines is to be kept, and which plans may be tried.
struct PlanQuestion {
    std::size_t regime = 0; ///< place in ProjectionSpec::regimes
    double share = 0.95;    ///< of the deadlines
    /// Team slots as factors on what the regime has, from 1 up.
    std::vector<double> slots{1.0, 1.5, 2.0, 3.0, 4.0};
    double most_staff = 3.0;  ///< positions as a factor on what the regime has
    double staff_step = 0.05; ///< between the factors that are tried, from 1 up
};

/// Job centres of like size: thirds of all of them, from the small ones up.
struct SizeClass {
    std::string name; ///< small, middle, large; `all` when there are too few centres
    int from = 0;     ///< people on benefit at the start, of the smallest
    int to = 0;       ///< the same of the largest
    std::vector<std::size_t> centres; ///< places in ProjectionFrame::centres
    std::vector<int> numbers;         ///< of these centres, as rules name them
};

/// One plan tried in one class.
struct Trial {
    std::size_t size_class = 0;
    std::size_t slots = 0; ///< place in PlanQuestion::slots
    int step = 0;          ///< of staff, from 0: nothing extra

    auto operator<=>(const Trial&) const = default;
};

/// What came of a trial.
struct TrialOutcome {
    std::vector<DeadlineCounts> by_stream; ///< by draw, then replicate
    Estimate share;                        ///< of the deadlines that were kept
    bool operator==(const TrialOutcome&) const = default;
};

/// Extra capacity beside that of the regime with nothing extra, means over runs. Units: positions filled,
/// slots a week, kroner a week.
struct ExtraCapacity {
    Estimate positions;
    Estimate slots;
    /// Positions at the yearly cost of one, slots at the price of a case heard whether or not somebody
    /// used them.
    Estimate kroner;
};

/// The least staff for one number of slots.
struct FrontierPoint {
    std::size_t slots = 0;     ///< place in PlanQuestion::slots
    std::optional<int> step{}; ///< of staff; empty: not even the most reaches the share
    Trial shown{};             ///< the trial with that staff, or with the most
    ExtraCapacity extra{};     ///< of the trial shown
};

/// Steps of the least staff where a bound on the share must reach what is asked, from the kindest bound
/// to the strictest; empty where not even the most staff does.
struct StaffRange {
    std::optional<int> low{};
    std::optional<int> middle{};
    std::optional<int> high{};
};

/// What one class of job centres needs.
struct ClassPlan {
    SizeClass size;
    std::vector<FrontierPoint> frontier; ///< one for each number of slots
    std::optional<std::size_t> cheapest; ///< place in `frontier`; empty: no plan reaches the share
    std::optional<StaffRange>
        simulation_error{};              ///< at those slots, with both ends of the 95 % interval
    std::optional<StaffRange> unknown{}; ///< with q95 and q05 over draws; empty below 40 draws
    /// The plan: the cheapest, or, where none reaches the share, the trial with the largest share.
    Trial best{};
    /// Whether some trial with more staff kept less than what was asked though one with less kept it.
    bool uneven = false;
};

/// The answer.
struct GuaranteePlan {
    PlanQuestion question;
    std::string regime;
    Week from = 0; ///< first observed week whose deadlines count
    Week to = 0;   ///< exclusive
    std::vector<ClassPlan> classes;
    std::map<Trial, TrialOutcome> trials;
    /// Baseline, the regime as it is, and the regime with the plans of the classes that have one: by
    /// group and in the window `judged`. Null when no class has a plan, or none needs anything.
    std::shared_ptr<const Result> comparison;
    std::string with_plan; ///< name of the regime with the plan in `comparison`

    [[nodiscard]] double staff(int step) const noexcept { return 1.0 + question.staff_step * step; }
    [[nodiscard]] const TrialOutcome& outcome(const Trial& trial) const { return trials.at(trial); }
};

/// How a plan talks to its surroundings; every member may be left empty.
struct PlanHooks {
    std::function<void(double)> progress; ///< share of the work that is done, about
    const std::atomic<bool>* stop = nullptr;
};

/// The first regime that promises an assessment; empty when none does.
[[nodiscard]] std::optional<std::size_t> guaranteeing_regime(const ProjectionSpec& spec);

/// The job centres in classes by size. Fewer than six centres are one class.
[[nodiscard]] std::vector<SizeClass> size_classes(const std::vector<CentrePlan>& centres);

/// Looks for the plan: for each class and number of slots by bisection over staff, all streams side by
/// side. Empty when stopped.
///
/// Cost: about ten trials a class and number of slots, each as long as one regime of a run.
/// Errors: `Error` when the regime has no guarantee, or no deadline after the phase-in can be seen, or
/// the question is out of range; as `run`.
[[nodiscard]] std::optional<GuaranteePlan> plan_guarantee(const ProjectionSpec& spec,
                                                          const PlanQuestion& question,
                                                          const PlanHooks& hooks = {});

} // namespace afklar
