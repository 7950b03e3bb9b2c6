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
