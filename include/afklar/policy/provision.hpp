#pragma once
/// Provisions: the typed levers of the rules, each declared once.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include <afklar/core/enum.hpp>

namespace afklar {

/// Every lever of the rules. The order is that of `afklar list provisions`.
enum class Provision : std::uint8_t {
    // contact
    conversations_first_26_weeks,
    conversation_interval,
    least_conversations_held,
    timing,
    participation,
    invitation,
    modes_allowed,
    mode_chosen_by,
    // availability
    duty_to_be_available,
    job_search_duty,
    offers_due_after,
    offers_compulsory,
    company_offers,
    work_duty_hours,
    // sanctions
    sanctions,
    check_of_reasons,
    personal_contact_required,
    sanction_type,
    sanction_rates,
    stop_after_silence,
    // clarification
    guarantee,
    guarantee_phase_in,
    review_interval,
    processing_limits,
    certificate_validity_extension,
    // health evidence
    certificate_required,
    own_assessment,
    round_table,
    // rehabilitation team
    rehabilitation_team,
    team_attendance,
    team_virtual,
    team_slots_factor,
    // schemes
    resource_programme,
    vocational_rehabilitation,
    job_clarification,
    employment_support,
    specialist_caseload,
    // flex job
    development_flex_job_after,
    flex_job_least_hours,
    // staffing
    caseload_cap,
    at_the_cap,
    cap_phase_in,
    degree_share,
    degree_phase_in,
    positions_follow_stock,
    // process
    documentation_factor,
    conversation_targets,
    management_target,
    // organisation
    cross_disciplinary_unit,
    unit_least_barriers,
    unit_setup_weeks,
    allowance_change,
    // entry and money
    entry_group,
    entry_job_ready_weeks,
    benefit_rate_factor,
    // environment
    inflow_factor,
    labour_market,
    health_wait_factor,
    count_
};

/// What a provision is about; a selector that asks for more than this is an error.
enum class Scope : std::uint8_t { citizen, centre, count_ };
constexpr std::array<std::string_view, 2> names_of(Scope) { return {"citizen", "job_centre"}; }

/// How a provision's value is written.
enum class ValueKind : std::uint8_t { number, whole_number, choice, choice_set, count_ };

// Choices, in the order of their names in the declaration.
enum class OffOn : std::uint8_t { off, on, count_ };
enum class Timing : std::uint8_t { statute, professional, count_ };
enum class Participation : std::uint8_t { compulsory, voluntary, count_ };
enum class Invitation : std::uint8_t { standard, personal, count_ };
enum class ModeChooser : std::uint8_t { authority, caseworker, citizen, count_ };
enum class CompanyOffers : std::uint8_t { none, private_only, all, count_ };
enum class SanctionType : std::uint8_t { point, period, count_ };
enum class RehabilitationTeam : std::uint8_t { required, health_coordinator, count_ };
enum class Support : std::uint8_t { train_then_place, place_then_train, count_ };
enum class AtTheCap : std::uint8_t { waiting_list, hire_as_needed, hire_within_allowance, count_ };
enum class ManagementTarget : std::uint8_t { process, outcome, count_ };
enum class EntryGroup : std::uint8_t { registered, job_ready, count_ };

/// Another provision that must have a value for a lever to act.
struct Given {
    Provision provision{};
    double value = 0.0;
};

/// Which way an output moves when a provision goes from one value to another.
enum class Direction : std::uint8_t { down, up, count_ };
constexpr std::array<std::string_view, 2> names_of(Direction) { return {"down", "up"}; }

/// What a provision is there to move: a promise that tests/policy/levers_test.cpp keeps, under full
/// obligations and what is given.
struct Lever {
    std::string_view
        metric; ///< key of the output; empty: some move, none in a direction one can name
    Direction direction{};
    double from = 0.0;
    double to = 0.0;
    std::span<const Given> given{};
    std::string_view why{}; ///< there is no such output
};

/// The declaration of a provision: everything that reading, checking, listing, schema and the test of
/// its lever need.
struct ProvisionDescriptor {
    Provision provision{};
    std::string_view key;
    std::string_view group;
    Scope scope{};
    ValueKind kind{};
    double low = 0.0;     ///< smallest allowed number, or 0
    double high = 0.0;    ///< largest allowed number, or the last choice
    double neutral = 0.0; ///< default: the value of a rule that asks for nothing
    std::span<const std::string_view> choices{};
    std::string_view unit{};      ///< empty for choices
    std::string_view zero{};      ///< what 0 means, where it is no amount: `by need`
    std::string_view reference{}; ///< law or evidence row that the lever stands for
    std::string_view sentence{};
    Lever lever{};
};

/// All declarations, in the order of the enumeration.
std::span<const ProvisionDescriptor> provisions() noexcept;

/// The declaration of one provision.
const ProvisionDescriptor& describe(Provision provision) noexcept;

/// A complete or partial set of values: numbers as they are, choices by their place, sets as bits.
using ProvisionValues = EnumArray<Provision, double>;

/// One complete set of rules, read by the processes.
class RuleSet {
public:
    RuleSet();
    explicit RuleSet(const ProvisionValues& values) : values_(values) {}

    [[nodiscard]] double number(Provision p) const noexcept { return values_[p]; }
    [[nodiscard]] int whole(Provision p) const noexcept { return static_cast<int>(values_[p]); }
    [[nodiscard]] bool on(Provision p) const noexcept { return values_[p] > 0.5; }
    template <CountedEnum E>
    [[nodiscard]] E choice(Provision p) const noexcept {
        return static_cast<E>(static_cast<int>(values_[p]));
    }
    void set(Provision p, double value) noexcept { values_[p] = value; }
    [[nodiscard]] const ProvisionValues& values() const noexcept { return values_; }
    bool operator==(const RuleSet&) const = default;

private:
    ProvisionValues values_;
};

} // namespace afklar
