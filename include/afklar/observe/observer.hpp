#pragma once
/// What the week asks of whoever watches it.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include <afklar/core/masks.hpp>
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
                            Target target, Stop stop, int weeks, Mask who, std::size_t cell,
                            std::span<const float> column) {
    o.event(count, i, why);            // something happened to a citizen
    o.add(count, i, amount);           // an amount that belongs to a citizen
    o.everyone(count, who);            // everyone in a mask is counted once
    o.thousandths(count, column, who); // a column is summed over everyone in a mask
    o.cell(cell, count, amount);       // an amount that belongs to everyone of a counter cell
    o.centre(count, amount);           // an amount that belongs to the whole centre
    o.stopped(target, i, stop, weeks); // a clock stopped
};

/// One who sees nothing, for the unobserved weeks.
struct Blind {
    void event(Count, CitizenIndex, Why = {}) const noexcept {}
    void add(Count, CitizenIndex, std::int64_t) const noexcept {}
    void everyone(Count, const Mask&) const noexcept {}
    void thousandths(Count, std::span<const float>, const Mask&) const noexcept {}
    void cell(std::size_t, Count, std::int64_t) const noexcept {}
    void centre(Count, std::int64_t) const noexcept {}
    void stopped(Target, CitizenIndex, Stop, int) const noexcept {}
};

/// Whether an observer sees nothing, so that stocks need not be counted for it.
template <Observer O>
inline constexpr bool sees_nothing = std::is_same_v<O, Blind>;

} // namespace afklar
