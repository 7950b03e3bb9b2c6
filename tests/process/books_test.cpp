#include <afklar/process/books.hpp>

#include <support/catch.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Parameters by_hand() {
    Parameters p = still();
    p.cost.assistance_week = 2756.0;
    p.cost.sickness_week = 4000.0;
    p.cost.education_week = 1500.0;
    p.cost.programme_benefit_week = 2756.0;
    p.cost.programme_week = 700.0;
    p.cost.offer_week = 600.0;
    p.cost.home_support_week = 1500.0;
    p.cost.pension_week = 4700.0;
    p.cost.state_share_first_4 = 0.8;
    p.cost.state_share_5_26 = 0.4;
    p.cost.state_share_27_52 = 0.3;
    p.cost.state_share_after = 0.2;
    p.cost.caseworker_year = 0.0;
    p.cost.recruitment = 0.0;
    p.staff.degree_wage = 0.06;
    p.sanction.income_loss = 0.15;
    return p;
}

void step(SmallCentre& small, Week week = 10) {
    const WeekContext now = small.at(week);
    small.world().census.take(now);
    books({small.centre().budget, small.world().audit, small.centre().staff, small.world().plan,
           small.centre().unit, small.world().census},
          now, small.noted);
    const Noted& n = small.noted;
    CHECK(n[Count::cost_state] + n[Count::cost_municipality] ==
          n[Count::cost_benefits] + n[Count::cost_staff] + n[Count::cost_programmes]);
    CHECK(small.world().audit.cost_parts == small.world().audit.cost_payers);
}

} // namespace

