#include <afklar/core/candidates.hpp>

#include <algorithm>
#include <vector>

#include <support/catch.hpp>
#include <support/instruction_sets.hpp>
#include <support/property.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Draws some_draws() {
    return Draws(DrawKey{*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint32_t>(),
                         *rc::gen::arbitrary<std::uint16_t>()});
}

/// The same by the definition: agent by agent.
template <class F>
// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): a limit, then how many
std::vector<LeadingBits> one_by_one(const Draws& draws, const BlockDraw& draw, std::uint32_t limit,
                                    std::uint32_t agents, F&& looked_at) {
    std::vector<LeadingBits> found;
    for (std::uint32_t i = 0; i < agents; ++i) {
        const BlockBits bits = draws.block(draw.purpose, draw.kind, i / block_size, draw.when);
        if (looked_at(i) && bits[i % block_size] <= limit) {
            found.push_back({i, bits[i % block_size]});
        }
    }
    return found;
}

bool is_in_words(const std::vector<std::uint64_t>& words, std::uint32_t i) {
    return (words[i / word_size] >> (i % word_size) & 1U) != 0;
}

/// Words of a mask in which some bytes are empty.
std::vector<std::uint64_t> some_words(std::size_t most) {
    std::vector<std::uint64_t> words(*rc::gen::inRange<std::size_t>(0, most));
    for (std::uint64_t& word : words) {
        for (std::size_t block = 0; block < 8; ++block) {
            const auto byte =
                *rc::gen::oneOf(rc::gen::just<std::uint8_t>(0), rc::gen::arbitrary<std::uint8_t>());
            word |= std::uint64_t{byte} << (8 * block);
        }
    }
    return words;
}

} // namespace

TEST_CASE("every instruction set finds the candidates that the generator alone finds") {
    for_each_instruction_set([] {
        holds("candidates are those of a plain loop", [] {
            const Draws draws = some_draws();
            const auto words = some_words(40);
            const auto agents = static_cast<std::uint32_t>(words.size() * word_size);
            const BlockDraw draw{*rc::gen::element(Purpose::death, Purpose::job), Agent::citizen,
                                 *rc::gen::inRange(0U, 2000U)};
            const auto limit = *rc::gen::element<std::uint32_t>(0, 5, 700, 20000, 0xFFFF, 0x10000);
            std::vector<LeadingBits> found{{1, 1}};
            BlockLanes lanes;
            lanes.assign(Mask{words});
            lanes.find(draws, draw, limit, found);
            const auto of_mask = [&](std::uint32_t i) { return is_in_words(words, i); };
            RC_ASSERT(found == one_by_one(draws, draw, limit, agents, of_mask));
        });
        holds("agents taken one by one are those of their mask", [] {
            const Draws draws = some_draws();
            const auto words = some_words(20);
            const auto agents = static_cast<std::uint32_t>(words.size() * word_size);
            const BlockDraw draw{Purpose::job, Agent::citizen, *rc::gen::inRange(0U, 2000U)};
            BlockLanes of_mask;
            of_mask.assign(Mask{words});
            BlockLanes one_at_a_time;
            one_at_a_time.assign(Mask{some_words(20)}); // overwritten
            one_at_a_time.start(agents);
            std::vector<std::uint32_t> blocks; // with anyone in them
            Mask{words}.for_each([&](std::uint32_t i) {
                const bool is_new = blocks.empty() || blocks.back() != i / block_size;
                if (is_new) {
                    blocks.push_back(i / block_size);
                }
                RC_ASSERT(one_at_a_time.take(i) == is_new);
            });
            one_at_a_time.finish();
            std::vector<LeadingBits> expected;
            std::vector<LeadingBits> found;
            of_mask.find(draws, draw, 20'000, expected);
            one_at_a_time.find(draws, draw, 20'000, found);
            RC_ASSERT(found == expected);

            // Of these, some blocks: those whose number a plain rule accepts.
            const auto every = *rc::gen::inRange<std::size_t>(1, 5);
            const auto accepted = [every](std::size_t k) { return k % every == 0; };
            BlockLanes some;
            some.start(agents);
            for (std::size_t k = 0; k < blocks.size(); ++k) {
                if (accepted(k)) {
                    some.take_block(one_at_a_time, k);
                }
            }
            some.finish();
            some.find(draws, draw, 20'000, found);
            std::erase_if(expected, [&](const LeadingBits& one) {
                const auto block = std::ranges::lower_bound(blocks, one.agent / block_size);
                return !accepted(static_cast<std::size_t>(block - blocks.begin()));
            });
            RC_ASSERT(found == expected);
        });
    });
}

TEST_CASE("a certain event finds everyone looked at, and nobody is found in no blocks") {
    const Draws draws(DrawKey{7, 1, 2});
    const BlockDraw draw{Purpose::job, Agent::citizen, 3};
    const std::vector<std::uint64_t> words{0x81'00'FF};
    std::vector<LeadingBits> found;
    BlockLanes lanes;
    lanes.assign(Mask{words});
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
            const Draws draws = some_draws();
            std::vector<Occasion> occasions(*rc::gen::inRange<std::size_t>(1, most_occasions + 1));
            for (Occasion& occasion : occasions) {
                occasion.purpose =
                    static_cast<Purpose>(*rc::gen::inRange<int>(0, count_of<Purpose>));
                if (*rc::gen::arbitrary<bool>()) {
                    occasion.when = *rc::gen::inRange<std::uint32_t>(0, 65'536);
                }
            }
            const auto kind = *rc::gen::element(Agent::citizen, Agent::caseworker);
            const DrawSet set(draws, kind, occasions);
            for (int repeat = 0; repeat < 8; ++repeat) { // one set serves any agent
                const auto agent = *rc::gen::inRange<std::uint32_t>(0, 10'000);
                const auto when = *rc::gen::inRange<std::uint32_t>(0, 65'536);
                const OccasionBits bits = set.of(agent, when);
                for (std::size_t k = 0; k < occasions.size(); ++k) {
                    RC_ASSERT(bits[k] == draws.leading(occasions[k].purpose, kind, agent,
                                                       occasions[k].when.value_or(when)));
                }
            }
        });
    });
}

TEST_CASE("a book hands out what is drawn afresh, and keeps what it has", "[candidates]") {
    holds("candidates looked up are those of a plain loop", [] {
        const Draws draws = some_draws();
        CandidateBook book;
        for (int k = 0; k < 6; ++k) {
            const BlockDraw draw{*rc::gen::element(Purpose::death, Purpose::job), Agent::citizen,
                                 *rc::gen::inRange(0U, 3U)};
            const auto limit = *rc::gen::element<std::uint32_t>(5, 700, 6'000);
            const auto blocks = *rc::gen::inRange<std::uint32_t>(1, 40);
            std::vector<LeadingBits> found;
            for (const LeadingBits& one : book.look_up(draws, draw, limit, blocks)) {
                if (one.bits <= limit && one.agent < blocks * block_size) {
                    found.push_back(one);
                }
            }
            RC_ASSERT(found == one_by_one(draws, draw, limit, blocks * block_size,
                                          [](std::uint32_t) { return true; }));
        }
    });
}
