#pragma once
/// Selectors: which citizens a rule or a result is about.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/people/attributes.hpp>

namespace afklar {

/// What a selector can see of a citizen.
struct CitizenView {
    int age_weeks = 0;
    int weeks_on_benefit = 0;
    Sex sex = Sex::woman;
    TargetGroup target_group = TargetGroup::activity_ready;
    BarrierSet barriers = 0;
    Region region = Region::capital;
    int job_centre = 0;
};

/// Weeks in a year of age.
inline constexpr double weeks_per_year_of_age = 365.25 / 7.0;

/// The set of all regions, one bit each.
inline constexpr std::uint8_t all_regions = 0x1F;

/// The regions of a name, one bit each: `capital`, `east`, …; nothing when it is none.
std::optional<std::uint8_t> regions_named(std::string_view name);

/// All such names.
std::vector<std::string> region_names();

/// Whether a set of regions, one bit each, holds a region.
constexpr bool holds_region(std::uint8_t regions, Region region) noexcept {
    return ((static_cast<unsigned>(regions) >> index_of(region)) & 1U) != 0;
}

/// A set of citizens by attributes; all conditions must hold, and one left out always does.
struct Selector {
    static constexpr int no_limit = std::numeric_limits<int>::max();

    int age_from = 0;         ///< years, inclusive
    int age_to = no_limit;    ///< years, exclusive
    int weeks_from = 0;       ///< weeks on benefit, inclusive
    int weeks_to = no_limit;  ///< weeks on benefit, exclusive
    std::uint8_t sexes = 0x3; ///< one bit each
    std::uint8_t target_groups = 0x7;
    std::uint8_t regions = all_regions;
    BarrierSet barriers = 0;        ///< all of these must be there
    std::vector<int> job_centres{}; ///< numbers; empty: all

    bool operator==(const Selector&) const = default;

    /// Whether the citizen belongs to the set.
    [[nodiscard]] bool matches(const CitizenView& citizen) const noexcept;

    /// Whether it asks for nothing that only a citizen has (region and job centre are allowed).
    [[nodiscard]] bool only_places() const noexcept;
};

/// First week of life in which someone is that many years old; `no_limit` stays.
int first_week_of_age(int years) noexcept;

/// Those whom both selectors match; empty when nobody can be matched by both.
/// Domain: attributes are taken as independent, so a pair that only the map keeps apart overlaps.
std::optional<Selector> both(const Selector& a, const Selector& b);

/// Whether everyone whom `part` matches is matched by `whole`.
bool within(const Selector& part, const Selector& whole);

} // namespace afklar
