#include <afklar/process/rule_table.hpp>

#include <support/catch.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Parameters by_hand() {
    Parameters p = still();
    p.pressure.base = 0.15;
    p.pressure.duty = 0.15;
    p.pressure.sanction_threat = 0.12;
    p.pressure.demand = 0.10;
    p.pressure.per_barrier = 0.12;
    p.contact.b_duty = 0.4;
    p.contact.responsive_activity_ready = 0.75;
    p.contact.overwhelmed_per_barrier = 0.3;
    p.job.hours = 30.0;
    return p;
}

RuleRow row(const Regime& regime) { return make_rule_row(regime.rules(), by_hand()); }

double wide(float x) { return static_cast<double>(x); }

} // namespace

TEST_CASE("the pressure of the rules by hand", "[rule_table]") {
    const RuleRow full = row(full_rules());
    // Duty 0.15, threat 0.12, demands (compulsory, compulsory offers) / 2 · 0.10.
    CHECK(wide(full.pressure_level[0]) == Approx(0.52));
    CHECK(wide(full.pressure_level[2]) == Approx(0.15 + 0.37 * 1.24));
    CHECK(wide(full.pressure_level[7]) == Approx(0.15 + 0.37 * 1.84));
    const RuleRow none = row(full_rules({{Provision::participation, 1.0},
                                         {Provision::offers_compulsory, 0.0},
                                         {Provision::duty_to_be_available, 0.0},
                                         {Provision::sanctions, 0.0}}));
    CHECK(wide(none.pressure_level[7]) == Approx(0.15));
    // A work duty of 15 hours of 30 asks half of one demand.
    const RuleRow work =
        row(full_rules({{Provision::offers_compulsory, 0.0}, {Provision::work_duty_hours, 15.0}}));
    CHECK(wide(work.pressure_level[0]) == Approx(0.15 + 0.27 + 0.10 * 0.75));
    // Demands end at one.
    const RuleRow most = row(full_rules({{Provision::work_duty_hours, 37.0}}));
    CHECK(wide(most.pressure_level[0]) == Approx(0.52));
}

TEST_CASE("the duty moves the job-ready, and overwhelms those with many barriers", "[rule_table]") {
    const RuleRow full = row(full_rules());
    CHECK(full.duty_log_odds[TargetGroup::job_ready][0] == Approx(0.4));
    CHECK(full.duty_log_odds[TargetGroup::activity_ready][0] == Approx(0.3));
    // 0.4·(0.75 − 0.3·4): the duty keeps away.
    CHECK(full.duty_log_odds[TargetGroup::activity_ready][4] == Approx(-0.18));
    CHECK(full.responsive[TargetGroup::activity_ready][4] == Approx(-0.45));
    const RuleRow voluntary = row(full_rules({{Provision::participation, 1.0}}));
    CHECK(voluntary.duty_log_odds[TargetGroup::job_ready][0] == 0.0);
    CHECK_FALSE(voluntary.compulsory);
    CHECK(voluntary.duty);
    CHECK(voluntary.sanctions);
}

TEST_CASE("equal rules share a row; a new stretch of weeks is entered once", "[rule_table]") {
    TimelineEntry later;
    later.from = date(2020, 3, 2); // week 8
    later.reforms.push_back({});
    later.reforms[0].name = "guarantee";
    later.reforms[0].settings = {{Provision::guarantee, 52.0, "assumption", {}}};
    TimelineEntry old = later;
    old.where = Selector{};
    old.where->age_from = 50;
    old.reforms[0].name = "interval";
    old.reforms[0].settings = {{Provision::review_interval, 52.0, "assumption", {}}};
    const RuleBook book(Policy(plain_rules()) + later + old, date(2020, 1, 6), 30);
    const Parameters p = by_hand();
    RuleTable table(book, Region::capital, 0, p);
    CHECK(table.enter(0));
    for (Week week = 1; week < 8; ++week) {
        CHECK_FALSE(table.enter(week));
    }
    REQUIRE(table.selectors().size() == 1);
    CHECK(table.row_for(0) == table.row_for(1)); // not yet in force
    CHECK_FALSE(table.any(Provision::guarantee));
    CHECK(table.enter(8));
    CHECK_FALSE(table.enter(9));
    const auto young = table.row_for(0);
    const auto aged = table.row_for(1);
    CHECK(young != aged);
    CHECK(table.row_for(0) == young);
    CHECK(table.row(young).rules.whole(Provision::guarantee) == 52);
    CHECK(table.row(young).rules.whole(Provision::review_interval) == 0);
    CHECK(table.row(aged).rules.whole(Provision::review_interval) == 52);
    CHECK(table.any(Provision::guarantee));
    CHECK(table.centre().whole(Provision::guarantee) == 52);
    CHECK(table.rows() == 3);
}
