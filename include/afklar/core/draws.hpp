#pragma once
/// Addressed randomness: a draw is a pure function of (seed, stream, centre, agent, when, purpose).
///
/// Layout, fixed for good. Key: the seed, low and high half. Counter: word 0 the block (agent / 8),
/// word 1 the job centre in the high and *when* in the low 16 bits, word 2 the purpose with the kind of
/// agent from bit 16 and the refine flag from bit 30, word 3 the stream. One call of Philox4x32-10 gives
/// each of the eight agents of a block 16 bits; a decision that needs more takes 32 further bits at the
/// same address with the refine flag.
/// Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"; Random123.

#include <array>
#include <cstdint>

#include <Random123/philox.h>

#include <afklar/core/chance.hpp>
#include <afklar/core/purpose.hpp>

namespace afklar {

/// Agents in a block, which share one call of the generator.
inline constexpr std::uint32_t block_size = 8;

/// Sixteen random bits for each of the eight agents of a block.
using BlockBits = std::array<std::uint16_t, block_size>;

/// The place of a draw except for the agent and the purpose.
struct DrawKey {
    std::uint64_t seed = 0;
    std::uint32_t stream = 0; ///< assigned by the design of the experiment
    std::uint16_t centre = 0; ///< job centre; 0 where there is none
};

/// Which draw of a block's agents is looked at.
struct BlockDraw {
    Purpose purpose{};
    Agent kind{};
    std::uint32_t when = 0;
};

/// All draws of one stream in one job centre; a value of 16 bytes that holds no state.
class Draws {
public:
    constexpr Draws() = default;
    constexpr explicit Draws(DrawKey key) noexcept : key_(key) {}

    [[nodiscard]] constexpr const DrawKey& key() const noexcept { return key_; }

    /// Sixteen bits for each agent of a block.
    [[nodiscard]] BlockBits block(Purpose purpose, Agent kind, std::uint32_t block,
                                  std::uint32_t when) const noexcept {
        const auto words = philox(block, when, word2(purpose, kind));
        BlockBits bits{};
        for (std::uint32_t i = 0; i < 4; ++i) {
            bits[2 * i] = static_cast<std::uint16_t>(words[i] & 0xFFFFU);
            bits[2 * i + 1] = static_cast<std::uint16_t>(words[i] >> 16U);
        }
        return bits;
    }

    /// The leading 16 bits of one agent.
    [[nodiscard]] std::uint16_t leading(Purpose purpose, Agent kind, std::uint32_t agent,
                                        std::uint32_t when) const noexcept {
        const std::uint32_t lane = agent % block_size;
        const auto words = philox(agent / block_size, when, word2(purpose, kind));
        return static_cast<std::uint16_t>(words[lane / 2U] >> (16U * (lane % 2U)));
    }

    /// The 32 further bits of one agent.
    [[nodiscard]] std::uint32_t refine(Purpose purpose, Agent kind, std::uint32_t agent,
                                       std::uint32_t when) const noexcept {
        const std::uint32_t lane = agent % block_size;
        const std::uint32_t half = lane / 4U;
        const auto words =
            philox(agent / block_size, when, word2(purpose, kind) | ((2U + half) << 30U));
        return words[lane % 4U];
    }

    /// All 48 bits of one agent.
    [[nodiscard]] std::uint64_t bits48(Purpose purpose, Agent kind, std::uint32_t agent,
                                       std::uint32_t when) const noexcept {
        const auto top = leading(purpose, kind, agent, when);
        return (std::uint64_t{top} << 32U) | refine(purpose, kind, agent, when);
    }

    /// Whether something of the given chance happens to one agent.
    [[nodiscard]] bool happens(Purpose purpose, Agent kind, std::uint32_t agent, std::uint32_t when,
                               Chance chance) const noexcept {
        if (chance.bits == 0 || chance.bits >= Chance::one) {
            return chance.bits != 0; // nothing to draw for
        }
        return below(leading(purpose, kind, agent, when), {purpose, kind, when}, agent, chance);
    }

    /// The same decision when the leading 16 bits have been drawn already.
    [[nodiscard]] bool below(std::uint16_t top, const BlockDraw& draw, std::uint32_t agent,
                             Chance chance) const noexcept {
        const std::uint32_t lead = chance.leading();
        if (top != lead) {
            return top < lead;
        }
        return refine(draw.purpose, draw.kind, agent, draw.when) <
               static_cast<std::uint32_t>(chance.bits);
    }

    /// A number strictly between 0 and 1.
    [[nodiscard]] double uniform(Purpose purpose, Agent kind, std::uint32_t agent,
                                 std::uint32_t when) const noexcept {
        const auto bits = bits48(purpose, kind, agent, when);
        return (static_cast<double>(bits) + 0.5) / static_cast<double>(Chance::one);
    }

    /// A standard normal number.
    [[nodiscard]] double normal(Purpose purpose, Agent kind, std::uint32_t agent,
                                std::uint32_t when) const noexcept;

    /// Counter of a block's draw, and the key: what a generator over many blocks starts from.
    [[nodiscard]] std::array<std::uint32_t, 4> counter(Purpose purpose, Agent kind,
                                                       std::uint32_t block,
                                                       std::uint32_t when) const noexcept {
        return counter(word2(purpose, kind), block, when);
    }
    [[nodiscard]] std::array<std::uint32_t, 2> philox_key() const noexcept {
        return {static_cast<std::uint32_t>(key_.seed),
                static_cast<std::uint32_t>(key_.seed >> 32U)};
    }

private:
    static constexpr std::uint32_t word2(Purpose purpose, Agent kind) noexcept {
        return static_cast<std::uint32_t>(purpose) | (static_cast<std::uint32_t>(kind) << 16U);
    }

    [[nodiscard]] std::array<std::uint32_t, 4> philox(std::uint32_t block, std::uint32_t when,
                                                      std::uint32_t third) const noexcept {
        const auto first = counter(third, block, when);
        const auto seed = philox_key();
        const auto out =
            r123::Philox4x32{}({{first[0], first[1], first[2], first[3]}}, {{seed[0], seed[1]}});
        return {out[0], out[1], out[2], out[3]};
    }
    [[nodiscard]] std::array<std::uint32_t, 4> counter(std::uint32_t third, std::uint32_t block,
                                                       std::uint32_t when) const noexcept {
        return {block, (static_cast<std::uint32_t>(key_.centre) << 16U) | (when & 0xFFFFU), third,
                key_.stream};
    }

    DrawKey key_{};
};

} // namespace afklar
