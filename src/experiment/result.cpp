#include <afklar/experiment/result.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <afklar/core/error.hpp>
#include <afklar/experiment/comparison.hpp>
#include <afklar/experiment/design.hpp>

namespace afklar {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

std::size_t place_of_duration(Metric metric) {
    std::size_t place = 0;
    for (const MetricDescriptor& other : metrics()) {
        if (other.metric == metric) {
            break;
        }
        place += other.kind == MetricKind::duration ? 1 : 0;
    }
    return place;
}

template <class Range>
std::size_t named(const Range& range, std::string_view name, const char* what) {
    std::string known;
    for (std::size_t k = 0; k < range.size(); ++k) {
        if (range[k].name == name) {
            return k;
        }
        known += (known.empty() ? "'" : ", '") + range[k].name + "'";
    }
    throw Error(std::string("no ") + what + " is called '" + std::string(name) + "'; there is " +
                known);
}

/// Cost and effect of the runs of a regime.
struct Sides {
    DrawMatrix cost;
    DrawMatrix effect;
};

} // namespace

Result::Result(std::shared_ptr<const ProjectionSpec> spec, std::shared_ptr<const Journal> journal)
    : spec_(std::move(spec)),
      journal_(std::move(journal)),
      groups_(groups_of(*spec_)),
      baseline_(baseline_of(*spec_)) {
    if (journal_->shape().regimes != spec_->regimes.size() ||
        journal_->shape().groups != groups_.size() ||
        journal_->shape().weeks != spec_->horizon.value) {
        throw RunError("the journal is of another projection");
    }
    const auto draws = static_cast<std::size_t>(spec_->draws);
    const auto replicates = static_cast<std::size_t>(spec_->replicates);
    const std::size_t regimes = spec_->regimes.size();
    const std::size_t of_blind = spec_->evidence_blind ? draws * replicates : 0;
    runs_.assign(regimes, Cells(draws * replicates));
    evidence_blind_.assign(regimes, Cells(of_blind));
    const std::vector<StreamPlan> plans = plan_streams(*spec_);
    const std::size_t of_probes = plans.size() - draws * replicates - of_blind;
    probes_.assign(regimes, Cells(of_probes));
    std::size_t placed = 0;
    for (const JournalRun& run : journal_->runs()) {
        if (const JournalRun** place = slot_of(run); place != nullptr) {
            *place = &run;
            ++placed;
        } else if (!spec_->precision) { // else of a later round, which an interrupted run had begun
            throw RunError("the journal is of another projection");
        }
    }
    complete_ = placed == plans.size() * spec_->regimes.size();
}

const JournalRun** Result::slot_of(const JournalRun& run) {
    const auto draw = static_cast<std::size_t>(run.plan.draw);
    const auto replicate = static_cast<std::size_t>(run.plan.replicate);
    const bool blind = run.plan.kind == StreamKind::evidence_blind;
    if (!blind && run.plan.kind != StreamKind::projection) {
        Cells& cells = probes_[run.regime];
        const std::size_t half = cells.size() / 2;
        const std::size_t first = run.plan.kind == StreamKind::probe_central ? 0 : half;
        return replicate < half ? &cells[first + replicate] : nullptr;
    }
    if (blind && !spec_->evidence_blind) {
        throw RunError("the journal is of another projection");
    }
    const auto replicates = static_cast<std::size_t>(spec_->replicates);
    if (draw >= static_cast<std::size_t>(spec_->draws) || replicate >= replicates) {
        return nullptr;
    }
    return &(blind ? evidence_blind_ : runs_)[run.regime][draw * replicates + replicate];
}

Result::Place Result::place_of(const Where& where) const {
    return {named(groups_, where.group, "group"), named(windows(), where.window, "window")};
}

bool Result::defined(Metric metric, const Where& where) const {
    const Place place = place_of(where);
    const MetricDescriptor& declared = describe(metric);
    if (declared.kind == MetricKind::duration && place.window != 0) {
        return false;
    }
    return groups_[place.group].who.only_places() || !of_whole_centres(declared);
}

double Result::value(const JournalRun& run, const MetricDescriptor& metric, Place place) const {
    if (metric.kind == MetricKind::duration) {
        const std::size_t kinds = run.durations.size() / groups_.size();
        return place.window == 0
                   ? run.durations[place.group * kinds + place_of_duration(metric.metric)]
                   : nothing;
    }
    const Window& window = windows()[place.window];
    return evaluate(metric, run.sums[place.window * groups_.size() + place.group],
                    window.to - window.from)
        .value_or(nothing);
}

DrawMatrix Result::values(std::string_view regime, Metric metric, const Where& where) const {
    return values_in(runs_, regime_named(*spec_, regime), metric, where);
}

