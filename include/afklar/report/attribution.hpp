#pragma once
/// An attribution as a file and as a table to be read.

#include <string>

#include <afklar/experiment/attribution.hpp>
#include <afklar/report/csv.hpp>

namespace afklar {

/// `attribution.csv`: `regime,baseline,window,group,metric,unit,part,reform,with,effect,ci_low,ci_high,
/// q05,q50,q95,share_positive,half_width_of_orders,draws,replicates`.
///
/// `part` is `total`, `share` (the Shapley value; they sum to the total), `alone`, `last` (added to all
/// the others) or `interaction` (of `reform` with `with`, beyond what they do apart).
void write_attribution_csv(const Attribution& attribution, const TextSink& to);

/// What is printed: reforms by size of their part, and what acts together.
/// `files`: where the files are; empty for none.
[[nodiscard]] std::string attribution_table(const Attribution& attribution,
                                            const ProjectionSpec& spec, const std::string& title,
                                            const std::string& files = {});

} // namespace afklar
