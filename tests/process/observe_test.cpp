#include <afklar/process/observe.hpp>

#include <support/catch.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

void step(SmallCentre& small, Week week) {
    const WeekContext now = small.at(week);
    JobCentre& c = small.centre();
    small.noted = {};
    small.world().census.take(now);
    observe_week({c.citizens.place.weeks_on_benefit, c.citizens.contact.held_quarter, c.staff,
                  c.queues, c.capacity, small.world().audit, small.world().census, 2.5},
                 now, small.noted);
}

} // namespace

TEST_CASE("everyone is counted where he is", "[observe]") {
    SmallCentre small({.people = static_cast<int>(count_of<Status>)});
    Citizens& people = small.people();
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        people.place.status[i] = static_cast<Status>(i);
    }
    step(small, 0);
    const Noted& n = small.noted;
    CHECK(n[Count::present] == 10);   // all but who left
    CHECK(n[Count::on_benefit] == 2); // a development flex job is the job centre's too
    for (const Count one :
         {Count::in_job, Count::in_education, Count::in_vocational_rehabilitation,
          Count::in_resource_programme, Count::in_development_flex_job, Count::in_flex_job,
          Count::flex_job_waiting, Count::in_job_clarification, Count::on_disability_pension}) {
        CHECK(n[one] == 1);
    }
    // Weeks on benefit grow for the two clients alone.
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        CHECK(people.place.weeks_on_benefit[i] == (people.client(i) ? 31 : 30));
    }
}

TEST_CASE("stocks of those on benefit", "[observe]") {
    SmallCentre small({.people = 4});
    Citizens& people = small.people();
    people.place.weeks_on_benefit[0] = 51;
    people.place.weeks_on_benefit[1] = 52;
    people.place.weeks_on_benefit[2] = 52;
    people.set(2, Flag::assessed, true);
    people.set(2, Flag::misplaced, true);
    people.file.deadline[1] = 9;
    people.file.deadline[3] = 10;
    people.contact.last_held[0] = -3;  // 13 weeks before
    people.contact.last_held[1] = -16; // 26
    people.contact.last_held[2] = -16;
    people.contact.last_held[3] = 10;
    people.set(2, Flag::known_elsewhere, true);
    people.effort.offer_until[0] = 11;
    people.effort.place[1] = Sector::public_sector;
    people.effort.offer_until[2] = 10; // over
    people.wellbeing.ordinary_hours[3] = 6;
    step(small, 10);
    const Noted& n = small.noted;
    CHECK(n[Count::past_52] == 2);
    CHECK(n[Count::past_52_unassessed] == 1);
    CHECK(n[Count::past_deadline] == 1);
    CHECK(n[Count::assessed_stock] == 1);
    CHECK(n[Count::misplaced_stock] == 1);
    CHECK(n[Count::silent_13] == 3);
    CHECK(n[Count::silent_26] == 2);
    CHECK(n[Count::unreached_26] == 1);
    CHECK(n[Count::in_offer] == 2);
    CHECK(n[Count::in_company_placement] == 1);
    CHECK(n[Count::passive] == 2);
    CHECK(n[Count::ordinary_hours] == 6);
    CHECK(n[Count::has_caseworker] == 4);
    CHECK(n[Count::without_caseworker] == 0);
    CHECK(n[Count::health_sum] == 4 * 500);
    CHECK(n[Count::trust_sum] == 4 * 500);
    CHECK(n[Count::pressure_sum] == 4 * 250);
    CHECK(n[Count::capacity_sum] == 4 * 12'000);
    CHECK(n[Count::employer_places] == 250);
}

TEST_CASE("contacts are counted every thirteenth week and start afresh", "[observe]") {
    SmallCentre small({.people = 3});
    small.people().contact.held_quarter[1] = 2;
    small.people().contact.held_quarter[2] = 9;
    step(small, 11);
    CHECK(small.noted[Count::contacts_0] == 0);
    step(small, 12);
    CHECK(small.noted[Count::contacts_0] == 1);
    CHECK(small.noted[Count::contacts_2] == 1);
    CHECK(small.noted[Count::contacts_5_plus] == 1);
    CHECK(small.people().contact.held_quarter[2] == 0);
    step(small, 25);
    CHECK(small.noted[Count::contacts_0] == 3);
}

TEST_CASE("hours go into the audit, overdrawn weeks are found", "[observe]") {
    SmallCentre small({.staff = 3});
    small.worker(0).hours = 25.0;
    small.worker(0).hours_left = 5.0;
    small.worker(1).hours = 25.0;
    small.worker(1).hours_left = -0.01;
    small.worker(2).filled = false;
    step(small, 0);
    CHECK(small.noted[Count::hours_used] == 2'000 + 2'501);
    const Audit& audit = small.world().audit;
    CHECK(audit.hours_available == 5'000);
    CHECK(audit.hours_used == 4'501);
    CHECK(audit.caseworker_weeks_overdrawn == 1);
    CHECK_FALSE(audit.holds());
}

TEST_CASE("the stock of every status", "[observe]") {
    CHECK(stock_of(Status::on_benefit) == Count::on_benefit);
    CHECK(stock_of(Status::job) == Count::in_job);
    CHECK(stock_of(Status::disability_pension) == Count::on_disability_pension);
}

TEST_CASE("observing changes the weeks on benefit and no other column", "[observe]") {
    SmallCentre small({.people = 20});
    static_cast<void>(small.at(5));
    const auto before = columns_of(small.people());
    step(small, 5);
    CHECK(changed(before, small.people()) == std::set<std::string>{"weeks_on_benefit"});
}
