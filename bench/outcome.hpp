#pragma once
/// What the reference workloads tell: head counts by week, meetings, the queue that is left.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace afklar::bench {

/// Weeks that the workloads run for.
inline constexpr int workload_weeks = 520;

/// Where a person stands, in the order of the head counts.
enum State : std::uint8_t { on_benefit, in_job, clarified, pensioned, state_count };

/// Head count of each state.
using Heads = std::array<std::int64_t, state_count>;

struct Outcome {
    std::vector<Heads> heads = std::vector<Heads>(workload_weeks); ///< after each week
    std::int64_t meetings = 0;                                     ///< held in all weeks
    std::int64_t queue = 0;                                        ///< who wait after the last week
    bool operator==(const Outcome&) const = default;
};

/// One number for all of an outcome. Source: the hash FNV-1a, by numbers instead of bytes.
inline std::uint64_t digest(const Outcome& outcome) {
    std::uint64_t hash = 14695981039346656037ULL;
    const auto add = [&hash](std::int64_t number) {
        hash = (hash ^ static_cast<std::uint64_t>(number)) * 1099511628211ULL;
    };
    for (const Heads& week : outcome.heads) {
        for (const std::int64_t number : week) {
            add(number);
        }
    }
    add(outcome.meetings);
    add(outcome.queue);
    return hash;
}

/// Moves between states by week; blocks of people add to it, in any order.
class Moves {
public:
    /// So many moves in a week; staying is none.
    void add(int week, State from, State to, int number = 1) noexcept {
        auto& change = changes_[static_cast<std::size_t>(week)];
        change[from] -= number;
        change[to] += number;
    }
    /// Head counts after each week, when all begin on benefit.
    [[nodiscard]] std::vector<Heads> heads(std::int64_t people) const {
        std::vector<Heads> after(changes_.size());
        Heads now{people, 0, 0, 0};
        for (std::size_t week = 0; week < changes_.size(); ++week) {
            for (std::size_t state = 0; state < state_count; ++state) {
                now[state] += changes_[week][state];
            }
            after[week] = now;
        }
        return after;
    }

private:
    std::vector<Heads> changes_ = std::vector<Heads>(workload_weeks);
};

} // namespace afklar::bench
