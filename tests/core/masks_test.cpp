#include <afklar/core/masks.hpp>

#include <algorithm>
#include <limits>
#include <span>
#include <utility>
#include <vector>

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

/// The agents for whom a condition holds, up to a number of them.
template <class C, class F>
Agents those(const C& column, std::size_t size, F&& holds) {
    Agents agents;
    for (std::uint32_t i = 0; i < size; ++i) {
        if (holds(column[i])) {
            agents.push_back(i);
        }
    }
    return agents;
}

template <class T>
std::vector<T> some(std::size_t size, rc::Gen<T> each) {
    return *rc::gen::container<std::vector<T>>(size, std::move(each));
}

/// Words of a mask; some are empty and some are full.
std::vector<std::uint64_t> some_words(std::size_t words) {
    return some<std::uint64_t>(words, rc::gen::oneOf(rc::gen::just<std::uint64_t>(0),
                                                     rc::gen::just(~std::uint64_t{0}),
                                                     rc::gen::arbitrary<std::uint64_t>()));
}

} // namespace

TEST_CASE("conditions hold for whom they say, on every instruction set", "[masks]") {
    for_each_instruction_set([] {
        holds("marks are those of a plain loop", [] {
            MaskMaker m;
            const std::size_t size = *rc::gen::inRange<std::size_t>(0, 300);
            const std::size_t length = size + *rc::gen::inRange<std::size_t>(0, 70);
            m.look_at(size); // what lies behind is nobody
            const auto weeks = some(length, rc::gen::inRange<std::int16_t>(-3, 4));
            const int limit = *rc::gen::element(-32768, -2, 0, 3, 32766, 32767, 100'000);
            RC_ASSERT(who(m.at_most(weeks, limit)) ==
                      those(weeks, size, [&](int x) { return x <= limit; }));
            RC_ASSERT(who(m.above(weeks, limit)) ==
                      those(weeks, size, [&](int x) { return x > limit; }));
            RC_ASSERT(who(m.equal(std::span<const std::int16_t>(weeks), std::int16_t{-2})) ==
                      those(weeks, size, [](int x) { return x == -2; }));
            const auto bytes = some(length, rc::gen::inRange<std::uint8_t>(0, 3));
            Column<Colour> colours(bytes.size());
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                colours[i] = static_cast<Colour>(bytes[i]);
            }
            RC_ASSERT(who(m.equal(bytes, 1)) == those(bytes, size, [](int x) { return x == 1; }));
            RC_ASSERT(who(m.equal(colours, Colour::blue)) ==
                      those(colours, size, [](Colour c) { return c == Colour::blue; }));
            const auto flags = some(length, rc::gen::inRange<std::uint16_t>(0, 8));
            RC_ASSERT(who(m.equal(std::span<const std::uint16_t>(flags), std::uint16_t{5})) ==
                      those(flags, size, [](unsigned x) { return x == 5; }));
            RC_ASSERT(who(m.with(flags, 4)) ==
                      those(flags, size, [](unsigned x) { return x >= 4; }));
        });
        holds("above zero is any value of a byte but 0", [] {
            const std::size_t size = *rc::gen::inRange<std::size_t>(0, 300);
            const auto bytes = some(size, rc::gen::element<std::uint8_t>(0, 0, 1, 127, 128, 255));
            MaskMaker m;
            m.look_at(size);
            RC_ASSERT(who(m.above_zero(bytes)) == those(bytes, size, [](int x) { return x != 0; }));
        });
    });
}

TEST_CASE("counts and additions go over a mask, on every instruction set", "[masks]") {
    for_each_instruction_set([] {
        holds("counts and additions are those of a plain loop", [] {
            const std::size_t words = *rc::gen::inRange<std::size_t>(0, 8);
            const std::size_t size = words * word_size;
            MaskMaker m;
            m.look_at(size);
            const Mask on = m.of(some_words(words));
            RC_ASSERT(count_in(on) == static_cast<std::int64_t>(who(on).size()));
            const Mask part = m.both(on, m.of(some_words(words)));
            const std::vector<Mask> sets{part, m.without(on, part)};
            std::vector<std::int64_t> numbers{0, 100};
            count_in(on, sets, numbers.data());
            RC_ASSERT(numbers[0] == count_in(part));
            RC_ASSERT(numbers[0] + numbers[1] == 100 + count_in(on));
            RC_ASSERT(who(m.either(part, sets[1])) == who(on));

            constexpr std::int16_t full = std::numeric_limits<std::int16_t>::max();
            auto weeks = some(size, rc::gen::element<std::int16_t>(-1, 0, 7, full - 1, full));
            const auto before = weeks;
            add_one(weeks, on);
            const Agents grown = who(on);
            for (std::uint32_t i = 0; i < weeks.size(); ++i) {
                const bool grows = std::ranges::binary_search(grown, i) && before[i] != full;
                RC_ASSERT(weeks[i] == before[i] + (grows ? 1 : 0));
            }
        });
    });
}

