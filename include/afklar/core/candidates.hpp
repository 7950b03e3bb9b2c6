#pragma once
/// Who can be hit by a rare event: the agents of many blocks whose leading 16 bits are small enough,
/// found with the widest instructions that the processor has.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <afklar/core/draws.hpp>
#include <afklar/core/masks.hpp>

namespace afklar {

/// An agent and the leading bits of his draw.
struct LeadingBits {
    std::uint32_t agent = 0;
    std::uint16_t bits = 0;
    bool operator==(const LeadingBits&) const = default;
};

/// One of several draws about the same agent.
struct Occasion {
    Purpose purpose{};
    std::optional<std::uint32_t> when{}; ///< fixed; left out: told with the agent
};
/// Most occasions that are drawn at once.
inline constexpr std::size_t most_occasions = 8;
/// Their leading bits.
using OccasionBits = std::array<std::uint16_t, most_occasions>;

/// Several draws about one agent, made at once.
class DrawSet {
public:
    /// Domain: at most `most_occasions`.
    DrawSet(const Draws& draws, Agent kind, std::span<const Occasion> occasions) noexcept;

    /// The leading bits of an agent: those of `Draws::leading` for each occasion, in their order. `when`: of
    /// the occasions that have none of their own, below 65,536.
    /// Cost: one pass through the rounds of the generator, in two vectors of 256 bits.
    [[nodiscard]] OccasionBits of(std::uint32_t agent, std::uint32_t when) const;

private:
    std::array<std::uint64_t, most_occasions> when_{};
    std::array<std::uint64_t, most_occasions>
        moves_{}; ///< all ones where *when* is told with the agent
    std::array<std::uint64_t, most_occasions> purpose_{};
    std::array<std::uint64_t, 20> round_keys_{}; ///< two for each round of the generator
    std::uint32_t stream_ = 0;
};

/// The blocks of a mask that have anyone in it, laid out for the generator.
class BlockLanes {
public:
    /// Takes over the blocks of a mask. Memory is kept.
    void assign(const Mask& who);

    /// Lists, in order of the blocks, the agents of the mask whose leading bits are at most `limit`.
    /// `found` is overwritten. The bits are those of `Draws::block`, whatever the instruction set.
    /// Cost: one generator call for every eight blocks with AVX-512, four with AVX2.
    void find(const Draws& draws, const BlockDraw& draw, std::uint32_t limit,
              std::vector<LeadingBits>& found) const;

    /// Starts to lay out agents one by one, in order of address, at most so many.
    void start(std::size_t most);
    /// Room for so many agents in all; who is laid out stays.
    void make_room(std::size_t most);
    /// Adds an agent; true when his block is new.
    bool take(std::uint32_t agent) noexcept {
        const std::uint64_t bit = std::uint64_t{1} << (agent % block_size);
        if (size_ != 0 && blocks_[size_ - 1] == agent / block_size) {
            masks_[size_ - 1] |= bit;
            return false;
        }
        blocks_[size_] = agent / block_size;
        masks_[size_++] = bit;
        return true;
    }
    /// Adds the whole k-th block of others. Domain: after all that were added before.
    void take_block(const BlockLanes& others, std::size_t k) noexcept {
        blocks_[size_] = others.blocks_[k];
        masks_[size_++] = others.masks_[k];
    }
    /// Ends it.
    void finish();

private:
    /// A block and who of it is looked at.
    struct Lane {
        std::uint32_t block = 0;
        unsigned mask = 0;
    };
    void take(const Lane& lane) noexcept { // always write, keep if needed
        blocks_[size_] = lane.block;
        masks_[size_] = lane.mask;
        size_ += lane.mask != 0 ? 1U : 0U;
    }

    static constexpr std::size_t padding =
        8; ///< lanes of the widest vector; the last look at nobody
    std::vector<std::uint64_t> blocks_;
    std::vector<std::uint64_t> masks_;
    std::size_t size_ = 0;
};

/// The candidates of rare events in one job centre, worked out once and looked up by every policy of a
/// stream: the same people meet the same luck, so their draws are the same.
class CandidateBook {
public:
    /// Agents of the blocks 0 to `blocks` - 1 whose leading bits are at most `limit`, and perhaps others
    /// above it, in order of address. The list is void after the next call.
    /// Domain: one stream, job centre and kind of agent to a book.
    std::span<const LeadingBits> look_up(const Draws& draws, const BlockDraw& draw,
                                         std::uint32_t limit, std::size_t blocks);

private:
    struct Page {
        std::uint32_t limit = 0;
        std::size_t blocks = 0;
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    EnumArray<Purpose, std::vector<Page>> pages_; ///< by purpose and week
    std::vector<LeadingBits> all_;                ///< of every page, one after the other
};

} // namespace afklar
