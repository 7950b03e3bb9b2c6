#pragma once
/// A queue served by a limited number of places: priority first, then first come first served, ties by
/// address, with the identity that weeks in queue summed over people equal length summed over weeks.

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include <afklar/core/calendar.hpp>

namespace afklar {

/// One who waits.
struct Waiting {
    std::uint32_t who = 0;
    Week since = 0;   ///< week of joining
    int priority = 0; ///< lower is served first
    bool operator==(const Waiting&) const = default;
};

/// Both sides of the queue identity; they are equal whenever the book is right.
struct QueueBook {
    std::int64_t person_weeks = 0; ///< weeks in queue summed over people, cut at both ends
    std::int64_t length_weeks = 0; ///< length at the end of each week, summed over weeks
};

/// Those who wait for one kind of place. Cost: joining and leaving O(length), serving O(n log n).
class Queue {
public:
    /// Room for so many who wait.
    void make_room(std::size_t people) { waiting_.reserve(people); }

    void join(std::uint32_t who, Week week, int priority = 0) {
        waiting_.push_back({who, week, priority});
    }

    /// Takes one out who no longer waits; nothing happens when he is not there.
    bool leave(std::uint32_t who, Week week) { return take_out(place_of(who), week); }

    /// Offers a place to each in order; those whom `accept` answers true leave, the others wait on.
    template <class Accept>
    void serve(Week week, Accept&& accept) {
        const auto earlier = [](const Waiting& a, const Waiting& b) {
            return std::tie(a.priority, a.since, a.who) < std::tie(b.priority, b.since, b.who);
        };
        if (!std::is_sorted(waiting_.begin(), waiting_.end(),
                            earlier)) { // most weeks nobody passes
            std::sort(waiting_.begin(), waiting_.end(), earlier);
        }
        std::size_t kept = 0;
        for (std::size_t k = 0; k < waiting_.size(); ++k) {
            if (accept(waiting_[k])) {
                close(waiting_[k], week);
            } else {
                waiting_[kept++] = waiting_[k];
            }
        }
        waiting_.resize(kept);
    }

    /// Counts the length at the end of a week.
    void end_week() noexcept { length_weeks_ += static_cast<std::int64_t>(waiting_.size()); }

    /// Starts the book at a week: whoever waits then is counted from that week on.
    void open_book(Week week) noexcept {
        start_ = week;
        person_weeks_ = 0;
        length_weeks_ = 0;
    }

    /// Both sides of the identity as of the end of the week before `week`.
    [[nodiscard]] QueueBook book(Week week) const noexcept {
        QueueBook result{person_weeks_, length_weeks_};
        for (const Waiting& w : waiting_) {
            result.person_weeks += week - std::max(w.since, start_);
        }
        return result;
    }

    /// Renames everyone who waits. Domain: nobody's turn changes, and nobody is gone.
    template <class F>
    void rename(F&& renamed) {
        for (Waiting& w : waiting_) {
            w.who = renamed(w.who);
        }
    }

    [[nodiscard]] std::size_t size() const noexcept { return waiting_.size(); }
    [[nodiscard]] const std::vector<Waiting>& waiting() const noexcept { return waiting_; }

    /// Calls `f` with every member, for what is saved and restored.
    template <class Self, class F>
    static void for_each_member(Self& self, F&& f) {
        f(self.waiting_);
        f(self.start_);
        f(self.person_weeks_);
        f(self.length_weeks_);
    }
    bool operator==(const Queue&) const = default;

private:
    using Place = std::vector<Waiting>::const_iterator;

    [[nodiscard]] Place place_of(std::uint32_t who) const noexcept {
        return std::find_if(waiting_.begin(), waiting_.end(),
                            [who](const Waiting& w) { return w.who == who; });
    }
    bool take_out(Place place, Week week) {
        if (place == waiting_.end()) {
            return false;
        }
        close(*place, week);
        waiting_.erase(place);
        return true;
    }
    void close(const Waiting& w, Week week) noexcept {
        person_weeks_ += week - std::max(w.since, start_);
    }

    std::vector<Waiting> waiting_;
    Week start_ = 0;
    std::int64_t person_weeks_ = 0;
    std::int64_t length_weeks_ = 0;
};

} // namespace afklar
