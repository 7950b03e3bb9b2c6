#include <afklar/core/candidates.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <tuple>
#include <type_traits>

// Highway compiles this file once for each instruction set and chooses one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/candidates.cpp" // NOLINT: read by foreach_target.h
#include <hwy/foreach_target.h>                  // IWYU pragma: keep

#include <hwy/highway.h>

#include "core/philox.hpp"

#ifndef AFKLAR_CANDIDATES_ONCE
#define AFKLAR_CANDIDATES_ONCE
namespace afklar::detail {

/// Blocks and the agents of each that are looked at, wide as the lanes that hold them.
struct Lanes {
    const std::uint64_t* blocks = nullptr;
    const std::uint64_t* masks = nullptr;
    std::size_t size = 0;
};

/// What is drawn about one agent at once: `most_occasions` of each.
struct Occasions {
    const std::uint64_t* when = nullptr;
    const std::uint64_t* moves = nullptr; ///< all ones where *when* is that of the agent
    const std::uint64_t* purpose = nullptr;
    const std::uint64_t* round_keys = nullptr; ///< low and high of each round
    std::uint32_t stream = 0;
    std::uint32_t agents_when = 0;
    std::uint32_t block = 0;
    unsigned lane = 0; ///< of the agent in its block
};

/// Notes the agents of one block: `low` holds the bits of agents 0 to 3, `high` those of 4 to 7.
inline void note(std::uint64_t block, std::uint64_t hits, std::uint64_t low, std::uint64_t high,
                 std::vector<LeadingBits>& found) {
    for (; hits != 0; hits &= hits - 1U) {
        const auto lane = static_cast<std::uint32_t>(std::countr_zero(hits));
        const std::uint64_t four = lane < 4 ? low : high;
        found.push_back({static_cast<std::uint32_t>(block) * block_size + lane,
                         static_cast<std::uint16_t>(four >> (16U * (lane % 4U)))});
    }
}

} // namespace afklar::detail
#endif

HWY_BEFORE_NAMESPACE();
namespace afklar::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

/// Philox4x32-10, block after block.
void find(const PhiloxAddress& at, std::uint16_t limit, const Lanes& lanes,
          std::vector<LeadingBits>& found) {
    for (std::size_t k = 0; k < lanes.size; ++k) {
        const auto words = r123::Philox4x32{}(
            {{static_cast<std::uint32_t>(lanes.blocks[k]), at.when, at.purpose, at.stream}},
            {{at.key_low, at.key_high}});
        const std::uint64_t low = words[0] | std::uint64_t{words[1]} << 32U;
        const std::uint64_t high = words[2] | std::uint64_t{words[3]} << 32U;
        std::uint64_t hits = 0;
        for (unsigned lane = 0; lane < block_size; ++lane) {
            const auto leading =
                static_cast<std::uint16_t>((lane < 4 ? low : high) >> (16U * (lane % 4U)));
            hits |= std::uint64_t{leading <= limit} << lane;
        }
        note(lanes.blocks[k], hits & lanes.masks[k], low, high, found);
    }
}

void find_everyone(const PhiloxAddress& at, std::uint16_t limit, std::size_t blocks,
                   std::vector<LeadingBits>& found) {
    for (std::uint64_t block = 0; block < blocks; ++block) {
        const std::uint64_t mask = 0xFF;
        find(at, limit, {&block, &mask, 1}, found);
    }
}

void several(const Occasions& about, std::uint16_t* bits) {
    const auto key = [&about](std::size_t k) {
        return static_cast<std::uint32_t>(about.round_keys[k]);
    };
    for (std::size_t k = 0; k < most_occasions; ++k) {
        const auto when =
            static_cast<std::uint32_t>(about.when[k] | (about.agents_when & about.moves[k]));
        const auto words = r123::Philox4x32{}(
            {{about.block, when, static_cast<std::uint32_t>(about.purpose[k]), about.stream}},
            {{key(0), key(1)}});
        bits[k] = static_cast<std::uint16_t>(words[about.lane / 2U] >> (16U * (about.lane % 2U)));
    }
}

#else

