#pragma once
/// The rules that hold in one job centre: each distinct set stored once, with what follows from it.

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include <afklar/evidence/parameters.hpp>
#include <afklar/people/citizens.hpp>
#include <afklar/policy/policy.hpp>
#include <afklar/policy/selector_index.hpp>

namespace afklar {

/// Number of barriers a citizen can have, and none.
inline constexpr std::size_t barrier_counts = count_of<Barrier> + 1;

/// Sets of barriers there are, and bits to number them.
inline constexpr int barrier_set_bits = static_cast<int>(count_of<Barrier>);
inline constexpr std::size_t barrier_sets = std::size_t{1} << barrier_set_bits;

/// One distinct set of rules and the tables that follow from it and the parameters.
struct RuleRow {
    RuleSet rules;
    /// Pressure towards which the rules draw a citizen on benefit, by number of barriers.
    std::array<float, barrier_counts> pressure_level{};
    /// Log odds of attendance that the duty adds, by target group and number of barriers.
    EnumArray<TargetGroup, std::array<double, barrier_counts>> duty_log_odds{};
    /// How far a citizen answers to threats: responsive minus overwhelmed.
    EnumArray<TargetGroup, std::array<double, barrier_counts>> responsive{};
    /// Weeks between conversations by statute, by target group, in the first half year and later; 0: not by
    /// statute.
    EnumArray<TargetGroup, std::array<double, 2>> statutory_interval{};
    unsigned modes = 0; ///< allowed, one bit each
    ModeChooser mode_chosen_by{};
    bool personal_letter = false;
    bool compulsory = false;
    bool duty = false;
    bool sanctions = false;
};

/// Works out the tables of a row.
RuleRow make_rule_row(const RuleSet& rules, const Parameters& parameters);

/// The rows of one centre, found by week and by which selectors match.
class RuleTable {
public:
    RuleTable(const RuleBook& book, Region region, int centre, const Parameters& parameters);

    /// Moves to the rules of a week; true when they differ from those of the week before.
    bool enter(Week week);
    /// The row for citizens whom exactly the masked selectors match.
    std::uint16_t row_for(const SelectorMask& mask);
    /// Rules of the centre itself in the week entered.
    [[nodiscard]] const RuleSet& centre() const noexcept { return rows_[centre_row_].rules; }
    [[nodiscard]] const RuleRow& row(std::uint16_t number) const noexcept { return rows_[number]; }
    /// Level of pressure by row and, within a row, by set of barriers: `pressure_level` of every row, laid
    /// out for a sweep.
    [[nodiscard]] const std::vector<float>& pressure_levels() const noexcept {
        return pressure_levels_;
    }
    [[nodiscard]] const SelectorIndex& selectors() const noexcept { return book_->selectors(); }
    [[nodiscard]] std::size_t rows() const noexcept { return rows_.size(); }
    /// Whether any row asks for something by a provision: has another value than its neutral one.
    [[nodiscard]] bool any(Provision provision) const noexcept { return any_[provision]; }

private:
    const RuleBook* book_;
    Region region_;
    int centre_;
    const Parameters* parameters_;
    std::vector<RuleRow> rows_;
    std::vector<float> pressure_levels_;
    std::unordered_map<SelectorMask, std::uint16_t> known_; ///< of the segment entered
    SelectorMask last_mask_;     ///< asked for last, and so most likely next
    std::uint16_t last_row_ = 0; ///< its row; holds if `known_` is not empty
    std::unordered_multimap<std::size_t, std::uint16_t> by_digest_;
    std::size_t segment_ = static_cast<std::size_t>(-1);
    std::uint16_t centre_row_ = 0;
    EnumArray<Provision, bool> any_{};
};

} // namespace afklar
