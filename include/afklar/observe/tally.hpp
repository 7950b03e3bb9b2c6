#pragma once
/// The counts of one (stream, policy): what a finished simulation hands to the journal.

#include <cstddef>
#include <cstdint>
#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/observe/count.hpp>
#include <afklar/observe/duration.hpp>

namespace afklar {

/// Whole-number counts by observed week and group, and times to events by group; adding two tallies of
/// disjoint people is exact in any order.
/// Shape: weekly [week][group][count]; durations [group].
class Tally {
public:
    Tally() = default;
    Tally(int weeks, std::size_t groups)
        : weeks_(static_cast<std::size_t>(weeks)),
          groups_(groups),
          counts_(weeks_ * groups * count_of<Count>, 0),
          durations_(groups, DurationCounts(weeks)) {}

    [[nodiscard]] int weeks() const noexcept { return static_cast<int>(weeks_); }
    [[nodiscard]] std::size_t groups() const noexcept { return groups_; }

    /// Observed week, from 0.
    [[nodiscard]] std::int64_t& at(Week week, std::size_t group, Count count) noexcept {
        return counts_[(static_cast<std::size_t>(week) * groups_ + group) * count_of<Count> +
                       index_of(count)];
    }
    [[nodiscard]] std::int64_t at(Week week, std::size_t group, Count count) const noexcept {
        return counts_[(static_cast<std::size_t>(week) * groups_ + group) * count_of<Count> +
                       index_of(count)];
    }
    /// Sum over observed weeks [from, to).
    [[nodiscard]] std::int64_t sum(std::size_t group, Count count, Week from,
                                   Week to) const noexcept {
        std::int64_t total = 0;
        const Week weeks = to - from;
        for (Week k = 0; k < weeks; ++k) {
            total += at(from + k, group, count);
        }
        return total;
    }

    [[nodiscard]] DurationCounts& durations(std::size_t group) noexcept {
        return durations_[group];
    }
    [[nodiscard]] const DurationCounts& durations(std::size_t group) const noexcept {
        return durations_[group];
    }

    /// Adds the counts of other people under the same policy and stream.
    Tally& operator+=(const Tally& other);

    [[nodiscard]] const std::vector<std::int64_t>& raw() const noexcept { return counts_; }
    [[nodiscard]] std::vector<std::int64_t>& raw() noexcept { return counts_; }

private:
    std::size_t weeks_ = 0;
    std::size_t groups_ = 0;
    std::vector<std::int64_t> counts_;
    std::vector<DurationCounts> durations_;
};

} // namespace afklar
