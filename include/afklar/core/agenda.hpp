#pragma once
/// A calendar of who must be looked at in which week, so that long sojourns cost nothing meanwhile.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include <afklar/core/calendar.hpp>

namespace afklar {

/// Appointments by week. An appointment is a reminder only: whoever is reminded checks his own state.
class Agenda {
public:
    /// Reminds of `who` in `week`; a week already past or beyond the horizon is dropped.
    void put(Week week, std::uint32_t who) {
        if (week >= 0) {
            reminders_of(week).push_back(who);
        }
    }

    /// Hands out the reminders of a week, in order of address, each once, and forgets them. The list
    /// lasts until the next call.
    [[nodiscard]] std::span<const std::uint32_t> take(Week week) {
        due_.clear();
        const auto at = static_cast<std::size_t>(week);
        if (week >= 0 && at < weeks_.size()) {
            due_.swap(weeks_[at]);
            std::sort(due_.begin(), due_.end());
            due_.erase(std::unique(due_.begin(), due_.end()), due_.end());
        }
        return due_;
    }

    /// Renames everyone; those whom `renamed` calls `gone` are forgotten.
    template <class F>
    void rename(F&& renamed, std::uint32_t gone) {
        for (std::vector<std::uint32_t>& week : weeks_) {
            for (std::uint32_t& who : week) {
                who = renamed(who);
            }
            std::erase(week, gone);
        }
    }

private:
    std::vector<std::uint32_t>& reminders_of(Week week) {
        const auto at = static_cast<std::size_t>(week);
        if (at >= weeks_.size()) {
            weeks_.resize(at + 1);
        }
        return weeks_[at];
    }

    std::vector<std::vector<std::uint32_t>> weeks_;
    std::vector<std::uint32_t> due_; ///< handed out last
};

} // namespace afklar
