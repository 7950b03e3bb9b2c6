#include <afklar/core/bounds.hpp>

#include <bit>
#include <cstring>

// Highway compiles this file once for each instruction set and chooses one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/bounds.cpp" // NOLINT: read by foreach_target.h
#include <hwy/foreach_target.h>              // IWYU pragma: keep

#include <hwy/highway.h>

#include "core/philox.hpp"

#ifndef AFKLAR_BOUNDS_ONCE
#define AFKLAR_BOUNDS_ONCE
namespace afklar::detail {

/// Contiguous agents of whole words, and where their draws stand.
struct Row {
    PhiloxAddress at{};
    std::uint32_t first_block = 0;
    std::size_t agents = 0;
};

} // namespace afklar::detail
#endif

HWY_BEFORE_NAMESPACE();
namespace afklar::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

/// Calls `f` with the place of every agent in the row and his leading bits.
template <class F>
void for_each_agent(const Row& row, F&& f) {
    for (std::size_t i = 0; i < row.agents; i += block_size) {
        const auto block = row.first_block + static_cast<std::uint32_t>(i / block_size);
        const auto words = r123::Philox4x32{}({{block, row.at.when, row.at.purpose, row.at.stream}},
                                              {{row.at.key_low, row.at.key_high}});
        for (std::size_t lane = 0; lane < block_size; ++lane) {
            f(i + lane, static_cast<std::uint16_t>(words[lane / 2] >> (16U * (lane % 2))));
        }
    }
}

void find(const Row& row, const std::uint16_t* bounds, CandidateList& found) {
    found.make_room(row.agents);
    for_each_agent(row, [&](std::size_t i, std::uint16_t bits) {
        if (bits < bounds[i]) {
            found.push({row.first_block * block_size + static_cast<std::uint32_t>(i), bits});
        }
    });
}

void mark(const Row& row, std::uint16_t leading, std::span<std::uint64_t> below,
          CandidateList& equal) {
    std::ranges::fill(below, 0);
    for_each_agent(row, [&](std::size_t i, std::uint16_t bits) {
        below[i / word_size] |= std::uint64_t{bits < leading} << (i % word_size);
        if (bits == leading) {
            equal.make_room(1);
            equal.push({static_cast<std::uint32_t>(i), bits});
        }
    });
}

void lower(std::span<std::uint16_t> bounds, const std::uint8_t* states, const Lowering& by) {
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        const std::uint32_t lowered = ((std::uint32_t{bounds[i]} * by.factor) >> 16U) + 1U;
        bounds[i] = states[i] == by.state ? static_cast<std::uint16_t>(lowered) : bounds[i];
    }
}

#else

using Wide = hn::ScalableTag<std::uint64_t>;
using Narrow = hn::Repartition<std::uint16_t, Wide>;
constexpr std::size_t blocks_at_once = hn::MaxLanes(Wide{});
constexpr std::size_t agents_at_once = blocks_at_once * block_size;

/// The order of blocks in a vector that leaves the agents in order of address when halves of 64 bits
/// are interleaved, which happens within 128 bits: 0 1, 0 2 1 3, or 0 4 1 5 2 6 3 7.
HWY_INLINE hn::Vec<Wide> order_of_blocks() {
    alignas(64) std::uint64_t order[blocks_at_once];
    for (std::size_t k = 0; k < blocks_at_once; ++k) {
        order[k] = k % 2 * (blocks_at_once / 2) + k / 2;
    }
    return hn::Load(Wide{}, order);
}

/// Calls `f` with the place in the row of the first of `agents_at_once`, and their leading bits in
/// order of address, in two vectors.
template <class F>
HWY_INLINE void for_each_vector(const Row& row, F&& f) {
    const Wide wide;
    const Narrow narrow;
    const SharedRounds shared = shared_rounds(row.at);
    const auto order = order_of_blocks();
    const auto use = [&](std::size_t i, const Block16<hn::Vec<Wide>>& bits) HWY_ATTR {
        f(i, hn::BitCast(narrow, hn::InterleaveLower(wide, bits.low, bits.high)),
          hn::BitCast(narrow, hn::InterleaveUpper(wide, bits.low, bits.high)));
    };
    for (std::size_t i = 0; i < row.agents; i += 2 * agents_at_once) {
        const auto blocks = hn::Add(order, hn::Set(wide, row.first_block + i / block_size));
        const auto bits = philox_pair(wide, row.at, shared, blocks);
        use(i, bits.first);
        if (i + agents_at_once < row.agents) {
            use(i + agents_at_once, bits.second);
        }
    }
}

/// A bit for each agent of two vectors, in the lowest `agents_at_once` bits.
template <class M>
HWY_INLINE std::uint64_t bits_of(M first, M second) {
    const Narrow narrow;
    alignas(8) std::uint8_t bytes[2 * sizeof(std::uint64_t)] = {};
    hn::StoreMaskBits(narrow, first, bytes);
    hn::StoreMaskBits(narrow, second, bytes + hn::MaxLanes(narrow) / 8);
    std::uint64_t bits = 0;
    std::memcpy(&bits, bytes, sizeof bits);
    return bits;
}

