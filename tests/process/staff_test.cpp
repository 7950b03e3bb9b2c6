#include <afklar/process/staff.hpp>

#include <cmath>

#include <support/catch.hpp>
#include <support/property.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Parameters by_hand() {
    Parameters p = still();
    p.staff.caseload_start = 80.0;
    p.staff.recruit_weeks = 10.0;
    p.staff.recruit_degree_weeks = 8.0;
    p.staff.low_load_fill = 0.8;
    p.staff.handover_hours = 1.0;
    p.staff.newcomer_takes = 0.5;
    p.staff.positions_min = 0.0;
    p.staff.hire_per_week = 50.0; // as many as there are positions
    p.trust.caseworker_change = 0.06;
    p.file.prep_lost = 0.4;
    return p;
}

StaffChanges changes(SmallCentre& small) {
    JobCentre& c = small.centre();
    return {c.staff,
            c.citizens.contact,
            c.citizens.wellbeing,
            c.citizens.file,
            c.citizens.who.flags,
            c.queues,
            c.capacity,
            c.budget,
            c.unit,
            small.world().plan.recruited};
}

void step(SmallCentre& small, Week week) {
    const WeekContext now = small.at(week);
    small.world().plan.clear();
    staff(changes(small), now, small.noted);
}

/// Everyone has the caseworker he counts with.
bool consistent(SmallCentre& small) {
    std::vector<int> cases(small.centre().staff.size(), 0);
    std::size_t waiting = 0;
    for (CitizenIndex i = 0; i < small.people().size(); ++i) {
        const std::int16_t k = small.people().contact.caseworker[i];
        if (k == no_caseworker) {
            ++waiting;
        } else {
            ++cases[static_cast<std::size_t>(k)];
        }
    }
    bool same = waiting == small.centre().queues.caseworker.size();
    for (std::size_t k = 0; k < cases.size(); ++k) {
        same = same && cases[k] == small.worker(k).caseload &&
               (small.worker(k).filled || cases[k] == 0);
    }
    return same;
}

double wide(float x) { return static_cast<double>(x); }

} // namespace

TEST_CASE("a cap comes down over its phase-in", "[staff]") {
    SmallCentre small(
        {.policy = full_rules({{Provision::caseload_cap, 40.0}, {Provision::cap_phase_in, 20.0}}),
         .parameters = by_hand()});
    CentreBudget budget;
    budget.cap_from = 10;
    budget.first_caseload = 80;
    const WeekContext now = small.at(10);
    CHECK(cap_in_force(now, budget, 10) == 80.0);
    CHECK(cap_in_force(now, budget, 15) == 70.0);
    CHECK(cap_in_force(now, budget, 30) == 40.0);
    CHECK(cap_in_force(now, budget, 59) == 40.0);
    SmallCentre none({.policy = full_rules(), .parameters = by_hand()});
    CHECK(std::isinf(cap_in_force(none.at(0), budget, 0)));
}

TEST_CASE("the demand for a degree comes over its phase-in", "[staff]") {
    SmallCentre small(
        {.policy = full_rules({{Provision::degree_share, 0.8}, {Provision::degree_phase_in, 20.0}}),
         .parameters = by_hand()});
    CentreBudget budget;
    budget.degree_from = 10;
    CHECK(degree_demand(small.at(10), budget) == 0.0);
    CHECK(degree_demand(small.at(15), budget) == Approx(0.2));
    CHECK(degree_demand(small.at(40), budget) == Approx(0.8));
}

TEST_CASE("weeks of a vacancy by hand", "[staff]") {
    SmallCentre small({.parameters = by_hand()});
    const WeekContext now = small.at(0);
    const double u =
        now.draws.uniform(Purpose::recruitment, Agent::caseworker, staff_address(3, 0), 2) + 0.5;
    // Usual caseload: 10. Half of it or less: 10·0.8. Three quarters: 9. All with a degree: 8 more.
    CHECK(vacancy_weeks(now, {80.0, 0.0}, {3, 2}) == Approx(10.0 * u));
    CHECK(vacancy_weeks(now, {100.0, 0.0}, {3, 2}) == Approx(10.0 * u));
    CHECK(vacancy_weeks(now, {40.0, 0.0}, {3, 2}) == Approx(8.0 * u));
    CHECK(vacancy_weeks(now, {10.0, 0.0}, {3, 2}) == Approx(8.0 * u));
    CHECK(vacancy_weeks(now, {60.0, 0.0}, {3, 2}) == Approx(9.0 * u));
    CHECK(vacancy_weeks(now, {80.0, 1.0}, {3, 2}) == Approx(18.0 * u));
}

