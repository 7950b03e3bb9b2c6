#include <afklar/process/outcomes.hpp>

#include <cmath>

#include <support/catch.hpp>
#include <support/transitions.hpp>

using namespace afklar;
using namespace afklar::test;

TEST_CASE("the present value of a pension by hand", "[outcomes]") {
    Parameters p = plain_transitions();
    p.exit.job_activity_ready = 0.0;
    p.cost.pension_week = 4'000.0;
    p.cost.discount = 0.03;
    p.population.pension_age = 67.0;
    SmallCentre small({.policy = full_rules(), .parameters = p});
    decided(small, 0, Plan::disability_pension);
    step(small, 0);
    REQUIRE(small.world().plan.charges.size() == 1);
    // 2,113 weeks old is 40.4957 years; 26.5043 left; (1 − 1.03^−26.5043) / ln 1.03 = 18.37655.
    const double years = 67.0 - 2'113.0 / (365.25 / 7.0);
    const double factor = (1.0 - std::pow(1.03, -years)) / std::log(1.03);
    CHECK(factor == Approx(18.37655).epsilon(1e-4));
    CHECK(small.world().plan.charges[0].amount.kroner() ==
          Approx(4'000.0 * weeks_per_year * factor).epsilon(1e-9));
}

TEST_CASE("a job: start, lasting, end", "[outcomes]") {
    Parameters p = plain_transitions();
    p.exit.job_activity_ready = 1e6;
    p.job.end_early = p.job.end_mid = 0.0;
    p.job.end_late = 1.0;
    p.job.reset_weeks = 26.0;
    SmallCentre small({.policy = full_rules(), .parameters = p, .weeks = 70});
    static_cast<void>(small.at(0));
    start_clocks(small.people(), 0, 0, true);
    step(small, 0);
    CHECK(small.people().place.status[0] == Status::job);
    CHECK(small.noted[Count::job_started] == 1);
    CHECK(small.people().is(0, Flag::closer));
    REQUIRE(small.noted.stops.size() == 1);
    CHECK(small.noted.stops[0].stop == Stop::job);
    for (Week week = 1; week <= 52; ++week) {
        CHECK(small.noted[Count::lasting_solution] == 0);
        step(small, week);
    }
    CHECK(small.noted[Count::lasting_solution] == 1); // after a year
    CHECK(small.noted.stops.size() == 2);
    step(small, 53);
    CHECK(small.noted[Count::job_ended] == 1);
    CHECK(small.people().place.status[0] == Status::on_benefit);
    CHECK(small.people().place.weeks_on_benefit[0] == 0); // a new spell
}
