#include <afklar/evidence/parameter_set.hpp>

#include <string>
#include <vector>

#include <afklar/core/error.hpp>

#include <support/catch.hpp>

using namespace afklar;

namespace {

/// Every parameter with value 1 between 0 and 2, which nobody disputes.
ParameterSet undisputed() {
    ParameterSet set;
    for (const auto key : parameter_keys()) {
        ParameterInfo info;
        info.key = std::string{key};
        info.prior = {.family = PriorFamily::normal, .value = 1.0, .low = 0.0, .high = 2.0};
        info.sceptic = info.advocate = info.evidence_blind = 1.0;
        set.parameters.push_back(info);
    }
    return set;
}

/// The same with one disputed effect, the first parameter.
ParameterSet disputed() {
    ParameterSet set = undisputed();
    ParameterInfo& info = set.parameters.front();
    info.prior.null_value = 0.25;
    info.sceptic = 0.25;
    info.advocate = 1.75;
    info.evidence_blind = 1.0;
    return set;
}

double first(const Parameters& parameters) { return value_of(parameters, 0); }
double second(const Parameters& parameters) { return value_of(parameters, 1); }

} // namespace

TEST_CASE("parameters are found by key", "[parameter_set]") {
    const ParameterSet set = undisputed();
    REQUIRE(set.find("team.slots_week") != nullptr);
    CHECK(set.find("team.slots_week")->key == "team.slots_week");
    CHECK(set.find("team.nothing") == nullptr);
}

TEST_CASE("a prior set holds the values it disputes and no others", "[parameter_set]") {
    const ParameterSet set = disputed();
    CHECK(set.parameters[0].disputed());
    CHECK_FALSE(set.parameters[1].disputed());
    CHECK(first(set.central()) == 1.0);
    CHECK(first(set.central(PriorSet::sceptic)) == 0.25);
    CHECK(first(set.central(PriorSet::advocate)) == 1.75);
    CHECK(first(set.central(PriorSet::evidence_blind)) == 1.0);
    CHECK(second(set.central(PriorSet::sceptic)) == 1.0);
    CHECK_FALSE(set.parameters[0].held(PriorSet::central));
    CHECK_FALSE(set.parameters[0].held(PriorSet::evidence_blind));
    CHECK(set.parameters[0].held(PriorSet::sceptic) == 0.25);
}

TEST_CASE("drawn values are quantiles of the priors, but for those held", "[parameter_set]") {
    const ParameterSet set = disputed();
    std::vector<double> points(parameter_keys().size(), 0.5);
    points[1] = 0.95;
    CHECK(first(set.at(points, PriorSet::central)) == Approx(1.0).epsilon(1e-8));
    CHECK(second(set.at(points, PriorSet::central)) == Approx(2.0).epsilon(1e-8));
    points[0] = 0.05;
    CHECK(first(set.at(points, PriorSet::central)) == Approx(0.0).margin(1e-8));
    CHECK(first(set.at(points, PriorSet::advocate)) == 1.75);
    CHECK(second(set.at(points, PriorSet::advocate)) == Approx(2.0).epsilon(1e-8));
}

TEST_CASE("disputed effects resting on judgement alone can be taken out", "[parameter_set]") {
    ParameterSet set = disputed();
    CHECK(first(set.without_judgement(PriorSet::central)) == 0.25);
    CHECK(first(set.without_judgement(PriorSet::advocate)) == 0.25);
    CHECK(second(set.without_judgement(PriorSet::central)) == 1.0);
    set.parameters[0].grade = Grade::B;
    CHECK(first(set.without_judgement(PriorSet::central)) == 1.0);
    CHECK(first(set.without_judgement(PriorSet::advocate)) == 1.75);
}

TEST_CASE("a set that lacks a parameter is refused", "[parameter_set]") {
    ParameterSet set = undisputed();
    set.parameters.pop_back();
    CHECK_THROWS_AS(set.central(), Error);
}
