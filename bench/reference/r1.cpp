#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

#include "kernel.hpp"
#include "reference.hpp"

namespace afklar::bench::reference {

namespace {

constexpr std::uint32_t chunk = 256; ///< people who go through all weeks before the next

/// Everyone, a column for each thing known.
class Everyone {
public:
    explicit Everyone(std::uint32_t people)
        : padded((people + chunk - 1) / chunk * chunk),
          tables_(1.0),
          bound_(padded, 0),
          start_(padded, 0),
          state_(padded, 2),
          group_(padded, 0) {
        for (std::uint32_t i = 0; i < people; ++i) {
            const int weeks = weeks_at_start(i);
            group_[i] = group_of(i);
            start_[i] = static_cast<std::int16_t>(-weeks);
            state_[i] = 0;
            bound_[i] = tables_.bound[group_[i]][static_cast<std::size_t>(weeks)];
        }
    }

    HWY_INLINE void lower(std::uint32_t begin) {
        const std::uint32_t times = fall;
        std::uint16_t* HWY_RESTRICT bound = &bound_[begin];
        const std::uint8_t* HWY_RESTRICT state = &state_[begin];
        for (std::uint32_t i = 0; i < chunk; ++i) {
            const auto lowered =
                static_cast<std::uint16_t>(((std::uint32_t{bound[i]} * times) >> 16U) + 1U);
            bound[i] = state[i] == 0 ? lowered : bound[i];
        }
    }

    HWY_INLINE void step(std::uint32_t begin, std::uint32_t week, Key key) {
        alignas(64) std::uint16_t drawn[chunk];
        philox16(begin / chunk * 2, week, key, drawn);
        philox16(begin / chunk * 2 + 1, week, key, drawn + chunk / 2);
        const hn::ScalableTag<std::uint16_t> d;
        constexpr auto lanes = static_cast<std::uint32_t>(hn::MaxLanes(d));
        alignas(64) std::uint8_t bits[chunk / 8 + 8];
        for (std::uint32_t k = 0; k < chunk; k += lanes) {
            const auto below = hn::Lt(hn::Load(d, drawn + k), hn::LoadU(d, &bound_[begin + k]));
            hn::StoreMaskBits(d, below, bits + k / 8);
        }
        std::uint64_t masks[chunk / 64];
        std::memcpy(masks, bits, sizeof masks);
        if ((masks[0] | masks[1] | masks[2] | masks[3]) == 0) {
            return;
        }
        for (std::uint32_t q = 0; q < chunk / 64; ++q) {
            for (std::uint64_t mask = masks[q]; mask != 0; mask &= mask - 1) {
                const std::uint32_t k = q * 64 + static_cast<std::uint32_t>(std::countr_zero(mask));
                settle(begin + k, drawn[k], refine(begin + k, week, key), week);
            }
        }
    }

    /// Moves of a week since the last call.
    HWY_INLINE void flush(int week, Moves& moves) {
        for (std::size_t from = 0; from < 2; ++from) {
            for (std::size_t to = 0; to < state_count; ++to) {
                if (to != from) {
                    moves.add(week, static_cast<State>(from), static_cast<State>(to),
                              moved_[from][to]);
                }
            }
        }
        moved_ = {};
    }

    std::uint32_t padded;

private:
    HWY_INLINE void settle(std::uint32_t i, std::uint16_t leading, std::uint32_t further,
                           std::uint32_t week) {
        static constexpr std::array<std::uint64_t, 3> job{job_threshold, job_threshold,
                                                          job_threshold};
        const std::uint64_t drawn = (std::uint64_t{leading} << 32U) | further;
        const std::size_t from = state_[i];
        const std::size_t group = group_[i];
        const auto weeks = static_cast<std::size_t>(static_cast<int>(week) - start_[i]);
        const auto& t = from != 0 ? job : tables_.threshold[group][weeks];
        const unsigned passed = static_cast<unsigned>(drawn >= t[0]) +
                                static_cast<unsigned>(drawn >= t[1]) +
                                static_cast<unsigned>(drawn >= t[2]);
        const std::uint8_t to = next[from][passed];
        const std::uint16_t bounds[4] = {tables_.first_bound[group][week % refresh + 1],
                                         job_bound_16, 0, 0};
        bound_[i] = to == from ? bound_[i] : bounds[to];
        start_[i] = to < from ? static_cast<std::int16_t>(week + 1) : start_[i];
        state_[i] = to;
        ++moved_[from][to];
    }

    Tables tables_;
    std::vector<std::uint16_t> bound_;
    std::vector<std::int16_t> start_;
    std::vector<std::uint8_t> state_;
    std::vector<std::uint8_t> group_;
    std::array<std::array<int, state_count>, 2> moved_{};
};

} // namespace

Outcome r1(std::uint32_t people, std::uint64_t seed, std::uint32_t stream) {
    const Key key{static_cast<std::uint32_t>(seed), stream};
    Everyone everyone(people);
    Moves moves;
    for (std::uint32_t begin = 0; begin < everyone.padded; begin += chunk) {
        for (int week = 0; week < workload_weeks; ++week) {
            if (week != 0 && week % refresh == 0) {
                everyone.lower(begin);
            }
            everyone.step(begin, static_cast<std::uint32_t>(week), key);
            everyone.flush(week, moves);
        }
    }
    Outcome outcome;
    outcome.heads = moves.heads(people);
    return outcome;
}

} // namespace afklar::bench::reference