/// Whose sixteen bits of a vector of blocks are at most a limit.
template <class D>
class Collector {
public:
    Collector(std::uint16_t limit, std::vector<LeadingBits>& found)
        : most_(hn::Set(D16(), limit)), found_(found) {}

    /// Notes those of the blocks who are looked at.
    template <class V>
    // NOLINTNEXTLINE(bugprone-easily-swappable-parameters): blocks, then who of them
    HWY_INLINE void collect(const Block16<V>& bits, V blocks, V looked_at) {
        // The bit of each agent in a mask, in the place of his 16 bits.
        auto hits = hn::Or(at_most(bits.low, 0x0008'0004'0002'0001ULL),
                           at_most(bits.high, 0x0080'0040'0020'0010ULL));
        hits = hn::Or(hits, hn::ShiftRight<32>(hits));
        hits = hn::And(hn::Or(hits, hn::ShiftRight<16>(hits)), looked_at);
        const D d64;
        if (hn::AllTrue(d64, hn::Eq(hits, hn::Zero(d64)))) {
            return;
        }
        alignas(64) std::uint64_t each[8];
        alignas(64) std::uint64_t each_half[16]; // of every block agents 0 to 3, then 4 to 7
        alignas(64) std::uint64_t each_block[8];
        hn::Store(hits, d64, each);
        hn::Store(bits.low, d64, each_half);
        hn::Store(bits.high, d64, each_half + 8);
        hn::Store(blocks, d64, each_block);
        std::uint64_t all = 0; // a byte for each block
        for (std::size_t k = 0; k < hn::Lanes(d64); ++k) {
            all |= each[k] << (block_size * k);
        }
        for (; all != 0; all &= all - 1U) {
            const auto place = static_cast<std::uint32_t>(std::countr_zero(all));
            const std::uint32_t k = place / block_size;
            const std::uint32_t agent = place % block_size;
            const std::uint64_t half = each_half[k + (agent / 4U) * 8U];
            found_.push_back({static_cast<std::uint32_t>(each_block[k]) * block_size + agent,
                              static_cast<std::uint16_t>(half >> (16U * (agent % 4U)))});
        }
    }

private:
    using D16 = hn::Repartition<std::uint16_t, D>;

    template <class V>
    HWY_INLINE V at_most(V words, std::uint64_t agents) const {
        const D16 d16;
        const auto bits = hn::BitCast(d16, words);
        const auto yes = hn::VecFromMask(d16, hn::Eq(hn::Min(bits, most_), bits));
        return hn::And(hn::BitCast(D(), yes), hn::Set(D(), agents));
    }

    hn::Vec<D16> most_;
    std::vector<LeadingBits>& found_;
};

void find(const PhiloxAddress& at, std::uint16_t limit, const Lanes& lanes,
          std::vector<LeadingBits>& found) {
    const hn::ScalableTag<std::uint64_t> d64;
    const auto when = hn::Set(d64, std::uint64_t{at.when});
    const auto purpose = hn::Set(d64, std::uint64_t{at.purpose});
    const auto stream = hn::Set(d64, std::uint64_t{at.stream});
    Collector<hn::ScalableTag<std::uint64_t>> collector(limit, found);
    for (std::size_t from = 0; from < lanes.size; from += hn::Lanes(d64)) {
        const auto blocks = hn::LoadU(d64, lanes.blocks + from);
        collector.collect(
            philox(d64, at, Counter<hn::Vec<decltype(d64)>>{blocks, when, purpose, stream}), blocks,
            hn::LoadU(d64, lanes.masks + from));
    }
}

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): a limit, then how far
void find_everyone(const PhiloxAddress& at, std::uint16_t limit, std::size_t blocks,
                   std::vector<LeadingBits>& found) {
    const hn::ScalableTag<std::uint64_t> d64;
    const std::uint64_t lanes = hn::Lanes(d64);
    const SharedRounds shared = shared_rounds(at);
    const auto everyone = hn::Set(d64, 0xFFULL);
    Collector<hn::ScalableTag<std::uint64_t>> collector(limit, found);
    for (std::uint64_t from = 0; from < blocks; from += 2 * lanes) {
        const auto first = hn::Iota(d64, from);
        const auto bits = philox_pair(d64, at, shared, first);
        collector.collect(bits.first, first, everyone);
        collector.collect(bits.second, hn::Add(first, hn::Set(d64, lanes)), everyone);
    }
}

/// The key of a round, worked out before.
template <class D>
struct KnownRound {
    [[nodiscard]] HWY_INLINE auto low() const { return hn::Set(D{}, keys[0]); }
    [[nodiscard]] HWY_INLINE auto high() const { return hn::Set(D{}, keys[1]); }

    const std::uint64_t* keys;
};

/// What the first two rounds make of the words that all occasions of an agent share, his block and the
/// stream: worked out once, it saves every vector two multiplications of twenty.
struct SharedByOccasions {
    explicit SharedByOccasions(const Occasions& about) {
        const std::uint64_t* const keys = about.round_keys;
        const std::uint64_t first = std::uint64_t{multiplier_0} * about.block;
        const std::uint64_t second = multiplier_1 * (first >> 32U ^ about.stream ^ keys[1]);
        into_0 = second >> 32U ^ keys[2];
        word_1 = second;
        into_2 = first ^ keys[3];
    }
    std::uint64_t into_0; ///< what word 0 is mixed with in the second round, and so on
    std::uint64_t word_1;
    std::uint64_t into_2;
};

/// The first two rounds of some occasions, from the k-th on.
template <class D>
HWY_INLINE Counter<hn::Vec<D>> two_rounds(D d64, const SharedByOccasions& shared,
                                          const Occasions& about, std::size_t k) {
    const auto moved =
        hn::And(hn::LoadU(d64, about.moves + k), hn::Set(d64, std::uint64_t{about.agents_when}));
    const auto when = hn::Or(hn::LoadU(d64, about.when + k), moved);
    const auto p1 = product_1(d64, hn::LoadU(d64, about.purpose + k));
    const KnownRound<D> first{about.round_keys};
    const auto word_0 = hn::Xor(hn::Xor(hn::ShiftRight<32>(p1), when), first.low());
    const auto p0 = product_0(d64, word_0);
    return {hn::Xor(p1, hn::Set(d64, shared.into_0)), hn::Set(d64, shared.word_1),
            hn::Xor(hn::ShiftRight<32>(p0), hn::Set(d64, shared.into_2)), p0};
}

void several(const Occasions& about, std::uint16_t* bits) {
    // Two vectors side by side, so that the processor need not wait for either.
    const hn::CappedTag<std::uint64_t, most_occasions / 2> d64;
    const std::size_t lanes = hn::Lanes(d64);
    const SharedByOccasions shared(about);
    for (std::size_t k = 0; k < most_occasions; k += 2 * lanes) {
        auto x = two_rounds(d64, shared, about, k);
        auto y = two_rounds(d64, shared, about, k + lanes);
#pragma GCC unroll 8
        for (int n = 2; n < philox_rounds; ++n) {
            const KnownRound<std::remove_const_t<decltype(d64)>> round{about.round_keys + 2 * n};
            apply(d64, round, x);
            apply(d64, round, y);
        }
        // All words are stored and that of the agent is read: no branch to guess.
        alignas(64) std::uint64_t words[4][most_occasions];
        const auto store = [&](const auto& of, std::size_t from) HWY_ATTR {
            hn::StoreU(of.w0, d64, words[0] + from);
            hn::StoreU(of.w1, d64, words[1] + from);
            hn::StoreU(of.w2, d64, words[2] + from);
            hn::StoreU(of.w3, d64, words[3] + from);
        };
        store(x, 0);
        store(y, lanes);
        const std::uint64_t* const his = words[about.lane / 2U];
        const hn::Rebind<std::uint16_t, decltype(d64)> d16;
        for (const std::size_t from : {std::size_t{0}, lanes}) {
            const auto all = hn::ShiftRightSame(hn::LoadU(d64, his + from),
                                                static_cast<int>(16U * (about.lane % 2U)));
            hn::StoreU(hn::TruncateTo(d16, hn::And(all, hn::Set(d64, 0xFFFFULL))), d16,
                       bits + k + from);
        }
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
HWY_EXPORT(find_everyone);
HWY_EXPORT(several);

void find_in(const PhiloxAddress& at, std::uint16_t limit, const Lanes& lanes,
             std::vector<LeadingBits>& found) {
    HWY_DYNAMIC_DISPATCH(find)(at, limit, lanes, found);
}

void find_everyone_in(const PhiloxAddress& at, std::uint16_t limit, std::size_t blocks,
                      std::vector<LeadingBits>& found) {
    HWY_DYNAMIC_DISPATCH(find_everyone)(at, limit, blocks, found);
}

void draw_several(const Occasions& about, std::uint16_t* bits) {
    HWY_DYNAMIC_DISPATCH(several)(about, bits);
}

} // namespace
} // namespace detail

DrawSet::DrawSet(const Draws& draws, Agent kind, std::span<const Occasion> occasions) noexcept
    : stream_(draws.key().stream) {
    static_assert(2 * detail::philox_rounds == std::tuple_size_v<decltype(round_keys_)>);
    auto [low, high] = draws.philox_key();
    for (std::size_t k = 0; k < round_keys_.size(); k += 2) {
        round_keys_[k] = low;
        round_keys_[k + 1] = high;
        low += detail::weyl_0;
        high += detail::weyl_1;
    }
    for (std::size_t k = 0; k < occasions.size(); ++k) {
        const auto& when = occasions[k].when;
        const auto counter = draws.counter(occasions[k].purpose, kind, 0, when.value_or(0));
        when_[k] = counter[1];
        moves_[k] = when ? 0 : ~std::uint64_t{0};
        purpose_[k] = counter[2];
    }
}

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): who, when
OccasionBits DrawSet::of(std::uint32_t agent, std::uint32_t when) const {
    OccasionBits bits;
    detail::draw_several({when_.data(), moves_.data(), purpose_.data(), round_keys_.data(), stream_,
                          when, agent / block_size, agent % block_size},
                         bits.data());
    return bits;
}

void BlockLanes::assign(const Mask& who) {
    constexpr std::uint32_t in_word = word_size / block_size;
    start(who.words.size() * in_word);
    for (std::size_t w = 0; w < who.words.size(); ++w) {
        auto block = static_cast<std::uint32_t>(w) * in_word;
        for (std::uint64_t word = who.words[w]; word != 0; word >>= block_size, ++block) {
            take({block, static_cast<unsigned>(word & 0xFFU)});
        }
    }
    finish();
}

void BlockLanes::start(std::size_t most) {
    size_ = 0;
    make_room(most);
}

void BlockLanes::make_room(std::size_t most) {
    blocks_.resize(std::max(blocks_.size(), most + padding));
    masks_.resize(std::max(masks_.size(), most + padding));
}

void BlockLanes::finish() {
    std::fill_n(blocks_.begin() + static_cast<std::ptrdiff_t>(size_), padding, 0);
    std::fill_n(masks_.begin() + static_cast<std::ptrdiff_t>(size_), padding, 0);
}

void BlockLanes::find(const Draws& draws, const BlockDraw& draw, std::uint32_t limit,
                      std::vector<LeadingBits>& found) const {
    found.clear();
    const auto most = static_cast<std::uint16_t>(std::min<std::uint32_t>(limit, 0xFFFFU));
    detail::find_in(detail::address_of(draws, draw), most, {blocks_.data(), masks_.data(), size_},
                    found);
}

std::span<const LeadingBits> CandidateBook::look_up(const Draws& draws, const BlockDraw& draw,
                                                    std::uint32_t limit, std::size_t blocks) {
    std::vector<Page>& pages = pages_[draw.purpose];
    if (draw.when >= pages.size()) {
        pages.resize(draw.when + 1);
    }
    Page& page = pages[draw.when];
    if (page.blocks < blocks || page.limit < limit) {
        // A little above the limit, for the policies whose bound is a little higher.
        page.limit = limit + limit / 4;
        page.blocks = blocks;
        const auto most = static_cast<std::uint16_t>(std::min<std::uint32_t>(page.limit, 0xFFFFU));
        page.begin = all_.size();
        detail::find_everyone_in(detail::address_of(draws, draw), most, blocks, all_);
        page.end = all_.size();
    }
    return std::span(all_).subspan(page.begin, page.end - page.begin);
}

} // namespace afklar
#endif
