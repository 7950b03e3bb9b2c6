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

/// Philox4x32-10 of sixteen counters, two vectors in flight: the halves of word j of counter k are
/// out[32 j + 2 k] and the next.
HWY_INLINE void philox16(std::uint32_t block, std::uint32_t week, Key key,
                         std::uint16_t* HWY_RESTRICT out) {
    const hn::ScalableTag<std::uint64_t> d;
    const hn::RepartitionToNarrow<decltype(d)> d32;
    const hn::RepartitionToNarrow<decltype(d32)> d16;
    constexpr auto lanes = static_cast<std::uint32_t>(hn::MaxLanes(d));
    using V = hn::Vec<decltype(d)>;
    alignas(64) static constexpr std::uint64_t places[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    const V m0 = hn::Set(d, 0xD2511F53U);
    const V m1 = hn::Set(d, 0xCD9E8D57U);
    const V iota = hn::Load(d, places);
    const auto mul = [&](V a, V m)
                         HWY_ATTR { return hn::MulEven(hn::BitCast(d32, a), hn::BitCast(d32, m)); };
    for (std::uint32_t q = 0; q < 16; q += 2 * lanes) {
        V a0 = hn::Add(hn::Set(d, block * 16U + q), iota);
        V b0 = hn::Add(a0, hn::Set(d, lanes));
        V a1 = hn::Set(d, week);
        V a2 = hn::Set(d, key.stream);
        V a3 = hn::Set(d, transition);
        V b1 = a1;
        V b2 = a2;
        V b3 = a3;
        std::uint32_t k0 = key.seed;
        std::uint32_t k1 = second_key;
#pragma GCC unroll 10
        for (int r = 0; r < 10; ++r) {
            const V key0 = hn::Set(d, k0);
            const V key1 = hn::Set(d, k1);
            const V p0 = mul(a0, m0);
            const V p1 = mul(a2, m1);
            const V q0 = mul(b0, m0);
            const V q1 = mul(b2, m1);
            a0 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p1), a1), key0);
            a2 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p0), a3), key1);
            b0 = hn::Xor(hn::Xor(hn::ShiftRight<32>(q1), b1), key0);
            b2 = hn::Xor(hn::Xor(hn::ShiftRight<32>(q0), b3), key1);
            a1 = p1;
            a3 = p0;
            b1 = q1;
            b3 = q0;
            k0 += 0x9E3779B9U;
            k1 += 0xBB67AE85U;
        }
        const auto put = [&](V x, V y, std::uint32_t j) HWY_ATTR {
            const auto words = hn::ConcatEven(d32, hn::BitCast(d32, y), hn::BitCast(d32, x));
            hn::StoreU(hn::BitCast(d16, words), d16, out + 2 * (j * 16 + q));
        };
        put(a0, b0, 0);
        put(a1, b1, 1);
        put(a2, b2, 2);
        put(a3, b3, 3);
    }
}

/// The state that follows, by state and by how many thresholds the draw has passed.
inline constexpr std::uint8_t next[2][4] = {{1, 2, 3, 0}, {0, 0, 0, 1}};

} // namespace afklar::bench::reference
