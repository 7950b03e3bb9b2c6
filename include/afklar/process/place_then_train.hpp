#pragma once
/// Place then train (individual placement and support): who takes part, and who gives the support.

#include <algorithm>

#include <afklar/process/context.hpp>

namespace afklar {

/// Whether a citizen takes part: the rules offer it, he is mentally ill and wants work now.
/// Source: E061, E064.
inline bool takes_part_in_place_then_train(const WeekContext& now, CitizenIndex i) noexcept {
    return now.row(i).rules.choice<Support>(Provision::employment_support) ==
               Support::place_then_train &&
           has(now.people.who.barriers[i], Barrier::mental_illness) &&
           now.people.is(i, Flag::willing);
}

/// Citizens per employment specialist; 0: the caseworker gives the support. Source: E068.
inline int specialist_caseload(const WeekContext& now, CitizenIndex i) noexcept {
    return now.row(i).rules.whole(Provision::specialist_caseload);
}

/// Whether the one who gives the support has few enough cases for the method that was tested.
/// Source: E068.
inline bool faithful_support(const WeekContext& now, CitizenIndex i,
                             const Caseworker& caseworker) noexcept {
    const int specialist = specialist_caseload(now, i);
    return (specialist > 0 ? specialist : caseworker.caseload) <= now.p.ips.caseload_max;
}

} // namespace afklar
