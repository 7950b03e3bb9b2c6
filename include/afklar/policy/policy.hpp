#pragma once
/// Policies: dated, regional sets of rules. A regime is complete, a reform changes a part, a policy puts
/// them on dates; reforms merge without order and contradictions are refused by name.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/core/error.hpp>
#include <afklar/policy/provision.hpp>
#include <afklar/policy/selector.hpp>
#include <afklar/policy/selector_index.hpp>

namespace afklar {

/// Where in a file something stands; empty for values made in C++.
struct Origin {
    std::string file{};
    int line = 0;
    int column = 0;
};

/// One provision set to one value, where and when, and by what authority.
struct Setting {
    Provision provision{};
    double value = 0.0;   ///< number, place of the choice, or bits of the set
    std::string source{}; ///< law, evidence row, or assumption
    Origin origin{};
    std::optional<Date> from{};         ///< as long as the whole when left out
    std::optional<Date> to{};           ///< exclusive
    std::uint8_t regions = all_regions; ///< one bit each
    std::string part{};                 ///< name of the part of the whole that it belongs to

    /// Whether it is in force somewhere in the week of a Monday.
    [[nodiscard]] bool in_force(Date monday) const noexcept {
        return (!from || *from <= monday) && (!to || monday < *to);
    }
    /// Whether it holds in a region in the week of a Monday.
    [[nodiscard]] bool holds(Date monday, Region region) const noexcept {
        return in_force(monday) && holds_region(regions, region);
    }
    /// Whether it holds everywhere and always.
    [[nodiscard]] bool general() const noexcept { return !from && !to && regions == all_regions; }
};

/// A part of a regime or reform with a name of its own: a step with its date, what differs in a region,
/// or a switch that can be applied alone.
struct PolicyPart {
    std::string name{};
    std::string title{};
    std::string source{};
    std::optional<Date> from{};
    std::optional<Date> to{}; ///< exclusive
    std::uint8_t regions = all_regions;
};

/// A partial change of the rules with a name and a source.
struct Reform {
    std::string name{};
    std::string title{};
    std::string source{};
    std::optional<Selector> where{}; ///< for whom; everyone when left out
    std::string where_name{};
    std::vector<Setting> settings{};
    std::vector<std::string> assumptions{};
    std::vector<std::string> not_represented{};
    Origin origin{};
    bool environment = false; ///< dated surroundings rather than a rule
    std::vector<PolicyPart> parts{};

    /// One part as a reform of its own, called `whole.part`.
    /// Errors: `Error` when there is no such part.
    [[nodiscard]] Reform only(std::string_view part) const;
};

/// A complete set of rules with a name and a source. What it does not set has the default of the
/// provision; what a part of it sets for a region or for some dates takes the place of the general value.
struct Regime {
    std::string name{};
    std::string title{};
    std::string source{};
    std::optional<Date> in_force_from{}; ///< when these were the rules, if ever
    std::optional<Date> in_force_to{};   ///< exclusive
    std::vector<Setting> settings{};     ///< at most one general one for every provision
    std::vector<std::string> assumptions{};
    std::vector<std::string> not_represented{}; ///< what of the law it leaves out
    Origin origin{};
    std::vector<PolicyPart> parts{};

    /// The values that hold everywhere and always.
    /// Errors: `Error` naming a provision that is set twice.
    [[nodiscard]] RuleSet rules() const;
    /// The values that hold in a region in the week of a Monday. Errors: as above.
    [[nodiscard]] RuleSet rules(Date monday, Region region) const;
};

/// What holds from a date, in some regions, for some citizens.
struct TimelineEntry {
    std::optional<Date> from{};         ///< from the start when left out
    std::optional<Date> to{};           ///< until the next regime when left out; exclusive
    std::uint8_t regions = all_regions; ///< one bit each
    std::optional<Selector> where{};
    std::string where_name{};
    std::optional<Regime> regime{};
    std::vector<Reform> reforms{};
    Origin origin{};
};

/// Regimes and reforms on dates under one name: what was in force when.
struct Timeline {
    std::string name{};
    std::string title{};
    std::string source{};
    std::vector<std::string> assumptions{};
    std::vector<std::string> not_represented{};
    std::vector<TimelineEntry> entries{};
    Origin origin{};
};

/// One arm of a comparison.
///
/// Precedence: of the entries in force for a citizen in a week, the one with a regime and the latest
/// start gives the complete rules (what it says for the region or the date before what it says in
/// general); its reforms, and those of every entry in force that names no regime, are merged into it
/// without order.
class Policy {
public:
    Policy() = default;
    /// A regime that holds throughout. Deliberately implicit: a regime is a policy.
    Policy(Regime regime); // NOLINT(google-explicit-constructor)
    /// What a timeline says. Deliberately implicit: a timeline is a policy.
    Policy(Timeline timeline) // NOLINT(google-explicit-constructor)
        : entries_(std::move(timeline.entries)) {}
    explicit Policy(std::vector<TimelineEntry> entries) : entries_(std::move(entries)) {}

    [[nodiscard]] const std::vector<TimelineEntry>& entries() const noexcept { return entries_; }
    /// Names of the reforms that hold where another reform of the policy contradicts them.
    [[nodiscard]] const std::vector<std::string>& holds() const noexcept { return holds_; }

    /// The same policy in which the named reforms hold where others contradict them.
    [[nodiscard]] Policy holding(std::vector<std::string> names) const;

