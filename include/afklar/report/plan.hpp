#pragma once
/// A plan for a guarantee as a table that can be read aloud, and as a file.

#include <string>
#include <string_view>

#include <afklar/experiment/plan.hpp>
#include <afklar/report/csv.hpp>
#include <afklar/report/manifest.hpp>

namespace afklar {

/// The plan in UTF-8: what each class of job centres needs and what it costs, what holds up those who are
/// late, the least staff for each number of slots, and who waits instead. `files`: where the files are.
[[nodiscard]] std::string plan_text(const GuaranteePlan& plan, const ProjectionSpec& spec,
                                    std::string_view title, std::string_view files);

/// `part,size,group,slots_factor,staff_factor,measure,unit,mean,ci_low,ci_high,q05,q50,q95,draws,
/// replicates`, one estimate a record; staff is empty where not even the most reaches the share.
///
/// Parts: `trial`, every plan that was tried, with the share of deadlines kept, the deadlines, and what
/// the late ones waited for; `frontier`, the least staff for each number of slots, with the extra
/// capacity and its price; `plan`, the cheapest on the frontier, and with `least_staff` how far staff
/// could be lower or higher (`ci_*` simulation error, `q*` what we do not know; empty: more than was
/// tried); `comparison`, differences of the regime with the plan to the regime as it is, by group.
void write_plan_csv(const GuaranteePlan& plan, const TextSink& to);

/// `manifest.json` of a plan: version, seed, fingerprint of the projection, the scenario with its hash,
/// and the question.
[[nodiscard]] std::string plan_manifest_json(const GuaranteePlan& plan, const ProjectionSpec& spec,
                                             const ScenarioText& scenario);

} // namespace afklar
