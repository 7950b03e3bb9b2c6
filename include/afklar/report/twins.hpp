#pragma once
/// Twins as a table and as a file.

#include <string>

#include <afklar/experiment/twins.hpp>
#include <afklar/report/csv.hpp>

namespace afklar {

/// Shares better and worse off by regime and outcome, beside the null change, in UTF-8.
[[nodiscard]] std::string twins_text(const Twins& twins);

/// `arm,regime,baseline,outcome,better,measure,unit,mean,ci_low,ci_high,draws,replicates`, one estimate a
/// record. `arm` is `regime` or `null change`; `better` the direction of the outcome, empty where there is
/// none. Measures: `share_better`, `share_worse`, `share_same`, the same less the null change
/// (`…_less_null_change`), `share_parted`, `first_week_parted.{q25,q50,q75}` of those who part, over all
/// streams, and `people`, the mean number compared in a run. Intervals as in `summary.csv`.
void write_twins_csv(const Twins& twins, const TextSink& to);

} // namespace afklar
