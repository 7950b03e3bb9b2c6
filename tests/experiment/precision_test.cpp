#include <afklar/experiment/precision.hpp>

#include <cmath>
#include <iostream>
#include <limits>
#include <vector>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>
#include <afklar/experiment/hypercube.hpp>
#include <afklar/experiment/layout.hpp>

#include "support/catch.hpp"
#include "support/made_up.hpp"
#include "support/small_projection.hpp"

using namespace afklar;

namespace {

/// The rule as `attained` states it, on units that are given one after the other.
template <class Unit>
// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): how precise, looked at how often
Estimate stopped_at(double wanted, int round, Unit unit) {
    DrawMatrix units(0, 1);
    for (;;) {
        for (int k = 0; k < round; ++k) {
            units.values.push_back(unit(units.draws));
            ++units.draws;
        }
        if (units.draws < least_units_to_stop) {
            continue;
        }
        const Estimate now = estimate(units);
        if (0.5 * (*now.ci_high - *now.ci_low) <= wanted) {
            return now;
        }
    }
}

struct Case {
    int round = 1;
    double spread_units = 50.0; ///< units that a fixed plan with the known spread needs
};

constexpr int repeats = 10'000;

/// How often the interval at the end holds the true mean, 0.
template <class Unit>
double coverage(const Case& of, Unit unit) {
    const double wanted = 1.959963985 / std::sqrt(of.spread_units);
    int holds = 0;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        const Estimate end = stopped_at(wanted, of.round, [&](int k) { return unit(repeat, k); });
        holds += *end.ci_low <= 0.0 && *end.ci_high >= 0.0 ? 1 : 0;
    }
    return static_cast<double>(holds) / repeats;
}

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): repeat, then unit, as everywhere here
double normal(int repeat, int unit) {
    const Draws draws(DrawKey{2020, static_cast<std::uint32_t>(repeat), 0});
    return draws.normal(Purpose::parameter_jitter, Agent::design, static_cast<std::uint32_t>(unit),
                        0);
}

/// A model of two parameters at the points of hypercubes of ten draws, and chance.
double additive(int repeat, int unit) {
    constexpr int batch = 10;
    static int made = -1;
    static Hypercube cube;
    const int which = repeat * 1000 + unit / batch;
    if (which != made) {
        const DrawKey key{7, static_cast<std::uint32_t>(repeat),
                          static_cast<std::uint16_t>(unit / batch)};
        cube = latin_hypercube(batch, 2, hypercube_sources(Draws(key)));
        made = which;
    }
    const auto row = static_cast<std::uint32_t>(unit % batch);
    const double unit_uniform = std::sqrt(12.0);
    return (cube.at(row, 0) - 0.5 + cube.at(row, 1) - 0.5) * unit_uniform * std::sqrt(0.25) +
           std::sqrt(0.5) * normal(repeat, unit);
}

} // namespace

TEST_CASE("intervals hold as often as they say when the rule has stopped", "[precision]") {
    // 10,000 repeats: the standard error of a coverage of 95 % is 0.22 points.
    for (const Case& of : {Case{1, 20.0}, Case{1, 60.0}, Case{10, 60.0}, Case{40, 60.0},
                           Case{5, 150.0}, Case{40, 200.0}}) {
        const double share = coverage(of, normal);
        std::cout << "round " << of.round << ", fixed plan " << of.spread_units << ": " << share
                  << '\n';
        CAPTURE(of.round, of.spread_units);
        CHECK(share >= 0.94);
        CHECK(share <= 0.96);
    }
}

TEST_CASE("points that cover the priors evenly make intervals too wide rather than too narrow",
          "[precision]") {
    const double share = coverage({10, 80.0}, additive);
    std::cout << "even points: " << share << '\n';
    CHECK(share >= 0.95);
    CHECK(share < 1.0);
}

TEST_CASE("what is attained is judged by the least precise regime", "[precision]") {
    auto spec = made_up::spec({40, 2});
    spec.precision = Precision{metric::unassessed_on_benefit_at_52, 0.5};
    const Attained same = attained(made_up::result(spec, 2));
    CHECK(same.half_width == Approx(0.0).margin(1e-12)); // the difference is the same in every run
    CHECK(same.enough);
    CHECK(same.units == 40);
    CHECK(same.regime == "reform");
    spec = made_up::spec({20, 2});
    spec.precision = Precision{metric::unassessed_on_benefit_at_52, 0.5};
    CHECK_FALSE(attained(made_up::result(spec, 2)).enough); // too few draws to judge a spread
    spec.precision.reset();
    CHECK_THROWS_AS(attained(made_up::result(spec, 2)), Error);
}

