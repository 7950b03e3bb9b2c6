#pragma once
/// The seven proposals as values; without an argument as shipped, with one at another strength.
/// Errors: `Error` when an argument is outside the range of its provision.

#include <afklar/core/units.hpp>
#include <afklar/policy/policy.hpp>

namespace afklar::reforms {

/// A unit for those with problems besides unemployment. Source: S31, L053.
[[nodiscard]] Reform ds1_cross_disciplinary_unit();
[[nodiscard]] Reform ds1_cross_disciplinary_unit(int least_barriers);

/// A right to a development flex job after so long on benefit. Source: S32, L061.
[[nodiscard]] Reform ds2_development_flex_job();
[[nodiscard]] Reform ds2_development_flex_job(Weeks after);

/// An assessment and a plan within a limit. Source: S33, L055, L056.
[[nodiscard]] Reform ds3_clarification_guarantee();
[[nodiscard]] Reform ds3_clarification_guarantee(Weeks limit);

/// The citizen's own assessment and round tables count. Source: S34, L057.
[[nodiscard]] Reform ds4_own_health_assessment();

/// A social-work degree is required of a share of new staff. Source: S35, L058.
[[nodiscard]] Reform ds5_social_work_degree();
[[nodiscard]] Reform ds5_social_work_degree(double share);

/// Most cases per caseworker, hiring as needed. Source: S36, L059, L062.
[[nodiscard]] Reform ds6_caseload_cap();
[[nodiscard]] Reform ds6_caseload_cap(int cap);

/// The same without money: who is above the cap waits.
[[nodiscard]] Reform ds6_caseload_cap_no_money();
[[nodiscard]] Reform ds6_caseload_cap_no_money(int cap);

/// Fewer process requirements, outcome counted. Source: S37, L060.
[[nodiscard]] Reform ds7_outcome_steering();
[[nodiscard]] Reform ds7_outcome_steering(double documentation_factor);

} // namespace afklar::reforms
