#pragma once
/// One job centre from week to week under one policy: the task of which every run is made.

#include <cstdint>
#include <memory>
#include <vector>

#include <afklar/observe/counters.hpp>
#include <afklar/observe/tally.hpp>
#include <afklar/people/centre_plan.hpp>
#include <afklar/process/week.hpp>

namespace afklar {

/// What all centres and policies of one stream share.
struct StreamWorld {
    Parameters parameters;
    ArchetypeTable stock;     ///< of the people at the start
    ArchetypeTable newcomers; ///< of new spells
    SelectorIndex groups;     ///< of the comparison
    DrawKey key;              ///< seed and stream; the centre is filled in
    Week burn_in = 0;
    Week horizon = 0;            ///< observed weeks
    double highest_inflow = 1.0; ///< greatest inflow factor of any policy of the comparison
};

/// Builds a centre around its people: staff, cases shared out, positions.
/// Draws: tenure, degree, quality of the first holders.
JobCentre start_centre(const CentrePlan& plan, Citizens people, const StreamWorld& world);

/// What a run takes over from others.
struct TakenOver {
    const CellTable* cells = nullptr; ///< when the centre goes on in the middle of observation
    SharedLuck* shared = nullptr;     ///< when other policies of the same stream are run as well
};

/// A centre with the rules it lives under. Not to be moved: the week's context points into it.
class CentreRun {
public:
    /// Errors: whatever `RuleBook::resolve` throws.
    CentreRun(const StreamWorld& world, JobCentre centre, const RuleBook& book, Week week,
              TakenOver taken_over = {});

    /// Lives one week, watched.
    template <Observer O>
    void step(O& observe) {
        constexpr Week quarter = 13;
        if (week_ % quarter == 0) {
            centre_.drop_the_gone();
        }
        live_one_week(centre_, world_, week_, observe);
        ++week_;
        citizen_weeks_ += present_now();
    }
    /// Closes the balances and the clocks at the end of a run.
    template <Observer O>
    void finish(O& observe) {
        end_observation(centre_, world_, week_, observe);
    }

    [[nodiscard]] Week week() const noexcept { return week_; }
    [[nodiscard]] const JobCentre& centre() const noexcept { return centre_; }
    [[nodiscard]] JobCentre& centre() noexcept { return centre_; }
    [[nodiscard]] CentreWorld& world() noexcept { return world_; }
    [[nodiscard]] const CentreWorld& world() const noexcept { return world_; }
    /// Weeks lived by citizens in the area so far.
    [[nodiscard]] std::int64_t citizen_weeks() const noexcept { return citizen_weeks_; }

private:
    [[nodiscard]] std::int64_t present_now() noexcept;

    JobCentre centre_;
    CentreWorld world_;
    Week week_ = 0;
    std::int64_t citizen_weeks_ = 0;
};

/// The groups of a comparison to which a whole centre belongs: those that ask only for places.
GroupMask groups_of_centre(const SelectorIndex& groups, Region region, int number);

} // namespace afklar
