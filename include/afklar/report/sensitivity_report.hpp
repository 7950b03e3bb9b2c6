#pragma once
/// The files and the printed text of a study of sensitivity.

#include <string>

#include <afklar/experiment/sensitivity_study.hpp>
#include <afklar/report/csv.hpp>

namespace afklar {

/// Every parameter of the screening, the strongest first: `regime,baseline,group,metric,unit,place,
/// parameter,grade,strength,mu,mu_low,mu_high,mu_star,mu_star_low,mu_star_high,sigma,by_chance,effects,
/// replicates`. Effects are changes of the difference for the whole range of ranks.
void write_sensitivity_csv(const ProjectionSpec& spec, const SensitivityStudy& study,
                           const TextSink& to);

/// Shares of the variance of the difference: `regime,baseline,group,metric,unit,among,set,parameters,first,
/// first_low,first_high,total,total_low,total_high,variance,variance_by_chance,samples,replicates`. `among`
/// is `top`, where each set is a parameter and the others are central, or `grades`, where all move.
void write_variance_csv(const ProjectionSpec& spec, const SensitivityStudy& study,
                        const TextSink& to);

/// Tipping points of the parameters looked at further: `regime,baseline,group,metric,unit,parameter,grade,
/// central,from,to,at_central,at_from,at_to,tipping,tipping_low,tipping_high,rank,rank_low,rank_high,
/// replicates`. `at_*` are differences; `tipping` is empty where there is none from `from` to `to`, its
/// `low` and `high` where the interval by chance reaches as far as those.
void write_tipping_csv(const ProjectionSpec& spec, const SensitivityStudy& study,
                       const TextSink& to);

/// Value of information, when there is a decision: `group,metric,unit,known,set,parameters,value,
/// standard_error,plug_in,draws,replicates`. `known` is `everything`, `grade` or `subject`; `plug_in` is
/// given for everything only.
void write_information_csv(const ProjectionSpec& spec, const SensitivityStudy& study,
                           const TextSink& to);

/// The choices of a decision: `group,metric,unit,better,regime,mean,share_best,best,draws,replicates`.
void write_decision_csv(const ProjectionSpec& spec, const SensitivityStudy& study,
                        const TextSink& to);

/// What the scenario file and the command line add to a study.
struct StudyText {
    std::string title;
    std::string text;  ///< of the scenario file; empty for library calls
    std::string files; ///< where the files are; empty: nowhere
};

/// `manifest.json` of a study: version, seed, scenario with its hash, design, and every parameter that
/// moved with its central value and its range.
[[nodiscard]] std::string study_manifest_json(const ProjectionSpec& spec,
                                              const SensitivityStudy& study, const StudyText& text);

/// The printed text.
[[nodiscard]] std::string sensitivity_text(const ProjectionSpec& spec,
                                           const SensitivityStudy& study, const StudyText& text);

} // namespace afklar
