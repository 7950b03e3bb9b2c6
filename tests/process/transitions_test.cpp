#include <afklar/process/transitions.hpp>

#include <cmath>

#include <support/catch.hpp>
#include <support/property.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

/// Every factor of finding work is one until a test moves it.
Parameters by_hand() {
    Parameters p = still();
    p.exit.job_activity_ready = 0.002;
    p.exit.job_job_ready = 0.01;
    p.exit.capacity_slope = 0.09;
    p.exit.duration_weeks = 1e9;
    p.exit.duration_floor = 0.4;
    p.exit.search_duty = 1.1;
    p.exit.plan_job = 1.5;
    p.exit.caseload_halving = 1.15;
    p.exit.change_year = 0.78;
    p.exit.workplace_offer = 1.2;
    p.exit.labour_elasticity = 2.0;
    p.exit.displacement = 0.0;
    p.capacity.mean_activity_ready = 12.0;
    p.capacity.mean_job_ready = 30.0;
    p.staff.caseload_start = 80.0;
    p.staff.quality_exit = 0.1;
    p.sanction.exit_job_activity_ready = 0.9;
    p.sanction.exit_job_job_ready = 1.3;
    p.ordinary_hours.job = 1.5;
    p.devflex.lock_in = 0.6;
    p.ips.job = 1.35;
    p.ips.caseload_max = 25.0;
    return p;
}

double chance(SmallCentre& small, Week week = 10) {
    small.worker().caseload = small.worker().caseload == 1 ? 80 : small.worker().caseload;
    const WeekContext now = small.at(week);
    return job_chance(now, 0, small.centre().staff);
}

void step(SmallCentre& small, Week week) {
    const WeekContext now = small.at(week);
    JobCentre& c = small.centre();
    small.world().plan.clear();
    const AssessmentChanges cases{
        small.people().file, small.people().contact, c.staff,     c.queues,       c.capacity,
        small.world().plan,  c.open_cases,           c.misplaced, small.people(), 0.0};
    transitions(
        {moves_in(c), cases, c.open_cases, c.misplaced, small.world().plan.charges, 1.0, 1.0}, now,
        small.noted);
}

void decided(SmallCentre& small, CitizenIndex i, Plan plan, Week week) {
    small.people().file.stage[i] = CaseStage::assessed;
    small.people().file.stage_since[i] = column_of(week);
    small.people().file.assessed[i] = column_of(week);
    small.people().file.plan[i] = plan;
    small.centre().open_cases.push_back(i);
}

double wide(float x) { return static_cast<double>(x); }

} // namespace

TEST_CASE("the chance of a job, factor by factor", "[transitions]") {
    SmallCentre small({.policy = full_rules(), .parameters = by_hand()});
    Citizens& people = small.people();
    CHECK(chance(small) == Approx(0.002));
    SECTION("capacity: e^(0.09·10)") {
        people.wellbeing.capacity[0] = 22.0F;
        CHECK(chance(small) == Approx(0.002 * std::exp(0.9)));
    }
    SECTION("a plan directed at a job, once it is decided") {
        people.file.plan[0] = Plan::job_directed;
        CHECK(chance(small) == Approx(0.002));
        people.file.assessed[0] = 5;
        CHECK(chance(small) == Approx(0.003));
    }
    SECTION("half of the caseload, and a quarter") {
        small.worker().caseload = 40;
        CHECK(chance(small) == Approx(0.002 * 1.15));
        small.worker().caseload = 20;
        CHECK(chance(small) == Approx(0.002 * 1.15 * 1.15));
        small.worker().caseload = 160;
        CHECK(chance(small) == Approx(0.002 / 1.15));
    }
    SECTION("without a caseworker neither load nor quality counts") {
        small.worker().caseload = 40;
        small.worker().quality = 2.0;
        people.contact.caseworker[0] = no_caseworker;
        CHECK(chance(small) == Approx(0.002));
    }
    SECTION("the caseworker's quality, half for the activity-ready") {
        small.worker().quality = 2.0;
        CHECK(chance(small) == Approx(0.002 * std::exp(0.1)));
        people.who.target_group[0] = TargetGroup::job_ready;
        people.wellbeing.capacity[0] = 30.0F;
        CHECK(chance(small) == Approx(0.01 * 1.1 * std::exp(0.2)));
    }
    SECTION("a change of caseworker within a year") {
        people.contact.last_change[0] = -42;   // 52 weeks before
        CHECK(chance(small) == Approx(0.002)); // a first one is none
        people.contact.changes[0] = 1;
        CHECK(chance(small) == Approx(0.002 * 0.78));
        CHECK(chance(small, 11) == Approx(0.002)); // 53 weeks
    }
    SECTION("a sanction that acts") {
        people.contact.sanction_until[0] = 11;
        CHECK(chance(small) == Approx(0.0018));
        people.contact.sanction_until[0] = 10;
        CHECK(chance(small) == Approx(0.002));
    }
    SECTION("a place at an employer, now or within half a year") {
        people.effort.place_left[0] = -16;
        CHECK(chance(small) == Approx(0.0024));
        CHECK(chance(small, 11) == Approx(0.002));
        people.effort.place[0] = Sector::private_sector;
        CHECK(chance(small, 11) == Approx(0.0024));
    }
    SECTION("hours of work beside the benefit") {
        people.wellbeing.ordinary_hours[0] = 1;
        CHECK(chance(small) == Approx(0.003));
    }
    SECTION("a development flex job keeps, and is no workplace offer") {
        people.place.status[0] = Status::development_flex_job;
        people.effort.place[0] = Sector::private_sector;
        CHECK(chance(small) == Approx(0.0012));
    }
}

