/// P3, central priors: the threat of sanctions raises attendance of the job-ready and leaving without
/// support, moves their jobs no more than its prior allows, and harms the health of the most vulnerable.

#include <iostream>

#include "support/catch.hpp"
#include "support/comparison.hpp"

using namespace afklar;
using namespace afklar::test;

namespace {

constexpr Rate attendance{"attendance", sum_of(Count::held_by_centre), sum_of(Count::invited)};
constexpr Rate leaving{"left without support per 1000 weeks", sum_of(Count::left_without_support),
                       sum_of(Count::on_benefit), 1000.0};
constexpr Rate jobs{"jobs per 1000 weeks", sum_of(Count::job_started), sum_of(Count::on_benefit),
                    1000.0};
constexpr Rate health{"health", sum_of(Count::health_sum), sum_of(Count::on_benefit), 0.001};
constexpr Rate pressure{"pressure", sum_of(Count::pressure_sum), sum_of(Count::on_benefit), 0.001};
constexpr Rate sanctions{"sanctions per 1000 weeks", sum_of(Count::sanction),
                         sum_of(Count::on_benefit), 1000.0};

Group of_target(const char* name, TargetGroup group) {
    Selector who;
    who.target_groups = static_cast<std::uint8_t>(1U << index_of(group));
    return {name, who};
}

/// Full obligations with and without sanctions; duties are the same in both.
ProjectionSpec with_and_without() {
    const Policy full = regimes::full_obligations();
    auto spec = projection(
        4000, 104, {{"none", full + setting("none", Provision::sanctions, 0.0)}, {"threat", full}});
    Selector vulnerable;
    vulnerable.target_groups =
        static_cast<std::uint8_t>(1U << index_of(TargetGroup::activity_ready));
    vulnerable.barriers =
        static_cast<BarrierSet>(bit_of(Barrier::mental_illness) | bit_of(Barrier::substance_use));
    spec.groups = {{"all", {}},
                   of_target("job_ready", TargetGroup::job_ready),
                   of_target("activity_ready", TargetGroup::activity_ready),
                   {"vulnerable", vulnerable}};
    spec.baseline = "threat";
    spec.replicates = 24; // few leave without support: eight replicates see the sign and no more
    return spec;
}

} // namespace

TEST_CASE("P3: the threat of sanctions") {
    const Comparison compared(with_and_without());
    const auto effect = [&](const Rate& rate, const char* group) {
        const Sample sample = compared.difference("threat", "none", rate, {group, "all"});
        std::cout << compared.level("none", rate, {group, "all"}) << "\n  " << sample << "\n";
        return sample;
    };
    SECTION("without sanctions there are none") {
        for (const double s : compared.level("none", sanctions).values) {
            CHECK(s == 0.0);
        }
        CHECK(effect(sanctions, "job_ready").surely_up());
    }
    SECTION("the job-ready come more often") {
        CHECK(effect(attendance, "job_ready").surely_up());
        static_cast<void>(effect(attendance, "activity_ready"));
    }
    SECTION("more of the job-ready leave without support") {
        // The finding is about the job-ready (E033, E042); all together is told.
        CHECK(effect(leaving, "job_ready").surely_up());
        static_cast<void>(effect(leaving, "all"));
    }
    SECTION("the most vulnerable are worse for it") {
        CHECK(effect(pressure, "vulnerable").surely_up());
        CHECK(effect(health, "vulnerable").surely_down());
        static_cast<void>(effect(health, "job_ready"));
    }
}

TEST_CASE("P3: jobs of the job-ready move no more than the prior of the sanction's effect allows") {
    const ParameterSet parameters = denmark();
    const Prior& prior = parameters.find("sanction.exit_job_job_ready")->prior;
    REQUIRE(prior.low < 1.0);
    REQUIRE(prior.high > 1.0);
    for (const double hazard_ratio : {prior.low, prior.value, prior.high}) {
        auto spec = with_and_without();
        spec.set = {{"sanction.exit_job_job_ready", hazard_ratio}};
        const Comparison compared(std::move(spec));
        const Sample with = compared.level("threat", jobs, {"job_ready", "all"});
        const Sample without = compared.level("none", jobs, {"job_ready", "all"});
        Sample ratio{"jobs with the threat over jobs without, ratio set " +
                         std::to_string(hazard_ratio),
                     {}};
        for (std::size_t k = 0; k < with.values.size(); ++k) {
            ratio.values.push_back(with.values[k] / without.values[k]);
        }
        std::cout << without << "\n  " << ratio << "\n";
        CHECK(ratio.mean() - sure * ratio.standard_error() > prior.low);
        CHECK(ratio.mean() + sure * ratio.standard_error() < prior.high);
    }
}
