#pragma once
/// The people of the reference workloads R1 and R2, and their chances.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <afklar/core/bounds.hpp>
#include <afklar/core/column.hpp>
#include <afklar/core/math.hpp>

#include "outcome.hpp"

namespace afklar::bench {

inline constexpr std::uint32_t groups = 3;
inline constexpr int longest_start =
    104; ///< weeks on benefit that people begin with: fewer than this

/// Group and weeks on benefit at the start, by number of the person.
constexpr std::uint8_t group_of(std::uint32_t person) noexcept {
    return static_cast<std::uint8_t>(person % groups);
}
constexpr int weeks_at_start(std::uint32_t person) noexcept {
    return static_cast<int>(person / groups % longest_start);
}

/// Weekly chances in the first week on benefit, by group, and how they fall.
inline constexpr std::array<double, groups> job_at_first{0.012, 0.009, 0.005};
inline constexpr std::array<double, groups> clarified_at_first{0.004, 0.004, 0.004};
inline constexpr std::array<double, groups> pension_at_first{0.0003, 0.0010, 0.0040};
inline constexpr double weeks_to_fall = 156.0; ///< by a factor e
inline constexpr double job_ends = 0.004;

/// Three outcomes of a week: the states 1 to 3 for who is on benefit.
using ThreeChances = CumulativeChances<3>;

/// The chances of everyone by group and weeks on benefit, and 16-bit bounds of them that are lowered
/// every `refresh` weeks.
class ChanceTable {
public:
    /// `meeting`: the factor of being clarified.
    // NOLINTNEXTLINE(bugprone-easily-swappable-parameters)
    ChanceTable(double meeting, int refresh)
        : refresh_(refresh), fall_(factor_above(det_exp(-refresh / weeks_to_fall))) {
        for (std::size_t group = 0; group < groups; ++group) {
            for (int week = -refresh; week <= longest_start + workload_weeks; ++week) {
                const double left = det_exp(-week / weeks_to_fall);
                const double job = job_at_first[group];
                const double clarified = job + meeting * clarified_at_first[group];
                const double pension = clarified + pension_at_first[group];
                rows_[group].push_back(
                    {Chance(job * left), Chance(clarified * left), Chance(pension * left)});
            }
        }
    }

    /// Domain: `weeks` on benefit from -refresh on.
    // NOLINTNEXTLINE(bugprone-easily-swappable-parameters): as everywhere here
    [[nodiscard]] const ThreeChances& of(std::uint8_t group, int weeks) const noexcept {
        const int row = weeks + refresh_;
        return rows_[group][static_cast<std::size_t>(row)];
    }
    /// Of the chance that anything happens.
    [[nodiscard]] std::uint16_t bound(std::uint8_t group, int weeks) const {
        return bound_of(of(group, weeks).back());
    }
    /// Of those whose time on benefit begins after this week: as high as if it had begun when bounds
    /// were last lowered, since they are next lowered by all that is due for the weeks between.
    [[nodiscard]] std::uint16_t first_bound(std::uint8_t group, int week) const {
        return bound(group, -(week % refresh_ + 1));
    }
    [[nodiscard]] bool refreshes_in(int week) const noexcept {
        return week != 0 && week % refresh_ == 0;
    }
    /// What chances fall to between two adjustments.
    [[nodiscard]] std::uint16_t fall() const noexcept { return fall_; }

private:
    int refresh_;
    std::uint16_t fall_;
    std::array<std::vector<ThreeChances>, groups> rows_;
};

/// In a job a week has one outcome, the end of it; written as three so that all people are alike.
inline constexpr ThreeChances job_chances{Chance(job_ends), Chance(job_ends), Chance(job_ends)};
inline constexpr std::uint16_t job_bound = bound_of(Chance(job_ends));

/// The state that follows, by state and outcome.
inline constexpr std::array<std::array<State, 4>, 2> next_state{
    {{in_job, clarified, pensioned, on_benefit}, {on_benefit, on_benefit, on_benefit, in_job}}};

/// Some people with consecutive numbers, a column for each thing that is known of them. Who fills up
/// the last word has a bound of 0: nothing ever happens to him.
struct People {
    // NOLINTNEXTLINE(bugprone-easily-swappable-parameters)
    People(std::uint32_t first_person, std::uint32_t size, const ChanceTable& chances)
        : first(first_person), bound(size), begun(size), group(size), state(size, pensioned) {
        for (std::uint32_t k = 0; k < size; ++k) {
            const int weeks = weeks_at_start(first + k);
            group[k] = group_of(first + k);
            begun[k] = static_cast<std::int16_t>(-weeks);
            state[k] = on_benefit;
            bound[k] = chances.bound(group[k], weeks);
        }
    }

    /// Puts one into a state from the week after the given one on.
    void enter(std::uint32_t k, State to, int week, const ChanceTable& chances) {
        state[k] = to;
        if (to == on_benefit) {
            begun[k] = static_cast<std::int16_t>(week + 1);
            bound[k] = chances.first_bound(group[k], week);
        } else {
            bound[k] = to == in_job ? job_bound : std::uint16_t{0};
        }
    }

    std::uint32_t first;         ///< number of the first
    Column<std::uint16_t> bound; ///< of the chance that anything happens
    Column<std::int16_t> begun;  ///< week in which the time on benefit began
    Column<std::uint8_t> group;
    Column<std::uint8_t> state; ///< a `State`
};

/// How a workload is run; it moves no result.
struct Plan {
    std::uint32_t people_at_once =
        3200;         ///< go through all weeks before the next; a multiple of 200
    int refresh = 26; ///< weeks between two adjustments of the bounds
};

} // namespace afklar::bench