TEST_CASE("only a change of caseworker costs anything", "[staff]") {
    SmallCentre small({.people = 2, .staff = 2, .parameters = by_hand()});
    Citizens& people = small.people();
    people.file.prep_hours[0] = people.file.prep_hours[1] = 10.0F;
    people.contact.last_change[0] = long_ago; // has never had one
    const WeekContext now = small.at(7);
    small.worker(0).caseload = small.worker(1).caseload = 0;
    assign(changes(small), now, 0, 1, small.noted);
    assign(changes(small), now, 1, 0, small.noted);
    CHECK(people.contact.caseworker[0] == 1);
    CHECK(people.contact.last_change[0] == unchanged);
    CHECK(people.wellbeing.trust[0] == 0.5F);
    CHECK(people.file.prep_hours[0] == 10.0F);
    CHECK(small.worker(1).owed == 0.0);
    CHECK(people.contact.last_change[1] == 7);
    CHECK(wide(people.wellbeing.trust[1]) == Approx(0.44));
    CHECK(wide(people.file.prep_hours[1]) == Approx(6.0));
    CHECK(small.worker(0).owed == 1.0);
    CHECK(small.noted[Count::first_assigned] == 1);
    CHECK(small.noted[Count::caseworker_changed] == 1);
    CHECK(small.noted[Count::handover_hours_lost] == Approx(400).margin(1));
}

TEST_CASE("the lowest caseload under the limit", "[staff]") {
    Staff staff(4);
    staff[0].caseload = 30;
    staff[1].caseload = 20;
    staff[1].filled = false;
    staff[2].caseload = 25;
    staff[2].unit = Unit::cross_disciplinary;
    staff[3].caseload = 30;
    CHECK(lowest_caseload(staff, Unit::ordinary, 1e9) == 0); // ties to the lower position
    CHECK(lowest_caseload(staff, Unit::cross_disciplinary, 26.0) == 2);
    CHECK(lowest_caseload(staff, Unit::cross_disciplinary, 25.0) == 4);
}

TEST_CASE("new cases go to the lowest caseload, else they wait", "[staff]") {
    SmallCentre small({.people = 10,
                       .staff = 2,
                       .policy = plain_rules({{Provision::caseload_cap, 4.0}}),
                       .parameters = by_hand()});
    small.without_caseworkers();
    for (CitizenIndex i = 0; i < 10; ++i) {
        small.centre().queues.caseworker.join(i, 0);
        small.people().contact.last_change[i] = long_ago;
    }
    step(small, 3);
    CHECK(small.worker(0).caseload == 4);
    CHECK(small.worker(1).caseload == 4);
    CHECK(small.centre().queues.caseworker.size() == 2);
    CHECK(small.noted[Count::first_assigned] == 8);
    CHECK(small.noted[Count::caseworker_changed] == 0);
    CHECK(consistent(small));
}

TEST_CASE("above a cap the unprepared are handed over first", "[staff]") {
    SmallCentre small({.people = 6,
                       .policy = plain_rules({{Provision::caseload_cap, 4.0}}),
                       .parameters = by_hand()});
    for (CitizenIndex i = 0; i < 6; ++i) {
        small.people().file.prep_hours[i] = i < 4 ? 5.0F : 1.0F;
    }
    step(small, 3);
    CHECK(small.worker().caseload == 4);
    CHECK(small.people().contact.caseworker[4] == no_caseworker);
    CHECK(small.people().contact.caseworker[5] == no_caseworker);
    CHECK(consistent(small));
}

