#pragma once
/// The attributes of a citizen: small enumerations with one name table each.

#include <array>
#include <cstdint>
#include <string_view>

#include <afklar/core/enum.hpp>

namespace afklar {

enum class Sex : std::uint8_t { woman, man, count_ };
constexpr std::array<std::string_view, 2> names_of(Sex) { return {"woman", "man"}; }

/// Visitation group of the benefit.
enum class TargetGroup : std::uint8_t { job_ready, activity_ready, sickness_benefit, count_ };
constexpr std::array<std::string_view, 3> names_of(TargetGroup) {
    return {"job_ready", "activity_ready", "sickness_benefit"};
}

/// The five health regions. East (S20): capital and zealand.
enum class Region : std::uint8_t { capital, zealand, southern, central, north, count_ };
constexpr std::array<std::string_view, 5> names_of(Region) {
    return {"capital", "zealand", "southern", "central", "north"};
}
/// Whether the region lies in eastern Denmark. Source: S20.
constexpr bool is_east(Region region) noexcept {
    return region == Region::capital || region == Region::zealand;
}

enum class Barrier : std::uint8_t {
    mental_illness,
    anxiety,
    substance_use,
    somatic_illness,
    homelessness,
    conviction,
    language,
    count_
};
constexpr std::array<std::string_view, 7> names_of(Barrier) {
    return {"mental_illness", "anxiety",    "substance_use", "somatic_illness",
            "homelessness",   "conviction", "language"};
}

/// A set of barriers, one bit each.
using BarrierSet = std::uint8_t;
constexpr BarrierSet bit_of(Barrier barrier) noexcept {
    return static_cast<BarrierSet>(1U << index_of(barrier));
}
constexpr bool has(BarrierSet set, Barrier barrier) noexcept {
    return (set & bit_of(barrier)) != 0;
}
namespace detail {
constexpr std::array<std::uint8_t, 256> count_bits() {
    std::array<std::uint8_t, 256> number{};
    for (std::size_t set = 1; set < number.size(); ++set) {
        number[set] = static_cast<std::uint8_t>(number[set / 2] + set % 2);
    }
    return number;
}
inline constexpr std::array<std::uint8_t, 256> bits_in = count_bits();
} // namespace detail

/// Number of barriers in a set.
constexpr std::size_t number_of(BarrierSet set) noexcept { return detail::bits_in[set]; }
/// Barriers that treatment or calm can end.
inline constexpr BarrierSet treatable_barriers =
    bit_of(Barrier::mental_illness) | bit_of(Barrier::anxiety) | bit_of(Barrier::substance_use) |
    bit_of(Barrier::somatic_illness);

/// Where a citizen is. `on_benefit` is cash benefit or, for that target group, sickness benefit.
enum class Status : std::uint8_t {
    on_benefit,
    job,
    education,
    vocational_rehabilitation,
    resource_programme,
    development_flex_job,
    flex_job,
    flex_job_waiting,
    job_clarification,
    disability_pension,
    left, ///< see LeftCause
    count_
};
constexpr std::array<std::string_view, 11> names_of(Status) {
    return {"on_benefit",
            "job",
            "education",
            "vocational_rehabilitation",
            "resource_programme",
            "development_flex_job",
            "flex_job",
            "flex_job_waiting",
            "job_clarification",
            "disability_pension",
            "left"};
}

/// Why a citizen left; only those without support or recovered from sickness can come back.
enum class LeftCause : std::uint8_t {
    none,
    no_support,
    recovered,
    pension_age,
    death,
    moved,
    count_
};
constexpr std::array<std::string_view, 6> names_of(LeftCause) {
    return {"none", "no_support", "recovered", "pension_age", "death", "moved"};
}

/// How far the case for an assessment has come.
enum class CaseStage : std::uint8_t {
    closed,
    open,
    waiting_for_team,
    decision_pending,
    assessed,
    count_
};
constexpr std::array<std::string_view, 5> names_of(CaseStage) {
    return {"closed", "open", "waiting_for_team", "decision_pending", "assessed"};
}

/// What an assessment decides.
enum class Plan : std::uint8_t {
    none,
    job_directed,
    unit,
    vocational_rehabilitation,
    flex_job,
    resource_programme,
    disability_pension,
    count_
};
constexpr std::array<std::string_view, 7> names_of(Plan) {
    return {"none",
            "job_directed",
            "unit",
            "vocational_rehabilitation",
            "flex_job",
            "resource_programme",
            "disability_pension"};
}

/// Form of a conversation.
enum class Mode : std::uint8_t { in_person, phone, video, count_ };
constexpr std::array<std::string_view, 3> names_of(Mode) { return {"in_person", "phone", "video"}; }

/// Sector of an employer place.
enum class Sector : std::uint8_t { none, private_sector, public_sector, count_ };
constexpr std::array<std::string_view, 3> names_of(Sector) { return {"none", "private", "public"}; }

/// The three parts of the file that an assessment rests on.
enum class FilePart : std::uint8_t { social, health, work, count_ };
constexpr std::array<std::string_view, 3> names_of(FilePart) {
    return {"social", "health", "work"};
}

} // namespace afklar
