#include <afklar/core/few_in_order.hpp>

#include <algorithm>
#include <array>
#include <limits>

// Highway compiles this file once for each instruction set and chooses one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/few_in_order.cpp" // NOLINT: read by foreach_target.h
#include <hwy/foreach_target.h>                    // IWYU pragma: keep

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace afklar::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Domain: at most `few_numbers`.
void order_few(std::span<std::uint64_t> numbers) {
    constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63U; // vectors compare with a sign
    const hn::ScalableTag<std::int64_t> d;
    constexpr std::size_t most_lanes = hn::MaxLanes(d);
    // Two vectors of numbers side by side, against which each number is read once.
    // NOLINTBEGIN(cppcoreguidelines-pro-type-member-init): written before they are read
    HWY_ALIGN std::array<std::int64_t, few_numbers + 2 * most_lanes> keys;
    HWY_ALIGN std::array<std::int64_t, 2 * most_lanes> places;
    // NOLINTEND(cppcoreguidelines-pro-type-member-init)
    for (std::size_t k = 0; k < numbers.size(); ++k) {
        keys[k] = static_cast<std::int64_t>(numbers[k] ^ sign_bit);
    }
    const std::size_t lanes = hn::Lanes(d);
    std::fill_n(&keys[numbers.size()], 2 * lanes, std::numeric_limits<std::int64_t>::max());
    for (std::size_t from = 0; from < numbers.size(); from += 2 * lanes) {
        const auto some = hn::LoadU(d, &keys[from]);
        const auto more = hn::LoadU(d, &keys[from + lanes]);
        auto below_some = hn::Zero(d);
        auto below_more = hn::Zero(d);
        for (std::size_t k = 0; k < numbers.size(); ++k) {
            const auto one = hn::Set(d, keys[k]);
            below_some = hn::Sub(below_some, hn::VecFromMask(d, hn::Lt(one, some)));
            below_more = hn::Sub(below_more, hn::VecFromMask(d, hn::Lt(one, more)));
        }
        hn::StoreU(below_some, d, places.data());
        hn::StoreU(below_more, d, places.data() + lanes);
        const std::size_t here = std::min(2 * lanes, numbers.size() - from);
        for (std::size_t lane = 0; lane < here; ++lane) {
            numbers[static_cast<std::size_t>(places[lane])] =
                static_cast<std::uint64_t>(keys[from + lane]) ^ sign_bit;
        }
    }
}

} // namespace afklar::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace afklar {

namespace detail {
namespace {
HWY_EXPORT(order_few);
void order_few_numbers(std::span<std::uint64_t> numbers) {
    HWY_DYNAMIC_DISPATCH(order_few)(numbers);
}
} // namespace
} // namespace detail

void put_in_order(std::span<std::uint64_t> numbers) noexcept {
    if (numbers.size() <= few_numbers) {
        detail::order_few_numbers(numbers);
    } else {
        std::sort(numbers.begin(), numbers.end());
    }
}

} // namespace afklar
#endif