TEST_CASE("the chance of a job by duration, duty and market", "[transitions]") {
    Parameters p = by_hand();
    SECTION("duration, down to its floor") {
        p.exit.duration_weeks = 60.0;
        SmallCentre small({.policy = full_rules(), .parameters = p});
        CHECK(chance(small) == Approx(0.002 * std::exp(-0.5))); // 30 weeks of 60
        small.people().place.weeks_on_benefit[0] = 500;
        CHECK(chance(small) == Approx(0.0008));
    }
    SECTION("the duty to search, for the job-ready") {
        SmallCentre small(
            {.policy = full_rules(), .parameters = p, .group = TargetGroup::job_ready});
        small.people().wellbeing.capacity[0] = 30.0F;
        CHECK(chance(small) == Approx(0.011));
        SmallCentre free({.policy = full_rules({{Provision::job_search_duty, 0.0}}),
                          .parameters = p,
                          .group = TargetGroup::job_ready});
        free.people().wellbeing.capacity[0] = 30.0F;
        CHECK(chance(free) == Approx(0.01));
    }
    SECTION("the market, to the power of the elasticity") {
        SmallCentre small(
            {.policy = full_rules({{Provision::labour_market, 1.2}}), .parameters = p});
        small.world().environment.labour_market = 0.5;
        CHECK(chance(small) == Approx(0.002 * 0.36)); // (1.2·0.5)²
    }
    SECTION("place then train for the willing mentally ill with room") {
        SmallCentre small({.policy = full_rules({{Provision::employment_support, 1.0}}),
                           .parameters = p,
                           .barriers = bit_of(Barrier::mental_illness)});
        small.worker().caseload = 20;
        const double load = 1.15 * 1.15;
        CHECK(chance(small) == Approx(0.002 * load));
        small.people().set(0, Flag::willing, true);
        CHECK(chance(small) == Approx(0.002 * load * 1.35));
        small.worker().caseload = 26;
        CHECK(chance(small) < 0.002 * load);
    }
}

