#include <afklar/observe/duration.hpp>

#include <set>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("every target, clock, way of stopping and week has a place of its own", "[duration]") {
    constexpr int horizon = 3;
    DurationCounts counts(horizon);
    CHECK(counts.weeks() == 4);
    std::int64_t next = 1;
    const auto everywhere = [](auto&& f) {
        for_each_value<Target>([&](Target target) {
            for_each_value<Clock>([&](Clock clock) {
                for_each_value<Stop>([&](Stop stop) {
                    for (int weeks = 0; weeks <= horizon; ++weeks) {
                        f(target, clock, stop, weeks);
                    }
                });
            });
        });
    };
    everywhere([&](Target t, Clock c, Stop s, int w) { counts.add(t, c, s, w, next++); });
    next = 1;
    everywhere(
        [&](Target t, Clock c, Stop s, int w) { REQUIRE(counts.get(t, c, s, w) == next++); });
    CHECK(std::set<std::int64_t>(counts.raw().begin(), counts.raw().end()).size() ==
          counts.raw().size());
}

TEST_CASE("weeks outside the horizon are counted at its ends", "[duration]") {
    DurationCounts counts(3);
    counts.add(Target::assessment, Clock::stock, Stop::job, -2);
    counts.add(Target::assessment, Clock::stock, Stop::job, 9, 5);
    CHECK(counts.get(Target::assessment, Clock::stock, Stop::job, 0) == 1);
    CHECK(counts.get(Target::assessment, Clock::stock, Stop::job, 3) == 5);
}
