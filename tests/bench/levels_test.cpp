#include <bench/levels.hpp>

#include <vector>

#include <bench/compare.hpp>
#include <bench/r1.hpp>
#include <bench/r2.hpp>

#include "bench/expectation.hpp"

#include <support/catch.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

constexpr std::uint32_t people = 100'000;

template <class F>
void for_each_level(F&& check) {
    for_each_value<Simd>([&](Simd level) {
        if (bench::level_supported(level)) {
            CAPTURE(name_of(level));
            check(level);
        }
    });
}

} // namespace

TEST_CASE("a separate build for an instruction set gives the same digests") {
    const auto r1 = digest(bench::r1(people, 12345, 0));
    const auto r2 = digest(bench::r2(people, 5, 12345, 0));
    for_each_level([=](Simd level) {
        CHECK(digest(run_level(level, bench::Code::separate, {false, 0, people, 12345, 0})) == r1);
        CHECK(digest(run_level(level, bench::Code::separate, {true, 5, people, 12345, 0})) == r2);
    });
}

TEST_CASE("the yardstick computes the same workload, with draws of its own") {
    std::vector<bench::Outcome> of_all;
    for_each_level([&](Simd level) {
        of_all.push_back(run_level(level, bench::Code::reference, {false, 0, people, 12345, 0}));
        CHECK(of_all.back() == of_all.front());
        CHECK(largest_z({of_all.back()}, expected_heads(people), people) < largest_z_allowed);
        const bench::Outcome seen =
            run_level(level, bench::Code::reference, {true, 50, people, 12345, 0});
        CHECK(largest_z({seen}, expected_heads(people, 1.125), people) < largest_z_allowed);
    });
}

TEST_CASE("a comparison times every workload under every level and leaves the choice as it was") {
    const Simd before = simd_in_use();
    const auto all = bench::compare_workloads({2000, 1, 1});
    CHECK(simd_in_use() == before);
    std::size_t levels = 0;
    for_each_level([&](Simd) { ++levels; });
    REQUIRE(all.size() == 3 * levels);
    for (const bench::Comparison& c : all) {
        CHECK(c.agree);
        CHECK(c.blocks > 0.0);
        CHECK(c.separate > 0.0);
        CHECK(c.reference > 0.0);
    }
    CHECK(all.front().digest == all[all.size() - 3].digest);
}
