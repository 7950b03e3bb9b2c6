#pragma once
/// Parts of the yardstick: thresholds in 48 bits, bounds in 16, and Philox4x32-10 by sixteen counters.
/// Files that include this are compiled with the flags of one instruction set, and linked into a library
/// of their own that shows nothing of it.

#include <array>
#include <cstddef>
#include <cstdint>

#include <Random123/philox.h>
#include <hwy/highway.h>

#include <afklar/core/math.hpp>

#include "../chances.hpp"

namespace afklar::bench::reference {

/// Weeks between two adjustments of the bounds.
inline constexpr int refresh = 26;
/// Weeks on benefit that can be reached.
inline constexpr int table_weeks = workload_weeks + longest_start + 2;

/// The smallest whole number that is not below.
constexpr std::uint32_t ceiling(double x) noexcept {
    const auto whole = static_cast<std::uint32_t>(x);
    return whole + (static_cast<double>(whole) < x ? 1U : 0U);
}

/// Chances of one kind of week: cumulative thresholds and bounds.
struct Tables {
    explicit Tables(double meeting) noexcept {
        constexpr double one = 281474976710656.0; // 2^48
        for (std::size_t g = 0; g < groups; ++g) {
            const double job = job_at_first[g];
            const double clear = job + meeting * clarified_at_first[g];
            const double any = clear + pension_at_first[g];
            for (std::size_t w = 0; w < table_weeks; ++w) {
                const double left = det_exp(-static_cast<double>(w) / weeks_to_fall);
                threshold[g][w] = {static_cast<std::uint64_t>(job * left * one),
                                   static_cast<std::uint64_t>(clear * left * one),
                                   static_cast<std::uint64_t>(any * left * one)};
                bound[g][w] = bound_above(any * left);
            }
            for (std::size_t w = 0; w <= refresh; ++w) {
                first_bound[g][w] =
                    bound_above(any * det_exp(static_cast<double>(w) / weeks_to_fall));
            }
        }
    }
    static constexpr std::uint16_t bound_above(double chance) noexcept {
        return static_cast<std::uint16_t>(ceiling(chance * 65536.0) + 1);
    }

    std::array<std::array<std::array<std::uint64_t, 3>, table_weeks>, groups> threshold{};
    std::array<std::array<std::uint16_t, table_weeks>, groups> bound{};
    /// Of a spell that begins so many weeks after an adjustment.
    std::array<std::array<std::uint16_t, refresh + 1>, groups> first_bound{};
};

inline constexpr std::uint64_t job_threshold =
    static_cast<std::uint64_t>(job_ends * 281474976710656.0);
inline constexpr std::uint16_t job_bound_16 = Tables::bound_above(job_ends);
/// What bounds are multiplied by in an adjustment, in 2^-16.
inline constexpr std::uint32_t fall = ceiling(65536.0 * det_exp(-refresh / weeks_to_fall));

enum Kind : std::uint32_t { transition, refinement };

struct Key {
    std::uint32_t seed;
    std::uint32_t stream;
};
inline constexpr std::uint32_t second_key = 0x5bd1e995U;

/// 32 further bits of one person.
HWY_INLINE std::uint32_t refine(std::uint32_t person, std::uint32_t week, Key key) {
    return r123::Philox4x32{}({{person, week, key.stream, refinement}},
                              {{key.seed, second_key}})[0];
}

namespace hn = hwy::HWY_NAMESPACE;

using Wide = hn::ScalableTag<std::uint64_t>;
using Words32 = hn::RepartitionToNarrow<Wide>;
using Words16 = hn::RepartitionToNarrow<Words32>;
using V = hn::Vec<Wide>;

/// The words of a counter in the low halves of the lanes, a counter in each.
struct Counters {
    V w0;
    V w1;
    V w2;
    V w3;
};

HWY_INLINE void philox_round(Counters& c, V m0, V m1, V key0, V key1) {
    const Words32 d32;
    const V p0 = hn::MulEven(hn::BitCast(d32, c.w0), hn::BitCast(d32, m0));
    const V p1 = hn::MulEven(hn::BitCast(d32, c.w2), hn::BitCast(d32, m1));
    c.w0 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p1), c.w1), key0);
    c.w2 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p0), c.w3), key1);
    c.w1 = p1;
    c.w3 = p0;
}

/// Stores one word of two vectors of counters.
HWY_INLINE void store(V a, V b, std::uint16_t* out) {
    const Words32 d32;
    const Words16 d16;
    const auto words = hn::ConcatEven(d32, hn::BitCast(d32, b), hn::BitCast(d32, a));
    hn::StoreU(hn::BitCast(d16, words), d16, out);
}

/// Philox4x32-10 of sixteen counters, two vectors in flight: the halves of word j of counter k are
/// out[32 j + 2 k] and the next.
HWY_INLINE void philox16(std::uint32_t block, std::uint32_t week, Key key,
                         std::uint16_t* HWY_RESTRICT out) {
    const Wide d;
    constexpr auto lanes = static_cast<std::uint32_t>(hn::MaxLanes(d));
    alignas(64) static constexpr std::uint64_t places[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    const V m0 = hn::Set(d, 0xD2511F53U);
    const V m1 = hn::Set(d, 0xCD9E8D57U);
    for (std::uint32_t q = 0; q < 16; q += 2 * lanes) {
        const V first = hn::Add(hn::Set(d, block * 16U + q), hn::Load(d, places));
        Counters a{first, hn::Set(d, week), hn::Set(d, key.stream), hn::Set(d, transition)};
        Counters b{hn::Add(first, hn::Set(d, lanes)), a.w1, a.w2, a.w3};
        std::uint32_t k0 = key.seed;
        std::uint32_t k1 = second_key;
#pragma GCC unroll 10
        for (int r = 0; r < 10; ++r) {
            const V key0 = hn::Set(d, k0);
            const V key1 = hn::Set(d, k1);
            philox_round(a, m0, m1, key0, key1);
            philox_round(b, m0, m1, key0, key1);
            k0 += 0x9E3779B9U;
            k1 += 0xBB67AE85U;
        }
        store(a.w0, b.w0, out + 2 * q);
        store(a.w1, b.w1, out + 2 * q + 32);
        store(a.w2, b.w2, out + 2 * q + 64);
        store(a.w3, b.w3, out + 2 * q + 96);
    }
}

/// The state that follows, by state and by how many thresholds the draw has passed.
inline constexpr std::uint8_t next[2][4] = {{1, 2, 3, 0}, {0, 0, 0, 1}};

} // namespace afklar::bench::reference
