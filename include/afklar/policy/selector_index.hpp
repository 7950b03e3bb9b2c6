#pragma once
/// Many selectors judged at once: which of them match a citizen, and when that next changes.

#include <bitset>
#include <cstddef>
#include <utility>
#include <vector>

#include <afklar/policy/selector.hpp>

namespace afklar {

/// One bit for each selector of a list, in its order.
using SelectorMask = std::bitset<256>;

/// A list of selectors with a table for each attribute: a citizen's mask is the common part of one row
/// of each, so that its cost does not grow with the number of selectors.
class SelectorIndex {
public:
    /// Most selectors of one list.
    static constexpr std::size_t most = SelectorMask{}.size();

    SelectorIndex() : SelectorIndex(std::vector<Selector>{}) {}
    /// Errors: `Error` when there are more than `most`.
    explicit SelectorIndex(std::vector<Selector> selectors);

    [[nodiscard]] std::size_t size() const noexcept { return selectors_.size(); }
    [[nodiscard]] auto begin() const noexcept { return selectors_.begin(); }
    [[nodiscard]] auto end() const noexcept { return selectors_.end(); }
    [[nodiscard]] const Selector& operator[](std::size_t k) const noexcept { return selectors_[k]; }

    /// Bit k says whether selector k matches: the same as asking each.
    [[nodiscard]] SelectorMask mask_of(const CitizenView& citizen) const noexcept;

    /// The selectors that match everyone whom `part` matches.
    [[nodiscard]] SelectorMask mask_within(const Selector& part) const;

    /// Weeks until age next crosses a border of any selector; `Selector::no_limit`: never.
    [[nodiscard]] int to_age_border(const CitizenView& citizen) const noexcept;

    /// The same of weeks on benefit. Domain: as long as they are counted.
    [[nodiscard]] int to_benefit_border(const CitizenView& citizen) const noexcept;

private:
    /// Selectors by the stretch between two borders that a value lies in.
    struct Stretches {
        std::vector<int> borders;        ///< rising
        std::vector<SelectorMask> masks; ///< one more than borders

        void build(const std::vector<std::pair<int, int>>& limits);
        [[nodiscard]] std::size_t place_of(int value) const noexcept;
        [[nodiscard]] int to_border(int value) const noexcept;
    };

    std::vector<Selector> selectors_;
    Stretches age_;
    Stretches weeks_;
    EnumArray<Sex, SelectorMask> sex_{};
    EnumArray<TargetGroup, SelectorMask> target_group_{};
    EnumArray<Region, SelectorMask> region_{};
    std::vector<SelectorMask>
        content_; ///< selectors that ask for no other barriers, by set of them
    SelectorMask any_centre_{};
    std::vector<std::pair<int, SelectorMask>> centres_; ///< by number, rising
};

} // namespace afklar