DrawMatrix Result::values_in(const Runs& runs, std::size_t regime, Metric metric,
                             const Where& where) const {
    const MetricDescriptor& declared = describe(metric);
    if (declared.kind == MetricKind::comparison) {
        throw Error("metric '" + std::string(declared.key) +
                    "' compares two regimes and has no level");
    }
    const Place place = place_of(where);
    DrawMatrix matrix(spec_->draws, spec_->replicates);
    if (!defined(metric, where)) {
        return matrix;
    }
    for (std::size_t k = 0; k < runs[regime].size(); ++k) {
        if (runs[regime][k] != nullptr) {
            matrix.values[k] = value(*runs[regime][k], declared, place);
        }
    }
    return matrix;
}

SummaryEstimate Result::summary(std::string_view regime, Metric metric, const Where& where) const {
    return {std::string(regime), std::string(where.window), std::string(where.group), metric,
            estimate(values(regime, metric, where), possible_levels(describe(metric)))};
}

void Result::compare(PairedEstimate& result, const Runs& runs, Place place) const {
    const MetricDescriptor& declared = describe(result.metric);
    const auto sides_of = [&](std::string_view name) {
        const auto& of_regime = runs[regime_named(*spec_, name)];
        Sides sides{DrawMatrix(spec_->draws, spec_->replicates),
                    DrawMatrix(spec_->draws, spec_->replicates)};
        for (std::size_t k = 0; k < of_regime.size(); ++k) {
            const JournalRun* run = of_regime[k];
            if (run == nullptr) {
                continue;
            }
            const auto both = evaluate_comparison(
                declared, run->sums[place.window * groups_.size() + place.group]);
            sides.cost.values[k] = both ? both->cost : nothing;
            sides.effect.values[k] = both ? both->effect : nothing;
        }
        return sides;
    };
    const Sides a = sides_of(result.regime);
    const Sides b = sides_of(result.baseline);
    result.estimate = estimate_ratio(difference(a.cost, b.cost), difference(a.effect, b.effect));
}

PairedEstimate Result::paired(std::string_view regime, std::string_view baseline, Metric metric,
                              const Where& where) const {
    PairedEstimate result = paired_in(runs_, regime, baseline, metric, where);
    const MetricDescriptor& declared = describe(metric);
    if (declared.kind != MetricKind::comparison && defined(metric, where)) {
        result.judgement_share =
            judgement_share(regime_named(*spec_, regime), regime_named(*spec_, baseline), declared,
                            place_of(where));
    }
    return result;
}

PairedEstimate Result::paired_evidence_blind(std::string_view regime, std::string_view baseline,
                                             Metric metric, const Where& where) const {
    if (!spec_->evidence_blind) {
        throw Error("the projection was not run evidence-blind");
    }
    return paired_in(evidence_blind_, regime, baseline, metric, where);
}

PairedEstimate Result::paired_in(const Runs& runs, std::string_view regime,
                                 std::string_view baseline, Metric metric,
                                 const Where& where) const {
    PairedEstimate result;
    result.regime = regime;
    result.baseline = baseline;
    result.window = where.window;
    result.group = where.group;
    result.metric = metric;
    const std::size_t a = regime_named(*spec_, regime);
    const std::size_t b = regime_named(*spec_, baseline);
    const Place place = place_of(where);
    if (describe(metric).kind == MetricKind::comparison) {
        if (defined(metric, where)) {
            compare(result, runs, place);
        }
        return result;
    }
    const DrawMatrix of_regime = values_in(runs, a, metric, where);
    const DrawMatrix of_baseline = values_in(runs, b, metric, where);
    result.estimate = estimate(difference(of_regime, of_baseline),
                               range_of_differences(possible_levels(describe(metric))));
    result.variance_ratio = variance_ratio(of_regime, of_baseline);
    return result;
}

std::optional<double> Result::judgement_share(std::size_t regime, std::size_t baseline,
                                              const MetricDescriptor& metric, Place place) const {
    double whole = 0.0;
    double without = 0.0;
    const std::size_t probes = probes_[regime].size() / 2;
    for (std::size_t probe = 0; probe < probes; ++probe) {
        const auto effect = [&](std::size_t place_of_probe) {
            const JournalRun* a = probes_[regime][place_of_probe];
            const JournalRun* b = probes_[baseline][place_of_probe];
            return a == nullptr || b == nullptr
                       ? nothing
                       : value(*a, metric, place) - value(*b, metric, place);
        };
        const double with = effect(probe);
        const double less = effect(probes + probe);
        if (!std::isnan(with) && !std::isnan(less)) {
            whole += with;
            without += less;
        }
    }
    if (whole == 0.0) {
        return std::nullopt;
    }
    return std::abs(whole - without) / std::abs(whole);
}

} // namespace afklar
