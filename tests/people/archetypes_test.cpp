#include <afklar/people/archetypes.hpp>

#include <cstdint>
#include <limits>
#include <vector>

#include <afklar/core/chance.hpp>
#include <afklar/core/error.hpp>

#include <support/catch.hpp>
#include <support/property.hpp>

using namespace afklar;

namespace {

/// Archetypes that differ in their first age only, in order.
std::vector<Archetype> numbered(std::size_t count) {
    std::vector<Archetype> archetypes;
    for (std::size_t k = 0; k < count; ++k) {
        archetypes.push_back({Sex::woman, static_cast<std::uint8_t>(k), 99, 0});
    }
    return archetypes;
}

} // namespace

TEST_CASE("picks fall on the archetypes in proportion", "[archetypes]") {
    ArchetypeTable table;
    const std::vector<double> weights = {0.0, 1.0, 0.0, 2.0, 1.0, 0.0};
    table.set(TargetGroup::job_ready, numbered(6), weights);
    const auto picked = [&](std::uint64_t bits) {
        return int{table.pick(TargetGroup::job_ready, bits).age_from};
    };
    CHECK(picked(0) == 1);
    CHECK(picked(Chance::one / 4 - 1) == 1);
    CHECK(picked(Chance::one / 4) == 3);
    CHECK(picked(Chance::one / 4 * 3 - 1) == 3);
    CHECK(picked(Chance::one / 4 * 3) == 4);
    CHECK(picked(Chance::one - 1) == 4);
    CHECK(table.share(TargetGroup::job_ready, 3) == 0.5);
    CHECK(table.share(TargetGroup::job_ready, 0) == 0.0);
    CHECK(table.share(TargetGroup::job_ready, 5) == 0.0);
}

TEST_CASE("tables that cannot be picked from are refused", "[archetypes]") {
    ArchetypeTable table;
    const auto refused = [&](const std::vector<double>& weights) {
        CHECK_THROWS_AS(table.set(TargetGroup::job_ready, numbered(2), weights), Error);
    };
    refused({1.0});
    refused({0.0, 0.0});
    refused({1.0, -1.0});
    refused({1.0, std::numeric_limits<double>::infinity()});
    CHECK_THROWS_AS(table.pick(TargetGroup::job_ready, 0), Error);
}

TEST_CASE("any table", "[archetypes]") {
    test::holds("shares sum to one, and weight zero is never picked", [] {
        auto whole = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 5));
        whole.push_back(1);
        const std::vector<double> weights(whole.begin(), whole.end());
        ArchetypeTable table;
        const auto group = TargetGroup::activity_ready;
        std::vector<Archetype> archetypes = numbered(weights.size());
        table.set(group, archetypes, weights);
        double sum = 0.0;
        for (std::size_t k = 0; k < weights.size(); ++k) {
            sum += table.share(group, k);
            RC_ASSERT((weights[k] > 0.0) == (table.share(group, k) > 0.0));
        }
        RC_ASSERT(sum == 1.0);
        const auto bits = *rc::gen::inRange<std::uint64_t>(0, Chance::one);
        const auto place = table.pick(group, bits).age_from;
        RC_ASSERT(weights[place] > 0.0);
    });
}
