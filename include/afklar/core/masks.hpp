#pragma once
/// Masks: one bit for each agent. Conditions on columns become masks with the widest instructions that
/// suit them; masks are combined, counted and gone through.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include <afklar/core/column.hpp>

namespace afklar {

/// Some of the agents of a population: a bit for each, in order of address, 64 to a word.
struct Mask {
    std::span<const std::uint64_t> words{};

    /// Calls `f` with every agent, in order of address.
    template <class F>
    void for_each(F&& f) const {
        for (std::size_t w = 0; w < words.size(); ++w) {
            for (std::uint64_t bits = words[w]; bits != 0; bits &= bits - 1U) {
                f(static_cast<std::uint32_t>(w * word_size) +
                  static_cast<std::uint32_t>(std::countr_zero(bits)));
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
/// Domain: masks of the same agents.
void count_in(const Mask& who, std::span<const Mask> sets, std::int64_t* numbers) noexcept;
/// Adds one for every agent of a mask, up to the largest number the column holds.
void add_one(std::span<std::int16_t> column, const Mask& mask) noexcept;
/// A number in whole thousandths, a half up. Domain: 0 to 30,000.
constexpr std::int32_t in_thousandths(float number) noexcept {
    // NOLINTNEXTLINE(bugprone-incorrect-roundings): as the vector code does it; never negative
    return static_cast<std::int32_t>(number * 1000.0F + 0.5F);
}
/// Adds to each of `sums` the thousandths of those of `who` who are in one of the sets, each rounded by
/// himself. Domain: a column of whole words; masks of the same agents.
void add_thousandths(std::span<const float> column, const Mask& who, std::span<const Mask> sets,
                     std::int64_t* sums) noexcept;

/// Makes masks of a population and keeps them until it is told to start afresh. Memory is kept, so that
/// weeks allocate nothing. Cost: a condition takes one pass over the column, 16 to 64 agents at a time.
class MaskMaker {
public:
    /// Makes masks of so many agents from now on; masks made before are void.
    void look_at(std::size_t agents) {
        agents_ = agents;
        used_ = 0;
        if (words_for(agents) > longest_) {
            longest_ = 2 * words_for(agents); // room to grow without asking again
            masks_.clear();
        }
    }

    /// A copy of a mask, which stays as it is when its source changes.
    /// Domain: no bit of it is past the last agent.
    Mask of(std::span<const std::uint64_t> words);
    /// Those whose value is at most a limit. Domain: a limit the column cannot hold is taken for the
    /// nearest that it can.
    Mask at_most(std::span<const std::int16_t> column, int limit);
    /// Those whose value is above a limit.
    Mask above(std::span<const std::int16_t> column, int limit);
    /// Those whose value is not 0.
    Mask above_zero(std::span<const std::uint8_t> column);
    /// Those with one value.
    Mask equal(std::span<const std::uint8_t> column, std::uint8_t value);
    Mask equal(std::span<const std::uint16_t> column, std::uint16_t value);
    Mask equal(std::span<const std::int16_t> column, std::int16_t value);
    template <class E>
        requires(std::is_enum_v<E> && sizeof(E) == 1)
    Mask equal(const Column<E>& column, E value) {
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
    /// The first so many of a mask, in order of address.
    Mask first(const Mask& who, std::int64_t number);

private:
    std::uint64_t* next();
    Mask made(const std::uint64_t* words) const noexcept {
        return {std::span(words, words_for(agents_))};
    }
    template <class F>
    Mask combine(const Mask& a, const Mask& b, F&& f);

    std::size_t agents_ = 0;
    std::size_t longest_ = 0; ///< words that each of the masks has room for
    std::vector<std::unique_ptr<std::uint64_t[]>> masks_; // NOLINT(modernize-avoid-c-arrays)
    std::size_t used_ = 0;
};

} // namespace afklar
