#include <afklar/core/candidates.hpp>

#include <numeric>

#include <support/catch.hpp>
#include <support/instruction_sets.hpp>
#include <support/property.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

/// The same by the definition: block by block, agent by agent.
std::vector<LeadingBits> one_by_one(const Draws& draws, const BlockDraw& draw, std::uint32_t limit,
                                    const std::vector<std::uint32_t>& blocks,
                                    const std::vector<std::uint8_t>& masks) {
    std::vector<LeadingBits> found;
    for (const std::uint32_t b : blocks) {
        const BlockBits bits = draws.block(draw.purpose, draw.kind, b, draw.when);
        for (std::uint32_t lane = 0; lane < block_size; ++lane) {
            if ((masks[b] >> lane & 1U) != 0 && bits[lane] <= limit) {
                found.push_back({b * block_size + lane, bits[lane]});
            }
        }
    }
    return found;
}

} // namespace

TEST_CASE("every instruction set finds the candidates that the generator alone finds") {
    for_each_instruction_set([] {
        holds("candidates are those of a plain loop", [] {
            const Draws draws(DrawKey{*rc::gen::arbitrary<std::uint64_t>(),
                                      *rc::gen::arbitrary<std::uint32_t>(),
                                      *rc::gen::arbitrary<std::uint16_t>()});
            const auto masks = *rc::gen::container<std::vector<std::uint8_t>>(
                static_cast<std::size_t>(*rc::gen::inRange(0, 300)),
                rc::gen::oneOf(rc::gen::just<std::uint8_t>(0), rc::gen::arbitrary<std::uint8_t>()));
            std::vector<std::uint32_t> blocks(masks.size());
            std::iota(blocks.begin(), blocks.end(), 0U);
            const BlockDraw draw{*rc::gen::element(Purpose::death, Purpose::job), Agent::citizen,
                                 *rc::gen::inRange(0U, 2000U)};
            const auto limit = *rc::gen::element<std::uint32_t>(0, 5, 700, 20000, 0xFFFF, 0x10000);
            std::vector<LeadingBits> found{{1, 1}};
            MaskMaker m;
            m.look_at(blocks);
            BlockLanes lanes;
            lanes.assign(m.of(masks));
            lanes.find(draws, draw, limit, found);
            RC_ASSERT(found == one_by_one(draws, draw, limit, blocks, masks));
        });
    });
}

TEST_CASE("a certain event finds everyone looked at, and nobody is found in no blocks") {
    const Draws draws(DrawKey{7, 1, 2});
    const BlockDraw draw{Purpose::job, Agent::citizen, 3};
    const std::vector<std::uint8_t> masks{0xFF, 0, 0x81};
    std::vector<LeadingBits> found;
    MaskMaker m;
    const std::vector<std::uint32_t> blocks{0, 1, 2};
    m.look_at(blocks);
    BlockLanes lanes;
    lanes.assign(m.of(masks));
    lanes.find(draws, draw, 0x10000, found);
    CHECK(found.size() == 10);
    CHECK(found.back().agent == 23);
    lanes.assign(Mask{});
    lanes.find(draws, draw, 0x10000, found);
    CHECK(found.empty());
}

TEST_CASE("several draws at once are those made one by one", "[candidates]") {
    for_each_instruction_set([] {
        holds("leading bits are those of single draws", [] {
            const Draws draws(DrawKey{*rc::gen::arbitrary<std::uint64_t>(),
                                      *rc::gen::arbitrary<std::uint32_t>(),
                                      *rc::gen::arbitrary<std::uint16_t>()});
            const auto agent = *rc::gen::inRange<std::uint32_t>(0, 10'000);
            std::vector<Occasion> occasions(*rc::gen::inRange<std::size_t>(1, most_occasions + 1));
            for (Occasion& occasion : occasions) {
                occasion = {static_cast<Purpose>(*rc::gen::inRange<int>(0, count_of<Purpose>)),
                            *rc::gen::inRange<std::uint32_t>(0, 2000)};
            }
            std::vector<std::uint16_t> bits(occasions.size());
            leading_bits(draws, Agent::citizen, agent, occasions, bits.data());
            for (std::size_t k = 0; k < occasions.size(); ++k) {
                const BlockBits block = draws.block(occasions[k].purpose, Agent::citizen,
                                                    agent / block_size, occasions[k].when);
                RC_ASSERT(bits[k] == block[agent % block_size]);
            }
        });
    });
}
