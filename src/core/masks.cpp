#include <afklar/core/masks.hpp>

#include <algorithm>
#include <cstring>
#include <limits>

// Highway compiles this file once for each instruction set and chooses one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/masks.cpp" // NOLINT: read by foreach_target.h
#include <hwy/foreach_target.h>             // IWYU pragma: keep

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace afklar::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Blocks = std::span<const std::uint32_t>;

/// Eight agents share a byte of a mask.
constexpr std::size_t block = 8;

/// The byte of a block by a condition written for one value. The last block may be short.
template <class T, class F>
std::uint8_t byte_of(std::span<const T> column, std::size_t first, F&& holds) {
    unsigned bits = 0;
    const std::size_t size = std::min(block, column.size() - first);
    for (std::size_t lane = 0; lane < size; ++lane) {
        bits |= static_cast<unsigned>(holds(column[first + lane])) << lane;
    }
    return static_cast<std::uint8_t>(bits);
}

/// Marks with a condition written for the vector of a block, and once more for a single value, which
/// serves a short last block and wherever there are no vectors.
template <class T, class V, class F>
void mark(std::span<const T> column, Blocks blocks, std::uint8_t* bytes, [[maybe_unused]] V&& hold,
          F&& holds) {
    std::size_t k = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::CappedTag<T, block> d;
    static_assert(hn::MaxLanes(d) == block);
    // What is written cannot be what is read, which the compiler would fear of bytes.
    const std::uint32_t* HWY_RESTRICT number = blocks.data();
    const T* HWY_RESTRICT values = column.data();
    std::uint8_t* HWY_RESTRICT mask = bytes;
    const bool last_is_short =
        !blocks.empty() && std::size_t{blocks.back()} * block + block > column.size();
    const std::size_t whole = blocks.size() - (last_is_short ? 1 : 0);
    for (; k < whole; ++k) {
        hn::StoreMaskBits(d, hold(d, hn::LoadU(d, values + std::size_t{number[k]} * block)),
                          mask + k);
    }
#endif
    for (; k < blocks.size(); ++k) {
        bytes[k] = byte_of(column, std::size_t{blocks[k]} * block, holds);
    }
}

void at_most_16(std::span<const std::int16_t> column, Blocks blocks, std::int16_t limit,
                std::uint8_t* mask) {
    mark(
        column, blocks, mask,
        [limit](auto d, auto x) { return hn::Not(hn::Gt(x, hn::Set(d, limit))); },
        [limit](std::int16_t x) { return x <= limit; });
}
void above_16(std::span<const std::int16_t> column, Blocks blocks, std::int16_t limit,
              std::uint8_t* mask) {
    mark(
        column, blocks, mask, [limit](auto d, auto x) { return hn::Gt(x, hn::Set(d, limit)); },
        [limit](std::int16_t x) { return x > limit; });
}
void equal_8(std::span<const std::uint8_t> column, Blocks blocks, std::uint8_t value,
             std::uint8_t* mask) {
    mark(
        column, blocks, mask, [value](auto d, auto x) { return hn::Eq(x, hn::Set(d, value)); },
        [value](std::uint8_t x) { return x == value; });
}
void equal_16(std::span<const std::uint16_t> column, Blocks blocks, std::uint16_t value,
              std::uint8_t* mask) {
    mark(
        column, blocks, mask, [value](auto d, auto x) { return hn::Eq(x, hn::Set(d, value)); },
        [value](std::uint16_t x) { return x == value; });
}
void has_bit(std::span<const std::uint16_t> column, Blocks blocks, std::uint16_t bit,
             std::uint8_t* mask) {
    mark(
        column, blocks, mask, [bit](auto d, auto x) { return hn::TestBit(x, hn::Set(d, bit)); },
        [bit](std::uint16_t x) { return (x & bit) != 0; });
}

/// Counts with the processor's own instruction where the instruction set has one.
void count(std::span<const std::uint64_t> who, std::span<const Mask> sets, std::int64_t* numbers) {
    for (std::size_t w = 0; w < who.size(); ++w) {
        for (std::size_t s = 0; s < sets.size(); ++s) {
            numbers[s] += __builtin_popcountll(who[w] & sets[s].words[w]);
        }
    }
}

} // namespace afklar::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace afklar {

HWY_EXPORT(at_most_16);
HWY_EXPORT(above_16);
HWY_EXPORT(equal_8);
HWY_EXPORT(equal_16);
HWY_EXPORT(has_bit);
HWY_EXPORT(count);

