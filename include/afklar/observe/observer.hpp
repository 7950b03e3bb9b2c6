#pragma once
/// What the week asks of whoever watches it.

#include <concepts>
#include <cstdint>

#include <afklar/observe/count.hpp>
#include <afklar/observe/duration.hpp>
#include <afklar/people/citizens.hpp>
#include <afklar/policy/provision.hpp>

namespace afklar {

/// Why something happened: with what chance, by which rule, and a further number.
struct Why {
    double chance = -1.0;               ///< negative: certain
    Provision rule = Provision::count_; ///< count_: no rule asked for it
    double value = 0.0;
};

/// One who watches the week. Watching never changes the course: both observers give the same one.
template <class O>
concept Observer = requires(O o, Count count, CitizenIndex i, Why why, std::int64_t amount,
                            Target target, Stop stop, int weeks) {
    o.event(count, i, why);            // something happened to a citizen
    o.add(count, i, amount);           // an amount that belongs to a citizen
    o.centre(count, amount);           // an amount that belongs to the whole centre
    o.stopped(target, i, stop, weeks); // a clock stopped
    o.cell_of(i).add(count, amount);   // the same as add, for several amounts of one citizen
};

/// A cell into which nothing is counted.
struct NoCell {
    void add(Count, std::int64_t) const noexcept {}
};

/// One who sees nothing, for the unobserved weeks.
struct Blind {
    void event(Count, CitizenIndex, Why = {}) const noexcept {}
    void add(Count, CitizenIndex, std::int64_t) const noexcept {}
    void centre(Count, std::int64_t) const noexcept {}
    void stopped(Target, CitizenIndex, Stop, int) const noexcept {}
    [[nodiscard]] NoCell cell_of(CitizenIndex) const noexcept { return {}; }
};

} // namespace afklar
