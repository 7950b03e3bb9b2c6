#include <afklar/process/evidence.hpp>

#include <cmath>

#include <support/catch.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Parameters by_hand() {
    Parameters p = still();
    FileParameters& f = p.file;
    f.certificate_median = 11.0;
    f.certificate_logsd = 0.0;
    f.certificate_valid = 39.0;
    f.certificate_hours = 0.5;
    f.own_weeks = 4.0;
    f.own_hours = 2.0;
    f.own_acceptance = 1.0;
    f.work_weeks = 10.0;
    f.work_valid = 78.0;
    f.work_hours = 1.5;
    f.place_found = 1.0;
    f.work_complete = 1.0; // times one half plus health, which is one here
    p.unit.side_by_side = 1.0;
    return p;
}

struct Places {
    double round_tables = 0.0;
    EmployerPlaces employers{};
};

/// Everyone has an open case.
void open_all(SmallCentre& small) {
    for (CitizenIndex i = 0; i < small.people().size(); ++i) {
        small.people().file.stage[i] = CaseStage::open;
        small.people().file.plan[i] = Plan::resource_programme;
        small.centre().open_cases.push_back(i);
    }
}

void step(SmallCentre& small, Week week, Places places = {}) {
    const WeekContext now = small.at(week);
    JobCentre& c = small.centre();
    evidence({c.citizens.file, c.citizens.effort, c.citizens.who.flags, c.staff, c.queues,
              c.capacity, c.open_cases, moves_in(c), small.world().plan.charges,
              places.round_tables, places.employers},
             now, small.noted);
}

} // namespace

TEST_CASE("the certificate is asked for once the social part is in", "[evidence]") {
    SmallCentre small({.policy = full_rules(), .parameters = by_hand()});
    open_all(small);
    FileColumns& file = small.people().file;
    step(small, 10);
    CHECK(file.health_ready[0] == never);
    file.social_until[0] = 80;
    step(small, 11);
    CHECK(file.health_ready[0] == 22); // eleven weeks
    CHECK(small.noted[Count::certificate_asked] == 1);
    CHECK(small.noted[Count::certificate_weeks] == 11);
    CHECK(small.worker().owed == Approx(0.5));
    for (Week week = 12; week < 22; ++week) {
        step(small, week);
        CHECK(file.health_until[0] == long_ago);
    }
    step(small, 22);
    CHECK(file.health_until[0] == 61);
    CHECK(file.health_ready[0] == never);
    CHECK(small.noted[Count::certificate_came] == 1);
    CHECK(small.noted[Count::certificate_asked] == 1);
}

TEST_CASE("in the unit the parts are collected side by side", "[evidence]") {
    SmallCentre small({.policy = full_rules(), .parameters = by_hand()});
    open_all(small);
    small.people().set(0, Flag::in_unit, true);
    small.people().set(0, Flag::work_required, true);
    step(small, 10, {0.0, {1.0, 0.0}});
    CHECK(small.people().file.health_ready[0] == 21);
    CHECK(small.people().effort.place[0] == Sector::private_sector);
}

TEST_CASE("the wait for a certificate is log-normal", "[evidence]") {
    Parameters p = by_hand();
    p.file.certificate_logsd = 0.6;
    SmallCentre small(
        {.policy = full_rules({{Provision::health_wait_factor, 2.0}}), .parameters = p});
    const WeekContext now = small.at(0);
    constexpr std::uint32_t number = 20'000;
    double sum = 0.0;
    double squares = 0.0;
    for (std::uint32_t k = 0; k < number; ++k) {
        const double x = std::log(certificate_wait(now, 0, k));
        sum += x;
        squares += x * x;
    }
    const double mean = sum / number;
    // ln(2·11) = 3.091042; the variance has a relative standard error of √(2/n).
    CHECK(std::abs(mean - 3.091042) < 4.5 * 0.6 / std::sqrt(number));
    CHECK(squares / number - mean * mean == Approx(0.36).epsilon(4.5 * std::sqrt(2.0 / number)));
}

