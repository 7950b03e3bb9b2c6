#include <bench/r2.hpp>

#include <algorithm>
#include <vector>

#include <bench/r1.hpp>

#include "bench/expectation.hpp"

#include <support/catch.hpp>
#include <support/instruction_sets.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

constexpr std::uint32_t clients_each = 50;

/// One caseworker by the definition: a list in order of joining, and every draw in all its 48 bits.
class OneByOne {
public:
    OneByOne(const Draws& draws, std::uint32_t first, std::uint32_t end, std::size_t meetings)
        : draws_(draws),
          first_(first),
          meetings_(meetings),
          state_(end - first, bench::on_benefit) {
        for (std::uint32_t i = first; i < end; ++i) {
            weeks_.push_back(bench::weeks_at_start(i));
        }
    }

    void week(std::uint32_t week, bench::Outcome& outcome) {
        for (std::uint32_t k = 0; k < state_.size(); ++k) {
            if (state_[k] == bench::on_benefit && std::ranges::count(queue_, k) == 0 &&
                draws_.happens(Purpose::rings, Agent::citizen, first_ + k, week, Chance(0.125))) {
                queue_.push_back(k);
            }
        }
        const std::size_t seen = std::min(queue_.size(), meetings_);
        const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(seen);
        const std::vector<std::uint32_t> served(queue_.begin(), end);
        queue_.erase(queue_.begin(), end);
        outcome.meetings += static_cast<std::int64_t>(seen);
        for (std::uint32_t k = 0; k < state_.size(); ++k) {
            move(k, week, std::ranges::count(served, k) != 0);
            ++outcome.heads[week][state_[k]];
        }
    }

    [[nodiscard]] std::int64_t queue() const { return static_cast<std::int64_t>(queue_.size()); }

private:
    void move(std::uint32_t k, std::uint32_t week, bool met) {
        const auto bits = draws_.bits48(Purpose::job, Agent::citizen, first_ + k, week);
        bench::State& state = state_[k];
        if (state == bench::on_benefit) {
            const auto& chances = met ? met_ : alone_;
            const auto& up_to = chances.of(bench::group_of(first_ + k), weeks_[k]++);
            for (std::size_t to = 3; to-- > 0;) {
                state = bits < up_to.at(to).bits ? static_cast<bench::State>(to + 1) : state;
            }
            if (state != bench::on_benefit) {
                std::erase(queue_, k); // who leaves benefit leaves the queue
            }
        } else if (state == bench::in_job && bits < Chance(bench::job_ends).bits) {
            state = bench::on_benefit;
            weeks_[k] = 0;
        }
    }

    Draws draws_;
    std::uint32_t first_;
    std::size_t meetings_;
    std::vector<bench::State> state_;
    std::vector<int> weeks_;
    std::vector<std::uint32_t> queue_;
    bench::ChanceTable alone_{1.0, 1};
    bench::ChanceTable met_{2.0, 1};
};

bench::Outcome one_by_one(std::uint32_t people, unsigned meetings, std::uint64_t seed) {
    bench::Outcome outcome;
    for (std::uint32_t first = 0; first < people; first += clients_each) {
        OneByOne caseworker(Draws(DrawKey{seed, 0, 0}), first,
                            std::min(first + clients_each, people), meetings);
        for (std::uint32_t week = 0; week < bench::workload_weeks; ++week) {
            caseworker.week(week, outcome);
        }
        outcome.queue += caseworker.queue();
    }
    return outcome;
}

} // namespace

TEST_CASE("R2 is what a plain loop with a list for each caseworker gives") {
    for_each_instruction_set([] {
        for (const unsigned meetings : {1U, 2U, 5U, 12U}) {
            CAPTURE(meetings);
            CHECK(bench::r2(1720, meetings, 12345, 0) == one_by_one(1720, meetings, 12345));
        }
        CHECK(bench::r2(3, 1, 9, 0) == one_by_one(3, 1, 9));
    });
    CHECK(bench::r2(1720, 2, 12345, 0) != one_by_one(1720, 3, 12345));
}

TEST_CASE("few meetings leave a queue, many none") {
    const bench::Outcome one = bench::r2(10'000, 1, 12345, 0);
    CHECK(one.queue > 0);
    CHECK(one.meetings <= 200 * bench::workload_weeks);
    const bench::Outcome many = bench::r2(10'000, 50, 12345, 0);
    CHECK(many.queue == 0);
    CHECK(many.meetings > one.meetings);
}

TEST_CASE("without meetings R2 is R1") {
    CHECK(bench::r2(10'007, 0, 12345, 4).heads == bench::r1(10'007, 12345, 4).heads);
    CHECK(bench::r2(10'007, 5, 12345, 4).heads != bench::r1(10'007, 12345, 4).heads);
}

TEST_CASE("when everyone is seen, one in eight weeks has a doubled chance of being clarified") {
    constexpr std::uint32_t people = 100'000;
    std::vector<bench::Outcome> runs;
    for (std::uint32_t stream = 0; stream < 10; ++stream) {
        runs.push_back(bench::r2(people, clients_each, 2020, stream));
    }
    CHECK(largest_z(runs, expected_heads(people, 1.125), people) < largest_z_allowed);
    CHECK(largest_z(runs, expected_heads(people, 1.150), people) > largest_z_allowed);
}

TEST_CASE("R2 does not depend on block sizes or on when bounds are lowered") {
    constexpr std::uint32_t people = 10'007;
    const bench::Outcome usual = bench::r2(people, 5, 12345, 0);
    for (const std::uint32_t at_once : {200U, 600U, 6400U, 20'000U}) {
        CAPTURE(at_once);
        CHECK(bench::r2(people, 5, 12345, 0, {at_once, 26}) == usual);
    }
    for (const int refresh : {1, 2, 7, 25, 52, 104, 600}) {
        CAPTURE(refresh);
        CHECK(bench::r2(people, 5, 12345, 0, {3200, refresh}) == usual);
    }
}

TEST_CASE("R2 gives one digest under every instruction set") {
    for (const unsigned meetings : {5U, 12U}) {
        const std::uint64_t usual = digest(bench::r2(10'000, meetings, 12345, 0));
        for_each_instruction_set(
            [=] { CHECK(digest(bench::r2(10'000, meetings, 12345, 0)) == usual); });
    }
    CHECK(digest(bench::r2(10'000, 5, 12345, 0)) != digest(bench::r2(10'000, 12, 12345, 0)));
}
