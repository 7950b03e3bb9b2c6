#include <afklar/process/appointments.hpp>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("a cleared plan is an empty plan", "[appointments]") {
    WeekPlan plan;
    plan.appointments.push_back({3, Reason::statute, Mode::phone, 0.9, 0.8, 1.0, 0.7});
    plan.held = {1};
    plan.unexcused = {2};
    plan.sanctioned = {2};
    plan.charges.push_back({1, ChargeKind::pension_value, kroner(12.0)});
    plan.recruited = 2;
    plan.clear();
    CHECK(plan.appointments.empty());
    CHECK(plan.held.empty());
    CHECK(plan.unexcused.empty());
    CHECK(plan.sanctioned.empty());
    CHECK(plan.charges.empty());
    CHECK(plan.recruited == 0);
}
