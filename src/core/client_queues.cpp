#include <afklar/core/client_queues.hpp>

#include <algorithm>
#include <bit>
#include <numeric>

// Highway compiles this file once for each instruction set, for the sake of counting bits.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/client_queues.cpp" // NOLINT: read by foreach_target.h
#include <hwy/foreach_target.h>                     // IWYU pragma: keep

#include <hwy/highway.h>

#ifndef AFKLAR_CLIENT_QUEUES_ONCE
#define AFKLAR_CLIENT_QUEUES_ONCE
namespace afklar::detail {

/// The queues of all servers, a row each.
struct QueueRows {
    std::uint64_t* waiting = nullptr;
    ClientRing* rings = nullptr;
};

} // namespace afklar::detail
#endif

HWY_BEFORE_NAMESPACE();
namespace afklar::detail::HWY_NAMESPACE {

HWY_INLINE unsigned count_of_bits(std::uint64_t bits) {
    return static_cast<unsigned>(__builtin_popcountll(bits));
}

/// Takes the first `places` out of a ring.
std::uint64_t take_first(ClientRing& ring, unsigned places) {
    std::uint64_t served = 0;
    std::uint32_t gone = 0;
    for (; gone < ring.size; ++gone) {
        std::uint64_t& week = ring.joined[gone];
        const unsigned number = count_of_bits(week);
        if (number > places) {
            for (; places != 0; --places) { // by number: the lowest bits
                served |= week & (~week + 1U);
                week &= week - 1U;
            }
            break;
        }
        served |= week;
        places -= number;
    }
    std::copy(ring.joined.begin() + gone, ring.joined.begin() + ring.size, ring.joined.begin());
    ring.size -= gone;
    return served;
}

/// Serves a week and tells how many were served.
std::int64_t serve(const QueueRows& rows, std::span<const std::uint64_t> asks, unsigned places,
                   std::uint64_t* served) {
    std::int64_t number = 0;
    for (std::size_t k = 0; k < asks.size(); ++k) {
        const std::uint64_t waiting = rows.waiting[k];
        const std::uint64_t everyone = waiting | asks[k];
        const unsigned all = count_of_bits(everyone);
        number += all < places ? all : places;
        ClientRing& ring = rows.rings[k];
        if (all <= places) { // the usual week: nobody has to wait
            served[k] = everyone;
            rows.waiting[k] = 0;
            if (waiting != 0) {
                ring.size = 0;
            }
            continue;
        }
        if (const std::uint64_t joining = asks[k] & ~waiting; joining != 0) {
            ring.joined[ring.size++] = joining;
        }
        served[k] = take_first(ring, places);
        rows.waiting[k] = everyone & ~served[k];
    }
    return number;
}

} // namespace afklar::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace afklar {

namespace detail {
namespace {
HWY_EXPORT(serve);
} // namespace
} // namespace detail

std::span<const std::uint64_t> ClientQueues::serve(std::span<const std::uint64_t> asks,
                                                   unsigned places) {
    using namespace detail;
    number_served_ += HWY_DYNAMIC_DISPATCH(serve)(QueueRows{waiting_.data(), rings_.data()}, asks,
                                                  places, served_.data());
    return {served_.data(), asks.size()};
}

void ClientQueues::take_out(std::size_t server, std::uint64_t bit) noexcept {
    waiting_[server] &= ~bit;
    ClientRing& ring = rings_[server];
    auto* const begin = ring.joined.data();
    auto* const end = begin + ring.size;
    auto* const week =
        std::find_if(begin, end, [bit](std::uint64_t who) { return (who & bit) != 0; });
    *week &= ~bit;
    if (*week == 0) {
        std::copy(week + 1, end, week);
        --ring.size;
    }
}

std::int64_t ClientQueues::length() const noexcept {
    return std::accumulate(
        waiting_.begin(), waiting_.end(), std::int64_t{0},
        [](std::int64_t sum, std::uint64_t who) { return sum + std::popcount(who); });
}

} // namespace afklar
#endif
