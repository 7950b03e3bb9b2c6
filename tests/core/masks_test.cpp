#include <afklar/core/masks.hpp>

#include <algorithm>
#include <limits>
#include <numeric>

#include <support/catch.hpp>
#include <support/instruction_sets.hpp>
#include <support/property.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

enum class Colour : std::uint8_t { red, green, blue };

using Agents = std::vector<std::uint32_t>;

Agents who(const Mask& mask) {
    Agents agents;
    mask.for_each([&](std::uint32_t i) { agents.push_back(i); });
    return agents;
}

/// The agents of the blocks for whom a condition holds.
template <class T, class F>
Agents those(const std::vector<T>& column, const std::vector<std::uint32_t>& blocks, F&& holds) {
    Agents agents;
    for (const std::uint32_t b : blocks) {
        for (std::uint32_t i = b * 8; i < std::min<std::size_t>(b * 8 + 8, column.size()); ++i) {
            if (holds(column[i])) {
                agents.push_back(i);
            }
        }
    }
    return agents;
}

template <class T>
std::vector<T> some(std::size_t size, rc::Gen<T> each) {
    return *rc::gen::container<std::vector<T>>(size, std::move(each));
}

/// Some of the blocks of a column, in order.
std::vector<std::uint32_t> some_blocks(std::size_t size) {
    std::vector<std::uint32_t> blocks;
    for (std::uint32_t b = 0; b < (size + 7) / 8; ++b) {
        if (*rc::gen::arbitrary<bool>()) {
            blocks.push_back(b);
        }
    }
    return blocks;
}

} // namespace

TEST_CASE("conditions hold for whom they say, on every instruction set", "[masks]") {
    for_each_instruction_set([] {
        holds("marks are those of a plain loop", [] {
            MaskMaker m;
            const std::size_t size = *rc::gen::inRange<std::size_t>(0, 200);
            const auto blocks = some_blocks(size);
            m.look_at(blocks);
            const auto weeks = some(size, rc::gen::inRange<std::int16_t>(-3, 4));
            const int limit = *rc::gen::element(-32768, -2, 0, 3, 32766, 32767, 100'000);
            RC_ASSERT(who(m.at_most(weeks, limit)) ==
                      those(weeks, blocks, [&](int x) { return x <= limit; }));
            RC_ASSERT(who(m.above(weeks, limit)) ==
                      those(weeks, blocks, [&](int x) { return x > limit; }));
            const auto bytes = some(size, rc::gen::inRange<std::uint8_t>(0, 3));
            std::vector<Colour> colours;
            colours.reserve(bytes.size());
            for (const std::uint8_t b : bytes) {
                colours.push_back(static_cast<Colour>(b));
            }
            RC_ASSERT(who(m.equal(bytes, 1)) == those(bytes, blocks, [](int x) { return x == 1; }));
            RC_ASSERT(who(m.equal(colours, Colour::blue)) ==
                      those(colours, blocks, [](Colour c) { return c == Colour::blue; }));
            const auto flags = some(size, rc::gen::inRange<std::uint16_t>(0, 8));
            RC_ASSERT(who(m.equal(std::span<const std::uint16_t>(flags), 5)) ==
                      those(flags, blocks, [](unsigned x) { return x == 5; }));
            RC_ASSERT(who(m.with(flags, 4)) ==
                      those(flags, blocks, [](unsigned x) { return x >= 4; }));
        });
    });
}

TEST_CASE("counts and additions go over a mask, on every instruction set", "[masks]") {
    for_each_instruction_set([] {
        holds("counts and additions are those of a plain loop", [] {
            const std::size_t size = 8 * *rc::gen::inRange<std::size_t>(0, 40);
            const auto all = some(size / 8, rc::gen::arbitrary<std::uint8_t>());
            const auto blocks = some_blocks(size);
            MaskMaker m;
            m.look_at(blocks);
            const Mask on = m.of(all);
            RC_ASSERT(count_in(on) == static_cast<std::int64_t>(who(on).size()));
            const Mask part = m.both(on, m.of(some(size / 8, rc::gen::arbitrary<std::uint8_t>())));
            const std::vector<Mask> sets{part, m.without(on, part)};
            std::vector<std::int64_t> numbers{0, 100};
            count_in(on, sets, numbers.data());
            RC_ASSERT(numbers[0] == count_in(part));
            RC_ASSERT(numbers[0] + numbers[1] == 100 + count_in(on));
            RC_ASSERT(who(m.either(part, sets[1])) == who(on));

            std::vector<std::int16_t> weeks(size, 7);
            if (!weeks.empty()) {
                weeks.back() = std::numeric_limits<std::int16_t>::max();
            }
            const auto before = weeks;
            add_one(weeks, on);
            const Agents grown = who(on);
            for (std::uint32_t i = 0; i < weeks.size(); ++i) {
                const bool grows = std::ranges::binary_search(grown, i) && before[i] == 7;
                RC_ASSERT(weeks[i] == before[i] + (grows ? 1 : 0));
            }
        });
    });
}

TEST_CASE("a mask lasts until other blocks are looked at", "[masks]") {
    MaskMaker m;
    const std::vector<std::int16_t> column(100, 1);
    std::vector<std::uint32_t> blocks(13);
    std::iota(blocks.begin(), blocks.end(), 0U);
    m.look_at(blocks);
    const Mask all = m.at_most(column, 1);
    for (int k = 0; k < 50; ++k) {
        m.above(column, k);
    }
    CHECK(count_in(all) == 100);
    const std::uint64_t* words = all.words.data();
    m.look_at(blocks);
    CHECK(m.at_most(column, 0).words.data() == words); // memory is used again
}

TEST_CASE("nobody is in a mask of no blocks", "[masks]") {
    MaskMaker m;
    m.look_at({});
    const Mask none = m.at_most(std::vector<std::int16_t>{1, 2}, 5);
    CHECK(count_in(none) == 0);
    CHECK(who(m.either(none, none)).empty());
}

TEST_CASE("bits are taken out of words wherever they lie", "[masks]") {
    const std::vector<std::uint64_t> words{0x8000'0000'0000'0001U, 0xFFFF'0000'0000'0005U, 3};
    CHECK(bits_from(words, 0, 1) == 1);
    CHECK(bits_from(words, 0, 64) == words[0]);
    CHECK(bits_from(words, 63, 4) == 0b1011); // the last bit of one word and three of the next
    CHECK(bits_from(words, 64, 48) == 5);     // 16 bits above are left out
    CHECK(bits_from(words, 112, 50) == 0x3FFFF);
    CHECK(bits_from(words, 128, 64) == 3); // to the end, and no further
}
