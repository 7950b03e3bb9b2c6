#pragma once
/// The tables of a results directory: RFC 4180, UTF-8, decimal points, ten significant digits.

#include <functional>
#include <string>
#include <string_view>

#include <afklar/experiment/result.hpp>

namespace afklar {

/// Takes a text piece by piece.
using TextSink = std::function<void(std::string_view)>;

/// A field of a record: in quotes if it needs them.
[[nodiscard]] std::string csv_field(std::string_view text);

/// Levels: `regime,window,group,metric,unit,mean,ci_low,ci_high,q05,q50,q95,sd_chance,sd_parameters,
/// draws,replicates`. What is not defined for a group or window has no record.
void write_summary_csv(const Result& result, const TextSink& to);

/// Differences of every other regime to the baseline: `regime,baseline,window,group,metric,unit,
/// difference,ci_low,ci_high,q05,q50,q95,share_positive,sd_chance,sd_parameters,variance_ratio,draws,
/// replicates`.
void write_paired_csv(const Result& result, const TextSink& to);

/// The same differences evidence-blind, in the columns of `paired.csv`.
/// Errors: `Error` when the projection was not asked for it.
void write_evidence_blind_csv(const Result& result, const TextSink& to);

/// What is not known of each level and difference, and why: `regime,baseline,window,group,metric,unit,
/// sd_chance,sd_chance_low,sd_chance_high,sd_parameters,sd_parameters_low,sd_parameters_high,needed,
/// variance_ratio,coupling`. Levels come first, with an empty baseline, then differences; ratios of two
/// differences have no spread of this kind and no record. Intervals are of 95 %.
void write_doubt_csv(const Result& result, const TextSink& to);

/// Metrics declared weekly: `regime,group,metric,unit,week,date,mean,q05,q50,q95`; dates are Mondays,
/// weeks count from 0.
void write_weekly_csv(const Result& result, const TextSink& to);

/// Curves: `regime,group,event,week,cumulative_incidence,ci_low,ci_high,at_risk`. Events compete within
/// `assessment`, `stock_assessment`, `lasting_solution` and `stock_lasting_solution`; the one of that
/// name is the event itself, the others have the way out behind a dot. People at risk are per run.
void write_survival_csv(const Result& result, const TextSink& to);

} // namespace afklar
