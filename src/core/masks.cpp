#include <afklar/core/masks.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

// Highway compiles this file once for each instruction set and chooses one at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/masks.cpp" // NOLINT: read by foreach_target.h
#include <hwy/foreach_target.h>             // IWYU pragma: keep

#include <hwy/highway.h>

#include "core/lanes.hpp"

HWY_BEFORE_NAMESPACE();
namespace afklar::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Agents whose bits share a byte of a mask.
constexpr std::size_t in_byte = 8;

/// Marks with a condition written for a vector, and once more for a single value, which serves what is
/// left of a column and wherever there are no vectors. Domain: the bytes of the mask are 0 or overwritten.
template <class T, class V, class F>
void mark(std::span<const T> column, std::uint8_t* bytes, [[maybe_unused]] V&& hold, F&& holds) {
    std::size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::ScalableTag<T> d;
    static_assert(hn::MaxLanes(d) % in_byte == 0);
    // What is written cannot be what is read, which the compiler would fear of bytes.
    const T* HWY_RESTRICT values = column.data();
    std::uint8_t* HWY_RESTRICT mask = bytes;
    for (; i + hn::Lanes(d) <= column.size(); i += hn::Lanes(d)) {
        hn::StoreMaskBits(d, hold(d, hn::LoadU(d, values + i)), mask + i / in_byte);
    }
#endif
    for (; i < column.size(); i += in_byte) {
        unsigned bits = 0;
        const std::size_t size = std::min(in_byte, column.size() - i);
        for (std::size_t lane = 0; lane < size; ++lane) {
            bits |= static_cast<unsigned>(holds(column[i + lane])) << lane;
        }
        bytes[i / in_byte] = static_cast<std::uint8_t>(bits);
    }
}

void at_most_16(std::span<const std::int16_t> column, std::int16_t limit, std::uint8_t* mask) {
    mark(
        column, mask, [limit](auto d, auto x) { return hn::Not(hn::Gt(x, hn::Set(d, limit))); },
        [limit](std::int16_t x) { return x <= limit; });
}
void above_16(std::span<const std::int16_t> column, std::int16_t limit, std::uint8_t* mask) {
    mark(
        column, mask, [limit](auto d, auto x) { return hn::Gt(x, hn::Set(d, limit)); },
        [limit](std::int16_t x) { return x > limit; });
}
void equal_8(std::span<const std::uint8_t> column, std::uint8_t value, std::uint8_t* mask) {
    mark(
        column, mask, [value](auto d, auto x) { return hn::Eq(x, hn::Set(d, value)); },
        [value](std::uint8_t x) { return x == value; });
}
void above_zero_8(std::span<const std::uint8_t> column, std::uint8_t* mask) {
    mark(
        column, mask, [](auto d, auto x) { return hn::Ne(x, hn::Zero(d)); },
        [](std::uint8_t x) { return x != 0; });
}
void equal_16(std::span<const std::uint16_t> column, std::uint16_t value, std::uint8_t* mask) {
    mark(
        column, mask, [value](auto d, auto x) { return hn::Eq(x, hn::Set(d, value)); },
        [value](std::uint16_t x) { return x == value; });
}
void has_bit(std::span<const std::uint16_t> column, std::uint16_t bit, std::uint8_t* mask) {
    mark(
        column, mask, [bit](auto d, auto x) { return hn::TestBit(x, hn::Set(d, bit)); },
        [bit](std::uint16_t x) { return (x & bit) != 0; });
}

/// Counts with the processor's own instruction where the instruction set has one.
void count(std::span<const std::uint64_t> who, std::span<const Mask> sets, std::int64_t* numbers) {
    for (std::size_t s = 0; s < sets.size(); ++s) {
        const std::uint64_t* set = sets[s].words.data();
        std::int64_t number = 0; // not in memory, which each addition would have to wait for
        for (std::size_t w = 0; w < who.size(); ++w) {
            number += __builtin_popcountll(who[w] & set[w]);
        }
        numbers[s] += number;
    }
}

void grow(std::span<std::int16_t> column, const std::uint64_t* mask) {
    const hn::ScalableTag<std::int16_t> d;
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    for (; i + lanes <= column.size(); i += lanes) {
        const auto minus_one = hn::VecFromMask(d, detail::HWY_NAMESPACE::lanes_of(d, mask, i));
        hn::StoreU(hn::SaturatedSub(hn::LoadU(d, &column[i]), minus_one), d, &column[i]);
    }
    for (; i < column.size(); ++i) {
        const bool grows = (mask[i / word_size] >> (i % word_size) & 1U) != 0;
        if (grows && column[i] < std::numeric_limits<std::int16_t>::max()) {
            ++column[i];
        }
    }
}