TEST_CASE("the quit hazard by hand", "[staff]") {
    Parameters p = by_hand();
    p.staff.quit_year = 5.0;
    p.staff.quit_first_year = 2.0;
    p.staff.quit_caseload = 0.6;
    constexpr int positions = 20'000;
    SmallCentre small({.people = 0, .staff = positions, .parameters = p});
    for (int k = 0; k < positions; ++k) {
        Caseworker& w = small.worker(static_cast<std::size_t>(k));
        w.caseload = 120; // half above the usual
        w.since = k % 2 == 0 ? 0 : -100;
    }
    const WeekContext now = small.at(10);
    turnover(changes(small), now, 0.0, small.noted);
    int early = 0;
    int late = 0;
    for (int k = 0; k < positions; ++k) {
        (k % 2 == 0 ? early : late) += small.worker(static_cast<std::size_t>(k)).filled ? 0 : 1;
    }
    // 5 / (365.25/7) · e^(0.6·0.5) = 0.129347, twice that in the first year.
    const double half = positions / 2.0;
    CHECK(std::abs(late / half - 0.129347) < 4.5 * std::sqrt(0.1293 * 0.8707 / half));
    CHECK(std::abs(early / half - 0.258694) < 4.5 * std::sqrt(0.2587 * 0.7413 / half));
}

TEST_CASE("who quits leaves the cases to others; the vacancy ends with a new holder", "[staff]") {
    Parameters p = by_hand();
    p.staff.quit_year = 1e9;
    p.staff.quit_caseload = 0.0;
    SmallCentre small({.people = 6, .parameters = p});
    step(small, 3);
    CHECK(small.noted[Count::quits] == 1);
    CHECK_FALSE(small.worker().filled);
    CHECK(small.centre().queues.caseworker.size() == 6);
    CHECK(small.worker().filled_in > 3);
    CHECK(small.worker().filled_in <= 3 + 16);
    const Week filled = small.worker().filled_in;
    step(small, filled - 1);
    CHECK_FALSE(small.worker().filled);
    step(small, filled);
    CHECK(small.noted[Count::hires] == 1);
    CHECK(small.worker().holder == 1);
    CHECK(small.worker().since == filled);
    CHECK(small.noted[Count::caseworker_changed] == 6);
    CHECK(small.world().plan.recruited == 1);
    CHECK(consistent(small));
}

TEST_CASE("a newcomer takes over a share of a mean caseload", "[staff]") {
    SmallCentre small({.people = 120, .staff = 3, .parameters = by_hand()});
    // The third position has just been filled and has nobody.
    for (CitizenIndex i = 0; i < 120; ++i) {
        small.people().contact.caseworker[i] = static_cast<std::int16_t>(i % 2);
    }
    small.worker(0).caseload = small.worker(1).caseload = 60;
    small.worker(2).caseload = 0;
    small.worker(2).since = 5;
    step(small, 5);
    CHECK(small.worker(2).caseload == 20); // half of 40
    CHECK(small.noted[Count::caseworker_changed] == 20);
    CHECK(consistent(small));
}

TEST_CASE("positions follow the stock with a lag, or a cap", "[staff]") {
    Parameters p = by_hand();
    p.staff.position_lag = 10.0;
    p.staff.caseload_start = 10.0;
    SECTION("a tenth of the gap in a week of lag ten") {
        SmallCentre small({.people = 100,
                           .staff = 5,
                           .policy = plain_rules({{Provision::positions_follow_stock, 1.0}}),
                           .parameters = p});
        step(small, 0);
        CHECK(small.centre().budget.smoothed_cases == Approx(55.0)); // 50 + (100 − 50) / 10
        CHECK(small.centre().staff.size() == 6);                     // 5.5, rounded
        CHECK_FALSE(small.worker(5).filled);
    }
    SECTION("hiring for a cap as needed") {
        SmallCentre small(
            {.people = 100,
             .staff = 5,
             .policy = plain_rules({{Provision::caseload_cap, 5.0}, {Provision::at_the_cap, 1.0}}),
             .parameters = p});
        step(small, 0);
        CHECK(small.centre().staff.size() == 20);
        CHECK(consistent(small));
    }
    SECTION("within an allowance that pays for eight") {
        SmallCentre small(
            {.people = 100,
             .staff = 5,
             .policy = plain_rules({{Provision::caseload_cap, 5.0}, {Provision::at_the_cap, 2.0}}),
             .parameters = p});
        small.centre().budget.allowance = kroner(8.0 * p.cost.caseworker_year);
        step(small, 0);
        CHECK(small.centre().staff.size() == 8);
    }
    SECTION("a waiting list hires nobody") {
        SmallCentre small({.people = 100,
                           .staff = 5,
                           .policy = plain_rules({{Provision::caseload_cap, 5.0},
                                                  {Provision::at_the_cap, 0.0},
                                                  {Provision::positions_follow_stock, 0.0}}),
                           .parameters = p});
        step(small, 0);
        CHECK(small.centre().staff.size() == 5);
        CHECK(small.centre().queues.caseworker.size() == 75);
    }
    SECTION("too many: a vacancy is abolished, and made again when wanted") {
        SmallCentre small({.people = 40, .staff = 5, .parameters = p});
        small.worker(4).filled = false;
        small.centre().budget.smoothed_cases = 40.0;
        step(small, 0);
        CHECK(small.worker(4).abolished);
        small.centre().budget.smoothed_cases = 50.0;
        step(small, 1);
        CHECK_FALSE(small.worker(4).abolished);
        CHECK(small.worker(4).filled_in > 1);
    }
}

