#pragma once
/// A calendar of who must be looked at in which week, so that long sojourns cost nothing meanwhile.

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <afklar/core/calendar.hpp>

namespace afklar {

/// Appointments by week. An appointment is a reminder only: whoever is reminded checks his own state.
/// Cost: putting and taking O(1) each, and the order of those taken; memory is used again.
class Agenda {
public:
    /// Room for so many reminders, and to hand out as many at once.
    void make_room(std::size_t reminders) {
        reminders_.reserve(reminders);
        due_.reserve(reminders);
    }

    /// Reminds of `who` in `week`; a week already past or beyond the horizon is dropped.
    // NOLINTNEXTLINE(bugprone-easily-swappable-parameters): when, then who, as `due` hands out
    void put(Week week, std::uint32_t who) {
        if (week < 0) {
            return;
        }
        const auto at = static_cast<std::size_t>(week);
        if (at >= first_.size()) {
            first_.resize(at + 1, none);
        }
        const std::uint32_t reminder = fresh();
        reminders_[reminder] = {who, first_[at]};
        first_[at] = reminder;
    }

    /// Hands out the reminders of a week, in order of address, each once, and forgets them. The list
    /// lasts until the next call.
    [[nodiscard]] std::span<const std::uint32_t> take(Week week) {
        due_.clear();
        const auto at = static_cast<std::size_t>(week);
        if (week >= 0 && at < first_.size()) {
            for (std::uint32_t k = std::exchange(first_[at], none); k != none;) {
                due_.push_back(reminders_[k].who);
                k = give_back(k);
            }
            std::sort(due_.begin(), due_.end());
            due_.erase(std::unique(due_.begin(), due_.end()), due_.end());
        }
        return due_;
    }

    /// Renames everyone; those whom `renamed` calls `gone` are forgotten.
    template <class F>
    void rename(F&& renamed, std::uint32_t gone) {
        for (std::uint32_t& first : first_) {
            for (std::uint32_t* link = &first; *link != none;) {
                Reminder& reminder = reminders_[*link];
                reminder.who = renamed(reminder.who);
                if (reminder.who == gone) {
                    *link = give_back(*link);
                } else {
                    link = &reminder.next;
                }
            }
        }
    }

    /// Calls `f` with every member, for what is saved and restored.
    template <class Self, class F>
    static void for_each_member(Self& self, F&& f) {
        f(self.first_);
        f(self.reminders_);
        f(self.free_);
        f(self.due_);
    }
    bool operator==(const Agenda&) const = default;

private:
    static constexpr std::uint32_t none = 0xFFFF'FFFFU;

    /// One reminder, and the next of the same week.
    struct Reminder {
        std::uint32_t who = 0;
        std::uint32_t next = none;
        bool operator==(const Reminder&) const = default;
    };

    /// A reminder that is not in use.
    std::uint32_t fresh() {
        if (free_ == none) {
            reminders_.push_back({});
            return static_cast<std::uint32_t>(reminders_.size() - 1);
        }
        return std::exchange(free_, reminders_[free_].next);
    }
    /// Takes a reminder out of use; the next of its week.
    std::uint32_t give_back(std::uint32_t reminder) noexcept {
        const std::uint32_t next = std::exchange(reminders_[reminder].next, free_);
        free_ = reminder;
        return next;
    }

    std::vector<std::uint32_t> first_; ///< reminder of each week; `none`: there is none
    std::vector<Reminder> reminders_;
    std::uint32_t free_ = none;      ///< first of those not in use
    std::vector<std::uint32_t> due_; ///< handed out last
};

} // namespace afklar
