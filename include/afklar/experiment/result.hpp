#pragma once
/// The result of a projection: every metric by regime, group and window, and paired with a baseline.

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/experiment/estimates.hpp>
#include <afklar/experiment/journal.hpp>
#include <afklar/experiment/layout.hpp>
#include <afklar/experiment/projection.hpp>
#include <afklar/observe/metric.hpp>

namespace afklar {

/// The level of one metric in one regime.
struct SummaryEstimate {
    std::string regime;
    std::string window;
    std::string group;
    Metric metric{};
    Estimate estimate{};
};

/// The difference of one metric between a regime and a baseline, run by run.
struct PairedEstimate {
    std::string regime;
    std::string baseline;
    std::string window;
    std::string group;
    Metric metric{};
    Estimate estimate{};
    std::optional<double> variance_ratio; ///< independent against paired
    /// How much of the effect at central values goes when every disputed effect of grade D is taken
    /// out, as a share of the effect; empty without probes or effect.
    std::optional<double> judgement_share;

    /// Whether more than half of the effect rests on judgement or interested parties.
    [[nodiscard]] bool rests_on_judgement() const noexcept {
        return judgement_share && *judgement_share > 0.5;
    }
};

/// Which part of a result.
struct Where {
    std::string_view group = "all";
    std::string_view window = "all";
};

/// A projection and its journal. A journal that is not complete gives the result of what there is.
class Result {
public:
    /// Errors: `RunError` if the journal is of another projection.
    Result(std::shared_ptr<const ProjectionSpec> spec, std::shared_ptr<const Journal> journal);

    [[nodiscard]] const ProjectionSpec& spec() const noexcept { return *spec_; }
    [[nodiscard]] const Journal& journal() const noexcept { return *journal_; }
    [[nodiscard]] const std::vector<Group>& groups() const noexcept { return groups_; }
    [[nodiscard]] const std::vector<Window>& windows() const noexcept {
        return journal_->shape().windows;
    }
    [[nodiscard]] const std::string& baseline() const noexcept {
        return spec_->regimes[baseline_].name;
    }
    /// Whether every planned run is there.
    [[nodiscard]] bool complete() const noexcept { return complete_; }

    /// Whether the metric says anything there: metrics of durations know only the window `all`, those
    /// of job centres only groups that are a choice of places.
    [[nodiscard]] bool defined(Metric metric, const Where& where = {}) const;

    /// Level of a metric. Errors: `Error` naming what there is when there is no such regime, group or
    /// window, or the metric compares regimes.
    [[nodiscard]] SummaryEstimate summary(std::string_view regime, Metric metric,
                                          const Where& where = {}) const;

    /// Difference of a metric between two regimes that met the same luck. Errors: as `summary`.
    [[nodiscard]] PairedEstimate paired(std::string_view regime, std::string_view baseline,
                                        Metric metric, const Where& where = {}) const;

    /// The same difference, for the same people and with the same luck, with every disputed effect off.
    /// No share that rests on judgement is told.
    /// Errors: as `summary`; `Error` when the projection was not asked for it.
    [[nodiscard]] PairedEstimate paired_evidence_blind(std::string_view regime,
                                                       std::string_view baseline, Metric metric,
                                                       const Where& where = {}) const;

    /// Values run by run; NaN where there is none. Errors: as `summary`.
    [[nodiscard]] DrawMatrix values(std::string_view regime, Metric metric,
                                    const Where& where = {}) const;

    /// The runs of a regime by (draw, replicate), draw slowest; null where one is missing.
    [[nodiscard]] std::span<const JournalRun* const> runs_of(std::size_t regime) const {
        return runs_[regime];
    }

private:
    struct Place {
        std::size_t group = 0;
        std::size_t window = 0;
    };
    using Cells = std::vector<const JournalRun*>;
    /// By regime, then by (draw, replicate), draw slowest.
    using Runs = std::vector<Cells>;

    /// Where a run belongs; none if its stream is beyond the draws and replicates there are.
    [[nodiscard]] const JournalRun** slot_of(const JournalRun& run);
    [[nodiscard]] Place place_of(const Where& where) const;
    [[nodiscard]] double value(const JournalRun& run, const MetricDescriptor& metric,
                               Place place) const;
    [[nodiscard]] std::optional<double> judgement_share(std::size_t regime, std::size_t baseline,
                                                        const MetricDescriptor& metric,
                                                        Place place) const;
    [[nodiscard]] DrawMatrix values_in(const Runs& runs, std::size_t regime, Metric metric,
                                       const Where& where) const;
    [[nodiscard]] PairedEstimate paired_in(const Runs& runs, std::string_view regime,
                                           std::string_view baseline, Metric metric,
                                           const Where& where) const;
    void compare(PairedEstimate& result, const Runs& runs, Place place) const;

    std::shared_ptr<const ProjectionSpec> spec_;
    std::shared_ptr<const Journal> journal_;
    std::vector<Group> groups_;
    std::size_t baseline_ = 0;
    bool complete_ = false;
    Runs runs_;
    Runs evidence_blind_; ///< empty when not asked for
    Runs probes_;         ///< [regime][probes at central values, then those without judgement]
};

/// Runs a projection in memory on all cores.
/// Errors: `Error` from checking the spec, `RunError` when a balance is broken.
[[nodiscard]] Result run(const ProjectionSpec& spec);

} // namespace afklar