TEST_CASE("the cross-disciplinary unit is founded, opens, and takes the eligible", "[staff]") {
    Parameters p = by_hand();
    p.unit.staff_share = 0.5;
    p.unit.cap = 100.0;
    constexpr BarrierSet two = bit_of(Barrier::anxiety) | bit_of(Barrier::language);
    SmallCentre small({.people = 40,
                       .staff = 4,
                       .policy = full_rules({{Provision::cross_disciplinary_unit, 1.0},
                                             {Provision::unit_least_barriers, 2.0},
                                             {Provision::unit_setup_weeks, 5.0},
                                             {Provision::positions_follow_stock, 0.0}}),
                       .parameters = p});
    for (CitizenIndex i = 0; i < 20; ++i) {
        small.people().who.barriers[i] = two;
    }
    step(small, 3);
    CHECK(small.centre().unit.founded == 3);
    CHECK(small.centre().unit.opens == 8);
    CHECK(small.worker(1).unit == Unit::ordinary);
    CHECK(small.worker(2).unit == Unit::cross_disciplinary);
    CHECK(small.noted[Count::caseworker_changed] == 0);
    step(small, 8);
    for (CitizenIndex i = 0; i < 40; ++i) {
        const auto k = static_cast<std::size_t>(small.people().contact.caseworker[i]);
        CHECK((small.worker(k).unit == Unit::cross_disciplinary) == (i < 20));
        CHECK(small.people().is(i, Flag::in_unit) == (i < 20));
    }
    CHECK(consistent(small));
}

TEST_CASE("no case is lost, whatever happens to staff", "[staff]") {
    holds("caseloads and waiting list add up", [] {
        Parameters p = by_hand();
        p.staff.quit_year = *rc::gen::inRange(0, 20);
        const int cap = *rc::gen::element(0, 5, 20);
        SmallCentre small({.people = *rc::gen::inRange(1, 120),
                           .staff = *rc::gen::inRange(1, 8),
                           .policy = full_rules(
                               {{Provision::caseload_cap, static_cast<double>(cap)},
                                {Provision::at_the_cap, 1.0 * *rc::gen::inRange(0, 3)},
                                {Provision::cap_phase_in, 1.0 * *rc::gen::inRange(0, 20)},
                                {Provision::cross_disciplinary_unit, 1.0 * *rc::gen::inRange(0, 2)},
                                {Provision::unit_setup_weeks, 6.0}}),
                           .parameters = p,
                           .seed = *rc::gen::inRange<std::uint64_t>(1, 1000)});
        for (Week week = 0; week < 40; ++week) {
            step(small, week);
            RC_ASSERT(consistent(small));
        }
        if (cap > 0) {
            for (const Caseworker& w : small.centre().staff) {
                RC_ASSERT(w.caseload <= cap); // the phase-in is over
            }
        }
    });
}

TEST_CASE("staff change the columns they name and no other", "[staff]") {
    Parameters p = by_hand();
    p.staff.quit_year = 45.0; // about half of them
    SmallCentre small({.people = 60, .staff = 12, .policy = full_rules(), .parameters = p});
    for (float& hours : small.people().file.prep_hours) {
        hours = 3.0F;
    }
    static_cast<void>(small.at(4));
    const auto before = columns_of(small.people());
    step(small, 4);
    CHECK(changed(before, small.people()) ==
          std::set<std::string>{"caseworker", "last_change", "prep_hours", "trust"});
}
