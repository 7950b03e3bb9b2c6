/// P5, central priors: a clarification guarantee without capacity moves the queue or lowers the quality
/// of assessments.

#include <iostream>

#include "support/catch.hpp"
#include "support/comparison.hpp"

using namespace afklar;
using namespace afklar::test;

namespace {

constexpr Rate unassessed{"share past 52 weeks without an assessment",
                          sum_of(Count::past_52_unassessed), sum_of(Count::past_52)};
constexpr Rate team_queue{"share of clients in the team's queue", sum_of(Count::in_team_queue),
                          sum_of(Count::on_benefit)};
constexpr Rate team_wait{"weeks in the team's queue of those heard", sum_of(Count::team_wait_weeks),
                         sum_of(Count::team_heard)};
constexpr Rate slots{"team slots used", sum_of(Count::team_slots_used), sum_of(Count::team_slots)};
constexpr Rate poor{"assessed on a poor file", sum_of(Count::assessed_poor_file),
                    sum_of(Count::assessed)};
constexpr Rate misplaced{"misplaced", sum_of(Count::assessed_misplaced), sum_of(Count::assessed)};
constexpr Rate assessed{"assessments per 1000 weeks", sum_of(Count::assessed),
                        sum_of(Count::on_benefit), 1000.0};
constexpr Rate contacts{"conversations per citizen year", sum_of(Count::held),
                        sum_of(Count::on_benefit), 52.18};
constexpr Rate silent{"silent for 26 weeks", sum_of(Count::silent_26), sum_of(Count::on_benefit)};

} // namespace

TEST_CASE("P5: a clarification guarantee without capacity") {
    const Policy full = regimes::full_obligations();
    auto spec = projection(
        4000, 208, {{"full", full}, {"guarantee", full + reforms::ds3_clarification_guarantee()}});
    spec.windows = {{"transition", 0, 104}, {"after", 104, 208}};
    const Comparison compared(std::move(spec));
    for (const Rate& rate :
         {unassessed, team_queue, team_wait, slots, poor, misplaced, assessed, contacts, silent}) {
        for (const char* window : {"transition", "after"}) {
            std::cout << compared.level("full", rate, {"all", window}) << "\n  "
                      << compared.difference("guarantee", "full", rate, {"all", window}) << "\n";
        }
    }
    // The guarantee does what it promises to some degree; else there is no price to speak of.
    CHECK(compared.difference("guarantee", "full", unassessed, {"all", "after"}).surely_down());
    const Sample longer = compared.difference("guarantee", "full", team_queue);
    const Sample poorer = compared.difference("guarantee", "full", poor);
    const Sample worse = compared.difference("guarantee", "full", misplaced);
    INFO(longer << "\n" << poorer << "\n" << worse);
    CHECK((longer.surely_up() || poorer.surely_up() || worse.surely_up()));
}
