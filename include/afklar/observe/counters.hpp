#pragma once
/// The observer of a projection: whole-number counters by cell, spread to groups at the end of a week.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <afklar/observe/observer.hpp>
#include <afklar/observe/tally.hpp>

namespace afklar {

/// Sets of groups, one bit each; a cell is a distinct set in use.
using GroupMask = std::uint64_t;

/// Numbers the distinct sets of groups. Cell 0 is the job centre itself.
class CellTable {
public:
    explicit CellTable(GroupMask centre) : masks_{centre} {}

    /// The cell of a set. Cost: linear in the few sets in use.
    std::uint16_t cell_of(GroupMask mask) {
        for (std::size_t k = 1; k < masks_.size(); ++k) {
            if (masks_[k] == mask) {
                return static_cast<std::uint16_t>(k);
            }
        }
        masks_.push_back(mask);
        return static_cast<std::uint16_t>(masks_.size() - 1);
    }
    [[nodiscard]] const std::vector<GroupMask>& masks() const noexcept { return masks_; }

private:
    std::vector<GroupMask> masks_;
};

/// Counts by cell within a week and by group in the tally.
class Counters {
public:
    Counters(const Citizens& people, const CellTable& cells, Tally& tally) noexcept
        : people_(&people), cells_(&cells), tally_(&tally) {}

    void event(Count count, CitizenIndex i, Why = {}) {
        ++row(people_->rules.cell[i])[index_of(count)];
    }
    void add(Count count, CitizenIndex i, std::int64_t amount) {
        row(people_->rules.cell[i])[index_of(count)] += amount;
    }
    void everyone(Count count, const Mask& who) {
        if (cells_->masks().size() > many) {
            who.for_each([&](CitizenIndex i) { event(count, i); });
            return;
        }
        if (cells_->masks().size() == 2) { // everyone is in the one cell beside the centre's own
            cell(1, count, count_in(who));
            return;
        }
        sort_by_cell(who);
        std::array<std::int64_t, many> numbers{};
        count_in(who, by_cell_, numbers.data());
        for (std::size_t k = 0; k < by_cell_.size(); ++k) {
            cell(k + 1, count, numbers[k]);
        }
    }
    void thousandths(Count count, std::span<const float> column, const Mask& who) {
        if (cells_->masks().size() > many) {
            who.for_each([&](CitizenIndex i) { add(count, i, in_thousandths(column[i])); });
            return;
        }
        std::span<const Mask> sets(&who, 1); // everyone is in the one cell beside the centre's own
        if (cells_->masks().size() != 2) {
            sort_by_cell(who);
            sets = by_cell_;
        }
        std::array<std::int64_t, many> sums{};
        add_thousandths(column, who, sets, sums.data());
        for (std::size_t k = 0; k < sets.size(); ++k) {
            cell(k + 1, count, sums[k]);
        }
    }
    void cell(std::size_t cell, Count count, std::int64_t amount) {
        row(cell)[index_of(count)] += amount;
    }
    void centre(Count count, std::int64_t amount) { row(0)[index_of(count)] += amount; }
    void stopped(Target target, CitizenIndex i, Stop stop, int weeks) {
        const Clock clock = people_->is(i, Flag::entrant) ? Clock::entrants : Clock::stock;
        GroupMask mask = cells_->masks()[people_->rules.clock_cell[i]];
        for (std::size_t g = 0; mask != 0; ++g, mask >>= 1U) {
            if ((mask & 1U) != 0) {
                tally_->durations(g).add(target, clock, stop, weeks);
            }
        }
    }
    /// Row of counts of a cell in the running week.
    std::array<std::int64_t, count_of<Count>>& row(std::size_t cell) {
        if (cell >= rows_.size()) [[unlikely]] {
            add_rows();
        }
        return rows_[cell];
    }

    /// Adds the week to the tally and starts the next one.
    void end_week(Week observed_week) {
        for (std::size_t cell = 0; cell < rows_.size(); ++cell) {
            GroupMask mask = cells_->masks()[cell];
            for (std::size_t g = 0; mask != 0; ++g, mask >>= 1U) {
                if ((mask & 1U) == 0) {
                    continue;
                }
                std::int64_t* into = &tally_->at(observed_week, g, static_cast<Count>(0));
                for (std::size_t c = 0; c < count_of<Count>; ++c) {
                    into[c] += rows_[cell][c];
                }
            }
            rows_[cell].fill(0);
        }
        cells_known_ = false;
    }

private:
    /// Where people fall into many cells, counting them one by one is cheaper than cell by cell.
    static constexpr std::size_t many = 12;

    [[gnu::noinline]] void add_rows() { rows_.resize(cells_->masks().size()); }

    /// Notes who is in which cell, as people stand when the first stock of the week is counted.
    void sort_by_cell(const Mask& who) {
        if (cells_known_) {
            return;
        }
        maker_.look_at(who.words.size() * word_size);
        by_cell_.clear();
        for (std::size_t cell = 1; cell < cells_->masks().size(); ++cell) {
            by_cell_.push_back(maker_.equal(people_->rules.cell, static_cast<std::uint16_t>(cell)));
        }
        cells_known_ = true;
    }

    const Citizens* people_;
    const CellTable* cells_;
    Tally* tally_;
    std::vector<std::array<std::int64_t, count_of<Count>>> rows_;
    MaskMaker maker_;
    std::vector<Mask> by_cell_; ///< from cell 1: cell 0 is the centre's own
    bool cells_known_ = false;
};

} // namespace afklar
