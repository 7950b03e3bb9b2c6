#pragma once
/// The cells of a population table, from which people are picked by whole numbers.

#include <cstdint>
#include <span>
#include <vector>

#include <afklar/core/enum.hpp>
#include <afklar/people/attributes.hpp>

namespace afklar {

/// What all people of a cell have in common, besides their target group.
struct Archetype {
    Sex sex = Sex::woman;
    std::uint8_t age_from = 0; ///< years, inclusive
    std::uint8_t age_to = 0;   ///< years, inclusive
    BarrierSet barriers = 0;
    bool operator==(const Archetype&) const = default;
};

/// The archetypes of each target group and how common they are.
///
/// Shares are held as cumulative whole numbers up to 2^48, so that a pick is a search among integers
/// and the same on every machine.
class ArchetypeTable {
public:
    /// Gives a target group its archetypes, in proportion to the weights.
    /// Errors: `Error` if the sizes differ, a weight is negative or not finite, or all are zero.
    void set(TargetGroup group, std::vector<Archetype> archetypes, std::span<const double> weights);

    /// The archetype that 48 random bits fall on; one of weight zero is never picked.
    /// Domain: bits below 2^48. Errors: `Error` if the group has no archetypes.
    /// Cost: logarithmic in the number of archetypes.
    [[nodiscard]] const Archetype& pick(TargetGroup group, std::uint64_t bits48) const;

    [[nodiscard]] const std::vector<Archetype>& archetypes(TargetGroup group) const noexcept {
        return groups_[group].archetypes;
    }
    /// Share of an archetype within its group, in steps of 2^-48.
    [[nodiscard]] double share(TargetGroup group, std::size_t place) const noexcept;

private:
    struct Cells {
        std::vector<Archetype> archetypes;
        std::vector<std::uint64_t> up_to; ///< cumulative; the last is 2^48
    };
    EnumArray<TargetGroup, Cells> groups_{};
};

} // namespace afklar
