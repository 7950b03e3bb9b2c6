#include <afklar/process/arrivals.hpp>

#include <cmath>

#include <boost/math/distributions/poisson.hpp>

#include <support/catch.hpp>
#include <support/property.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

void step(SmallCentre& small, Week week) {
    const WeekContext now = small.at(week);
    JobCentre& c = small.centre();
    arrivals_and_departures(c,
                            {c.citizens.rules, c.borders, c.stale, small.world().table,
                             small.world().cells, small.world().groups, c.region, c.number},
                            now, small.noted);
}

} // namespace

TEST_CASE("Poisson ranks by hand", "[arrivals]") {
    // Mean 2: up to 0, 1, 2, 3 with 0.1353, 0.4060, 0.6767, 0.8571.
    for (const auto& [rank, number] : std::vector<std::pair<double, int>>{{0.135, 0},
                                                                          {0.136, 1},
                                                                          {0.406, 1},
                                                                          {0.4061, 2},
                                                                          {0.6766, 2},
                                                                          {0.6767, 3},
                                                                          {0.858, 4}}) {
        CHECK(Poisson{2.0}.at(rank) == number);
    }
    CHECK(Poisson{0.0}.at(0.999) == 0);
}

TEST_CASE("Poisson ranks against the exact distribution", "[arrivals]") {
    holds("the number is where the distribution passes the rank", [] {
        const double mean = *rc::gen::inRange(1, 50'000) / 100.0;
        const double rank = (*rc::gen::inRange(0, 100'000) + 0.5) / 100'000.0;
        const int number = Poisson{mean}.at(rank);
        const boost::math::poisson exact(mean);
        constexpr double rounding = 1e-9;
        RC_ASSERT(boost::math::cdf(exact, number) > rank - rounding);
        const double below = number == 0 ? 0.0 : boost::math::cdf(exact, number - 1);
        RC_ASSERT(below < rank + rounding);
    });
    // Beyond 500 a normal approximation: within one of the exact quantile.
    for (const double mean : {501.0, 2'000.0, 40'000.0}) {
        for (const double rank : {0.001, 0.1, 0.5, 0.9, 0.999}) {
            const double exact = boost::math::quantile(boost::math::poisson(mean), rank);
            CHECK(std::abs(Poisson{mean}.at(rank) - exact) <= 1.0);
        }
    }
}

TEST_CASE("death doubles with age", "[arrivals]") {
    PopulationParameters p;
    p.death = 0.0002;
    p.death_age = 50.0;
    p.death_doubling = 10.0;
    CHECK(death_hazard(p, 50.0) == Approx(0.0002));
    CHECK(death_hazard(p, 70.0) == Approx(0.0008));
    CHECK(death_hazard(p, 40.0) == Approx(0.0001));
}

TEST_CASE("expected inflow in proportion to the start", "[arrivals]") {
    Parameters p = still();
    p.population.inflow_activity_ready = 0.002;
    p.population.inflow_job_ready = 0.01;
    p.sickness.exit = 0.03;
    p.job_clarification.start = 0.01;
    CHECK(expected_inflow(p, TargetGroup::activity_ready, 500) == Approx(1.0));
    CHECK(expected_inflow(p, TargetGroup::job_ready, 500) == Approx(5.0));
    CHECK(expected_inflow(p, TargetGroup::sickness_benefit, 500) == Approx(20.0));
}

TEST_CASE("as many arrive as the inflow says, each on the waiting list", "[arrivals]") {
    Parameters p = still();
    p.population.inflow_activity_ready = 0.02;
    SmallCentre small({.people = 200, .parameters = p, .weeks = 400, .closed = false});
    for (Week week = 0; week < 400; ++week) {
        step(small, week);
    }
    const auto arrived = static_cast<double>(small.noted[Count::arrived]);
    // 400 weeks of Poisson(4): 1,600 with a standard error of 40.
    CHECK(std::abs(arrived - 1'600.0) < 4.5 * 40.0);
    CHECK(small.centre().flow.in == small.noted[Count::arrived]);
    CHECK(small.centre().queues.caseworker.size() == static_cast<std::size_t>(arrived));
    const Citizens& people = small.people();
    const CitizenIndex first = 200;
    CHECK(people.client(first));
    CHECK(people.place.weeks_on_benefit[first] == 0);
    CHECK(people.contact.caseworker[first] == no_caseworker);
    CHECK(people.rules.clocks[first] != 0);
    CHECK(people.is(first, Flag::entrant));
}

TEST_CASE("a smaller inflow keeps some of the same people", "[arrivals]") {
    Parameters p = still();
    p.population.inflow_activity_ready = 0.05;
    const auto lived = [&](double factor) {
        auto small = std::make_unique<SmallCentre>(
            SmallSetup{.people = 200,
                       .policy = plain_rules({{Provision::inflow_factor, factor}}),
                       .parameters = p,
                       .closed = false,
                       .highest_inflow = 1.5});
        for (Week week = 0; week < 60; ++week) {
            step(*small, week);
        }
        return small;
    };
    const auto half = lived(0.75);
    const auto full = lived(1.5);
    const Citizens& few = half->people();
    const Citizens& many = full->people();
    REQUIRE(few.size() == many.size());
    int missing = 0;
    for (CitizenIndex i = 200; i < many.size(); ++i) {
        if (!few.ever_present(i)) {
            missing += many.ever_present(i) ? 1 : 0;
            CHECK_FALSE(few.present(i));
            continue;
        }
        CHECK(many.ever_present(i));
        CHECK(few.who.birth_week[i] == many.who.birth_week[i]);
        CHECK(few.wellbeing.health[i] == many.wellbeing.health[i]);
        CHECK(few.place.status_since[i] == many.place.status_since[i]);
    }
    const auto all = static_cast<double>(full->noted[Count::arrived]);
    CHECK(std::abs(missing - 0.5 * all) < 4.5 * std::sqrt(0.25 * all));
}

TEST_CASE("departures and returns", "[arrivals]") {
    Parameters p = still();
    SECTION("everyone of pension age leaves in that week") {
        SmallCentre small({.parameters = p});
        small.people().who.birth_week[0] =
            column_of(3 - static_cast<Week>(67.0 * weeks_per_year_of_age));
        small.centre().pension.put(3, 0);
        step(small, 2);
        CHECK(small.people().present(0));
        step(small, 3);
        CHECK(small.people().place.left_cause[0] == LeftCause::pension_age);
        CHECK(small.noted[Count::departed] == 1);
        CHECK(small.worker().caseload == 0);
        CHECK(small.centre().flow.out == 1);
    }
    SECTION("movers") {
        p.population.move = 1.0;
        SmallCentre small({.people = 5, .parameters = p});
        step(small, 0);
        CHECK(small.noted[Count::departed] == 5);
        CHECK(small.people().place.left_cause[4] == LeftCause::moved);
    }
    SECTION("deaths at the hazard of the age") {
        p.population.death = 0.1;
        p.population.death_age = 40.5;
        constexpr int heads = 10'000;
        SmallCentre small({.people = heads, .parameters = p});
        step(small, 0);
        const double share = static_cast<double>(small.noted[Count::departed]) / heads;
        CHECK(std::abs(share - 0.1) < 4.5 * std::sqrt(0.09 / heads));
    }
    SECTION("whoever left without support may come back with his own id") {
        p.exit.leave_return = 1.0;
        p.exit.return_weeks = 10.0;
        p.job.reset_weeks = 26.0;
        SmallCentre small({.people = 2, .parameters = p});
        const MoveChanges moves = moves_in(small.centre());
        static_cast<void>(small.at(0));
        leave(moves, 0, LeftCause::no_support, 0);
        leave(moves, 1, LeftCause::moved, 0);
        step(small, 0);
        CHECK_FALSE(small.people().present(0)); // not in the week he left
        step(small, 1);
        CHECK(small.people().client(0));
        CHECK(small.people().place.weeks_on_benefit[0] == 30); // a short break goes on
        CHECK_FALSE(small.people().present(1));
        CHECK(small.noted[Count::returned] == 1);
        CHECK(small.centre().flow.in == 1);
        CHECK(small.centre().flow.out == 2);
    }
    SECTION("after too long he is forgotten") {
        p.exit.leave_return = 0.0;
        p.exit.return_weeks = 10.0;
        SmallCentre small({.parameters = p});
        static_cast<void>(small.at(0));
        leave(moves_in(small.centre()), 0, LeftCause::no_support, 0);
        step(small, 10);
        CHECK(small.centre().away.size() == 1);
        step(small, 11);
        CHECK(small.centre().away.empty());
    }
}

TEST_CASE("entry as job-ready for the first weeks", "[arrivals]") {
    Parameters p = still();
    p.population.inflow_activity_ready = 0.5;
    SmallCentre small({.people = 10,
                       .policy = plain_rules({{Provision::entry_group, 1.0},
                                              {Provision::entry_job_ready_weeks, 13.0}}),
                       .parameters = p,
                       .closed = false});
    step(small, 0);
    REQUIRE(small.noted[Count::arrived] > 0);
    CitizenIndex i = 10;
    while (!small.people().ever_present(i)) {
        ++i;
    }
    CHECK(small.people().who.target_group[i] == TargetGroup::job_ready);
    small.people().place.weeks_on_benefit[i] = 12;
    step(small, 1);
    CHECK(small.people().who.target_group[i] == TargetGroup::job_ready);
    small.people().place.weeks_on_benefit[i] = 13;
    step(small, 2);
    CHECK(small.people().who.target_group[i] == TargetGroup::activity_ready);
}
