#include <afklar/process/census.hpp>

#include <array>
#include <span>

// Highway compiles this file once for each instruction set and chooses one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "process/census.cpp" // NOLINT: read by foreach_target.h
#include <hwy/foreach_target.h>                 // IWYU pragma: keep

#include <hwy/highway.h>

#include "core/lanes.hpp"

#ifndef AFKLAR_CENSUS_ONCE
#define AFKLAR_CENSUS_ONCE
namespace afklar::detail {

/// Weeks on benefit after which each later step of the refund begins.
inline constexpr std::array<int, refund_steps - 1> last_weeks{3, 25, 51};
static_assert(refund_step(last_weeks[0]) == 0 && refund_step(last_weeks[0] + 1) == 1);
static_assert(refund_step(last_weeks[1]) == 1 && refund_step(last_weeks[1] + 1) == 2);
static_assert(refund_step(last_weeks[2]) == 2 && refund_step(last_weeks[2] + 1) == 3);

/// Who has passed each of them.
using Passed = std::array<Mask, last_weeks.size()>;

} // namespace afklar::detail
#endif

HWY_BEFORE_NAMESPACE();
namespace afklar::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Place in the census of everyone: kind and step of the refund.
void slots_of(const std::uint8_t* status, std::size_t length, const Mask& sick,
              const Passed& passed, std::uint8_t* slots) {
    const hn::ScalableTag<std::uint8_t> d;
    static_assert(refund_steps == 4);
    const auto kind_of_sick = hn::Set(d, static_cast<std::uint8_t>(index_of(Status::left)));
    for (std::size_t i = 0; i < length; i += hn::Lanes(d)) {
        const auto kind = hn::IfThenElse(lanes_of(d, sick.words.data(), i), kind_of_sick,
                                         hn::LoadU(d, status + i));
        auto slot = hn::Add(hn::Add(kind, kind), hn::Add(kind, kind));
        for (const Mask& step : passed) { // -1 where he has passed it
            slot = hn::Sub(slot, hn::VecFromMask(d, lanes_of(d, step.words.data(), i)));
        }
        hn::StoreU(slot, d, slots + i);
    }
}

} // namespace afklar::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace afklar {

namespace detail {
namespace {
HWY_EXPORT(slots_of);
void find_slots(const Column<Status>& status, const Mask& sick, const Passed& passed,
                std::uint8_t* slots) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes of a column
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(status.data());
    HWY_DYNAMIC_DISPATCH(slots_of)(bytes, status.size(), sick, passed, slots);
}
} // namespace
} // namespace detail

void Census::take(const WeekContext& now) {
    const Citizens& people = now.people;
    MaskMaker& m = new_masks(now);
    detail::Passed passed;
    for (std::size_t step = 0; step < passed.size(); ++step) {
        passed[step] = m.above(people.place.weeks_on_benefit, detail::last_weeks[step]);
    }
    if (now.cells.masks().size() == 2) { // everyone is in the one cell beside the centre's own
        number_.assign(2 * cell_size, 0);
        const Mask sick{people.masks.sick};
        for_each_value<Status>([&](Status status) {
            const Mask who = m.equal(people.place.status, status);
            count_kind(status, status == Status::left ? sick : m.without(who, sick), passed);
        });
        return;
    }
    std::vector<std::uint8_t>& slots = now.scratch.slots;
    slots.resize(people.length());
    detail::find_slots(people.place.status, Mask{people.masks.sick}, passed, slots.data());

    const std::size_t size = now.cells.masks().size() * cell_size;
    // Neighbours are alike: two tables, so that one count need not wait for the one before.
    number_.assign(size, 0);
    odd_.assign(size, 0);
    for_each_citizen(people.masks.present, [&](CitizenIndex i) {
        std::vector<std::int64_t>& number = i % 2 == 0 ? number_ : odd_;
        ++number[people.rules.cell[i] * cell_size + slots[i]];
    });
    for (std::size_t k = 0; k < size; ++k) {
        number_[k] += odd_[k];
    }
}

void Census::count_kind(Status kind, const Mask& who, std::span<const Mask> passed) noexcept {
    std::array<std::int64_t, refund_steps + 1> reached{count_in(who)}; // a step, or a later one
    count_in(who, passed, &reached[1]);
    for (std::size_t step = 0; step < refund_steps; ++step) {
        number_[cell_size + index_of(kind) * refund_steps + step] =
            reached[step] - reached[step + 1];
    }
}

} // namespace afklar
#endif
