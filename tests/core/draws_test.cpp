#include <afklar/core/draws.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include <support/catch.hpp>
#include <support/property.hpp>

using namespace afklar;

namespace {

using Words = std::array<std::uint32_t, 4>;

/// Philox4x32-10 written down from the paper, without the library that draws.
Words philox(Words counter, std::uint32_t low_key, std::uint32_t high_key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t first = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t third = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(third >> 32U) ^ counter[1] ^ low_key,
                   static_cast<std::uint32_t>(third),
                   static_cast<std::uint32_t>(first >> 32U) ^ counter[3] ^ high_key,
                   static_cast<std::uint32_t>(first)};
        low_key += 0x9E3779B9U;
        high_key += 0xBB67AE85U;
    }
    return counter;
}

struct Address {
    DrawKey key;
    std::uint32_t purpose;
    std::uint32_t kind;
    std::uint32_t agent;
    std::uint32_t when;
};

/// The 48 bits of an address by the layout that the header promises.
std::uint64_t promised(const Address& a) {
    const std::uint32_t lane = a.agent % 8;
    const auto words = [&](std::uint32_t flag) {
        return philox({a.agent / 8, (std::uint32_t{a.key.centre} << 16U) | (a.when & 0xFFFFU),
                       a.purpose | (a.kind << 16U) | (flag << 30U), a.key.stream},
                      static_cast<std::uint32_t>(a.key.seed),
                      static_cast<std::uint32_t>(a.key.seed >> 32U));
    };
    const std::uint32_t word = words(0)[lane / 2];
    const std::uint64_t top = lane % 2 == 0 ? word & 0xFFFFU : word >> 16U;
    return (top << 32U) | words(lane < 4 ? 2 : 3)[lane % 4];
}

std::uint64_t drawn(const Address& a) {
    return Draws{a.key}.bits48(static_cast<Purpose>(a.purpose), static_cast<Agent>(a.kind), a.agent,
                               a.when);
}

Address generated() {
    Address a{};
    a.key.seed = *rc::gen::arbitrary<std::uint64_t>();
    a.key.stream = *rc::gen::arbitrary<std::uint32_t>();
    a.key.centre = *rc::gen::arbitrary<std::uint16_t>();
    a.purpose = *rc::gen::inRange<std::uint32_t>(0, 256);
    a.kind = *rc::gen::inRange<std::uint32_t>(0, count_of<Agent>);
    a.agent = *rc::gen::arbitrary<std::uint32_t>();
    a.when = *rc::gen::inRange<std::uint32_t>(0, 65'536);
    return a;
}

/// Pearson's statistic of counts that should be equal.
double chi_square(const std::vector<int>& counts) {
    double total = 0.0;
    for (const int n : counts) {
        total += n;
    }
    const double expected = total / static_cast<double>(counts.size());
    double sum = 0.0;
    for (const int n : counts) {
        sum += (n - expected) * (n - expected) / expected;
    }
    return sum;
}

/// 4.5 standard deviations beyond the mean of a chi-square.
double limit(std::size_t cells) {
    const double freedom = static_cast<double>(cells) - 1.0;
    return freedom + 4.5 * std::sqrt(2.0 * freedom);
}

} // namespace

TEST_CASE("the generator has its published answers", "[draws]") {
    // Known answers of Random123 for philox4x32 with ten rounds.
    CHECK(philox({0, 0, 0, 0}, 0, 0) == Words{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U});
    CHECK(philox({0xffffffffU, 0xffffffffU, 0xffffffffU, 0xffffffffU}, 0xffffffffU, 0xffffffffU) ==
          Words{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU});
    CHECK(philox({0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}, 0xa4093822U, 0x299f31d0U) ==
          Words{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U});

    // The first of them through the layout: everything zero is the first lane of the first block.
    const BlockBits bits = Draws{}.block(Purpose{}, Agent{}, 0, 0);
    CHECK(bits == BlockBits{0xe8d5, 0x6627, 0xc58d, 0xe169, 0xac4c, 0xbc57, 0xdbd8, 0x9b00});
}

