/// Every provision, moved alone, moves the output that its declaration names, in the direction it
/// names: a provision that nothing reads cannot pass.

#include <algorithm>
#include <string>

#include <afklar/experiment/result.hpp>
#include <afklar/policy/provision.hpp>

#include <support/catch.hpp>
#include <support/comparison.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

/// Full obligations with what is given and the provision at one value.
Policy with_lever(const ProvisionDescriptor& d, double value) {
    Policy policy = regimes::full_obligations();
    for (const Given& given : d.lever.given) {
        policy = policy + setting("given " + std::string(describe(given.provision).key),
                                  given.provision, given.value);
    }
    return policy + setting("moved", d.provision, value);
}

ProjectionSpec spec_of(const ProvisionDescriptor& d) {
    // The burn-in is under neither of the two, so that what takes time takes it while observed.
    ProjectionSpec spec = projection(2500, 104,
                                     {{"plain", regimes::full_obligations()},
                                      {"from", with_lever(d, d.lever.from)},
                                      {"to", with_lever(d, d.lever.to)}});
    spec.baseline = "plain";
    spec.burn_in = Weeks{52};
    spec.replicates = 20;
    spec.threads = 2;
    return spec;
}

/// Whether any output at all differs between the two.
bool anything_moves(const Result& result) {
    return std::ranges::any_of(metrics(), [&](const MetricDescriptor& metric) {
        return result.defined(metric.metric) && metric.kind != MetricKind::comparison &&
               result.paired("to", "from", metric.metric).estimate.mean.value_or(0.0) != 0.0;
    });
}

} // namespace

TEST_CASE("no provision is dead, and each moves what it says", "[levers]") {
    for (const ProvisionDescriptor& d : provisions()) {
        INFO(d.key << ": " << d.lever.metric << " " << name_of(d.lever.direction) << " from "
                   << d.lever.from << " to " << d.lever.to);
        const Result result = run(spec_of(d));
        if (d.lever.metric.empty()) {
            CHECK_FALSE(d.lever.why.empty());
            CHECK(anything_moves(result));
            continue;
        }
        const MetricDescriptor* metric = find_metric(d.lever.metric);
        REQUIRE(metric != nullptr);
        const Estimate moved = result.paired("to", "from", metric->metric).estimate;
        const double sign = d.lever.direction == Direction::up ? 1.0 : -1.0;
        CAPTURE(moved.mean.value_or(0.0), moved.ci_low.value_or(0.0), moved.ci_high.value_or(0.0));
        const double nearer_end =
            (sign > 0.0 ? moved.ci_low : moved.ci_high).value_or(0.0); // of 95 %, chance only
        CHECK(sign * nearer_end > 0.0);
    }
}
