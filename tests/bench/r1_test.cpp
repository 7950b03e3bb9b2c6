#include <bench/r1.hpp>

#include "bench/expectation.hpp"

#include <support/catch.hpp>
#include <support/instruction_sets.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

/// R1 person by person and week by week, every draw in all its 48 bits: nothing of bounds, columns or
/// lists.
bench::Outcome one_by_one(std::uint32_t people, std::uint64_t seed, std::uint32_t stream) {
    const Draws draws(DrawKey{seed, stream, 0});
    const bench::ChanceTable chances(1.0, 1);
    bench::Outcome outcome;
    for (std::uint32_t i = 0; i < people; ++i) {
        int weeks = bench::weeks_at_start(i);
        auto state = bench::on_benefit;
        for (std::uint32_t week = 0; week < bench::workload_weeks; ++week) {
            const auto bits = draws.bits48(Purpose::job, Agent::citizen, i, week);
            if (state == bench::on_benefit) {
                const auto& up_to = chances.of(bench::group_of(i), weeks++);
                state = bits < up_to[0].bits   ? bench::in_job
                        : bits < up_to[1].bits ? bench::clarified
                        : bits < up_to[2].bits ? bench::pensioned
                                               : bench::on_benefit;
            } else if (state == bench::in_job && bits < Chance(bench::job_ends).bits) {
                state = bench::on_benefit;
                weeks = 0;
            }
            ++outcome.heads[week][state];
        }
    }
    return outcome;
}

} // namespace

TEST_CASE("R1 is what a plain loop over people and weeks gives") {
    for_each_instruction_set([] {
        CHECK(bench::r1(2003, 12345, 0) == one_by_one(2003, 12345, 0));
        CHECK(bench::r1(1, 7, 3) == one_by_one(1, 7, 3));
    });
    CHECK(bench::r1(2003, 12345, 0) != one_by_one(2003, 12345, 1)); // other draws are seen
}

TEST_CASE("R1 has the expected head counts") {
    constexpr std::uint32_t people = 100'000;
    const ExpectedHeads expected = expected_heads(people);
    // As the design says.
    CHECK(expected.back()[0] == Approx(33'119.2).margin(0.05));
    CHECK(expected.back()[1] == Approx(20'940.7).margin(0.05));
    CHECK(expected.back()[2] == Approx(32'446.7).margin(0.05));
    CHECK(expected.back()[3] == Approx(13'493.5).margin(0.05));

    std::vector<bench::Outcome> runs;
    for (std::uint32_t stream = 0; stream < 20; ++stream) {
        runs.push_back(bench::r1(people, 2020, stream));
    }
    CHECK(largest_z(runs, expected, people) < largest_z_allowed);
    CHECK(largest_z({runs.front()}, expected, people) < largest_z_allowed);
    // A chance that is off by one in forty is seen.
    CHECK(largest_z(runs, expected_heads(people, 1.0, 1.025 * bench::job_ends), people) >
          largest_z_allowed);
}

TEST_CASE("R1 does not depend on block sizes or on when bounds are lowered") {
    constexpr std::uint32_t people = 10'007;
    const bench::Outcome usual = bench::r1(people, 12345, 0);
    for (const std::uint32_t at_once : {200U, 600U, 6400U, 20'000U}) {
        CAPTURE(at_once);
        CHECK(bench::r1(people, 12345, 0, {at_once, 26}) == usual);
    }
    for (const int refresh : {1, 2, 7, 25, 52, 104, 600}) { // the last: never
        CAPTURE(refresh);
        CHECK(bench::r1(people, 12345, 0, {3200, refresh}) == usual);
    }
}

TEST_CASE("R1 gives one digest under every instruction set") {
    const std::uint64_t usual = digest(bench::r1(10'000, 12345, 0));
    for_each_instruction_set([usual] { CHECK(digest(bench::r1(10'000, 12345, 0)) == usual); });
    CHECK(digest(bench::r1(10'000, 12346, 0)) != usual);
}