TEST_CASE("thousandths are rounded one by one and summed, on every instruction set", "[masks]") {
    CHECK(in_thousandths(0.0625F) == 63); // 62.5: a half goes up
    CHECK(in_thousandths(30'000.0F) == 30'000'000);
    for_each_instruction_set([] {
        holds("the sums of sets are those of a plain loop", [&] {
            const std::size_t words = *rc::gen::inRange<std::size_t>(0, 6);
            std::vector<float> column;
            for (std::size_t i = 0; i < words * word_size; ++i) {
                column.push_back(static_cast<float>(*rc::gen::inRange(0, 480'001)) / 16.0F);
            }
            const auto all = some_words(words);
            const std::vector<std::vector<std::uint64_t>> parts{some_words(words),
                                                                some_words(words)};
            const std::vector<Mask> sets{Mask{parts[0]}, Mask{parts[1]}};
            std::vector<std::int64_t> sums{7, 0};
            add_thousandths(column, Mask{all}, sets, sums.data());
            std::vector<std::int64_t> expected{7, 0};
            for (std::size_t s = 0; s < sets.size(); ++s) {
                Mask{all}.for_each([&](std::uint32_t i) {
                    if ((parts[s][i / word_size] >> (i % word_size) & 1U) != 0) {
                        expected[s] += in_thousandths(column[i]);
                    }
                });
            }
            RC_ASSERT(sums == expected);
        });
        const std::vector<float> most(word_size, 30'000.0F);
        const std::vector<std::uint64_t> full{~std::uint64_t{0}};
        const std::vector<Mask> everyone{Mask{full}};
        std::int64_t sum = 0;
        add_thousandths(most, everyone[0], everyone, &sum);
        CHECK(sum == 64 * 30'000'000LL);
    });
}

TEST_CASE("the first of a mask are those with the lowest addresses", "[masks]") {
    holds("so many as are asked for, as far as there are any", [] {
        const std::size_t words = *rc::gen::inRange<std::size_t>(0, 6);
        MaskMaker m;
        m.look_at(words * word_size);
        const Mask on = m.of(some_words(words));
        const auto number = *rc::gen::inRange<std::int64_t>(-2, 400);
        Agents expected = who(on);
        expected.resize(
            std::min(expected.size(), static_cast<std::size_t>(std::max<std::int64_t>(number, 0))));
        RC_ASSERT(who(m.first(on, number)) == expected);
        const auto all = static_cast<std::int64_t>(who(on).size());
        RC_ASSERT(who(m.first(on, all)) == who(on));
    });
}

TEST_CASE("a mask lasts until others are looked at", "[masks]") {
    MaskMaker m;
    const std::vector<std::int16_t> column(200, 1);
    m.look_at(100);
    const Mask all = m.at_most(column, 1);
    for (int k = 0; k < 50; ++k) {
        m.above(column, k);
    }
    CHECK(count_in(all) == 100);
    const std::uint64_t* words = all.words.data();
    m.look_at(100);
    CHECK(m.at_most(column, 0).words.data() == words); // memory is used again
    m.look_at(30);
    CHECK(m.at_most(column, 1).words.data() == words); // also by fewer
    CHECK(count_in(m.at_most(column, 1)) == 30);
    m.look_at(200);
    CHECK(count_in(m.at_most(column, 1)) == 200); // and there is more for more
}

TEST_CASE("a copy of a mask stays as it is", "[masks]") {
    std::vector<std::uint64_t> words{5, 9};
    MaskMaker m;
    m.look_at(128);
    const Mask copy = m.of(words);
    words = {0, 0};
    CHECK(who(copy) == Agents{0, 2, 64, 67});
}

TEST_CASE("nobody is in a mask of nobody", "[masks]") {
    MaskMaker m;
    m.look_at(0);
    const Mask none = m.at_most(std::vector<std::int16_t>{1, 2}, 5);
    CHECK(count_in(none) == 0);
    CHECK(who(m.either(none, none)).empty());
    CHECK(who(m.first(none, 3)).empty());
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
