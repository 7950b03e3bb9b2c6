#pragma once
/// When the next conversation is due and how great the need is: shared by work and conversations.

#include <algorithm>

#include <afklar/process/context.hpp>

namespace afklar {

/// How much a citizen needs contact, 0 to 1: poor health and many barriers, as staff see them.
/// Domain: 0 for full health and no barrier, 1 for no health or every barrier.
inline double need_of(const Citizens& people, CitizenIndex i) noexcept {
    const double free_of_barriers =
        1.0 - static_cast<double>(number_of(people.who.barriers[i])) / count_of<Barrier>;
    return 1.0 - static_cast<double>(people.wellbeing.health[i]) * free_of_barriers;
}

/// Weeks between conversations by professional judgement. Staff with their own timing leave those who
/// do not answer longer (contact.avoidance). Source: contact.prof_interval_low and _high.
inline double judged_interval(const WeekContext& now, CitizenIndex i) noexcept {
    const Parameters& p = now.p;
    const double weeks =
        p.contact.prof_interval_low +
        (p.contact.prof_interval_high - p.contact.prof_interval_low) * need_of(now.people, i);
    return now.people.contact.misses[i] > 0 ? weeks / std::max(0.1, 1.0 - p.contact.avoidance)
                                            : weeks;
}

/// Whether statute sets the time of a citizen's next conversation, and after how many weeks.
struct Due {
    bool by_statute = false;
    double weeks = 0.0;
};

/// Weeks between conversations that statute sets for a citizen now; 0: none. Source: L002, L003, L033.
inline double statutory_interval(const WeekContext& now, CitizenIndex i) noexcept {
    constexpr int half_year = 26; // L002 counts in the first six months
    const bool later = now.people.place.weeks_on_benefit[i] >= half_year;
    return now.row(i).statutory_interval[now.people.who.target_group[i]][later ? 1 : 0];
}

/// The interval that holds for a citizen now.
inline Due due_of(const WeekContext& now, CitizenIndex i) noexcept {
    const double weeks = statutory_interval(now, i);
    return weeks > 0.0 ? Due{true, weeks} : Due{false, judged_interval(now, i)};
}

} // namespace afklar
