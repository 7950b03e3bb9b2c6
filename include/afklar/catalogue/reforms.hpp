#pragma once
/// The shipped reforms as values; without an argument as shipped, with one at another strength. Of one
/// with parts `only` gives a part: `kl_flexible_restart().only("targets")`.
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

/// The seven points of the municipalities' association for the restart, each a part: numbers_and_times,
/// targets, distance, all_offers, virtual_team, processing_time, certificates. Source: S51-S57, L045-L051.
[[nodiscard]] Reform kl_flexible_restart();

/// Free choice of conversation mode, by professional judgement. Source: S41-S43, L052.
[[nodiscard]] Reform free_conversation_modes();

/// Place then train for the mentally ill who want work. Source: E061, E064, E068.
[[nodiscard]] Reform ips();
[[nodiscard]] Reform ips(int specialist_caseload);

/// Three billion kroner a year less for staff; the change is a share. Source: S38, L070, D308, D310.
[[nodiscard]] Reform budget_cut_2023();
[[nodiscard]] Reform budget_cut_2023(double allowance_change);

/// The reform of 2025 to 2027 in its dated steps, each a part. Source: L063-L077, D304-D307.
[[nodiscard]] Reform reform_2025();

/// Fewer new spells from 9 March to 8 July 2020, as surroundings rather than a rule. Source: S06.
[[nodiscard]] Reform wage_compensation_2020();
[[nodiscard]] Reform wage_compensation_2020(double inflow_factor);

} // namespace afklar::reforms
