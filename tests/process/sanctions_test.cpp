#include <afklar/process/sanctions.hpp>

#include <support/catch.hpp>
#include <support/property.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Parameters by_hand() {
    Parameters p = still();
    p.contact.retry_weeks = 4.0;
    p.contact.attempt_hours = 0.1;
    SanctionParameters& s = p.sanction;
    s.propensity_job_ready = 0.6;
    s.propensity_activity_ready = 0.08;
    s.check_factor = 0.5;
    s.hours = 1.5;
    s.check_hours = 1.0;
    s.effect_weeks = 13.0;
    s.income_loss = 0.15;
    s.pressure_step = 0.15;
    s.trust_step = 0.08;
    s.harm_frail = s.harm_other = 0.0;
    s.harm_step = 0.08;
    s.appealed = 0.0;
    s.stop_propensity = 0.0;
    s.stop_weeks = 4.0;
    s.stop_trust_step = 0.12;
    s.stop_health = 0.0;
    return p;
}

/// Every absence of an activity-ready citizen becomes a sanction.
Parameters certain() {
    Parameters p = by_hand();
    p.sanction.propensity_activity_ready = 1.0;
    p.sanction.check_factor = 1.0;
    return p;
}

void step(SmallCentre& small, Week week, const std::vector<CitizenIndex>& unexcused = {}) {
    const WeekContext now = small.at(week);
    JobCentre& c = small.centre();
    WeekPlan& plan = small.world().plan;
    plan.clear();
    plan.unexcused = unexcused;
    sanctions({c.citizens.contact, c.citizens.wellbeing, c.staff, plan, moves_in(c), c.appeals},
              now, small.noted);
}

double chance(const Changes& rules, TargetGroup group = TargetGroup::activity_ready) {
    SmallCentre small({.policy = full_rules(rules), .parameters = by_hand(), .group = group});
    return sanction_chance(small.at(0), 0);
}

double wide(float x) { return static_cast<double>(x); }

} // namespace

TEST_CASE("the chance of a sanction by hand", "[sanctions]") {
    CHECK(chance({{Provision::check_of_reasons, 0.0}}) == Approx(0.08));
    CHECK(chance({{Provision::check_of_reasons, 0.5}}) == Approx(0.06)); // 0.08·(1 − 0.5·0.5)
    CHECK(chance({{Provision::check_of_reasons, 1.0}}) == Approx(0.04));
    // The job-ready are not checked; sickness benefit has rules of its own.
    CHECK(chance({{Provision::check_of_reasons, 1.0}}, TargetGroup::job_ready) == Approx(0.6));
    CHECK(chance({}, TargetGroup::sickness_benefit) == 0.0);
    CHECK(chance({{Provision::sanctions, 0.0}}) == 0.0);
    CHECK(chance({{Provision::participation, 1.0}}) == 0.0);
}

TEST_CASE("the income lost by hand", "[sanctions]") {
    const auto lost = [](const Changes& rules) {
        SmallCentre small({.policy = full_rules(rules), .parameters = by_hand()});
        return income_share_lost(small.at(0), 0);
    };
    CHECK(lost({{Provision::sanction_rates, 3.0}}) == Approx(0.15));
    CHECK(lost({{Provision::sanction_rates, 1.0}}) == Approx(0.05));
    // A rate a working day until the next try: 5·4 = 20 rates.
    CHECK(lost({{Provision::sanction_type, 1.0}}) == Approx(1.0));
}

TEST_CASE("what a sanction does", "[sanctions]") {
    SmallCentre small({.policy = full_rules({{Provision::personal_contact_required, 0.0},
                                             {Provision::check_of_reasons, 0.5}}),
                       .parameters = certain()});
    step(small, 10, {0});
    const Citizens& people = small.people();
    CHECK(small.noted[Count::sanction] == 1);
    CHECK(people.contact.sanction_until[0] == 23);
    CHECK(wide(people.wellbeing.pressure[0]) == Approx(0.40));
    CHECK(wide(people.wellbeing.trust[0]) == Approx(0.42));
    CHECK(people.wellbeing.health[0] == 0.5F);
    CHECK(small.worker().owed == Approx(2.0)); // 1.5, and half of a check
    CHECK(small.world().plan.sanctioned == std::vector<CitizenIndex>{0});
}

TEST_CASE("harm falls on the frail by their share", "[sanctions]") {
    Parameters p = certain();
    p.sanction.harm_frail = 1.0;
    p.sanction.frail_health = 0.4;
    SmallCentre small({.people = 2,
                       .policy = full_rules({{Provision::personal_contact_required, 0.0}}),
                       .parameters = p});
    small.people().wellbeing.health[1] = 0.3F;
    step(small, 10, {0, 1});
    CHECK(small.noted[Count::sanction_harm] == 1);
    CHECK(small.people().wellbeing.health[0] == 0.5F);
    CHECK(wide(small.people().wellbeing.health[1]) == Approx(0.22));
}

TEST_CASE("whoever is found by personal contact is excused", "[sanctions]") {
    Parameters p = certain();
    p.contact.attempt_found = 1.0;
    SmallCentre small({.people = 2,
                       .policy = full_rules({{Provision::personal_contact_required, 1.0}}),
                       .parameters = p});
    small.people().set(1, Flag::unreachable, true);
    small.people().contact.unexcused[0] = 1;
    small.people().contact.unexcused[1] = 1;
    step(small, 10, {0, 1});
    CHECK(small.noted[Count::attempts] == 2);
    CHECK(small.noted[Count::sanction] == 1); // the unreachable one
    CHECK(small.people().contact.unexcused[0] == 0);
    CHECK(small.people().contact.excused[0] == 1);
    CHECK(small.world().plan.sanctioned == std::vector<CitizenIndex>{1});
}

