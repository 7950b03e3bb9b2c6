#include <afklar/experiment/shard.hpp>

#include <algorithm>

#include <afklar/core/error.hpp>

#include "support/catch.hpp"
#include "support/made_up.hpp"

using namespace afklar;

TEST_CASE("every stream is in one shard, and shards are of about one size") {
    const auto spec = made_up::spec({5, 3});
    const auto all = plan_streams(spec);
    for (const int of : {1, 2, 3, 7, 50}) {
        std::vector<StreamPlan> together;
        for (int number = 1; number <= of; ++number) {
            const auto mine = streams_of(spec, {number, of});
            CHECK(mine.size() >= all.size() / static_cast<std::size_t>(of));
            CHECK(mine.size() <= all.size() / static_cast<std::size_t>(of) + 1);
            for (const StreamPlan& plan : mine) {
                const auto place = std::ranges::find(all, plan) - all.begin() + 1;
                CHECK(place % of == number % of);
            }
            together.insert(together.end(), mine.begin(), mine.end());
        }
        CHECK(together.size() == all.size());
        CHECK(std::ranges::is_permutation(together, all));
    }
}

TEST_CASE("a shard that there is not is refused") {
    const auto spec = made_up::spec({1, 1});
    CHECK_THROWS_AS(streams_of(spec, {0, 3}), Error);
    CHECK_THROWS_AS(streams_of(spec, {4, 3}), Error);
}
