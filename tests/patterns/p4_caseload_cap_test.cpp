/// P4, central priors: a caseload cap without money creates a waiting list; with money it cuts changes
/// of caseworker once the hand-overs of the transition are over.

#include <iostream>

#include "support/catch.hpp"
#include "support/comparison.hpp"

using namespace afklar;
using namespace afklar::test;

namespace {

constexpr Rate waiting{"share without a caseworker", sum_of(Count::without_caseworker),
                       sum_of(Count::has_caseworker, Count::without_caseworker)};
constexpr Rate changes{"changes of caseworker per citizen year", sum_of(Count::caseworker_changed),
                       sum_of(Count::has_caseworker, Count::without_caseworker), 52.18};
constexpr Rate caseload{"caseload", sum_of(Count::caseload_sum), sum_of(Count::positions_filled)};
constexpr Rate quits{"quits per position year", sum_of(Count::quits),
                     sum_of(Count::positions_filled), 52.18};
constexpr Rate staff_cost{"kroner for staff per citizen year", sum_of(Count::cost_staff),
                          sum_of(Count::present), 0.5218};
constexpr Rate unused{"hours unused", less(Count::hours_available, Count::hours_used),
                      sum_of(Count::hours_available)};

} // namespace

TEST_CASE("P4: a caseload cap with and without money") {
    const Policy full = regimes::full_obligations();
    auto spec = projection(4000, 260,
                           {{"full", full},
                            {"paid", full + reforms::ds6_caseload_cap()},
                            {"unpaid", full + reforms::ds6_caseload_cap_no_money()}});
    spec.replicates =
        24; // a centre loses a caseworker or two a year: eight see the sign and no more
    spec.windows = {{"transition", 0, 104}, {"after", 104, 260}};
    const Comparison compared(std::move(spec));
    for (const Rate& rate : {waiting, changes, caseload, quits, staff_cost, unused}) {
        for (const char* window : {"transition", "after"}) {
            std::cout << compared.level("full", rate, {"all", window}) << "\n  "
                      << compared.difference("paid", "full", rate, {"all", window}) << "\n  "
                      << compared.difference("unpaid", "full", rate, {"all", window}) << "\n";
        }
    }
    const Part after{"all", "after"};
    CHECK(compared.difference("unpaid", "full", waiting, after).surely_up());
    CHECK(compared.difference("unpaid", "paid", waiting, after).surely_up());
    CHECK(compared.difference("paid", "full", caseload, after).surely_down());
    CHECK(compared.difference("paid", "full", changes, after).surely_down());
    CHECK(compared.difference("paid", "full", staff_cost, after).surely_up());
}