TEST_CASE("rounds: runs of fewer are among those of more, each round even in itself",
          "[precision]") {
    auto spec = made_up::spec({10, 2});
    Prior& prior = spec.parameters.parameters[2].prior;
    prior = {PriorFamily::normal, 10.0, 8.0, 12.0, 0.0, 20.0, std::nullopt, 0.0};
    const auto values = [](const ProjectionSpec& of) {
        std::vector<double> found;
        for (const StreamPlan& plan : plan_streams(of)) {
            if (plan.kind == StreamKind::projection && plan.replicate == 0) {
                found.push_back(value_of(parameters_of(of, plan), 2));
            }
        }
        return found;
    };
    const auto fixed = values(spec);
    const auto one = values(after_rounds(spec, 1));
    const auto three = values(after_rounds(spec, 3));
    REQUIRE(three.size() == 30);
    CHECK(one == fixed);
    CHECK(std::vector(three.begin(), three.begin() + 10) == one);
    for (std::size_t round = 0; round < 3; ++round) {
        int below = 0; // of ten even draws of a symmetric prior five lie below its middle
        for (std::size_t k = 0; k < 10; ++k) {
            below += three[10 * round + k] < 10.0 ? 1 : 0;
        }
        CHECK(below == 5);
    }
    CHECK(std::vector(three.begin() + 10, three.begin() + 20) != one);
    spec.draws = 1;
    CHECK(after_rounds(spec, 3).replicates == 6);
}

TEST_CASE("a projection goes on until its difference is known, whatever the threads",
          "[precision]") {
    const Policy full = regimes::full_obligations();
    auto spec =
        test::small_projection({{"full", full}, {"cap", full + reforms::ds6_caseload_cap()}});
    spec.burn_in = Weeks{4};
    spec.horizon = Weeks{16};
    spec.draws = 10;
    spec.probes = false;
    const auto metric = metric::contacts_per_citizen_year;
    spec.precision = Precision{metric, std::numeric_limits<double>::max()};
    const Result first = run(spec);
    CHECK(first.spec().draws == 40);
    const auto before = attained(first);
    CHECK(before.enough);
    spec.precision->half_width = before.half_width / 1.2;
    const Result more = run(spec);
    CHECK(more.spec().draws > 40);
    CHECK(more.complete());
    CHECK(attained(more).enough);
    // What it took is near what a fixed plan would have taken, and the last round was needed.
    CHECK(attained(more).fixed_plan <= more.spec().draws);
    spec.threads = 3;
    const Result again = run(spec);
    CHECK(again.paired("cap", "full", metric).estimate ==
          more.paired("cap", "full", metric).estimate);
}

TEST_CASE("all rounds have the journal of the first, and every other plan its own", "[precision]") {
    auto spec = made_up::spec({10, 2});
    const std::string fixed = fingerprint(spec);
    spec.precision = Precision{metric::unassessed_on_benefit_at_52, 0.5};
    const std::string until = fingerprint(spec);
    CHECK(until != fixed);
    CHECK(fingerprint(after_rounds(spec, 1)) == until);
    CHECK(fingerprint(after_rounds(spec, 7)) == until);
    spec.draws = 70;
    CHECK(fingerprint(spec) != until);
    spec.draws = 1;
    CHECK(fingerprint(after_rounds(spec, 7)) == fingerprint(spec));
    CHECK(fingerprint(spec) != until);
}

TEST_CASE("a journal of more rounds serves fewer, as a run that is gone on with finds it",
          "[precision]") {
    auto spec = made_up::spec({40, 2});
    spec.precision = Precision{metric::unassessed_on_benefit_at_52, 0.5};
    const auto more = after_rounds(spec, 2);
    const auto journal = made_up::journal(more, 2);
    const Result first(std::make_shared<const ProjectionSpec>(after_rounds(spec, 1)), journal);
    CHECK(first.complete());
    CHECK(attained(first).units == 40);
    CHECK(Result(std::make_shared<const ProjectionSpec>(more), journal).complete());
    CHECK_FALSE(
        Result(std::make_shared<const ProjectionSpec>(after_rounds(spec, 3)), journal).complete());
    auto fixed = made_up::spec({80, 2}); // of a plan that was made beforehand nothing is left out
    const auto of_fixed = made_up::journal(fixed, 2);
    fixed.draws = 40;
    CHECK_THROWS_AS(Result(std::make_shared<const ProjectionSpec>(fixed), of_fixed), RunError);
}

TEST_CASE("an interrupted round ends the run", "[precision]") {
    auto spec = made_up::spec({40, 1});
    spec.precision = Precision{metric::unassessed_on_benefit_at_52, 0.5};
    int rounds = 0;
    const auto journal = std::make_shared<Journal>(shape_of(spec));
    CHECK_FALSE(run_until(spec, journal, {[&](const ProjectionSpec&) {
                              ++rounds;
                              return false;
                          }}));
    CHECK(rounds == 1);
}