void sum_thousandths(std::span<const float> column, std::span<const std::uint64_t> who,
                     std::span<const Mask> sets, std::int64_t* sums) {
    const hn::ScalableTag<float> d;
    const hn::RebindToSigned<decltype(d)> whole;
    const std::size_t lanes = hn::Lanes(d);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): written before it is read
    HWY_ALIGN std::array<std::int32_t, word_size> each;
    for (std::size_t w = 0; w < who.size(); ++w) {
        if (who[w] == 0) {
            continue;
        }
        for (std::size_t i = 0; i < word_size; i += lanes) {
            const auto x = hn::LoadU(d, &column[w * word_size + i]);
            const auto thousand = hn::Mul(x, hn::Set(d, 1000.0F));
            hn::StoreU(hn::ConvertTo(whole, hn::Add(thousand, hn::Set(d, 0.5F))), whole, &each[i]);
        }
        for (std::size_t s = 0; s < sets.size(); ++s) {
            const std::uint64_t here = who[w] & sets[s].words[w];
            auto sum = hn::Zero(whole); // of a word, which 32 bits hold
            for (std::size_t i = 0; i < word_size; i += lanes) {
                sum = hn::Add(sum,
                              hn::IfThenElseZero(detail::HWY_NAMESPACE::lanes_of(whole, &here, i),
                                                 hn::LoadU(whole, &each[i])));
            }
            sums[s] += hn::GetLane(hn::SumOfLanes(whole, sum));
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
HWY_EXPORT(above_zero_8);
HWY_EXPORT(equal_16);
HWY_EXPORT(has_bit);
HWY_EXPORT(count);
HWY_EXPORT(grow);
HWY_EXPORT(sum_thousandths);

namespace {

static_assert(std::endian::native == std::endian::little, "byte k of the words is that of block k");

std::uint8_t* bytes_of(std::uint64_t* mask) noexcept {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the bytes of the words
    return reinterpret_cast<std::uint8_t*>(mask);
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
    HWY_DYNAMIC_DISPATCH(grow)(column, mask.words.data());
}

void add_thousandths(std::span<const float> column, const Mask& who, std::span<const Mask> sets,
                     std::int64_t* sums) noexcept {
    HWY_DYNAMIC_DISPATCH(sum_thousandths)(column, who.words, sets, sums);
}

std::uint64_t* MaskMaker::next() {
    if (used_ == masks_.size()) {
        masks_.push_back(std::make_unique<std::uint64_t[]>(longest_)); // NOLINT
    }
    std::uint64_t* mask = masks_[used_++].get();
    if (agents_ % word_size != 0) {
        mask[agents_ / word_size] = 0; // bits past the last agent
    }
    return mask;
}

Mask MaskMaker::of(std::span<const std::uint64_t> words) {
    std::uint64_t* mask = next();
    std::copy_n(words.begin(), words_for(agents_), mask);
    return made(mask);
}

Mask MaskMaker::at_most(std::span<const std::int16_t> column, int limit) {
    std::uint64_t* mask = next();
    HWY_DYNAMIC_DISPATCH(at_most_16)(column.first(agents_), column_limit(limit), bytes_of(mask));
    return made(mask);
}

Mask MaskMaker::above(std::span<const std::int16_t> column, int limit) {
    std::uint64_t* mask = next();
    HWY_DYNAMIC_DISPATCH(above_16)(column.first(agents_), column_limit(limit), bytes_of(mask));
    return made(mask);
}

Mask MaskMaker::above_zero(std::span<const std::uint8_t> column) {
    std::uint64_t* mask = next();
    HWY_DYNAMIC_DISPATCH(above_zero_8)(column.first(agents_), bytes_of(mask));
    return made(mask);
}

Mask MaskMaker::equal(std::span<const std::uint8_t> column, std::uint8_t value) {
    std::uint64_t* mask = next();
    HWY_DYNAMIC_DISPATCH(equal_8)(column.first(agents_), value, bytes_of(mask));
    return made(mask);
}

Mask MaskMaker::equal(std::span<const std::uint16_t> column, std::uint16_t value) {
    std::uint64_t* mask = next();
    HWY_DYNAMIC_DISPATCH(equal_16)(column.first(agents_), value, bytes_of(mask));
    return made(mask);
}

Mask MaskMaker::equal(std::span<const std::int16_t> column, std::int16_t value) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): equal in either sign
    const auto* bits = reinterpret_cast<const std::uint16_t*>(column.data());
    return equal(std::span(bits, column.size()), static_cast<std::uint16_t>(value));
}

Mask MaskMaker::with(std::span<const std::uint16_t> column, std::uint16_t bit) {
    std::uint64_t* mask = next();
    HWY_DYNAMIC_DISPATCH(has_bit)(column.first(agents_), bit, bytes_of(mask));
    return made(mask);
}

template <class F>
Mask MaskMaker::combine(const Mask& a, const Mask& b, F&& f) {
    std::uint64_t* mask = next();
    std::transform(a.words.begin(), a.words.end(), b.words.begin(), mask, f);
    return made(mask);
}

Mask MaskMaker::first(const Mask& who, std::int64_t number) {
    std::uint64_t* mask = next();
    for (std::size_t w = 0; w < who.words.size(); ++w) {
        const std::int64_t here = std::popcount(who.words[w]);
        mask[w] = number > 0 ? who.words[w] : 0;
        for (std::int64_t over = number > 0 ? here - number : 0; over > 0; --over) {
            mask[w] &= ~std::bit_floor(mask[w]);
        }
        number -= here;
    }
    return made(mask);
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