TEST_CASE("a sanction overturned stops acting", "[sanctions]") {
    Parameters p = certain();
    p.sanction.appealed = p.sanction.wrong = 1.0;
    p.sanction.review_weeks = 6.0;
    SmallCentre small(
        {.policy = full_rules({{Provision::personal_contact_required, 0.0}}), .parameters = p});
    step(small, 10, {0});
    REQUIRE(small.centre().appeals.size() == 1);
    CHECK(small.centre().appeals[0].who == 0);
    const Money lost = small.centre().appeals[0].lost; // D379: the benefit is paid again
    CHECK(lost.ore > 0);
    step(small, 15);
    CHECK(small.noted[Count::sanction_overturned] == 0);
    step(small, 16);
    CHECK(small.noted[Count::sanction_overturned] == 1);
    CHECK(small.people().contact.sanction_until[0] == 16);
    CHECK(small.centre().appeals.empty());
    REQUIRE(small.world().plan.charges.size() == 1);
    CHECK(small.world().plan.charges[0].kind == ChargeKind::benefit);
    CHECK(small.world().plan.charges[0].amount == lost);
}

TEST_CASE("payment stops only for those whom nobody reaches", "[sanctions]") {
    Parameters p = by_hand();
    p.sanction.stop_propensity = 1.0;
    p.sanction.stop_contact = p.sanction.stop_leave = 0.0;
    SmallCentre small({.people = 5,
                       .policy = full_rules({{Provision::stop_after_silence, 26.0}}),
                       .parameters = p});
    Citizens& people = small.people();
    for (CitizenIndex i = 0; i < 5; ++i) {
        people.contact.last_held[i] = -17;
        people.contact.misses[i] = 1;
    }
    people.set(1, Flag::known_elsewhere, true);
    people.contact.misses[2] = 0;         // was not invited
    people.contact.last_held[3] = -16;    // 26 weeks: not past the limit
    people.contact.stopped_until[4] = 11; // stopped already
    step(small, 10);
    CHECK(small.noted[Count::payment_stopped] == 1);
    CHECK(people.contact.stopped_until[0] == 14);
    CHECK(wide(people.wellbeing.trust[0]) == Approx(0.38));
    SECTION("he may turn up") {
        Parameters q = p;
        q.sanction.stop_contact = 1.0;
        SmallCentre again(
            {.policy = full_rules({{Provision::stop_after_silence, 26.0}}), .parameters = q});
        again.people().contact.last_held[0] = -30;
        again.people().contact.misses[0] = 3;
        again.people().set(0, Flag::unreachable, true);
        step(again, 10);
        CHECK(again.people().contact.last_held[0] == 10);
        CHECK(again.people().contact.misses[0] == 0);
        CHECK(again.people().contact.stopped_until[0] == 10);
        CHECK_FALSE(again.people().is(0, Flag::unreachable));
        CHECK(again.noted[Count::held] == 1);
    }
    SECTION("or leave") {
        Parameters q = p;
        q.sanction.stop_leave = 1.0;
        SmallCentre again(
            {.policy = full_rules({{Provision::stop_after_silence, 26.0}}), .parameters = q});
        again.people().contact.last_held[0] = -30;
        again.people().contact.misses[0] = 3;
        step(again, 10);
        CHECK(again.people().place.left_cause[0] == LeftCause::no_support);
        CHECK(again.noted[Count::left_without_support] == 1);
    }
}

TEST_CASE("leaving without a job, more while a sanction acts", "[sanctions]") {
    Parameters p = by_hand();
    p.exit.leave_activity_ready = 0.2;
    p.sanction.leave = 2.0;
    constexpr int heads = 20'000;
    SmallCentre small({.people = heads, .policy = full_rules(), .parameters = p});
    for (CitizenIndex i = 0; i < heads; i += 2) {
        small.people().contact.sanction_until[i] = 11;
    }
    step(small, 10);
    int with = 0;
    int without = 0;
    for (CitizenIndex i = 0; i < heads; ++i) {
        (i % 2 == 0 ? with : without) += small.people().present(i) ? 0 : 1;
    }
    constexpr double half = heads / 2.0;
    CHECK(std::abs(with / half - 0.4) < 4.5 * std::sqrt(0.24 / half));
    CHECK(std::abs(without / half - 0.2) < 4.5 * std::sqrt(0.16 / half));
    CHECK(small.centre().away.size() == static_cast<std::size_t>(with + without));
}

TEST_CASE("the chance lies between that of every check and that of none", "[sanctions]") {
    holds("checks only lower it", [] {
        const double a = *rc::gen::inRange(0, 101) / 100.0;
        const double b = *rc::gen::inRange(0, 101) / 100.0;
        const double low = chance({{Provision::check_of_reasons, std::max(a, b)}});
        const double high = chance({{Provision::check_of_reasons, std::min(a, b)}});
        RC_ASSERT(low <= high);
        RC_ASSERT(low >= 0.04 - 1e-12);
        RC_ASSERT(high <= 0.08 + 1e-12);
    });
}

TEST_CASE("sanctions change the columns they name and no other", "[sanctions]") {
    Parameters p = certain();
    p.sanction.harm_other = 0.5;
    SmallCentre small({.people = 30,
                       .policy = full_rules({{Provision::personal_contact_required, 0.0}}),
                       .parameters = p});
    static_cast<void>(small.at(10));
    const auto before = columns_of(small.people());
    step(small, 10, {0, 5, 7, 8, 9});
    CHECK(changed(before, small.people()) ==
          std::set<std::string>{"health", "pressure", "sanction_until", "trust"});
}
