#include "r1.hpp"

#include <algorithm>

#include <afklar/core/bounds.hpp>
#include <afklar/core/draws.hpp>

namespace afklar::bench {

namespace {

/// All weeks of some people.
class Course {
public:
    Course(const Draws& draws, const Plan& plan) : draws_(draws), chances_(1.0, plan.refresh) {}

    void run(std::uint32_t first, std::uint32_t size, Moves& moves) {
        People people(first, size, chances_);
        for (int week = 0; week < workload_weeks; ++week) {
            if (chances_.refreshes_in(week)) {
                // All chances on benefit fall alike, so that one factor lowers all bounds.
                lower_bounds(people.bound.all(), people.state.all(), {on_benefit, chances_.fall()});
            }
            // One draw a week decides. Hardly anyone's is below his bound, and only he is looked at.
            const BlockDraw draw{Purpose::job, Agent::citizen, static_cast<std::uint32_t>(week)};
            find_below(draws_, {draw, first}, people.bound.all(), candidates_);
            for (const LeadingBits& candidate : candidates_) {
                settle(people, draw, candidate, moves);
            }
        }
    }

private:
    /// Decides exactly what the draw of a candidate means: most often, but not always, a move.
    void settle(People& people, const BlockDraw& draw, const LeadingBits& candidate, Moves& moves) {
        const std::uint32_t k = candidate.agent - people.first;
        const int week = static_cast<int>(draw.when);
        const auto from = static_cast<State>(people.state[k]);
        const ThreeChances& chances =
            from == in_job ? job_chances : chances_.of(people.group[k], week - people.begun[k]);
        const State to = next_state[from][outcome_of(draws_, draw, candidate, chances)];
        if (to != from) {
            people.enter(k, to, week, chances_);
            moves.add(week, from, to);
        }
    }

    Draws draws_;
    ChanceTable chances_;
    CandidateList candidates_;
};

} // namespace

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): as a workload is always named
Outcome r1(std::uint32_t people, std::uint64_t seed, std::uint32_t stream, const Plan& plan) {
    Course course(Draws(DrawKey{seed, stream, 0}), plan);
    Moves moves;
    for (std::uint32_t first = 0; first < people; first += plan.people_at_once) {
        course.run(first, std::min(plan.people_at_once, people - first), moves);
    }
    Outcome outcome;
    outcome.heads = moves.heads(people);
    return outcome;
}

} // namespace afklar::bench
