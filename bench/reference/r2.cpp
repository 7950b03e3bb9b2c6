#include <algorithm>
#include <bit>
#include <cstring>

#include "kernel.hpp"
#include "reference.hpp"

namespace afklar::bench::reference {

namespace {

constexpr std::uint32_t clients_each = 50;
constexpr std::uint16_t asks_bound = 8192; ///< one eighth, in 2^-16

/// Three masks of a week: who is below the bound, who asks; and the leading bits behind the first.
struct Week {
    std::uint32_t number = 0;
    std::uint64_t candidates = 0;
    std::uint64_t asking = 0;
    const std::uint16_t* drawn = nullptr;
};

/// One caseworker as a record of 64 lanes, of which 50 are clients.
class alignas(64) Caseworker {
public:
    Caseworker(const Tables& alone, const Tables& met, std::uint32_t first, std::uint32_t people)
        : alone_(&alone), met_(&met), first_(first) {
        std::fill(std::begin(state_), std::end(state_), std::uint8_t{2});
        for (std::uint32_t k = 0; k < clients_each && first + k < people; ++k) {
            const int weeks = weeks_at_start(first + k);
            state_[k] = 0;
            on_benefit_ |= std::uint64_t{1} << k;
            start_[k] = static_cast<std::int16_t>(-weeks);
            bound_[k] = met.bound[group_of(first + k)][static_cast<std::size_t>(weeks)];
        }
    }

    HWY_INLINE void lower() {
        const std::uint32_t times = fall;
        for (std::size_t k = 0; k < 64; ++k) {
            const auto lowered =
                static_cast<std::uint16_t>(((std::uint32_t{bound_[k]} * times) >> 16U) + 1U);
            bound_[k] = state_[k] == 0 ? lowered : bound_[k];
        }
    }

    HWY_INLINE void step(std::uint32_t number, unsigned meetings, Key key) {
        alignas(64) std::uint16_t drawn[128];
        philox16(first_ / clients_each, number, key, drawn);
        const hn::ScalableTag<std::uint16_t> d;
        constexpr auto lanes = static_cast<std::uint32_t>(hn::MaxLanes(d));
        alignas(64) std::uint8_t below[16];
        alignas(64) std::uint8_t asks[16];
        for (std::uint32_t k = 0; k < 64; k += lanes) {
            hn::StoreMaskBits(d, hn::Lt(hn::Load(d, drawn + k), hn::Load(d, bound_ + k)),
                              below + k / 8);
            hn::StoreMaskBits(d, hn::Lt(hn::Load(d, drawn + 64 + k), hn::Set(d, asks_bound)),
                              asks + k / 8);
        }
        Week week{number, 0, 0, drawn};
        std::memcpy(&week.candidates, below, sizeof week.candidates);
        std::memcpy(&week.asking, asks, sizeof week.asking);
        const std::uint64_t served = serve(week.asking & on_benefit_ & ~waiting_, meetings);
        held += std::popcount(served);
        for (std::uint64_t left = week.candidates; left != 0; left &= left - 1) {
            settle(week, static_cast<std::uint32_t>(std::countr_zero(left)), served, key);
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

    [[nodiscard]] std::uint32_t queue() const { return length_; }
    std::int64_t held = 0;

private:
    HWY_INLINE std::uint64_t serve(std::uint64_t joining, unsigned meetings) {
        if (length_ == 0 && static_cast<unsigned>(std::popcount(joining)) <= meetings) {
            return joining; // the usual week: everybody is seen
        }
        waiting_ |= joining;
        for (; joining != 0; joining &= joining - 1) {
            queue_[length_++] = static_cast<std::uint8_t>(std::countr_zero(joining));
        }
        const std::uint32_t seen = std::min<std::uint32_t>(length_, meetings);
        std::uint64_t served = 0;
        for (std::uint32_t j = 0; j < seen; ++j) {
            served |= std::uint64_t{1} << queue_[j];
        }
        std::memmove(queue_, queue_ + seen, length_ - seen);
        length_ -= seen;
        waiting_ &= ~served;
        return served;
    }

    HWY_INLINE void settle(const Week& week, std::uint32_t k, std::uint64_t served, Key key) {
        static constexpr std::array<std::uint64_t, 3> job{job_threshold, job_threshold,
                                                          job_threshold};
        const std::uint32_t person = first_ + k;
        const std::size_t from = state_[k];
        const std::size_t group = group_of(person);
        const auto weeks = static_cast<std::size_t>(static_cast<int>(week.number) - start_[k]);
        const std::uint64_t drawn =
            (std::uint64_t{week.drawn[k]} << 32U) | refine(person, week.number, key);
        const auto& t = from != 0                 ? job
                        : (served >> k & 1U) != 0 ? met_->threshold[group][weeks]
                                                  : alone_->threshold[group][weeks];
        const unsigned passed = static_cast<unsigned>(drawn >= t[0]) +
                                static_cast<unsigned>(drawn >= t[1]) +
                                static_cast<unsigned>(drawn >= t[2]);
        const std::uint8_t to = next[from][passed];
        ++moved_[from][to];
        if (to == from) {
            return;
        }
        state_[k] = to;
        const std::uint64_t bit = std::uint64_t{1} << k;
        if (to == 0) {
            bound_[k] = met_->first_bound[group][week.number % refresh + 1];
            on_benefit_ |= bit;
            start_[k] = static_cast<std::int16_t>(week.number + 1);
            return;
        }
        bound_[k] = to == 1 ? job_bound_16 : std::uint16_t{0};
        on_benefit_ &= ~bit;
        if ((waiting_ & bit) != 0) {
            leave(k);
        }
    }

    void leave(std::uint32_t k) {
        waiting_ &= ~(std::uint64_t{1} << k);
        std::uint8_t* const end = queue_ + length_;
        std::uint8_t* const place = std::find(queue_, end, static_cast<std::uint8_t>(k));
        std::copy(place + 1, end, place);
        --length_;
    }

    alignas(64) std::uint16_t bound_[64] = {};
    std::int16_t start_[64] = {};
    std::uint8_t state_[64] = {};
    std::uint8_t queue_[64] = {};
    std::uint64_t on_benefit_ = 0;
    std::uint64_t waiting_ = 0;
    std::uint32_t length_ = 0;
    std::array<std::array<int, state_count>, 2> moved_{};
    const Tables* alone_;
    const Tables* met_;
    std::uint32_t first_;
};

} // namespace

Outcome r2(std::uint32_t people, unsigned meetings, std::uint64_t seed, std::uint32_t stream) {
    const Key key{static_cast<std::uint32_t>(seed), stream};
    const Tables alone(1.0);
    const Tables met(2.0);
    Moves moves;
    Outcome outcome;
    for (std::uint32_t first = 0; first < people; first += clients_each) {
        Caseworker caseworker(alone, met, first, people);
        for (int week = 0; week < workload_weeks; ++week) {
            if (week != 0 && week % refresh == 0) {
                caseworker.lower();
            }
            caseworker.step(static_cast<std::uint32_t>(week), meetings, key);
            caseworker.flush(week, moves);
        }
        outcome.meetings += caseworker.held;
        outcome.queue += caseworker.queue();
    }
    outcome.heads = moves.heads(people);
    return outcome;
}

} // namespace afklar::bench::reference
