#include <afklar/people/job_centre.hpp>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("heads at the start are those of all groups", "[job_centre]") {
    JobCentre centre;
    CHECK(centre.start_heads() == 0.0);
    centre.start_stock[TargetGroup::job_ready] = 20.0;
    centre.start_stock[TargetGroup::activity_ready] = 80.0;
    centre.start_stock[TargetGroup::sickness_benefit] = 5.0;
    CHECK(centre.start_heads() == 105.0);
}

TEST_CASE("a unit is founded before it opens", "[job_centre]") {
    CrossDisciplinaryUnit unit;
    CHECK_FALSE(unit.exists());
    CHECK_FALSE(unit.open(1'000));
    unit.founded = 10;
    unit.opens = 36;
    CHECK(unit.exists());
    CHECK_FALSE(unit.open(35));
    CHECK(unit.open(36));
}

TEST_CASE("a copy of a centre is a centre of its own", "[job_centre]") {
    JobCentre centre;
    centre.citizens.append();
    centre.staff.resize(2);
    centre.queues.team.join(0, 3);
    JobCentre copy = centre;
    copy.citizens.who.barriers[0] = 7;
    copy.staff[0].caseload = 9;
    copy.queues.team.leave(0, 4);
    CHECK(centre.citizens.who.barriers[0] == 0);
    CHECK(centre.staff[0].caseload == 0);
    CHECK(centre.queues.team.size() == 1);
}
