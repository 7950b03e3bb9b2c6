#include <afklar/report/sensitivity_report.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <afklar/core/digest.hpp>
#include <afklar/evidence/prior.hpp>
#include <afklar/experiment/layout.hpp>

#include "report/cells.hpp"
#include "report/json_text.hpp"
#include "report/text.hpp"

namespace afklar {
namespace {

namespace json = boost::json;
using detail::ten_digits;

std::string joined(const std::vector<std::string>& fields) {
    std::string line;
    for (const std::string& field : fields) {
        line += (line.empty() ? "" : ",") + field;
    }
    return line + "\r\n";
}

/// A record: text, numbers, whole numbers and what may be empty.
class Fields {
public:
    Fields& text(std::string_view value) { return add(csv_field(value)); }
    Fields& number(const std::optional<double>& value) { return add(ten_digits(value)); }
    Fields& whole(std::size_t value) { return add(std::to_string(value)); }
    Fields& ranged(const Ranged& value) {
        return number(value.value).number(value.low).number(value.high);
    }
    void end(const TextSink& to) { to(joined(fields_)); }

private:
    Fields& add(std::string field) {
        fields_.push_back(std::move(field));
        return *this;
    }
    std::vector<std::string> fields_;
};

const ParameterInfo& info_of(const ProjectionSpec& spec, std::size_t place) {
    return spec.parameters.parameters.at(place);
}

std::string group_of(const ProjectionSpec& spec) { return groups_of(spec).front().name; }

std::string studied_group(const ProjectionSpec& spec) {
    return spec.groups.empty() ? group_of(spec) : spec.groups.front().name;
}

std::string baseline_name(const ProjectionSpec& spec) {
    return spec.regimes[baseline_of(spec)].name;
}

/// What every record of a difference begins with.
Fields difference_fields(const ProjectionSpec& spec, const SensitivityStudy& study) {
    const MetricDescriptor& metric = describe(study.plan.metric);
    Fields fields;
    fields.text(study.plan.regime)
        .text(baseline_name(spec))
        .text(studied_group(spec))
        .text(metric.key)
        .text(metric.unit);
    return fields;
}

std::size_t replicates_of(const ProjectionSpec& spec) {
    return static_cast<std::size_t>(spec.replicates);
}

/// The place of the parameter that a set of the top is.
std::size_t top_place(const SensitivityStudy& study, std::size_t k) {
    return study.screening.at(k).place;
}

double value_at(const ProjectionSpec& spec, std::size_t place, double rank) {
    return quantile(info_of(spec, place).prior, rank);
}

std::optional<double> value_at(const ProjectionSpec& spec, std::size_t place,
                               const std::optional<double>& rank) {
    return rank ? std::optional<double>(value_at(spec, place, *rank)) : std::nullopt;
}

void write_shares(Fields fields, const VarianceShares& shares, const VarianceDecomposition& of,
                  const ProjectionSpec& spec, const TextSink& to) {
    fields.ranged(shares.first)
        .ranged(shares.total)
        .number(of.variance)
        .number(of.variance_by_chance)
        .whole(of.samples)
        .whole(replicates_of(spec))
        .end(to);
}

// --- the printed text ----------------------------------------------------------------------------

/// Rows with aligned columns: the first to the left, the others to the right.
std::string aligned(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t k = 0; k < row.size(); ++k) {
            widths[k] = std::max(widths[k], detail::width_of(row[k]));
        }
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t k = 0; k < row.size(); ++k) {
            line += k == 0 ? detail::to_left(row[k], widths[k])
                           : "  " + detail::to_right(row[k], widths[k]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string per_cent(double share) { return detail::grouped(100.0 * share, 0, false); }

/// A share with its interval, both cut to what a share can be; not one of which nothing is known.
std::string share_text(const Ranged& share) {
    const auto cut = [](double value) { return per_cent(std::clamp(value, 0.0, 1.0)); };
    if (!share.value || (share.low && share.high && *share.low <= 0.0 && *share.high >= 1.0)) {
        return "–";
    }
    std::string text = cut(*share.value) + " %";
    if (share.low && share.high) {
        text += fmt::format(" ({} … {})", cut(*share.low), cut(*share.high));
    }
    return text;
}

/// A size: no sign.
std::string size_text(const MetricDescriptor& metric, const std::optional<double>& size) {
    if (!size) {
        return "–";
    }
    std::string text = detail::change_text(metric, std::abs(*size));
    return text.starts_with('+') ? text.substr(1) : text;
}

std::string worth_text(const MetricDescriptor& metric, const Worth& worth) {
    return fmt::format("{} ± {}", detail::change_text(metric, worth.value),
                       size_text(metric, worth.standard_error));
}

std::string plain_number(double value) { return fmt::format("{:.3g}", value); }

std::string tipping_text(const ProjectionSpec& spec, std::size_t place,
                         const TippingPoint& tipping) {
    if (!tipping.rank) {
        return "none";
    }
    const auto end = [&](const std::optional<double>& rank) {
        return rank ? plain_number(value_at(spec, place, *rank)) : std::string("open");
    };
    std::string text =
        fmt::format("at {}, rank {} %", plain_number(value_at(spec, place, *tipping.rank)),
                    detail::grouped(100.0 * *tipping.rank, 1, false));
    if (tipping.low || tipping.high) {
        text += fmt::format(" ({} … {})", end(tipping.low), end(tipping.high));
    }
    return text;
}

std::string top_table(const ProjectionSpec& spec, const SensitivityStudy& study) {
    const MetricDescriptor& metric = describe(study.plan.metric);
    std::vector<std::vector<std::string>> rows = {
        {"parameter", "grade", "effect", "upwards", "alone", "with interplay", "tips"}};
    for (std::size_t k = 0; k < study.tipping.size(); ++k) {
        const ScreenedParameter& one = study.screening[k];
        const ParameterInfo& info = info_of(spec, one.place);
        const VarianceShares shares =
            k < study.of_top.sets.size() ? study.of_top.sets[k] : VarianceShares{};
        rows.push_back(
            {info.key, std::string(name_of(info.grade)), size_text(metric, one.effects.strength),
             one.effects.mu.value ? detail::change_text(metric, *one.effects.mu.value) : "–",
             share_text(shares.first), share_text(shares.total),
             tipping_text(spec, one.place, study.tipping[k])});
    }
    return aligned(rows);
}

std::string grade_table(const SensitivityStudy& study) {
    std::vector<std::vector<std::string>> rows = {
        {"grade of the evidence", "parameters", "alone", "with interplay"}};
    for (std::size_t k = 0; k < study.grades.size(); ++k) {
        const VarianceShares& shares = study.of_grades.sets.at(k);
        rows.push_back({study.grades[k].name, std::to_string(study.grades[k].places.size()),
                        share_text(shares.first), share_text(shares.total)});
    }
    return aligned(rows);
}

std::string sd_text(const MetricDescriptor& metric, const std::optional<double>& variance) {
    return variance && *variance > 0.0 ? size_text(metric, std::sqrt(*variance)) : "none";
}

std::string head_of(const ProjectionSpec& spec, const SensitivityStudy& study,
                    const StudyText& text) {
    const MetricDescriptor& metric = describe(study.plan.metric);
    std::string head = text.title.empty() ? "" : text.title + "\n";
    head += fmt::format("What moves {} of {}, '{}' less '{}'\n", metric.key, studied_group(spec),
                        study.plan.regime, baseline_name(spec));
    head +=
        fmt::format("{} parameters · {} replicate{}, the same luck at every point · {} priors\n\n",
                    study.plan.parameters.size(), spec.replicates, spec.replicates == 1 ? "" : "s",
                    name_of(spec.prior));
    const Estimate& centre = study.at_centre;
    head += "Difference at central values: ";
    if (!centre.mean) {
        return head + "none.\n";
    }
    head += detail::change_text(metric, *centre.mean);
    if (centre.ci_low && centre.ci_high) {
        constexpr int few = 5;
        head += fmt::format(" ({} … {} by chance{})", detail::change_text(metric, *centre.ci_low),
                            detail::change_text(metric, *centre.ci_high),
                            spec.replicates < few
                                ? fmt::format(", rough with {} replicates", spec.replicates)
                                : "");
    }
    const VarianceDecomposition& all = study.of_grades;
    if (all.mean.value) {
        head += fmt::format("; over all parameters: mean {}, standard deviation {}",
                            detail::change_text(metric, *all.mean.value),
                            sd_text(metric, all.variance));
    }
    return head + ".\n\n";
}

std::string top_part(const ProjectionSpec& spec, const SensitivityStudy& study) {
    if (study.tipping.empty()) {
        return "No parameter moves the difference.\n\n";
    }
    const MetricDescriptor& metric = describe(study.plan.metric);
    return top_table(spec, study) +
           fmt::format(
               "effect: change of the difference over the parameter's whole range, root mean "
               "square less chance (Morris, {} trajectories); upwards: its mean as the "
               "parameter rises.\n"
               "alone, with interplay: share (95 %) of the variance that these {} make, the "
               "others central (Sobol', {} samples); its standard deviation is {}. A range that "
               "holds zero: nothing is seen; –: too few samples or replicates to say anything.\n"
               "tips: where the difference changes sign, all else central, ranks {} to {} %; in "
               "brackets "
               "where its 95 % interval by chance holds zero.\n\n",
               study.plan.trajectories, study.tipping.size(), study.of_top.samples,
               sd_text(metric, study.of_top.variance),
               plain_number(100.0 * study.plan.tipping.from),
               plain_number(100.0 * study.plan.tipping.to));
}

std::string grade_part(const SensitivityStudy& study, const ProjectionSpec& spec) {
    return "What the spread over all parameters rests on, share of its variance (95 %)\n" +
           grade_table(study) +
           (spec.replicates < 2
                ? "With one replicate chance is not taken out: it counts as interplay.\n\n"
                : "\n");
}

std::string choice_table(const ProjectionSpec& spec, const DecisionStudy& study) {
    const MetricDescriptor& metric = describe(study.metric);
    const double sign = metric.better == Better::lower ? -1.0 : 1.0;
    std::vector<std::vector<std::string>> rows = {{"choice", "mean", "best in"}};
    for (std::size_t k = 0; k < study.decision.choices.size(); ++k) {
        const ChoiceToday& choice = study.decision.choices[k];
        rows.push_back({spec.regimes[k].name + (k == study.decision.best ? "  ← best today" : ""),
                        detail::level_text(metric, sign * *choice.worth),
                        per_cent(*choice.share_best) + " %"});
    }
    return aligned(rows);
}

/// All that is known in one: how many parameters it is.
std::size_t parameters_in(const std::vector<KnownGroup>& groups) {
    return std::accumulate(
        groups.begin(), groups.end(), std::size_t{0},
        [](std::size_t sum, const KnownGroup& known) { return sum + known.group.places.size(); });
}

/// The subjects that are worth something, the dearest first.
std::vector<KnownGroup> dearest(std::vector<KnownGroup> subjects) {
    constexpr std::size_t most = 8;
    std::erase_if(subjects, [](const KnownGroup& known) { return !(known.value.value > 0.0); });
    std::ranges::stable_sort(subjects, std::ranges::greater{},
                             [](const KnownGroup& known) { return known.value.value; });
    subjects.resize(std::min(subjects.size(), most));
    return subjects;
}

std::string worth_table(const DecisionStudy& study) {
    const MetricDescriptor& metric = describe(study.metric);
    std::vector<std::vector<std::string>> rows = {
        {"worth of knowing before choosing", "parameters", "value ± standard error"},
        {"everything", std::to_string(parameters_in(study.by_grade)),
         worth_text(metric, study.decision.perfect)}};
    const auto add = [&](const std::string& name, const KnownGroup& known) {
        rows.push_back(
            {name, std::to_string(known.group.places.size()), worth_text(metric, known.value)});
    };
    for (const KnownGroup& known : study.by_grade) {
        add("grade " + known.group.name, known);
    }
    for (const KnownGroup& known : dearest(study.by_subject)) {
        add(known.group.name + ".*", known);
    }
    return aligned(rows);
}

std::string decision_part(const ProjectionSpec& spec, const DecisionStudy& study) {
    const MetricDescriptor& metric = describe(study.metric);
    return fmt::format(
        "The choice among {} regimes by {}, {} is better, over {} draws\n{}\n{}"
        "A value is what {} draws can teach, judged on draws that taught nothing: at "
        "most the value of the information; within its error of zero, nothing is "
        "seen. With the luck of the runs counted as knowledge, everything: {}.\n\n",
        spec.regimes.size(), metric.key, name_of(metric.better), study.decision.draws,
        choice_table(spec, study), worth_table(study), study.decision.draws,
        detail::change_text(metric, study.decision.plug_in));
}

} // namespace

void write_sensitivity_csv(const ProjectionSpec& spec, const SensitivityStudy& study,
                           const TextSink& to) {
    to("regime,baseline,group,metric,unit,place,parameter,grade,strength,mu,mu_low,mu_high,mu_star,"
       "mu_star_low,mu_star_high,sigma,by_chance,effects,replicates\r\n");
    std::size_t place = 0;
    for (const ScreenedParameter& one : study.screening) {
        difference_fields(spec, study)
            .whole(++place)
            .text(info_of(spec, one.place).key)
            .text(name_of(info_of(spec, one.place).grade))
            .number(one.effects.strength)
            .ranged(one.effects.mu)
            .ranged(one.effects.mu_star)
            .number(one.effects.sigma)
            .number(one.effects.by_chance)
            .whole(one.effects.effects)
            .whole(replicates_of(spec))
            .end(to);
    }
}

void write_variance_csv(const ProjectionSpec& spec, const SensitivityStudy& study,
                        const TextSink& to) {
    to("regime,baseline,group,metric,unit,among,set,parameters,first,first_low,first_high,total,"
       "total_low,total_high,variance,variance_by_chance,samples,replicates\r\n");
    for (std::size_t k = 0; k < study.of_top.sets.size(); ++k) {
        Fields fields = difference_fields(spec, study);
        fields.text("top").text(info_of(spec, top_place(study, k)).key).whole(1);
        write_shares(std::move(fields), study.of_top.sets[k], study.of_top, spec, to);
    }
    for (std::size_t k = 0; k < study.of_grades.sets.size(); ++k) {
        Fields fields = difference_fields(spec, study);
        fields.text("grades").text(study.grades[k].name).whole(study.grades[k].places.size());
        write_shares(std::move(fields), study.of_grades.sets[k], study.of_grades, spec, to);
    }
}

void write_tipping_csv(const ProjectionSpec& spec, const SensitivityStudy& study,
                       const TextSink& to) {
    to("regime,baseline,group,metric,unit,parameter,grade,central,from,to,at_central,at_from,at_to,"
       "tipping,tipping_low,tipping_high,rank,rank_low,rank_high,replicates\r\n");
    Parameters central = spec.parameters.central(spec.prior);
    for (std::size_t k = 0; k < study.tipping.size(); ++k) {
        const TippingPoint& tipping = study.tipping[k];
        const std::size_t place = top_place(study, k);
        difference_fields(spec, study)
            .text(info_of(spec, place).key)
            .text(name_of(info_of(spec, place).grade))
            .number(value_of(central, place))
            .number(value_at(spec, place, study.plan.tipping.from))
            .number(value_at(spec, place, study.plan.tipping.to))
            .number(study.at_centre.mean)
            .number(tipping.at_from.mean)
            .number(tipping.at_to.mean)
            .number(value_at(spec, place, tipping.rank))
            .number(value_at(spec, place, tipping.low))
            .number(value_at(spec, place, tipping.high))
            .number(tipping.rank)
            .number(tipping.low)
            .number(tipping.high)
            .whole(replicates_of(spec))
            .end(to);
    }
}

void write_information_csv(const ProjectionSpec& spec, const SensitivityStudy& study,
                           const TextSink& to) {
    to("group,metric,unit,known,set,parameters,value,standard_error,plug_in,draws,replicates\r\n");
    if (!study.decision) {
        return;
    }
    const DecisionStudy& decision = *study.decision;
    const MetricDescriptor& metric = describe(decision.metric);
    const auto write = [&](std::string_view known, std::string_view set, std::size_t parameters,
                           const Worth& worth, const std::optional<double>& plug_in) {
        Fields()
            .text(studied_group(spec))
            .text(metric.key)
            .text(metric.unit)
            .text(known)
            .text(set)
            .whole(parameters)
            .number(worth.value)
            .number(worth.standard_error)
            .number(plug_in)
            .whole(decision.decision.draws)
            .whole(replicates_of(spec))
            .end(to);
    };
    write("everything", "all", parameters_in(decision.by_grade), decision.decision.perfect,
          decision.decision.plug_in);
    for (const KnownGroup& known : decision.by_grade) {
        write("grade", known.group.name, known.group.places.size(), known.value, std::nullopt);
    }
    for (const KnownGroup& known : decision.by_subject) {
        write("subject", known.group.name, known.group.places.size(), known.value, std::nullopt);
    }
}

void write_decision_csv(const ProjectionSpec& spec, const SensitivityStudy& study,
                        const TextSink& to) {
    to("group,metric,unit,better,regime,mean,share_best,best,draws,replicates\r\n");
    if (!study.decision) {
        return;
    }
    const Decision& decision = study.decision->decision;
    const MetricDescriptor& metric = describe(study.decision->metric);
    const double sign = metric.better == Better::lower ? -1.0 : 1.0;
    for (std::size_t k = 0; k < decision.choices.size(); ++k) {
        Fields()
            .text(studied_group(spec))
            .text(metric.key)
            .text(metric.unit)
            .text(name_of(metric.better))
            .text(spec.regimes[k].name)
            .number(sign * *decision.choices[k].worth)
            .number(decision.choices[k].share_best)
            .text(k == decision.best ? "yes" : "no")
            .whole(decision.draws)
            .whole(replicates_of(spec))
            .end(to);
    }
}

std::string study_manifest_json(const ProjectionSpec& spec, const SensitivityStudy& study,
                                const StudyText& text) {
    json::object out;
    out["afklar"] = "sensitivity";
    out["version"] = library_version();
    out["title"] = text.title;
    out["seed"] = spec.seed;
    out["fingerprint"] = "sha256:" + fingerprint(spec);
    out["scenario"] = json::object{{"text", text.text}, {"hash", "sha256:" + sha256(text.text)}};
    out["regime"] = study.plan.regime;
    out["baseline"] = baseline_name(spec);
    out["group"] = studied_group(spec);
    out["metric"] = describe(study.plan.metric).key;
    out["prior"] = name_of(spec.prior);
    json::object design{{"trajectories", study.plan.trajectories},
                        {"samples", study.plan.samples},
                        {"top", study.plan.top},
                        {"replicates", spec.replicates}};
    if (study.decision) {
        out["decision"] = describe(study.decision->metric).key;
        design["draws"] = study.plan.draws;
    }
    out["design"] = std::move(design);
    Parameters central = spec.parameters.central(spec.prior);
    json::array moved;
    for (const std::size_t place : study.plan.parameters) {
        const ParameterInfo& info = info_of(spec, place);
        moved.push_back(json::object{{"key", info.key},
                                     {"grade", name_of(info.grade)},
                                     {"unit", info.unit},
                                     {"central", value_of(central, place)},
                                     {"low", info.prior.low},
                                     {"high", info.prior.high}});
    }
    out["parameters"] = std::move(moved);
    json::array held;
    for (const auto& [key, value] : spec.set) {
        held.push_back(json::object{{"key", key}, {"value", value}});
    }
    out["held"] = std::move(held);
    return detail::json_text(out);
}

std::string sensitivity_text(const ProjectionSpec& spec, const SensitivityStudy& study,
                             const StudyText& text) {
    std::string printed =
        head_of(spec, study, text) + top_part(spec, study) + grade_part(study, spec);
    if (study.decision) {
        printed += decision_part(spec, *study.decision);
    }
    return printed + (text.files.empty() ? "" : "Files: " + text.files + "\n");
}

} // namespace afklar