void find(const Row& row, const std::uint16_t* bounds, CandidateList& found) {
    const Narrow narrow;
    const auto zero = hn::Zero(narrow);
    for_each_vector(row, [&](std::size_t i, auto first, auto second) HWY_ATTR {
        // What is left of a bound after its draw is taken off: nothing for nearly everyone.
        const auto left_1 = hn::SaturatedSub(hn::LoadU(narrow, bounds + i), first);
        const auto left_2 =
            hn::SaturatedSub(hn::LoadU(narrow, bounds + i + hn::MaxLanes(narrow)), second);
        if (hn::AllTrue(narrow, hn::Eq(hn::Or(left_1, left_2), zero))) {
            return;
        }
        alignas(64) std::uint16_t drawn[agents_at_once];
        hn::Store(first, narrow, drawn);
        hn::Store(second, narrow, drawn + hn::MaxLanes(narrow));
        found.make_room(agents_at_once);
        const std::uint32_t agent = row.first_block * block_size + static_cast<std::uint32_t>(i);
        for (std::uint64_t bits = bits_of(hn::Lt(zero, left_1), hn::Lt(zero, left_2)); bits != 0;
             bits &= bits - 1U) {
            const auto lane = static_cast<std::uint32_t>(std::countr_zero(bits));
            found.push({agent + lane, drawn[lane]});
        }
    });
}

void mark(const Row& row, std::uint16_t leading, std::span<std::uint64_t> below,
          CandidateList& equal) {
    const Narrow narrow;
    const auto limit = hn::Set(narrow, leading);
    const auto push_equal = [&](std::size_t i, std::uint64_t bits) {
        for (; bits != 0; bits &= bits - 1U) {
            const auto lane = static_cast<std::size_t>(std::countr_zero(bits));
            equal.push({static_cast<std::uint32_t>(i + lane), leading});
        }
    };
    for_each_vector(row, [&](std::size_t i, auto first, auto second) HWY_ATTR {
        const std::uint64_t bits = bits_of(hn::Lt(first, limit), hn::Lt(second, limit));
        std::uint64_t& word = below[i / word_size];
        word = i % word_size == 0 ? bits : word | bits << (i % word_size);
        const auto equal_1 = hn::Eq(first, limit);
        const auto equal_2 = hn::Eq(second, limit);
        if (!hn::AllFalse(narrow, hn::Or(equal_1, equal_2))) {
            equal.make_room(agents_at_once);
            push_equal(i, bits_of(equal_1, equal_2));
        }
    });
}

void lower(std::span<std::uint16_t> bounds, const std::uint8_t* states, const Lowering& by) {
    const Narrow narrow;
    const hn::Rebind<std::uint8_t, Narrow> bytes;
    const auto times = hn::Set(narrow, by.factor);
    const auto one = hn::Set(narrow, 1);
    const auto chosen = hn::Set(narrow, by.state);
    for (std::size_t i = 0; i < bounds.size(); i += hn::MaxLanes(narrow)) {
        const auto before = hn::LoadU(narrow, &bounds[i]);
        const auto after = hn::Add(hn::MulHigh(before, times), one);
        const auto concerned = hn::Eq(hn::PromoteTo(narrow, hn::LoadU(bytes, states + i)), chosen);
        hn::StoreU(hn::IfThenElse(concerned, after, before), narrow, &bounds[i]);
    }
}

#endif

} // namespace afklar::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace afklar {

namespace detail {
namespace {
HWY_EXPORT(find);
HWY_EXPORT(mark);
HWY_EXPORT(lower);

Row row_of(const Draws& draws, const RowDraw& row, std::size_t agents) noexcept {
    return {address_of(draws, row.draw), row.first_agent / block_size, agents};
}

} // namespace
} // namespace detail

void lower_bounds(std::span<std::uint16_t> bounds, std::span<const std::uint8_t> states,
                  const Lowering& by) {
    using namespace detail;
    HWY_DYNAMIC_DISPATCH(lower)(bounds, states.data(), by);
}

void find_below(const Draws& draws, const RowDraw& row, std::span<const std::uint16_t> bounds,
                CandidateList& found) {
    using namespace detail;
    found.clear();
    HWY_DYNAMIC_DISPATCH(find)(row_of(draws, row, bounds.size()), bounds.data(), found);
}

void mark_happened(const Draws& draws, const RowDraw& row, Chance chance,
                   std::span<std::uint64_t> happened) {
    using namespace detail;
    static_cast<void>(bound_of(chance)); // refuses what is nearly certain
    CandidateList equal;                 // takes memory only when there is a tie
    HWY_DYNAMIC_DISPATCH(mark)
    (row_of(draws, row, happened.size() * word_size), static_cast<std::uint16_t>(chance.leading()),
     happened, equal);
    for (const LeadingBits& tie : equal) {
        if (draws.below(tie.bits, row.draw, row.first_agent + tie.agent, chance)) {
            happened[tie.agent / word_size] |= std::uint64_t{1} << (tie.agent % word_size);
        }
    }
}

} // namespace afklar
#endif