TEST_CASE("addresses are a promise", "[draws]") {
    // These numbers stand in every golden file; they never change.
    struct Golden {
        Address address;
        std::uint64_t bits;
    };
    const std::uint64_t seed = 0x123456789abcdef0ULL;
    const std::vector<Golden> golden = {
        {{{}, 0, 0, 0, 0}, 0xe8d5bed80e44ULL},
        {{{1, 0, 0}, 31, 0, 0, 0}, 0xb539f7888ec1ULL},
        {{{1, 0, 0}, 31, 0, 7, 0}, 0xaef1c1bba3b5ULL},
        {{{1, 0, 0}, 31, 0, 8, 0}, 0x04be65f32f12ULL},
        {{{1, 0, 3}, 31, 0, 12'345, 103}, 0x58e53cdb39e9ULL},
        {{{seed, 77, 93}, 57, 0, 1'999, 363}, 0xaf53ee4a9202ULL},
        {{{seed, 77, 93}, 24, 1, 1'283, 52}, 0x15d9283849dcULL},
        {{{42, 4'000'000'000U, 65'535}, 14, 2, 1, 65'535}, 0xf9ff9ab9aaf1ULL},
        {{{42, 1, 0}, 1, 4, 299, 12}, 0x43f78e09bf56ULL},
    };
    for (const Golden& g : golden) {
        CHECK(drawn(g.address) == g.bits);
    }
    test::holds("every draw follows the layout", [] {
        const Address a = generated();
        RC_ASSERT(drawn(a) == promised(a));
    });
}

TEST_CASE("one decision has one value however it is asked", "[draws]") {
    test::holds("happens, below and the comparison of 48 bits agree", [] {
        const Address a = generated();
        const Draws draws{a.key};
        const auto purpose = static_cast<Purpose>(a.purpose);
        const auto kind = static_cast<Agent>(a.kind);
        const std::uint64_t bits = drawn(a);
        const auto top = draws.block(purpose, kind, a.agent / 8, a.when)[a.agent % 8];
        RC_ASSERT(top == bits >> 32U);
        RC_ASSERT(draws.refine(purpose, kind, a.agent, a.when) == static_cast<std::uint32_t>(bits));

        // Chances around the draw itself, where the leading bits do not decide, and anywhere.
        const auto offset = *rc::gen::inRange<std::uint64_t>(0, 4);
        const auto anywhere = *rc::gen::inRange<std::uint64_t>(0, Chance::one + 1);
        const std::vector<std::uint64_t> edges = {bits + offset,
                                                  bits - std::min(offset, bits),
                                                  bits & 0xFFFF00000000U,
                                                  bits | 0xFFFFFFFFU,
                                                  anywhere,
                                                  0,
                                                  Chance::one};
        for (const std::uint64_t edge : edges) {
            Chance chance;
            chance.bits = std::min(edge, Chance::one);
            const bool yes = bits < chance.bits;
            RC_ASSERT(draws.happens(purpose, kind, a.agent, a.when, chance) == yes);
            RC_ASSERT(draws.below(top, {purpose, kind, a.when}, a.agent, chance) == yes);
        }
        RC_ASSERT(!draws.happens(purpose, kind, a.agent, a.when, Chance{0.0}));
        RC_ASSERT(draws.happens(purpose, kind, a.agent, a.when, Chance{1.0}));
    });
}

TEST_CASE("every part of the address matters", "[draws]") {
    const Address a{{9, 8, 7}, 6, 0, 4, 3};
    std::set<std::uint64_t> values = {drawn(a)};
    const auto other = [&](auto&& change) {
        Address b = a;
        change(b);
        values.insert(drawn(b));
    };
    other([](Address& b) { b.key.seed += 1; });
    other([](Address& b) { b.key.seed += std::uint64_t{1} << 32U; });
    other([](Address& b) { b.key.stream += 1; });
    other([](Address& b) { b.key.centre += 1; });
    other([](Address& b) { b.purpose += 1; });
    other([](Address& b) { b.kind += 1; });
    other([](Address& b) { b.agent += 1; });
    other([](Address& b) { b.agent += 8; });
    other([](Address& b) { b.when += 1; });
    CHECK(values.size() == 10);
}

TEST_CASE("draws are uniform in every part, over agents, weeks and purposes", "[draws]") {
    const Draws draws{{.seed = 2020, .stream = 1, .centre = 1}};
    std::vector<int> high(256), low(256), last(256), pairs(256);
    std::uint64_t before = 0;
    for (std::uint32_t agent = 0; agent < 64; ++agent) {
        for (std::uint32_t when = 0; when < 64; ++when) {
            for (std::uint32_t purpose = 0; purpose < 40; ++purpose) {
                const auto bits =
                    draws.bits48(static_cast<Purpose>(purpose), Agent::citizen, agent, when);
                ++high[bits >> 40U];
                ++low[(bits >> 32U) & 0xFFU];
                ++last[bits & 0xFFU];
                ++pairs[((bits >> 44U) << 4U) | (before >> 44U)]; // of neighbours
                before = bits;
            }
        }
    }
    for (const auto* counts : {&high, &low, &last, &pairs}) {
        CHECK(chi_square(*counts) < limit(256));
    }
}

TEST_CASE("uniform and normal numbers have their moments", "[draws]") {
    const Draws draws{{.seed = 7, .stream = 2, .centre = 0}};
    constexpr int n = 200'000;
    double sum = 0.0;
    double normal_sum = 0.0;
    double squares = 0.0;
    double fourth = 0.0;
    for (std::uint32_t k = 0; k < n; ++k) {
        const double u = draws.uniform(Purpose::job, Agent::citizen, k, 0);
        const double z = draws.normal(Purpose::job, Agent::citizen, k, 1);
        CHECK((u > 0.0 && u < 1.0));
        sum += u;
        normal_sum += z;
        squares += z * z;
        fourth += z * z * z * z;
    }
    const double root = std::sqrt(static_cast<double>(n));
    CHECK(std::abs(sum / n - 0.5) < 4.5 * std::sqrt(1.0 / 12.0) / root);
    CHECK(std::abs(normal_sum / n) < 4.5 / root);
    CHECK(std::abs(squares / n - 1.0) < 4.5 * std::sqrt(2.0) / root);
    CHECK(std::abs(fourth / n - 3.0) < 4.5 * std::sqrt(96.0) / root); // variance of z⁴: 105 − 9
}