TEST_CASE("the bound is never passed", "[transitions]") {
    holds("job_chance <= job_chance_bound", [] {
        Parameters p = by_hand();
        const auto ratio = [] { return *rc::gen::inRange(5, 40) / 10.0; };
        p.exit.duration_weeks = 260.0;
        p.exit.search_duty = ratio();
        p.exit.plan_job = ratio();
        p.exit.caseload_halving = ratio();
        p.exit.change_year = ratio();
        p.exit.workplace_offer = ratio();
        p.sanction.exit_job_activity_ready = ratio();
        p.sanction.exit_job_job_ready = ratio();
        p.ordinary_hours.job = ratio();
        p.devflex.lock_in = ratio();
        p.ips.job = ratio();
        p.staff.quality_exit = *rc::gen::inRange(-5, 6) / 10.0;
        constexpr int number = 12;
        SmallCentre small(
            {.people = number,
             .staff = 3,
             .policy = full_rules({{Provision::employment_support, 1.0 * *rc::gen::inRange(0, 2)},
                                   {Provision::labour_market, *rc::gen::inRange(5, 20) / 10.0}}),
             .parameters = p});
        Citizens& c = small.people();
        for (CitizenIndex i = 0; i < number; ++i) {
            c.who.target_group[i] =
                *rc::gen::element(TargetGroup::job_ready, TargetGroup::activity_ready);
            c.who.barriers[i] = *rc::gen::inRange<BarrierSet>(0, 128);
            c.set(i, Flag::willing, *rc::gen::arbitrary<bool>());
            c.place.status[i] = *rc::gen::element(Status::on_benefit, Status::development_flex_job);
            c.place.weeks_on_benefit[i] = *rc::gen::inRange<std::int16_t>(0, 600);
            c.wellbeing.capacity[i] = static_cast<float>(*rc::gen::inRange(0, 38));
            c.wellbeing.ordinary_hours[i] = *rc::gen::inRange<std::uint8_t>(0, 3);
            c.contact.caseworker[i] = *rc::gen::inRange<std::int16_t>(-1, 3);
            c.contact.changes[i] = *rc::gen::inRange<std::uint8_t>(0, 3);
            c.contact.last_change[i] = *rc::gen::inRange<std::int16_t>(-100, 10);
            c.contact.sanction_until[i] = *rc::gen::inRange<std::int16_t>(0, 20);
            c.effort.place[i] = *rc::gen::element(Sector::none, Sector::private_sector);
            c.effort.place_left[i] = *rc::gen::inRange<std::int16_t>(-60, 10);
            c.file.plan[i] = *rc::gen::element(Plan::none, Plan::job_directed, Plan::unit);
            c.file.assessed[i] = *rc::gen::element(never, column_of(3));
        }
        for (Caseworker& w : small.centre().staff) {
            w.caseload = *rc::gen::inRange(0, 200);
            w.quality = *rc::gen::inRange(-30, 31) / 10.0;
        }
        const WeekContext now = small.at(10);
        const double bound = job_chance_bound(now, small.centre().staff);
        for (CitizenIndex i = 0; i < number; ++i) {
            RC_ASSERT(job_chance(now, i, small.centre().staff) <= bound * (1.0 + 1e-12));
        }
    });
}

TEST_CASE("plans decided this week begin", "[transitions]") {
    Parameters p = by_hand();
    p.exit.job_activity_ready = 0.0;
    p.flex.direct = 0.0;
    SmallCentre small({.people = 6, .policy = full_rules(), .parameters = p});
    static_cast<void>(small.at(10));
    for (CitizenIndex i = 0; i < 6; ++i) {
        start_clocks(small.people(), i, 0, false);
    }
    decided(small, 0, Plan::flex_job, 10);
    decided(small, 1, Plan::resource_programme, 10);
    decided(small, 2, Plan::vocational_rehabilitation, 10);
    decided(small, 3, Plan::disability_pension, 10);
    decided(small, 4, Plan::job_directed, 10);
    decided(small, 5, Plan::flex_job, 9); // last week's has begun already
    step(small, 10);
    const auto& status = small.people().place.status;
    CHECK(status[0] == Status::flex_job_waiting);
    CHECK(status[1] == Status::resource_programme);
    CHECK(status[2] == Status::vocational_rehabilitation);
    CHECK(status[3] == Status::disability_pension);
    CHECK(status[4] == Status::on_benefit);
    CHECK(status[5] == Status::on_benefit);
    CHECK(small.noted[Count::flex_job_approved] == 1);
    CHECK(small.noted[Count::pension_started] == 1);
    CHECK(small.noted[Count::lasting_solution] == 1); // the pension
    CHECK(small.worker().caseload == 2);
}