namespace {

static_assert(std::endian::native == std::endian::little, "block k is byte k of the words");

std::uint8_t* bytes_of(std::vector<std::uint64_t>& mask) noexcept {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the bytes of the words
    return reinterpret_cast<std::uint8_t*>(mask.data());
}

std::int16_t column_limit(int limit) noexcept {
    return static_cast<std::int16_t>(std::clamp<int>(
        limit, std::numeric_limits<std::int16_t>::min(), std::numeric_limits<std::int16_t>::max()));
}

} // namespace

std::int64_t count_in(const Mask& mask) noexcept {
    std::int64_t number = 0;
    count_in(mask, {&mask, 1}, &number);
    return number;
}

void count_in(const Mask& who, std::span<const Mask> sets, std::int64_t* numbers) noexcept {
    HWY_DYNAMIC_DISPATCH(count)(who.words, sets, numbers);
}

void add_one(std::span<std::int16_t> column, const Mask& mask) noexcept {
    mask.for_each([column](std::uint32_t i) {
        if (column[i] < std::numeric_limits<std::int16_t>::max()) {
            ++column[i];
        }
    });
}

std::vector<std::uint64_t>& MaskMaker::next() {
    if (used_ == masks_.size()) {
        masks_.emplace_back();
    }
    std::vector<std::uint64_t>& mask = masks_[used_++];
    mask.resize((blocks_.size() + 7) / 8);
    if (!mask.empty()) {
        mask.back() = 0; // bytes past the last block
    }
    return mask;
}

Mask MaskMaker::of(std::span<const std::uint8_t> all_blocks) {
    auto& mask = next();
    const std::uint32_t* block = blocks_.data();
    const std::uint8_t* bytes = all_blocks.data();
    const auto gather = [&](std::size_t number) {
        std::uint64_t word = 0;
        for (std::size_t k = 0; k < number; ++k) {
            word |= std::uint64_t{bytes[block[k]]} << (8U * k);
        }
        block += number;
        return word;
    };
    for (std::size_t w = 0; w < blocks_.size() / 8; ++w) {
        mask[w] = gather(8);
    }
    if (const std::size_t rest = blocks_.size() % 8; rest != 0) {
        mask.back() = gather(rest);
    }
    return {blocks_, mask};
}

Mask MaskMaker::at_most(std::span<const std::int16_t> column, int limit) {
    auto& mask = next();
    HWY_DYNAMIC_DISPATCH(at_most_16)(column, blocks_, column_limit(limit), bytes_of(mask));
    return {blocks_, mask};
}

Mask MaskMaker::above(std::span<const std::int16_t> column, int limit) {
    auto& mask = next();
    HWY_DYNAMIC_DISPATCH(above_16)(column, blocks_, column_limit(limit), bytes_of(mask));
    return {blocks_, mask};
}

Mask MaskMaker::equal(std::span<const std::uint8_t> column, std::uint8_t value) {
    auto& mask = next();
    HWY_DYNAMIC_DISPATCH(equal_8)(column, blocks_, value, bytes_of(mask));
    return {blocks_, mask};
}

Mask MaskMaker::equal(std::span<const std::uint16_t> column, std::uint16_t value) {
    auto& mask = next();
    HWY_DYNAMIC_DISPATCH(equal_16)(column, blocks_, value, bytes_of(mask));
    return {blocks_, mask};
}

Mask MaskMaker::equal(std::span<const std::int16_t> column, std::int16_t value) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): equal in either sign
    const auto* bits = reinterpret_cast<const std::uint16_t*>(column.data());
    return equal(std::span(bits, column.size()), static_cast<std::uint16_t>(value));
}

Mask MaskMaker::with(std::span<const std::uint16_t> column, std::uint16_t bit) {
    auto& mask = next();
    HWY_DYNAMIC_DISPATCH(has_bit)(column, blocks_, bit, bytes_of(mask));
    return {blocks_, mask};
}

template <class F>
Mask MaskMaker::combine(const Mask& a, const Mask& b, F&& f) {
    auto& mask = next();
    std::transform(a.words.begin(), a.words.end(), b.words.begin(), mask.begin(), f);
    return {blocks_, mask};
}

Mask MaskMaker::both(const Mask& a, const Mask& b) {
    return combine(a, b, [](std::uint64_t x, std::uint64_t y) { return x & y; });
}

Mask MaskMaker::without(const Mask& a, const Mask& b) {
    return combine(a, b, [](std::uint64_t x, std::uint64_t y) { return x & ~y; });
}

Mask MaskMaker::either(const Mask& a, const Mask& b) {
    return combine(a, b, [](std::uint64_t x, std::uint64_t y) { return x | y; });
}

} // namespace afklar
#endif
