#pragma once
/// Deadlines of a clarification guarantee: how many were kept, and what held up those that were not.

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include <afklar/core/enum.hpp>
#include <afklar/observe/observer.hpp>
#include <afklar/process/assessment.hpp>

namespace afklar {

/// What an assessment was waiting for when its deadline passed.
enum class HeldUpBy : std::uint8_t {
    nobody,         ///< no caseworker has the case
    hours,          ///< the caseworker has no hours for a decision
    missed_meeting, ///< the citizen missed a meeting of the team
    team_slot,      ///< no meeting of the team had room
    time, ///< even heard at once, the team's phase and the municipality's delay end after the deadline
    count_
};
constexpr std::array<std::string_view, 5> names_of(HeldUpBy) {
    return {"no_caseworker", "caseworker_hours", "missed_meeting", "team_slot", "time"};
}

/// The deadlines of some weeks, and the capacity of those weeks. Adding up is exact in any order.
struct DeadlineCounts {
    std::int64_t due = 0;     ///< deadlines of those assessed before, or unassessed on benefit then
    std::int64_t in_time = 0; ///< of these, assessed at the latest in the week of the deadline
    EnumArray<HeldUpBy, std::int64_t> late{};
    std::int64_t position_weeks = 0; ///< filled
    std::int64_t team_slots = 0;
    std::int64_t team_slots_used = 0;

    DeadlineCounts& operator+=(const DeadlineCounts& other) noexcept;
    bool operator==(const DeadlineCounts&) const = default;
};

/// The way of a case through the rehabilitation team.
struct TeamWay {
    Week asked = 0;      ///< for a meeting
    Week heard = 0;      ///< in which week
    bool missed = false; ///< a meeting before
};

/// What kept a case from being decided by its deadline. `way`: of a case that was heard, decided or not.
[[nodiscard]] HeldUpBy held_up_by(const Citizens& people, CitizenIndex i,
                                  const TeamWay& way) noexcept;

/// The observer that counts the deadlines of the weeks [from, to) of the run. Who leaves benefit
/// unassessed before the deadline has none.
class DeadlineWatch {
public:
    // NOLINTNEXTLINE(bugprone-easily-swappable-parameters): from, to
    DeadlineWatch(const Citizens& people, Week from, Week to) noexcept
        : people_(&people), from_(from), to_(to) {}

    void begin_week(Week week) noexcept { week_ = week; }

    void event(Count count, CitizenIndex i, Why = {}) {
        if (count == Count::assessed) {
            assessed(i);
        } else if (count == Count::guarantee_breach && counted(i)) {
            late(i);
        } else if (count == Count::team_missed) {
            ways_[people_->who.address[i]].missed = true;
        }
    }
    // NOLINTNEXTLINE(bugprone-easily-swappable-parameters): whose, how much
    void add(Count count, CitizenIndex i, std::int64_t amount) {
        if (count == Count::team_wait_weeks) {
            TeamWay& way = ways_[people_->who.address[i]];
            way.asked = week_ - static_cast<Week>(amount);
            way.heard = week_;
        }
    }
    void centre(Count count, std::int64_t amount) noexcept {
        if (week_ < from_ || week_ >= to_) {
            return;
        }
        if (count == Count::positions_filled) {
            counts_.position_weeks += amount;
        } else if (count == Count::team_slots) {
            counts_.team_slots += amount;
        } else if (count == Count::team_slots_used) {
            counts_.team_slots_used += amount;
        }
    }
    void everyone(Count, const Mask&) const noexcept {}
    void thousandths(Count, std::span<const float>, const Mask&) const noexcept {}
    void cell(std::size_t, Count, std::int64_t) const noexcept {}
    void stopped(Target, CitizenIndex, Stop, int) const noexcept {}

    [[nodiscard]] const DeadlineCounts& counts() const noexcept { return counts_; }

private:
    [[nodiscard]] bool counted(CitizenIndex i) const noexcept {
        const WeekColumn deadline = people_->file.deadline[i];
        return deadline >= from_ && deadline < to_;
    }
    /// A decision; the first one of the spell keeps the deadline, or is late before that was noted.
    void assessed(CitizenIndex i) {
        if (!people_->is(i, Flag::assessed) && counted(i)) {
            if (week_ <= people_->file.deadline[i]) {
                ++counts_.due;
                ++counts_.in_time;
            } else if (!people_->is(i, Flag::breached)) { // in the week after it
                late(i);
            }
        }
        ways_.erase(people_->who.address[i]); // the next case has a way of its own
    }
    void late(CitizenIndex i) {
        ++counts_.due;
        const auto way = ways_.find(people_->who.address[i]);
        ++counts_.late[held_up_by(*people_, i, way == ways_.end() ? TeamWay{} : way->second)];
    }

    const Citizens* people_;
    Week from_;
    Week to_;
    Week week_ = 0;
    DeadlineCounts counts_;
    std::unordered_map<CitizenAddress, TeamWay> ways_;
};

} // namespace afklar