TEST_CASE("the present value of a pension by hand", "[transitions]") {
    Parameters p = by_hand();
    p.exit.job_activity_ready = 0.0;
    p.cost.pension_week = 4'000.0;
    p.cost.discount = 0.03;
    p.population.pension_age = 67.0;
    SmallCentre small({.policy = full_rules(), .parameters = p});
    decided(small, 0, Plan::disability_pension, 0);
    step(small, 0);
    REQUIRE(small.world().plan.charges.size() == 1);
    // 2,113 weeks old is 40.4957 years; 26.5043 left; (1 − 1.03^−26.5043) / ln 1.03 = 18.37655.
    const double years = 67.0 - 2'113.0 / (365.25 / 7.0);
    const double factor = (1.0 - std::pow(1.03, -years)) / std::log(1.03);
    CHECK(factor == Approx(18.37655).epsilon(1e-4));
    CHECK(small.world().plan.charges[0].amount.kroner() ==
          Approx(4'000.0 * weeks_per_year * factor).epsilon(1e-9));
}

TEST_CASE("a job: start, lasting, end", "[transitions]") {
    Parameters p = by_hand();
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

TEST_CASE("jobs end at three hazards", "[transitions]") {
    Parameters p = by_hand();
    p.exit.job_activity_ready = 0.0;
    p.job.end_early = 0.5;
    p.job.end_mid = 0.3;
    p.job.end_late = 0.1;
    constexpr int heads = 30'000;
    SmallCentre small({.people = heads, .policy = full_rules(), .parameters = p});
    for (CitizenIndex i = 0; i < heads; ++i) {
        small.people().place.status[i] = Status::job;
        small.people().place.status_since[i] =
            static_cast<WeekColumn>(i % 3 == 0   ? -3
                                    : i % 3 == 1 ? -4
                                                 : -43); // 13, 14, 53 weeks
    }
    small.without_caseworkers();
    step(small, 10);
    std::array<int, 3> ended{};
    for (CitizenIndex i = 0; i < heads; ++i) {
        ended.at(i % 3) += small.people().place.status[i] == Status::on_benefit ? 1 : 0;
    }
    const double third = heads / 3.0;
    const std::array<double, 3> hazards = {0.5, 0.3, 0.1};
    for (std::size_t k = 0; k < 3; ++k) {
        const double h = hazards.at(k);
        CHECK(std::abs(ended.at(k) / third - h) < 4.5 * std::sqrt(h * (1.0 - h) / third));
    }
}

TEST_CASE("outcomes of programmes at certainty", "[transitions]") {
    Parameters p = by_hand();
    p.exit.job_activity_ready = 0.0;
    p.programme.weeks = p.rehabilitation.weeks = 1.0; // everyone ends at once
    p.programme.to_pension = 0.5;
    p.programme.to_flex = 0.3;
    p.programme.to_job = 0.1;
    constexpr int heads = 20'000;
    SmallCentre small({.people = heads, .policy = full_rules(), .parameters = p});
    for (CitizenIndex i = 0; i < heads; ++i) {
        small.people().place.status[i] = Status::resource_programme;
        small.people().place.status_since[i] = 0;
    }
    small.without_caseworkers();
    step(small, 10);
    const auto near = [](Count count, SmallCentre& centre, double share) {
        const double got = static_cast<double>(centre.noted[count]) / heads;
        return std::abs(got - share) < 4.5 * std::sqrt(share * (1.0 - share) / heads);
    };
    CHECK(near(Count::pension_started, small, 0.5));
    CHECK(near(Count::flex_job_approved, small, 0.3));
    CHECK(near(Count::job_started, small, 0.1));
    std::int64_t back = 0;
    for (const Status status : small.people().place.status) {
        back += status == Status::on_benefit ? 1 : 0;
    }
    CHECK(back == heads - small.noted[Count::pension_started] -
                      small.noted[Count::flex_job_approved] - small.noted[Count::job_started]);
}

TEST_CASE("a flex job is found by the municipality and by the citizen", "[transitions]") {
    Parameters p = by_hand();
    p.flex.start = 0.4;
    p.flex.by_citizen = 0.5;
    constexpr int heads = 20'000;
    SmallCentre small({.people = heads, .policy = full_rules(), .parameters = p});
    for (CitizenIndex i = 0; i < heads; ++i) {
        small.people().place.status[i] = Status::flex_job_waiting;
        small.people().place.status_since[i] = 0;
    }
    small.without_caseworkers();
    step(small, 10);
    // 0.2 by the municipality, 0.2·(1 − 0.25) by the citizen: 1 − 0.8·0.85 = 0.32.
    const double got = static_cast<double>(small.noted[Count::flex_job_started]) / heads;
    CHECK(std::abs(got - 0.32) < 4.5 * std::sqrt(0.32 * 0.68 / heads));
}

TEST_CASE("education lasts its time, then half find work", "[transitions]") {
    Parameters p = by_hand();
    p.exit.job_activity_ready = 0.0;
    p.exit.education = 1.0;
    p.education.weeks = 20.0;
    p.education.to_job = 1.0;
    SmallCentre small({.policy = full_rules(), .parameters = p});
    step(small, 0);
    CHECK(small.people().place.status[0] == Status::education);
    CHECK(small.noted[Count::education_started] == 1);
    step(small, 19);
    CHECK(small.people().place.status[0] == Status::education);
    step(small, 20);
    CHECK(small.people().place.status[0] == Status::job);
}

TEST_CASE("a right to a development flex job", "[transitions]") {
    Parameters p = by_hand();
    p.exit.job_activity_ready = 0.0;
    p.devflex.request = 1.0;
    p.devflex.weeks = 10.0;
    p.devflex.to_flex = 1.0;
    p.file.work_valid = 78.0;
    SmallCentre small({.people = 5,
                       .policy = full_rules({{Provision::development_flex_job_after, 30.0}}),
                       .parameters = p});
    small.people().place.weeks_on_benefit[0] = 29; // not yet
    small.people().file.assessed[1] = 5;           // clarified already
    small.people().wellbeing.capacity[2] = 30.0F;  // able to work
    step(small, 10);
    const auto& status = small.people().place.status;
    CHECK(status[0] == Status::on_benefit);
    CHECK(status[1] == Status::on_benefit);
    CHECK(status[2] == Status::on_benefit);
    CHECK(status[3] == Status::development_flex_job);
    CHECK(status[4] == Status::development_flex_job); // one private place, one public one
    CHECK(small.people().effort.place[3] == Sector::private_sector);
    CHECK(small.people().effort.place[4] == Sector::public_sector);
    CHECK(small.noted[Count::development_flex_job_started] == 2);
    CHECK(small.worker().caseload == 5); // still clients
    step(small, 19);
    CHECK(status[3] == Status::development_flex_job);
    step(small, 20);
    CHECK(status[3] == Status::flex_job); // twelve hours: the class of flex jobs
    CHECK(small.people().effort.place[3] == Sector::none);
    CHECK(small.people().file.work_until[3] == 98);
}

TEST_CASE("sickness benefit: recovery, and job clarification by way of the team", "[transitions]") {
    Parameters p = by_hand();
    p.job_clarification.start = 1.0;
    SmallCentre small({.people = 2,
                       .policy = full_rules(),
                       .parameters = p,
                       .group = TargetGroup::sickness_benefit});
    small.people().file.stage[1] = CaseStage::assessed; // heard
    step(small, 10);
    CHECK(small.people().file.stage[0] == CaseStage::waiting_for_team);
    CHECK(small.centre().queues.team.size() == 1);
    CHECK(small.people().place.status[1] == Status::job_clarification);
    p.sickness.exit = 1.0;
    SmallCentre well(
        {.policy = full_rules(), .parameters = p, .group = TargetGroup::sickness_benefit});
    step(well, 10);
    CHECK(well.people().place.left_cause[0] == LeftCause::recovered);
    CHECK(well.noted[Count::recovered] == 1);
}

TEST_CASE("misplaced cases come back", "[transitions]") {
    Parameters p = by_hand();
    p.exit.job_activity_ready = 0.0;
    p.team.misplaced_return = 1.0;
    SmallCentre small({.people = 3, .policy = full_rules(), .parameters = p});
    for (CitizenIndex i = 0; i < 3; ++i) {
        small.people().set(i, Flag::misplaced, true);
        small.people().file.stage[i] = CaseStage::assessed;
        small.people().file.assessed[i] = 0;
        small.centre().misplaced.push_back(i);
    }
    small.people().place.status[2] = Status::disability_pension; // for good
    step(small, 10);
    CHECK(small.people().file.stage[0] == CaseStage::open);
    CHECK(small.noted[Count::case_opened] == 2);
    CHECK(small.centre().misplaced == std::vector<CitizenIndex>{2});
    CHECK_FALSE(small.people().is(0, Flag::misplaced));
}

TEST_CASE("regrading, both ways", "[transitions]") {
    Parameters p = by_hand();
    p.exit.job_activity_ready = p.exit.job_job_ready = 0.0;
    p.population.regrade_up = p.population.regrade_down = 1.0;
    SmallCentre small({.people = 2, .policy = full_rules(), .parameters = p});
    small.people().who.target_group[1] = TargetGroup::job_ready;
    step(small, 10);
    CHECK(small.people().who.target_group[0] == TargetGroup::job_ready);
    CHECK(small.people().who.target_group[1] == TargetGroup::activity_ready);
    CHECK(small.centre().stale == std::vector<CitizenIndex>{0, 1});
}

TEST_CASE("hours beside the benefit begin and stop", "[transitions]") {
    Parameters p = by_hand();
    p.exit.job_activity_ready = 0.0;
    p.ordinary_hours.start = 1.0;
    p.ordinary_hours.weekly = 6.0;
    p.ordinary_hours.stop = 0.0;
    SmallCentre small({.people = 2, .policy = full_rules(), .parameters = p});
    small.people().wellbeing.capacity[1] = 12.0F;
    step(small, 10);
    CHECK(wide(static_cast<float>(small.people().wellbeing.ordinary_hours[0])) == 6.0);
    CHECK(small.people().is(0, Flag::closer));
    CHECK(small.people().place.status[0] == Status::on_benefit);
}
