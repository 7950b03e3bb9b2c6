#include <afklar/process/transitions.hpp>

#include <cmath>

#include <support/catch.hpp>
#include <support/property.hpp>
#include <support/transitions.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

double chance(SmallCentre& small, Week week = 10) {
    small.worker().caseload = small.worker().caseload == 1 ? 80 : small.worker().caseload;
    const WeekContext now = small.at(week);
    return job_chance(now, 0, small.centre().staff);
}

} // namespace

TEST_CASE("the chance of a job, factor by factor", "[transitions]") {
    SmallCentre small({.policy = full_rules(), .parameters = plain_transitions()});
    Citizens& people = small.people();
    CHECK(chance(small) == Approx(0.002));
    SECTION("capacity: e^(0.09·10)") {
        people.wellbeing.capacity[0] = 22.0F;
        CHECK(chance(small) == Approx(0.002 * std::exp(0.9)));
    }
    SECTION("a plan directed at a job, once it is decided") {
        people.file.plan[0] = Plan::job_directed;
        CHECK(chance(small) == Approx(0.002));
        people.set(0, Flag::assessed, true);
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
        people.contact.last_change[0] = unchanged;
        CHECK(chance(small) == Approx(0.002)); // a first one is none
        people.contact.last_change[0] = -42;   // 52 weeks before
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
        people.effort.place_end[0] = -16;
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
    Parameters p = plain_transitions();
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
    holds("job_chance is within the bound of his group and hours", [] {
        Parameters p = plain_transitions();
        const auto ratio = [] { return *rc::gen::inRange(5, 40) / 10.0; };
        p.exit.duration_weeks = 260.0;
        p.exit.capacity_slope = *rc::gen::inRange(-2, 3) / 10.0;
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
            c.wellbeing.capacity[i] = static_cast<float>(*rc::gen::inRange(0, 371)) / 10.0F;
            c.wellbeing.ordinary_hours[i] = *rc::gen::inRange<std::uint8_t>(0, 3);
            c.contact.caseworker[i] = *rc::gen::inRange<std::int16_t>(-1, 3);
            c.contact.last_change[i] =
                *rc::gen::element(long_ago, unchanged, WeekColumn{-60}, WeekColumn{-30});
            c.contact.sanction_until[i] = *rc::gen::inRange<std::int16_t>(0, 20);
            c.effort.place[i] = *rc::gen::element(Sector::none, Sector::private_sector);
            c.effort.place_end[i] = *rc::gen::inRange<std::int16_t>(-60, 10);
            c.file.plan[i] = *rc::gen::element(Plan::none, Plan::job_directed, Plan::unit);
            c.set(i, Flag::assessed, *rc::gen::arbitrary<bool>());
        }
        for (Caseworker& w : small.centre().staff) {
            w.caseload = *rc::gen::inRange(0, 200);
            w.quality = *rc::gen::inRange(-30, 31) / 10.0;
        }
        const WeekContext now = small.at(10);
        const JobBounds bounds = job_bounds(now, small.centre().staff);
        for (CitizenIndex i = 0; i < number; ++i) {
            const double chance = std::min(1.0, job_chance(now, i, small.centre().staff));
            RC_ASSERT(chance <= bounds.of(c.who.target_group[i], c.wellbeing.capacity[i]));
            RC_ASSERT(chance <= bounds.most);
        }
    });
}

TEST_CASE("plans decided this week begin", "[transitions]") {
    Parameters p = plain_transitions();
    p.exit.job_activity_ready = 0.0;
    p.flex.direct = 0.0;
    SmallCentre small({.people = 6, .policy = full_rules(), .parameters = p});
    static_cast<void>(small.at(10));
    for (CitizenIndex i = 0; i < 6; ++i) {
        start_clocks(small.people(), i, 0, false);
    }
    decided(small, 0, Plan::flex_job);
    decided(small, 1, Plan::resource_programme);
    decided(small, 2, Plan::vocational_rehabilitation);
    decided(small, 3, Plan::disability_pension);
    decided(small, 4, Plan::job_directed);
    decided(small, 5, Plan::flex_job);
    small.world().plan.decided.pop_back(); // last week's has begun already
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

TEST_CASE("a right to a development flex job", "[transitions]") {
    Parameters p = plain_transitions();
    p.exit.job_activity_ready = 0.0;
    p.devflex.request = 1.0;
    p.devflex.weeks = 10.0;
    p.devflex.to_flex = 1.0;
    p.file.work_valid = 78.0;
    SmallCentre small({.people = 5,
                       .policy = full_rules({{Provision::development_flex_job_after, 30.0}}),
                       .parameters = p});
    small.people().place.weeks_on_benefit[0] = 29; // not yet
    small.people().set(1, Flag::assessed, true);   // clarified already
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

TEST_CASE("regrading, both ways", "[transitions]") {
    Parameters p = plain_transitions();
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
    Parameters p = plain_transitions();
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
