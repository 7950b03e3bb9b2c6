#include <afklar/people/centre_plan.hpp>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("a plan's size is all its groups together", "[centre_plan]") {
    CentrePlan plan;
    CHECK(plan.size() == 0);
    plan.people[TargetGroup::job_ready] = 3;
    plan.people[TargetGroup::activity_ready] = 10;
    plan.people[TargetGroup::sickness_benefit] = 4;
    CHECK(plan.size() == 17);
}
