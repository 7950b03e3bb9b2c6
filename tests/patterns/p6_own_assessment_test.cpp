/// P6, central priors: own assessment cuts the certificate wait, and the case by what that wait was its
/// bottleneck.

#include <iostream>

#include "support/catch.hpp"
#include "support/comparison.hpp"

using namespace afklar;
using namespace afklar::test;

namespace {

constexpr Rate certificates{"certificates per case", sum_of(Count::certificate_asked),
                            sum_of(Count::case_opened)};
constexpr Rate wait_of_a_case{"weeks waited for certificates per case",
                              sum_of(Count::certificate_weeks), sum_of(Count::case_opened)};
constexpr Rate wait{"weeks a certificate takes", sum_of(Count::certificate_weeks),
                    sum_of(Count::certificate_asked)};
constexpr Rate open{"weeks from opening to decision", sum_of(Count::assessed_weeks_open),
                    sum_of(Count::assessed)};
constexpr Rate misplaced{"misplaced", sum_of(Count::assessed_misplaced), sum_of(Count::assessed)};
constexpr Rate tables{"round tables per case", sum_of(Count::round_table),
                      sum_of(Count::case_opened)};

} // namespace

TEST_CASE("P6: own assessment and the certificate wait") {
    const Policy full = regimes::full_obligations();
    auto spec = projection(4000, 208,
                           {{"full", full}, {"own", full + reforms::ds4_own_health_assessment()}});
    spec.windows = {{"transition", 0, 52}, {"after", 52, 208}};
    const Comparison compared(std::move(spec));
    const Part after{"all", "after"};
    for (const Rate& rate : {certificates, wait_of_a_case, wait, open, misplaced, tables}) {
        std::cout << compared.level("full", rate, after) << "\n  "
                  << compared.difference("own", "full", rate, after) << "\n";
    }
    CHECK(compared.difference("own", "full", certificates, after).surely_down());
    CHECK(compared.difference("own", "full", wait_of_a_case, after).surely_down());
    const Sample shorter = compared.difference("full", "own", open, after);
    CHECK(shorter.surely_up());
    // No case can gain more than the wait that is spared.
    const Sample left_over = compared.level("full", wait, after) - shorter;
    INFO(left_over);
    CHECK(left_over.surely_up());
}
