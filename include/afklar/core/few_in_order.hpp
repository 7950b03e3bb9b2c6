#pragma once
/// Few numbers put in order without a branch that the processor has to guess: the place of each is how many
/// are smaller.

#include <cstddef>
#include <cstdint>
#include <span>

namespace afklar {

/// Up to how many numbers that is cheaper than to sort them.
inline constexpr std::size_t few_numbers = 128;

/// Sorts numbers. Domain: no two are equal.
/// Cost: for up to `few_numbers` of them n²/8 comparisons of vectors with AVX-512, n²/4 with AVX2; else
/// that of `std::sort`. No memory is asked for.
void put_in_order(std::span<std::uint64_t> numbers) noexcept;

} // namespace afklar
