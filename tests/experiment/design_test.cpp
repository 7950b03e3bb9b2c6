#include <afklar/experiment/design.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <afklar/core/error.hpp>

#include "support/catch.hpp"
#include "support/made_up.hpp"

using namespace afklar;

TEST_CASE("streams are many, apart, and the probes share theirs") {
    const auto plans = plan_streams(made_up::spec({5, 3}));
    REQUIRE(plans.size() == 15 + 8);
    std::set<std::uint32_t> streams;
    for (std::size_t k = 0; k < 15; ++k) {
        CHECK(plans[k].kind == StreamKind::projection);
        CHECK(plans[k].draw == static_cast<int>(k / 3));
        CHECK(plans[k].replicate == static_cast<int>(k % 3));
        CHECK(streams.insert(plans[k].stream).second);
    }
    CHECK_FALSE(streams.contains(0)); // of the design itself
    for (std::size_t k = 15; k < 19; ++k) {
        CHECK(plans[k].kind == StreamKind::probe_central);
        CHECK(plans[k + 4].kind == StreamKind::probe_without_judgement);
        CHECK(plans[k].stream == plans[k + 4].stream);
        CHECK(plans[k].replicate == plans[k + 4].replicate);
        CHECK(streams.insert(plans[k].stream).second);
    }
}

TEST_CASE(
    "a stream keeps its luck when draws or replicates are added; one regime needs no probes") {
    const auto few = plan_streams(made_up::spec({2, 2}));
    const auto many = plan_streams(made_up::spec({4, 3}));
    CHECK(few[3].stream == many[4].stream); // draw 1, replicate 1
    auto alone = made_up::spec({2, 2});
    alone.regimes.pop_back();
    CHECK(plan_streams(alone).size() == 4);
    CHECK_THROWS_AS(plan_streams(made_up::spec({0, 1})), Error);
    CHECK_THROWS_AS(plan_streams(made_up::spec({1, 5000})), Error);
}

TEST_CASE("draws cover the prior, one draw is its centre, held values come last") {
    auto spec = made_up::spec({20, 2});
    Prior& prior = spec.parameters.parameters[2].prior;
    prior = {PriorFamily::normal, 10.0, 8.0, 12.0, 0.0, 20.0, std::nullopt, 0.0};
    spec.parameters.parameters[2].sceptic = 10.0;
    spec.parameters.parameters[2].advocate = 13.0;
    spec.parameters.parameters[2].evidence_blind = 10.0;
    std::multiset<double> values;
    for (const StreamPlan& plan : plan_streams(spec)) {
        const double value = value_of(parameters_of(spec, plan), 2);
        if (plan.kind == StreamKind::projection) {
            values.insert(value);
        } else {
            CHECK(value == 10.0);
        }
    }
    // each of the twenty strata is hit once, and both replicates of a draw share it
    std::size_t rank = 0;
    for (auto it = values.begin(); it != values.end(); std::advance(it, 2), ++rank) {
        CHECK(*it == *std::next(it));
        const double low = static_cast<double>(rank) / 20.0;
        if (rank > 0) {
            CHECK(*it >= quantile(prior, low));
        }
        if (rank < 19) {
            CHECK(*it <= quantile(prior, low + 0.05));
        }
    }

    auto one = spec;
    one.draws = 1;
    CHECK(value_of(parameters_of(one, plan_streams(one)[0]), 2) == 10.0);
    one.prior = PriorSet::advocate;
    CHECK(value_of(parameters_of(one, plan_streams(one)[0]), 2) == 13.0);
    const std::string key(parameter_keys()[2]);
    one.set = {{key, 7.0}};
    for (const StreamPlan& plan : plan_streams(one)) {
        CHECK(value_of(parameters_of(one, plan), 2) == 7.0);
    }
    one.set = {{key, 21.0}};
    CHECK_THROWS_WITH(parameters_of(one, {}), Catch::Matchers::Contains(key));
    one.set = {{"contact.trust_gian", 1.0}};
    CHECK_THROWS_WITH(parameters_of(one, {}), Catch::Matchers::Contains("trust_gian"));
}

TEST_CASE("the probes without judgement take disputed effects of grade D to their null value") {
    auto spec = made_up::spec({1, 1});
    ParameterInfo& info = spec.parameters.parameters[4];
    info.prior = {PriorFamily::normal, 0.4, 0.0, 0.8, 0.0, 1.0, 0.0, 0.0};
    info.grade = Grade::D;
    info.sceptic = 0.0;
    for (const StreamPlan& plan : plan_streams(spec)) {
        CHECK(value_of(parameters_of(spec, plan), 4) ==
              (plan.kind == StreamKind::probe_without_judgement ? 0.0 : 0.4));
    }
}

TEST_CASE("points chosen by hand take the place of the priors and meet one luck") {
    auto spec = made_up::spec({3, 2});
    spec.points.assign(3, spec.parameters.central());
    value_of(spec.points[1], 2) += 1.0;
    const auto plans = plan_streams(spec);
    REQUIRE(plans.size() == 6); // and no probes
    for (const StreamPlan& plan : plans) {
        CHECK(plan.kind == StreamKind::projection);
        CHECK(plan.stream == plans[static_cast<std::size_t>(plan.replicate)].stream);
        const Parameters parameters = parameters_of(spec, plan);
        CHECK(value_of(parameters, 2) ==
              value_of(spec.points[0], 2) + (plan.draw == 1 ? 1.0 : 0.0));
    }
    CHECK(plans[0].stream != plans[1].stream);
    spec.points.pop_back();
    CHECK_THROWS_AS(plan_streams(spec), Error);
}

