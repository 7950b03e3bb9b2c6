// Philox4x32-10 in vectors, for bodies that Highway compiles once for each instruction set: include this
// after foreach_target.h. Words of counters stand in the low halves of 64-bit lanes; what is in the
// high halves between rounds is never read.
// Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3".

#ifndef AFKLAR_CORE_PHILOX_ONCE
#define AFKLAR_CORE_PHILOX_ONCE

#include <cstdint>

#include <afklar/core/draws.hpp>

namespace afklar::detail {

/// The words of a counter that all blocks share, and the key.
struct PhiloxAddress {
    std::uint32_t when = 0;
    std::uint32_t purpose = 0;
    std::uint32_t stream = 0;
    std::uint32_t key_low = 0;
    std::uint32_t key_high = 0;
};

/// Where a draw of all blocks stands.
inline PhiloxAddress address_of(const Draws& draws, const BlockDraw& draw) noexcept {
    const auto counter = draws.counter(draw.purpose, draw.kind, 0, draw.when);
    const auto key = draws.philox_key();
    return {counter[1], counter[2], counter[3], key[0], key[1]};
}

inline constexpr std::uint32_t multiplier_0 = 0xD2511F53U;
inline constexpr std::uint32_t multiplier_1 = 0xCD9E8D57U;
inline constexpr std::uint32_t weyl_0 = 0x9E3779B9U;
inline constexpr std::uint32_t weyl_1 = 0xBB67AE85U;
inline constexpr int philox_rounds = 10;

/// What the first two rounds make of the words that all blocks share: worked out once for all blocks,
/// it saves every vector two multiplications of twenty.
struct SharedRounds {
    std::uint32_t into_2_first;  ///< what word 2 is mixed with in the first round
    std::uint32_t into_0_second; ///< and word 0 in the second, and so on
    std::uint32_t into_2_second;
    std::uint32_t into_2_third;
};

constexpr SharedRounds shared_rounds(const PhiloxAddress& at) noexcept {
    const auto high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32U); };
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    const std::uint64_t first = std::uint64_t{multiplier_1} * at.purpose;
    const std::uint32_t word_0 = high(first) ^ at.when ^ at.key_low;
    const std::uint64_t second = std::uint64_t{multiplier_0} * word_0;
    return {at.stream ^ at.key_high, low(first) ^ (at.key_low + weyl_0),
            high(second) ^ (at.key_high + weyl_1), low(second) ^ (at.key_high + 2 * weyl_1)};
}

} // namespace afklar::detail
#endif

// Once for each instruction set.
#if defined(AFKLAR_CORE_PHILOX_TARGET) == defined(HWY_TARGET_TOGGLE)
#ifdef AFKLAR_CORE_PHILOX_TARGET
#undef AFKLAR_CORE_PHILOX_TARGET
#else
#define AFKLAR_CORE_PHILOX_TARGET
#endif

#include <hwy/highway.h>

#if HWY_TARGET != HWY_SCALAR
HWY_BEFORE_NAMESPACE();
namespace afklar::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// The sixteen bits of agents 0 to 3 and of 4 to 7 of a block, a block in each 64-bit lane.
template <class V>
struct Block16 {
    V low;
    V high;
};

/// The four words of a counter, one in each 64-bit lane.
template <class V>
struct Counter {
    V w0;
    V w1;
    V w2;
    V w3;
};

template <class D, class V>
HWY_INLINE Block16<V> block_of(D d64, const Counter<V>& words) {
    const hn::Repartition<std::uint32_t, D> d32;
    const auto pair = [&](V even, V odd) HWY_ATTR {
        return hn::BitCast(
            d64, hn::OddEven(hn::BitCast(d32, hn::ShiftLeft<32>(odd)), hn::BitCast(d32, even)));
    };
    return {pair(words.w0, words.w1), pair(words.w2, words.w3)};
}

