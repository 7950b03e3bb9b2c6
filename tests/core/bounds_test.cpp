#include <afklar/core/bounds.hpp>

#include <stdexcept>
#include <vector>

#include <support/catch.hpp>
#include <support/instruction_sets.hpp>
#include <support/property.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

/// A stream, a draw and a first agent, all generated.
struct Place {
    Draws draws{DrawKey{*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint32_t>(),
                        *rc::gen::arbitrary<std::uint16_t>()}};
    RowDraw row{{*rc::gen::element(Purpose::job, Purpose::rings),
                 *rc::gen::element(Agent::citizen, Agent::caseworker),
                 *rc::gen::inRange(0U, 2000U)},
                *rc::gen::inRange(0U, 100'000'000U) * block_size};
};

std::uint16_t leading(const Place& place, std::size_t k) {
    const BlockDraw& draw = place.row.draw;
    return place.draws.leading(draw.purpose, draw.kind,
                               place.row.first_agent + static_cast<std::uint32_t>(k), draw.when);
}

} // namespace

TEST_CASE("a bound is the smallest that no draw below the chance reaches") {
    CHECK(bound_of(Chance(0.0)) == 0);
    Chance least;
    least.bits = 1;
    CHECK(bound_of(least) == 1);
    CHECK(bound_of(Chance(0.125)) == 8193); // a tie may still be decided by further bits
    CHECK(bound_of(Chance(0.5)) == 32769);
    CHECK(bound_of(Chance(65534.0 / 65536.0)) == 65535);
    CHECK_THROWS_AS(bound_of(Chance(65535.0 / 65536.0)), std::invalid_argument);
    CHECK_THROWS_AS(bound_of(Chance(1.0)), std::invalid_argument);
}

TEST_CASE("every instruction set finds whose draws are below their bounds") {
    for_each_instruction_set([] {
        holds("those of a plain loop", [] {
            const Place place;
            const auto words = static_cast<std::size_t>(*rc::gen::inRange(0, 8));
            Column<std::uint16_t> bounds(words * word_size);
            const auto some = *rc::gen::container<std::vector<std::uint16_t>>(
                bounds.size(), rc::gen::oneOf(rc::gen::element<std::uint16_t>(0, 1, 600, 0xFFFF),
                                              rc::gen::arbitrary<std::uint16_t>()));
            std::vector<LeadingBits> expected;
            for (std::size_t k = 0; k < bounds.size(); ++k) {
                const std::uint16_t bits = leading(place, k);
                // A third of the bounds lie at the draw or next to it.
                bounds[k] = k % 3 != 0   ? some[k]
                            : k % 2 == 0 ? bits
                                         : static_cast<std::uint16_t>(bits + (bits < 0xFFFF));
                if (bits < bounds[k]) {
                    expected.push_back(
                        {place.row.first_agent + static_cast<std::uint32_t>(k), bits});
                }
            }
            CandidateList found;
            found.make_room(1);
            found.push({1, 1});
            find_below(place.draws, place.row, bounds.all(), found);
            RC_ASSERT(std::vector<LeadingBits>(found.begin(), found.end()) == expected);
        });
    });
}

TEST_CASE("every instruction set marks to whom something happens, ties included") {
    for_each_instruction_set([] {
        holds("what Draws::happens says", [] {
            const Place place;
            const auto words = static_cast<std::size_t>(*rc::gen::inRange(0, 8));
            std::vector<std::uint64_t> happened(words, ~std::uint64_t{0});
            Chance chance;
            chance.bits =
                *rc::gen::inRange<std::uint64_t>(0, Chance::one - (std::uint64_t{1} << 33U));
            if (words != 0 && *rc::gen::arbitrary<bool>()) { // a tie with one of the agents
                const auto k = *rc::gen::inRange<std::size_t>(0, words * word_size);
                const auto tie = std::uint64_t{leading(place, k)} << 32U;
                chance.bits = std::min(chance.bits % (std::uint64_t{1} << 32U) + tie,
                                       Chance::one - (std::uint64_t{1} << 33U));
            }
            mark_happened(place.draws, place.row, chance, happened);
            const BlockDraw& draw = place.row.draw;
            for (std::size_t k = 0; k < words * word_size; ++k) {
                const auto agent = place.row.first_agent + static_cast<std::uint32_t>(k);
                RC_ASSERT((happened[k / word_size] >> (k % word_size) & 1U) ==
                          place.draws.happens(draw.purpose, draw.kind, agent, draw.when, chance));
            }
        });
    });
    std::vector<std::uint64_t> one(1);
    CHECK_THROWS_AS(mark_happened(Draws{}, RowDraw{}, Chance(1.0), one), std::invalid_argument);
}

TEST_CASE("every instruction set lowers the bounds of one state") {
    for_each_instruction_set([] {
        holds("floor(bound * factor) + 1", [] {
            const auto words = static_cast<std::size_t>(*rc::gen::inRange(0, 4));
            Column<std::uint16_t> bounds(words * word_size);
            Column<std::uint8_t> states(words * word_size);
            for (std::size_t k = 0; k < bounds.size(); ++k) {
                bounds[k] = *rc::gen::arbitrary<std::uint16_t>();
                states[k] = *rc::gen::inRange<std::uint8_t>(0, 4);
            }
            const Column<std::uint16_t> before = bounds;
            const auto factor = *rc::gen::arbitrary<std::uint16_t>();
            lower_bounds(bounds.all(), states.all(), {2, factor});
            for (std::size_t k = 0; k < bounds.size(); ++k) {
                const std::uint32_t lowered = (std::uint32_t{before[k]} * factor >> 16U) + 1U;
                RC_ASSERT(bounds[k] == (states[k] == 2 ? lowered : before[k]));
            }
        });
    });
}

TEST_CASE("lowered bounds stay bounds of chances that fell as much") {
    holds("the bound of the fallen chance is not above the lowered bound", [] {
        const double chance = *rc::gen::inRange(1, 60'000) / 65'536.0;
        const double fall = *rc::gen::inRange(1, 65'000) / 65'536.0;
        const std::vector<std::uint8_t> states(word_size, 0);
        std::vector<std::uint16_t> bounds(word_size, bound_of(Chance(chance)));
        lower_bounds(bounds, states, {0, factor_above(fall)});
        RC_ASSERT(bounds.front() >= bound_of(Chance(chance * fall)));
        RC_ASSERT(bounds.front() <= bound_of(Chance(chance * fall)) + 2);
    });
}

TEST_CASE("an outcome is the one between whose thresholds the 48 bits lie") {
    holds("as counted in 48 bits", [] {
        const Place place;
        const BlockDraw& draw = place.row.draw;
        const std::uint32_t agent = place.row.first_agent;
        const std::uint64_t bits = place.draws.bits48(draw.purpose, draw.kind, agent, draw.when);
        CumulativeChances<3> up_to;
        // Near the draw: at it, one off, a tie in the leading bits, any.
        for (Chance& chance : up_to) {
            chance.bits = *rc::gen::elementOf(std::vector<std::uint64_t>{
                bits, bits + 1, bits - 1, bits >> 32U << 32U, bits | 0xFFFF'FFFFU,
                *rc::gen::inRange<std::uint64_t>(0, Chance::one), Chance::one});
        }
        std::ranges::sort(up_to, {}, &Chance::bits);
        std::size_t expected = 0;
        while (expected < 3 && bits >= up_to.at(expected).bits) {
            ++expected;
        }
        const LeadingBits drawn{agent, static_cast<std::uint16_t>(bits >> 32U)};
        RC_ASSERT(outcome_of(place.draws, draw, drawn, up_to) == expected);
    });
}