    /// The same policy with a reform added to every entry that has a regime. Order does not matter.
    friend Policy operator+(Policy policy, const Reform& reform);
    /// The same policy with a further dated entry.
    friend Policy operator+(Policy policy, TimelineEntry entry);

private:
    std::vector<TimelineEntry> entries_;
    std::vector<std::string> holds_;
};

/// A policy with the name it has in the results.
struct NamedPolicy {
    std::string name;
    Policy policy;
};

/// The weeks a policy is resolved over.
struct PolicyWeeks {
    Date origin{};  ///< first day of week 0, a Monday
    Week weeks = 0; ///< how many
    Week observed_from =
        0; ///< before it, weeks without a regime take the rules of the first with one
};

/// What is wrong with a policy over the weeks of a run; empty when a `RuleBook` can be made of it.
std::vector<Fault> faults_of(const Policy& policy, const PolicyWeeks& over);

/// A policy resolved over the weeks of a run.
class RuleBook {
public:
    /// Errors: `ScenarioError` with every fault: two reforms that set one provision to different
    /// values for an overlapping group (both names, both places, and how to say which holds), a rule
    /// of the job centre asked for only some citizens, weeks or regions in which no regime holds,
    /// more than 256 distinct selectors.
    RuleBook(const Policy& policy, const PolicyWeeks& over);
    RuleBook(const Policy& policy, Date origin, Week weeks)
        : RuleBook(policy, PolicyWeeks{origin, weeks, 0}) {}

    /// Number of the stretch of weeks with unchanging rules that holds a week.
    [[nodiscard]] std::size_t segment_of(Week week) const noexcept;
    [[nodiscard]] std::size_t segments() const noexcept { return starts_.size(); }
    /// First week of a segment.
    [[nodiscard]] Week start_of(std::size_t segment) const noexcept { return starts_[segment]; }

    /// The distinct selectors of the policy; bit k of a mask says whether selector k matches.
    [[nodiscard]] const SelectorIndex& selectors() const noexcept { return selectors_; }

    /// Selectors that ask for places only and match a job centre: its own mask.
    [[nodiscard]] SelectorMask places(Region region, int job_centre) const noexcept;

    /// The complete rules for those in a region whom exactly the masked selectors match. For
    /// provisions of the job centre the mask is that of `places`; selectors of regions alone are
    /// judged by the region, so that mask 0 does where no job centre is named.
    [[nodiscard]] RuleSet resolve(std::size_t segment, Region region,
                                  const SelectorMask& mask) const;

    /// Who set a provision for the same people, and by what authority. Both empty: nobody, so that it
    /// has its default.
    struct Authority {
        std::string_view by{};     ///< name of the regime or reform
        std::string_view source{}; ///< law, evidence row, or assumption
    };
    [[nodiscard]] Authority authority(Provision provision, std::size_t segment, Region region,
                                      const SelectorMask& mask) const;

    /// Name of the regime that gives the complete rules to the same people.
    [[nodiscard]] const std::string& regime_at(std::size_t segment, Region region,
                                               const SelectorMask& mask = {}) const;

    /// Greatest value of a provision in any regime or reform of the policy (for the inflow).
    [[nodiscard]] double greatest(Provision provision) const;

private:
    /// A selector as the book judges it: by region alone, or by its place in the mask.
    struct Condition {
        std::uint8_t regions = all_regions;
        std::optional<std::size_t> place{};
    };
    /// An entry with its weeks and conditions.
    struct Dated {
        TimelineEntry entry;
        Week from = 0;
        Week to = 0; ///< exclusive
        Condition where{};
        std::vector<Condition> reforms_where{}; ///< one for each reform
    };
    struct Who {
        Region region{};
        SelectorMask mask{};
    };
    [[nodiscard]] Condition condition(const std::optional<Selector>& where) const;
    [[nodiscard]] static bool applies(const Condition& where, const Who& who) noexcept;
    [[nodiscard]] static bool acts(const Dated& dated, Week week, const Who& who) noexcept;
    [[nodiscard]] const Dated* base(Week week, const Who& who) const noexcept;
    [[nodiscard]] RuleSet merged(Week week, const Who& who) const;
    /// Every reform and setting of it that holds beside the regime, those that hold others down last.
    template <class Visit>
    void each_merged(const Dated& rules, Week week, const Who& who, Visit&& visit) const;

    Date origin_{};
    std::vector<Dated> entries_;
    std::vector<std::string> holds_;
    std::vector<Week> starts_;
    SelectorIndex selectors_;
    SelectorMask place_bits_{};
};

/// A difference between two policies: one provision over a stretch of weeks, for whom.
struct RuleDifference {
    Provision provision{};
    Week from = 0;
    Week to = 0; ///< exclusive
    Region region{};
    std::optional<Selector> who{}; ///< everyone when left out
    double a = 0.0;
    double b = 0.0;
};

/// Every difference between two policies in every region: provision by provision, week by week, for
/// citizens whom no selector matches and for those whom each single selector matches.
std::vector<RuleDifference> differences(const RuleBook& a, const RuleBook& b, Week weeks);

/// What an entry applies: `full_obligations + ds6_caseload_cap`.
std::string applied_names(const TimelineEntry& entry);

/// A value of a provision as it is written in files.
std::string written(Provision provision, double value);

/// The same as it is read: with its unit, and in words where 0 is no amount: `26 weeks`, `never`.
std::string in_words(Provision provision, double value);

} // namespace afklar