TEST_CASE("probes can be left out") {
    auto spec = made_up::spec({2, 2});
    spec.probes = false;
    CHECK(plan_streams(spec).size() == 4);
}

TEST_CASE("evidence-blind runs have the luck and the draws of the projection, and no effects") {
    auto spec = made_up::spec({3, 2});
    const auto without = plan_streams(spec);
    spec.evidence_blind = true;
    const auto plans = plan_streams(spec);
    REQUIRE(plans.size() == without.size() + 6);
    CHECK(std::equal(without.begin(), without.end(), plans.begin()));
    ParameterInfo& effect = spec.parameters.parameters[2];
    effect.prior = {PriorFamily::normal, 10.0, 8.0, 12.0, 0.0, 20.0, 0.0, 0.0};
    effect.sceptic = effect.advocate = 10.0;
    effect.evidence_blind = 0.0;
    ParameterInfo& other = spec.parameters.parameters[3];
    other.prior = effect.prior;
    other.sceptic = 9.0; // disputed, but nobody says that it is nothing
    other.advocate = other.evidence_blind = 10.0;
    const std::string held(parameter_keys()[5]);
    spec.parameters.parameters[5] = effect;
    spec.parameters.parameters[5].key = held;
    spec.set = {{held, 7.0}};
    for (std::size_t k = 0; k < 6; ++k) {
        const StreamPlan& projected = plans[k];
        const StreamPlan& blind = plans[without.size() + k];
        CHECK(blind.kind == StreamKind::evidence_blind);
        CHECK(blind.stream == projected.stream);
        CHECK(blind.draw == projected.draw);
        CHECK(blind.replicate == projected.replicate);
        const Parameters a = parameters_of(spec, projected);
        const Parameters b = parameters_of(spec, blind);
        CHECK(value_of(a, 2) > 0.0);
        CHECK(value_of(b, 2) == 0.0);
        CHECK(value_of(b, 3) == value_of(a, 3));
        CHECK(value_of(b, 5) == 7.0); // held by hand
    }
    spec.prior = PriorSet::sceptic;
    CHECK(value_of(parameters_of(spec, plans.back()), 3) == 9.0); // as ever under these priors
    spec.points.assign(3, spec.parameters.central());
    const auto chosen = plan_streams(spec);
    REQUIRE(chosen.size() == 12);
    CHECK(chosen[6].stream == chosen[0].stream);
    CHECK(value_of(parameters_of(spec, chosen[6]), 2) == 0.0);
}

namespace {

/// A spec with a few parameters that vary evenly from 0 to 1, so that a value is its rank.
ProjectionSpec even(int draws) {
    auto spec = made_up::spec({draws, 1});
    for (const std::size_t k : {2U, 7U, 40U}) {
        ParameterInfo& info = spec.parameters.parameters[k];
        info.prior = {PriorFamily::beta, 0.5, 0.05, 0.95, 0.0, 1.0, std::nullopt, 0.0};
        info.sceptic = info.advocate = info.evidence_blind = 0.5;
    }
    return spec;
}

/// The value of a parameter in every draw.
std::vector<double> drawn(const ProjectionSpec& spec, std::size_t parameter) {
    std::vector<double> values;
    for (int draw = 0; draw < spec.draws; ++draw) {
        const StreamPlan plan{0, StreamKind::projection, draw, 0};
        values.push_back(value_of(parameters_of(spec, plan), parameter));
    }
    return values;
}

std::vector<double> sorted(std::vector<double> values) {
    std::ranges::sort(values);
    return values;
}

} // namespace

TEST_CASE("Sobol points instead of a hypercube, on request") {
    auto spec = even(64);
    const auto of_hypercube = drawn(spec, 7);
    spec.design = PointDesign::sobol;
    CHECK(drawn(spec, 7) != of_hypercube);
    const Prior& prior = spec.parameters.parameters[7].prior;
    const auto values = sorted(drawn(spec, 7));
    for (std::size_t stratum = 0; stratum < values.size(); ++stratum) {
        const double low = static_cast<double>(stratum) / 64.0;
        CHECK((stratum == 0 || values[stratum] >= quantile(prior, low)));
        CHECK((stratum == 63 || values[stratum] <= quantile(prior, low + 1.0 / 64.0)));
    }
    auto other_seed = spec;
    other_seed.seed = 2021;
    CHECK(drawn(other_seed, 7) != drawn(spec, 7));
    CHECK(fingerprint(spec) != fingerprint(even(64)));
}

TEST_CASE("declared correlations move draws and touch nothing else") {
    for (const PointDesign design : {PointDesign::latin_hypercube, PointDesign::sobol}) {
        auto plain = even(64);
        plain.design = design;
        auto spec = plain;
        const std::string a(parameter_keys()[2]);
        const std::string b(parameter_keys()[40]);
        spec.parameters.correlations = {{a, b, 0.9, {}, "a test"}};
        CHECK(drawn(spec, 2) == drawn(plain, 2));
        CHECK(drawn(spec, 7) == drawn(plain, 7)); // of no correlation
        CHECK(drawn(spec, 40) != drawn(plain, 40));
        CHECK(sorted(drawn(spec, 40)) == sorted(drawn(plain, 40)));
        const auto x = drawn(spec, 2);
        const auto y = drawn(spec, 40);
        int together = 0;
        for (std::size_t d = 0; d < x.size(); ++d) {
            together += (x[d] < 0.5) == (y[d] < 0.5) ? 1 : 0;
        }
        CHECK(together > 48); // of 64; 32 without, 55 to be expected
        CHECK(fingerprint(spec) != fingerprint(plain));
        spec.draws = 1;
        CHECK(drawn(spec, 40) == std::vector<double>{0.5}); // central values know none
    }
}
