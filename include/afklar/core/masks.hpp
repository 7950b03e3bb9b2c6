#pragma once
/// Masks: one bit for each agent of the blocks looked at. Conditions on columns become masks with the
/// widest instructions that suit them; masks are combined, counted and gone through.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

namespace afklar {

/// Agents of some blocks: a byte for each block, in the order of the list, eight bytes to a word.
struct Mask {
    std::span<const std::uint32_t> blocks{};
    std::span<const std::uint64_t> words{};

    /// Calls `f` with every agent, in order of the list of blocks.
    template <class F>
    void for_each(F&& f) const {
        for (std::size_t w = 0; w < words.size(); ++w) {
            for (std::uint64_t bits = words[w]; bits != 0; bits &= bits - 1U) {
                const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
                f(blocks[w * 8U + bit / 8U] * 8U + static_cast<std::uint32_t>(bit % 8U));
            }
        }
    }
};

/// The bits of `count` agents from the given one on, in the lowest places of a word.
/// Shape: `words` with a bit for each agent from 0. Domain: 1 to 64 agents, all within the words.
[[nodiscard]] constexpr std::uint64_t bits_from(std::span<const std::uint64_t> words,
                                                std::size_t first, unsigned count) noexcept {
    constexpr unsigned width = 64;
    const auto shift = static_cast<unsigned>(first % width);
    std::uint64_t bits = words[first / width] >> shift;
    if (shift + count > width) {
        bits |= words[first / width + 1] << (width - shift);
    }
    return count < width ? bits & ((std::uint64_t{1} << count) - 1U) : bits;
}

/// Number of agents in a mask.
std::int64_t count_in(const Mask& mask) noexcept;
/// Adds to each of `numbers` how many agents of `who` are in one of the sets.
/// Domain: masks of the same blocks.
void count_in(const Mask& who, std::span<const Mask> sets, std::int64_t* numbers) noexcept;
/// Adds one for every agent of a mask, up to the largest number the column holds.
void add_one(std::span<std::int16_t> column, const Mask& mask) noexcept;

/// Makes masks of the blocks it is given and keeps them until it is given others. Memory is kept, so
/// that weeks allocate nothing. Domain: no block lies past the end of a column; the last may be short.
class MaskMaker {
public:
    /// Looks at these blocks from now on; masks made before are void.
    void look_at(std::span<const std::uint32_t> blocks) noexcept {
        blocks_ = blocks;
        used_ = 0;
    }

    /// Those of a mask that holds a byte for every block there is.
    Mask of(std::span<const std::uint8_t> all_blocks);
    /// Those whose value is at most a limit. Domain: a limit the column cannot hold is taken for the
    /// nearest that it can.
    Mask at_most(std::span<const std::int16_t> column, int limit);
    /// Those whose value is above a limit.
    Mask above(std::span<const std::int16_t> column, int limit);
    /// Those with one value.
    Mask equal(std::span<const std::uint8_t> column, std::uint8_t value);
    Mask equal(std::span<const std::uint16_t> column, std::uint16_t value);
    Mask equal(std::span<const std::int16_t> column, std::int16_t value);
    template <class E>
        requires(std::is_enum_v<E> && sizeof(E) == 1)
    Mask equal(const std::vector<E>& column, E value) {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes of a column
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(column.data());
        return equal(std::span(bytes, column.size()), static_cast<std::uint8_t>(value));
    }
    /// Those who have a bit of a set of flags.
    Mask with(std::span<const std::uint16_t> column, std::uint16_t bit);

    /// Those in both; in the first but not the second; in either.
    Mask both(const Mask& a, const Mask& b);
    Mask without(const Mask& a, const Mask& b);
    Mask either(const Mask& a, const Mask& b);

private:
    std::vector<std::uint64_t>& next();
    template <class F>
    Mask combine(const Mask& a, const Mask& b, F&& f);

    std::span<const std::uint32_t> blocks_;
    std::vector<std::vector<std::uint64_t>> masks_; ///< moving one leaves its words where they are
    std::size_t used_ = 0;
};

} // namespace afklar
