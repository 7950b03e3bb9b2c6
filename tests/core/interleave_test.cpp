#include <afklar/core/interleave.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <support/catch.hpp>
#include <support/property.hpp>

using namespace afklar;

TEST_CASE("kinds are mixed evenly", "[interleave]") {
    // Of two, members stand at 1/4 and 3/4; of four, at 1/8, 3/8, 5/8, 7/8; of one, at 1/2.
    const std::vector<int> counts = {2, 4, 1};
    CHECK(interleave(counts) == std::vector<std::size_t>{1, 0, 1, 2, 1, 0, 1});
    CHECK(interleave(std::vector<int>{1, 1, 1}) == std::vector<std::size_t>{0, 1, 2});
    CHECK(interleave(std::vector<int>{0, -3, 2}) == std::vector<std::size_t>{2, 2});
    CHECK(interleave(std::vector<int>{}).empty());
}

TEST_CASE("any mixture", "[interleave]") {
    test::holds("every kind has its members, and every beginning nearly its share", [] {
        const auto counts = *rc::gen::container<std::vector<int>>(4, rc::gen::inRange(0, 40));
        const auto order = interleave(counts);
        const auto all = static_cast<double>(order.size());
        std::vector<int> taken(counts.size(), 0);
        for (std::size_t k = 0; k < order.size(); ++k) {
            ++taken[order[k]];
            for (std::size_t kind = 0; kind < counts.size(); ++kind) {
                const double fair = static_cast<double>(k + 1) / all * counts[kind];
                RC_ASSERT(std::abs(taken[kind] - fair) <= static_cast<double>(counts.size()));
            }
        }
        RC_ASSERT(taken == counts);
    });
}
