#include <afklar/experiment/layout.hpp>

#include <afklar/core/error.hpp>

#include "support/catch.hpp"
#include "support/made_up.hpp"

using namespace afklar;

TEST_CASE("everyone and the whole time always come first unless they are named") {
    auto spec = made_up::spec({1, 1});
    CHECK(groups_of(spec).size() == 1);
    spec.groups = {{"women", {}}, {"all", {}}};
    CHECK(groups_of(spec)[0].name == "women");
    CHECK(windows_of(spec)[0].to == 60);
    CHECK(windows_of(spec)[1].name == "after");
    spec.windows = {{"late", 30, 61}};
    CHECK_THROWS_WITH(windows_of(spec), Catch::Matchers::Contains("late"));
}

TEST_CASE("the baseline is the first regime unless it is named") {
    auto spec = made_up::spec({1, 1});
    CHECK(baseline_of(spec) == 0);
    spec.baseline = "reform";
    CHECK(baseline_of(spec) == 1);
    spec.baseline = "refrom";
    CHECK_THROWS_WITH(baseline_of(spec), Catch::Matchers::Contains("'full', 'reform'"));
}

TEST_CASE("the fingerprint changes with whatever decides results") {
    const auto spec = made_up::spec({2, 2});
    const std::string same = fingerprint(spec);
    CHECK(same == fingerprint(made_up::spec({2, 2})));
    const auto changed = [&](auto&& change) {
        auto other = spec;
        change(other);
        return fingerprint(other) != same;
    };
    CHECK(changed([](ProjectionSpec& s) { s.seed = 3; }));
    CHECK(changed([](ProjectionSpec& s) { s.horizon = Weeks{61}; }));
    CHECK(changed([](ProjectionSpec& s) { s.baseline = "reform"; }));
    CHECK(changed([](ProjectionSpec& s) { s.set = {{"contact.trust_gain", 0.1}}; }));
    CHECK(changed([](ProjectionSpec& s) { s.prior = PriorSet::sceptic; }));
    CHECK(changed([](ProjectionSpec& s) { s.population.size = 5; }));
    CHECK(changed([](ProjectionSpec& s) {
        std::get<Microdata>(s.population.source).people[0].health = 0.5;
    }));
    CHECK(changed([](ProjectionSpec& s) {
        Reform reform;
        reform.settings = {{Provision::caseload_cap, 30.0, "", {}}};
        s.regimes[1].policy = s.regimes[1].policy + reform;
    }));
    CHECK(changed([](ProjectionSpec& s) { s.probes = false; }));
    CHECK(changed([](ProjectionSpec& s) { s.points.assign(2, s.parameters.central()); }));
    CHECK_FALSE(changed([](ProjectionSpec& s) { s.threads = 5; }));
}