TEST_CASE("a round table takes a slot and a few weeks", "[evidence]") {
    SmallCentre small(
        {.people = 3,
         .policy = full_rules({{Provision::own_assessment, 1.0}, {Provision::round_table, 1.0}}),
         .parameters = by_hand()});
    open_all(small);
    for (auto& until : small.people().file.social_until) {
        until = 80;
    }
    step(small, 10, {2.0, {0.0, 0.0}});
    CHECK(small.centre().queues.round_table.size() == 1);
    CHECK(small.people().file.health_ready[0] == 14);
    CHECK(small.people().file.health_ready[2] == never);
    CHECK(small.people().is(0, Flag::round_table));
    step(small, 11, {2.0, {0.0, 0.0}});
    CHECK(small.centre().queues.round_table.size() == 0);
    step(small, 14, {2.0, {0.0, 0.0}});
    CHECK(small.noted[Count::round_table] == 2);
    CHECK(small.noted[Count::certificate_asked] == 0);
}

TEST_CASE("own assessment serves alone where the caseworker decides", "[evidence]") {
    SmallCentre small({.people = 2,
                       .policy = full_rules({{Provision::own_assessment, 1.0}}),
                       .parameters = by_hand()});
    open_all(small);
    small.people().file.plan[0] = Plan::job_directed;
    for (auto& until : small.people().file.social_until) {
        until = 80;
    }
    step(small, 10);
    CHECK(small.people().file.health_ready[0] == 14); // own assessment
    CHECK(small.people().file.health_ready[1] == 21); // a certificate
}

TEST_CASE("no health part is asked for where no certificate is required", "[evidence]") {
    SmallCentre small(
        {.policy = full_rules({{Provision::certificate_required, 0.0}}), .parameters = by_hand()});
    open_all(small);
    small.people().file.social_until[0] = 80;
    step(small, 10);
    CHECK(small.people().file.health_until[0] == 49);
}

TEST_CASE("employer places: sectors, guarantee cases first, and the stay", "[evidence]") {
    SmallCentre small({.people = 4, .policy = full_rules(), .parameters = by_hand()});
    open_all(small);
    Citizens& people = small.people();
    for (CitizenIndex i = 0; i < 4; ++i) {
        people.file.social_until[i] = people.file.health_until[i] = 80;
        people.set(i, Flag::work_required, true);
    }
    people.set(3, Flag::by_guarantee, true);
    step(small, 10, {0.0, {1.0, 1.0}});
    CHECK(people.effort.place[3] == Sector::private_sector);
    CHECK(people.effort.place[0] == Sector::public_sector);
    CHECK(small.centre().queues.place.size() == 2);
    CHECK(people.effort.place_end[0] == 20);
    CHECK(small.noted[Count::placement_started] == 2);
    step(small, 19, {0.0, {1.0, 1.0}});
    CHECK(people.file.work_until[0] == long_ago);
    step(small, 20, {0.0, {1.0, 1.0}});
    CHECK(people.file.work_until[0] == 98); // carried through at certainty
    CHECK(people.effort.place_end[0] == 20);
    CHECK(people.effort.place[1] != Sector::none); // the next two
    CHECK(people.effort.place[2] != Sector::none);
    CHECK(small.centre().capacity.places_in_use[Sector::private_sector] == 1);
    CHECK(small.centre().capacity.places_in_use[Sector::public_sector] == 1);
}

TEST_CASE("only private places where the rules say so", "[evidence]") {
    SmallCentre small({.people = 2,
                       .policy = full_rules({{Provision::company_offers,
                                              static_cast<double>(CompanyOffers::private_only)}}),
                       .parameters = by_hand()});
    open_all(small);
    for (CitizenIndex i = 0; i < 2; ++i) {
        small.people().file.social_until[i] = small.people().file.health_until[i] = 80;
        small.people().set(i, Flag::work_required, true);
    }
    step(small, 10, {0.0, {1.0, 5.0}});
    CHECK(small.people().effort.place[0] == Sector::private_sector);
    CHECK(small.people().effort.place[1] == Sector::none);
}

TEST_CASE("evidence changes the columns it names and no other", "[evidence]") {
    SmallCentre small({.people = 20, .policy = full_rules(), .parameters = by_hand()});
    open_all(small);
    for (CitizenIndex i = 0; i < 20; ++i) {
        small.people().file.social_until[i] = 80;
        small.people().set(i, Flag::work_required, true);
        small.people().file.health_until[i] = i < 10 ? column_of(80) : long_ago;
    }
    static_cast<void>(small.at(10));
    const auto before = columns_of(small.people());
    step(small, 10, {0.0, {3.0, 3.0}});
    CHECK(changed(before, small.people()) ==
          std::set<std::string>{"certificates", "health_ready", "place", "place_end", "trials"});
}
