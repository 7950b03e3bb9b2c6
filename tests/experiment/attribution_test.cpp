#include <afklar/experiment/attribution.hpp>

#include <cmath>

#include <afklar/core/error.hpp>

#include "support/catch.hpp"
#include "support/small_projection.hpp"

using namespace afklar;

namespace {

/// Full obligations, and three reforms on top.
ProjectionSpec three_reforms() {
    const Policy full = regimes::full_obligations();
    auto spec = test::small_projection(
        {{"full", full},
         {"all", full + reforms::ds3_clarification_guarantee() + reforms::ds6_caseload_cap() +
                     reforms::ds2_development_flex_job()}});
    spec.draws = 3;
    spec.burn_in = Weeks{10};
    return spec;
}

} // namespace

TEST_CASE("the parts of every run sum to the whole", "[attribution]") {
    const Packages packages = packages_of(three_reforms(), "all");
    REQUIRE(packages.reforms.size() == 3);
    REQUIRE(packages.spec.regimes.size() == 8);
    const Result result = run(packages.spec);
    for (const Metric metric : {metric::unassessed_on_benefit_at_52,
                                metric::contacts_per_citizen_year, metric::cost_total}) {
        const Attribution shared = attribution_of(packages, result, metric);
        double sum = 0.0;
        for (const Contribution& one : shared.contributions) {
            REQUIRE(one.share.mean);
            REQUIRE(one.last.mean);
            sum += *one.share.mean;
            CHECK_FALSE(one.half_width_of_orders);
        }
        REQUIRE(shared.total.mean);
        CHECK(*shared.total.mean != 0.0);
        CHECK(std::abs(sum - *shared.total.mean) <= 1e-12 * std::max(1.0, std::abs(sum)));
        CHECK(shared.interactions.size() == 3);
    }
}

TEST_CASE("alone and last are the packages themselves", "[attribution]") {
    const ProjectionSpec spec = three_reforms();
    const Packages packages = packages_of(spec, "all");
    const Result result = run(packages.spec);
    const auto metric = metric::contacts_per_citizen_year;
    const Attribution shared = attribution_of(packages, result, metric);
    // The whole of the packages is the regime that was asked about, on the same luck.
    ProjectionSpec pair = spec;
    pair.probes = false;
    const auto direct = run(pair).paired("all", "full", metric).estimate;
    CHECK(shared.total == direct);
    pair.regimes[1].policy =
        Policy(regimes::full_obligations()) + reforms::ds3_clarification_guarantee();
    const auto only_guarantee = run(pair).paired("all", "full", metric).estimate;
    CHECK(shared.contributions[0].alone == only_guarantee);
}

TEST_CASE("a reform that changes nothing has no part", "[attribution]") {
    ProjectionSpec spec = three_reforms();
    Reform idle;
    idle.name = "idle";
    idle.source = "assumption: changes nothing";
    spec.regimes[1].policy =
        Policy(regimes::full_obligations()) + reforms::ds6_caseload_cap() + idle;
    const Packages packages = packages_of(spec, "all");
    const Attribution shared =
        attribution_of(packages, run(packages.spec), metric::contacts_per_citizen_year);
    REQUIRE(shared.contributions.size() == 2);
    CHECK(shared.contributions[1].reform == "idle");
    CHECK(shared.contributions[1].share.mean == 0.0);
    CHECK(shared.contributions[0].share.mean == shared.total.mean);
    CHECK(shared.interactions[0].beyond.mean == 0.0);
}

TEST_CASE("orders at random run fewer packages and say how exact they are", "[attribution]") {
    ProjectionSpec spec = three_reforms();
    spec.draws = 2;
    // Orders that pass through every package are counted as all orders.
    CHECK(packages_of(spec, "all", 50).design.exact());
    spec.regimes[1].policy = spec.regimes[1].policy + reforms::ds7_outcome_steering();
    const Packages packages = packages_of(spec, "all", 2);
    CHECK(packages.spec.regimes.size() < 16);
    const Attribution shared = attribution_of(packages, run(packages.spec), metric::cost_total);
    double sum = 0.0;
    for (const Contribution& one : shared.contributions) {
        REQUIRE(one.half_width_of_orders);
        CHECK(*one.half_width_of_orders >= 0.0);
        sum += *one.share.mean;
    }
    CHECK(sum == Approx(*shared.total.mean));
    CHECK(shared.interactions.empty());
}

TEST_CASE("what cannot be attributed is refused by name", "[attribution]") {
    ProjectionSpec spec = three_reforms();
    CHECK_THROWS_WITH(packages_of(spec, "full"), "'full' applies no reform beyond 'full'");
    CHECK_THROWS_AS(packages_of(spec, "nobody"), Error);
    spec.regimes.push_back(
        {"suspension", Policy(regimes::covid_suspension()) + reforms::ds6_caseload_cap()});
    CHECK_THROWS_WITH(packages_of(spec, "suspension"),
                      Catch::Contains("differs from 'full' in more than its reforms"));
}