TEST_CASE("the refund falls by weeks on benefit", "[books]") {
    CHECK(refund_step(0) == 0);
    CHECK(refund_step(3) == 0);
    CHECK(refund_step(4) == 1);
    CHECK(refund_step(25) == 1);
    CHECK(refund_step(26) == 2);
    CHECK(refund_step(51) == 2);
    CHECK(refund_step(52) == 3);
    // 275,600 øre: 80 % 220,480, 40 % 110,240, 30 % 82,680, 20 % 55,120.
    for (const auto& [weeks, state] :
         std::vector<std::pair<int, int>>{{3, 220'480}, {4, 110'240}, {26, 82'680}, {52, 55'120}}) {
        SmallCentre small({.policy = full_rules(), .parameters = by_hand()});
        small.people().place.weeks_on_benefit[0] = static_cast<std::int16_t>(weeks);
        step(small);
        CHECK(small.noted[Count::cost_benefits] == 275'600);
        CHECK(small.noted[Count::cost_state] == state);
        CHECK(small.noted[Count::cost_municipality] == 275'600 - state);
    }
}

TEST_CASE("every status has its payment", "[books]") {
    SmallCentre small({.people = 6, .policy = full_rules(), .parameters = by_hand()});
    Citizens& people = small.people();
    people.place.status[1] = Status::job;
    people.place.status[2] = Status::education;
    people.place.status[3] = Status::resource_programme;
    people.place.status[4] = Status::disability_pension;
    people.who.target_group[5] = TargetGroup::sickness_benefit;
    step(small);
    // 2,756 + 0 + 1,500 + 2,756 + 4,700 + 4,000 kroner; and the programme's 700.
    CHECK(small.noted[Count::cost_benefits] == 1'571'200);
    CHECK(small.noted[Count::cost_programmes] == 70'000);
    // 30 % of all but education, which the state pays alone: 30 % of 1,421,200 is 426,360.
    CHECK(small.noted[Count::cost_state] == 426'360 + 150'000);
}

TEST_CASE("effort that costs by the week", "[books]") {
    SmallCentre small({.people = 4, .policy = full_rules(), .parameters = by_hand()});
    Citizens& people = small.people();
    people.effort.offer_until[0] = 11;
    people.effort.offer_until[1] = 11;
    people.effort.place[1] = Sector::public_sector; // paid by the place
    people.effort.home_support_until[2] = 11;
    people.effort.offer_until[3] = 10; // over
    step(small);
    CHECK(small.noted[Count::cost_programmes] == 60'000 + 150'000);
}

TEST_CASE("stopped and lowered benefits", "[books]") {
    SmallCentre small({.people = 2,
                       .policy = full_rules({{Provision::benefit_rate_factor, 0.9}}),
                       .parameters = by_hand()});
    small.people().contact.stopped_until[1] = 11;
    step(small);
    CHECK(small.noted[Count::cost_benefits] == 248'040); // 90 % of 275,600
}

TEST_CASE("a sanction takes its share of a month", "[books]") {
    SmallCentre small(
        {.policy = full_rules({{Provision::sanction_rates, 3.0}}), .parameters = by_hand()});
    small.world().plan.sanctioned = {0};
    step(small);
    // A month is 2,756·(365.25/7)/12 = 11,983.68 kr; 15 % is 1,797.551 kr, 179,755 øre.
    CHECK(small.noted[Count::cost_benefits] == 275'600 - 179'755);
    // 30 % each, the refund of the sanction rounded down: 82,680 − 53,926.
    CHECK(small.noted[Count::cost_state] == 28'754);
}

TEST_CASE("staff are shared to the øre", "[books]") {
    Parameters p = by_hand();
    // 10.00 kroner a week for one, and 100 for a recruitment.
    p.cost.caseworker_year = 10.0 * weeks_per_year;
    p.cost.recruitment = 100.0;
    SmallCentre small({.people = 7, .staff = 3, .policy = full_rules(), .parameters = p});
    small.worker(1).degree = true; // 1.06
    small.worker(2).filled = false;
    small.world().plan.recruited = 1;
    step(small);
    CHECK(small.noted[Count::cost_staff] == 2'060 + 10'000);
    CHECK(small.centre().budget.staff_this_year.ore == 12'060);
    // Nobody is there to bear it: it stays in the centre's own account.
    for (Status& status : small.people().place.status) {
        status = Status::job;
    }
    step(small, 11);
    CHECK(small.noted[Count::cost_staff] == 12'060);
    CHECK(small.centre().budget.staff_this_year.ore == 24'120);
}

TEST_CASE("charges and the value of pensions", "[books]") {
    SmallCentre small({.policy = full_rules(), .parameters = by_hand()});
    small.world().plan.charges = {{0, ChargeKind::programme, kroner(12.34)},
                                  {0, ChargeKind::pension_value, kroner(99.0)}};
    step(small);
    CHECK(small.noted[Count::cost_programmes] == 1'234);
    CHECK(small.noted[Count::permanent_present_value] == 9'900);
}

TEST_CASE("the allowance is the staff of the last burn-in year", "[books]") {
    Parameters p = by_hand();
    p.cost.caseworker_year = 10.0 * weeks_per_year;
    for (const int burn_in : {60, 26}) {
        SmallCentre small({.parameters = p, .burn_in = burn_in});
        for (Week week = 0; week < burn_in; ++week) {
            small.centre().staff[0].filled = week >= burn_in - 20; // 20 weeks of ten kroner
            step(small, week);
        }
        // A shorter burn-in is taken as a part of a year.
        CHECK(small.centre().budget.allowance.ore == 20'000 * 52 / std::min(52, burn_in));
    }
}

TEST_CASE("books change no citizen", "[books]") {
    SmallCentre small({.people = 20, .policy = full_rules(), .parameters = by_hand()});
    static_cast<void>(small.at(10));
    const auto before = columns_of(small.people());
    step(small);
    CHECK(changed(before, small.people()).empty());
}

TEST_CASE("a specialist for place then train costs his share for each who takes part", "[books]") {
    Parameters p = by_hand();
    p.cost.caseworker_year = 520'000.0;
    SmallCentre small({.people = 2,
                       .policy = full_rules({{Provision::employment_support, 1.0},
                                             {Provision::specialist_caseload, 20.0}}),
                       .parameters = p,
                       .barriers = bit_of(Barrier::mental_illness)});
    small.worker().filled = false;
    step(small);
    CHECK(small.noted[Count::cost_staff] == 0);
    small.people().set(1, Flag::willing, true);
    step(small);
    CHECK(small.noted[Count::cost_staff] == kroner(520'000.0 / weeks_per_year / 20).ore);
}