/// The multipliers and the key of a round.
template <class D>
struct Round {
    explicit Round(const PhiloxAddress& at) : key_low(at.key_low), key_high(at.key_high) {}

    void next() {
        key_low += weyl_0;
        key_high += weyl_1;
    }
    [[nodiscard]] HWY_INLINE auto low() const { return hn::Set(D{}, std::uint64_t{key_low}); }
    [[nodiscard]] HWY_INLINE auto high() const { return hn::Set(D{}, std::uint64_t{key_high}); }

    std::uint32_t key_low;
    std::uint32_t key_high;
};

/// The products of the low halves of the lanes with the two multipliers.
template <class D, class V>
HWY_INLINE V product_0(D d64, V words) {
    const hn::Repartition<std::uint32_t, D> d32;
    static_cast<void>(d64);
    return hn::MulEven(hn::BitCast(d32, words), hn::Set(d32, multiplier_0));
}
template <class D, class V>
HWY_INLINE V product_1(D d64, V words) {
    const hn::Repartition<std::uint32_t, D> d32;
    static_cast<void>(d64);
    return hn::MulEven(hn::BitCast(d32, words), hn::Set(d32, multiplier_1));
}

/// One round of the bijection, with the key that `round` gives.
template <class D, class R, class V>
HWY_INLINE void apply(D d64, const R& round, Counter<V>& words) {
    const V p0 = product_0(d64, words.w0);
    const V p1 = product_1(d64, words.w2);
    words.w0 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p1), words.w1), round.low());
    words.w2 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p0), words.w3), round.high());
    words.w1 = p1;
    words.w3 = p0;
}

/// Philox4x32-10, one counter in each 64-bit lane.
template <class D, class V>
HWY_INLINE Block16<V> philox(D d64, const PhiloxAddress& at, Counter<V> words) {
    Round<D> round(at);
    for (int k = 0; k < philox_rounds; ++k) {
        apply(d64, round, words);
        round.next();
    }
    return block_of(d64, words);
}

/// The first three rounds of blocks, given what the first two make of all else.
template <class D, class V>
HWY_INLINE Counter<V> three_rounds(D d64, const Round<D>& third, const SharedRounds& shared,
                                   V blocks) {
    const auto set = [&](std::uint32_t x) HWY_ATTR { return hn::Set(d64, std::uint64_t{x}); };
    const V p0 = product_0(d64, blocks);
    const V word_2 = hn::Xor(hn::ShiftRight<32>(p0), set(shared.into_2_first));
    const V p1 = product_1(d64, word_2);
    const V next_0 = hn::Xor(hn::ShiftRight<32>(p1), set(shared.into_0_second));
    const V next_2 = hn::Xor(p0, set(shared.into_2_second));
    const V q0 = product_0(d64, next_0);
    const V q1 = product_1(d64, next_2);
    return {hn::Xor(hn::Xor(hn::ShiftRight<32>(q1), p1), third.low()), q1,
            hn::Xor(hn::ShiftRight<32>(q0), set(shared.into_2_third)), q0};
}

/// Two vectors of blocks.
template <class V>
struct TwoBlocks16 {
    Block16<V> first;
    Block16<V> second;
};

/// The same numbers as `philox` for a vector of blocks and the one after it, so that the processor need
/// not wait for either.
template <class D, class V>
HWY_INLINE TwoBlocks16<V> philox_pair(D d64, const PhiloxAddress& at, const SharedRounds& shared,
                                      V blocks) {
    Round<D> round(at);
    round.next();
    round.next();
    Counter<V> x = three_rounds(d64, round, shared, blocks);
    Counter<V> y =
        three_rounds(d64, round, shared, hn::Add(blocks, hn::Set(d64, hn::MaxLanes(d64))));
#pragma GCC unroll 7
    for (int k = 3; k < philox_rounds; ++k) {
        round.next();
        apply(d64, round, x);
        apply(d64, round, y);
    }
    return {block_of(d64, x), block_of(d64, y)};
}

} // namespace afklar::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif

#endif
