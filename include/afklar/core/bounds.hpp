#pragma once
/// Rare events of many agents: each keeps an upper bound of his chance in 16 bits, a vector at a time is
/// compared with the draws of its blocks, and only the few below their bounds are decided exactly.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include <afklar/core/candidates.hpp>
#include <afklar/core/chance.hpp>
#include <afklar/core/column.hpp>
#include <afklar/core/draws.hpp>

namespace afklar {

/// The smallest number above the leading bits of every draw that falls below a chance; 0 for no chance.
/// Domain: chances under 1 - 2^-16. Errors: `std::invalid_argument` for a larger one.
constexpr std::uint16_t bound_of(Chance chance) {
    constexpr std::uint32_t largest = 0xFFFF;
    const std::uint32_t bound = chance.bits == 0 ? 0 : chance.leading() + 1;
    return bound > largest ? throw std::invalid_argument("what is nearly certain needs no draw")
                           : static_cast<std::uint16_t>(bound);
}

/// Whose bounds are lowered, and by what.
struct Lowering {
    std::uint8_t state = 0;
    std::uint16_t factor = 0; ///< in 2^-16
};

/// Multiplies the bounds of those in one state by a factor, rounded up, so that bounds of chances that
/// fell by the factor or more since stay bounds: floor(bound * factor) + 1.
/// Shape: `bounds` and `states` by agent, whole words.
/// Cost: a few instructions for 8 to 32 agents; bounds of 0 in that state become 1.
void lower_bounds(std::span<std::uint16_t> bounds, std::span<const std::uint8_t> states,
                  const Lowering& by);

/// A factor for `lower_bounds`: at least the given one. Domain: above 0, below 1 - 2^-15.
constexpr std::uint16_t factor_above(double factor) noexcept {
    return static_cast<std::uint16_t>(factor * 65536.0 + 1.0);
}

/// Draws of contiguous agents: which draw, and the address of the first agent.
struct RowDraw {
    BlockDraw draw{};
    std::uint32_t first_agent = 0; ///< a multiple of `block_size`
};

/// Those whose draws are below their bounds, in order of address. Memory is kept, so that weeks
/// allocate nothing once the list has been as long as it gets.
class CandidateList {
public:
    [[nodiscard]] const LeadingBits* begin() const noexcept { return list_.data(); }
    [[nodiscard]] const LeadingBits* end() const noexcept { return list_.data() + size_; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    void clear() noexcept { size_ = 0; }
    /// Makes room for so many more; `push` relies on it.
    void make_room(std::size_t more) {
        if (list_.size() < size_ + more) {
            list_.resize(std::max(size_ + more, 2 * list_.size()));
        }
    }
    void push(const LeadingBits& candidate) noexcept { list_[size_++] = candidate; }

private:
    std::vector<LeadingBits> list_;
    std::size_t size_ = 0;
};

/// Lists the agents whose leading bits are below their bounds.
/// Shape: `bounds` by agent of the row, whole words. `found` is overwritten.
/// Draws: the leading bits of every agent of the row, those of `Draws::block`.
/// Cost: one generator call for eight blocks with AVX-512, four with AVX2, two otherwise.
void find_below(const Draws& draws, const RowDraw& row, std::span<const std::uint16_t> bounds,
                CandidateList& found);

/// Marks the agents to whom something of one chance happens: bit i of word w is agent 64 w + i of the
/// row, and is what `Draws::happens` says of him.
/// Shape: `happened` a word for 64 agents. Domain: chances under 1 - 2^-16, as for `bound_of`.
/// Draws and cost: as `find_below`; 32 further bits where leading bits are equal to the chance's.
void mark_happened(const Draws& draws, const RowDraw& row, Chance chance,
                   std::span<std::uint64_t> happened);

/// Chances of several outcomes added up: outcome k is a draw at or above `up_to[k - 1]` and below
/// `up_to[k]`, and outcome N is none of them.
template <std::size_t N>
using CumulativeChances = std::array<Chance, N>;

/// Which outcome a draw of 48 bits gives one agent, when the leading 16 bits have been drawn already.
/// Draws: 32 further bits where the leading ones are equal to those of a chance.
template <std::size_t N>
[[nodiscard]] std::size_t outcome_of(const Draws& draws, const BlockDraw& draw,
                                     const LeadingBits& drawn,
                                     const CumulativeChances<N>& up_to) noexcept {
    std::size_t passed = 0;
    bool equal = false;
    for (const Chance chance : up_to) {
        passed += drawn.bits > chance.leading() ? 1U : 0U;
        equal |= drawn.bits == chance.leading();
    }
    if (!equal) {
        return passed;
    }
    const std::uint64_t bits = (std::uint64_t{drawn.bits} << 32U) |
                               draws.refine(draw.purpose, draw.kind, drawn.agent, draw.when);
    return static_cast<std::size_t>(
        std::ranges::count_if(up_to, [bits](Chance chance) { return bits >= chance.bits; }));
}

} // namespace afklar
