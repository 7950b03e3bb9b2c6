#include <afklar/process/attendance.hpp>

#include <support/catch.hpp>
#include <support/property.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Parameters by_hand() {
    Parameters p = still();
    ContactParameters& c = p.contact;
    c.b0 = 0.5;
    c.b_trust = 2.0;
    c.b_mode = 0.35;
    c.b_personal = 0.4;
    c.b_duty = 0.4;
    c.responsive_activity_ready = 0.75;
    c.overwhelmed_per_barrier = 0.3;
    c.b_health = 1.5;
    c.b_absences = 0.3;
    c.voluntary_pull = 0.2;
    p.sanction.deterrence = 0.6;
    return p;
}

double log_odds(SmallCentre& small, Mode mode = Mode::in_person, Week week = 0) {
    return attendance_log_odds(small.at(week), 0, mode);
}

} // namespace

TEST_CASE("the odds of coming by hand", "[attendance]") {
    SmallCentre small(
        {.policy = full_rules(), .parameters = by_hand(), .barriers = bit_of(Barrier::anxiety)});
    ContactColumns& contact = small.people().contact;
    contact.unexcused[0] = 2;
    contact.excused[0] = 1;
    contact.sanction_until[0] = 5;
    // 0.5 + 2·0.5 + 0.35 (in person suits) + 0.4·(0.75 − 0.3) − 1.5·0.5 − 0.3·(2 + 1/2)
    //   + 0.6·(0.75 − 0.3) = 0.80
    CHECK(log_odds(small) == Approx(0.80).epsilon(1e-6));
    // 1 / (1 + e^−0.8) = 1 / 1.449329
    CHECK(attendance_chance(small.at(0), 0, Mode::in_person) == Approx(0.6899745).epsilon(1e-6));
    // Remote does not suit: −0.35. The sanction acts no longer in week 5: −0.27.
    CHECK(log_odds(small, Mode::phone) == Approx(0.45).epsilon(1e-6));
    CHECK(log_odds(small, Mode::video, 5) == Approx(0.18).epsilon(1e-6));
    // Both remote modes suit whoever prefers remote.
    small.people().set(0, Flag::prefers_remote, true);
    CHECK(log_odds(small, Mode::phone) == Approx(0.80).epsilon(1e-6));
    CHECK(log_odds(small, Mode::video) == Approx(0.80).epsilon(1e-6));
    CHECK(log_odds(small) == Approx(0.45).epsilon(1e-6));
}

TEST_CASE("rules in the odds of coming", "[attendance]") {
    SECTION("a personal invitation") {
        SmallCentre small(
            {.policy = full_rules({{Provision::invitation, 1.0}}), .parameters = by_hand()});
        // 0.5 + 1 + 0.35 + 0.4 + 0.4·0.75 − 0.75
        CHECK(log_odds(small) == Approx(1.8));
    }
    SECTION("voluntary: the pull in place of the duty") {
        SmallCentre small(
            {.policy = full_rules({{Provision::participation, 1.0}}), .parameters = by_hand()});
        CHECK(log_odds(small) == Approx(1.3)); // 0.5 + 1 + 0.35 − 0.75 + 0.2
    }
    SECTION("the job-ready answer fully") {
        SmallCentre small(
            {.policy = full_rules(), .parameters = by_hand(), .group = TargetGroup::job_ready});
        CHECK(log_odds(small) == Approx(1.5)); // 0.5 + 1 + 0.35 + 0.4 − 0.75
    }
}

TEST_CASE("absences count up to five", "[attendance]") {
    SmallCentre small({.policy = full_rules(), .parameters = by_hand()});
    small.people().contact.unexcused[0] = 5;
    const double five = log_odds(small);
    small.people().contact.unexcused[0] = 9;
    small.people().contact.excused[0] = 9;
    CHECK(log_odds(small) == five);
}

TEST_CASE("no invitation reaches the unreachable", "[attendance]") {
    SmallCentre small({.policy = full_rules(), .parameters = by_hand()});
    small.people().set(0, Flag::unreachable, true);
    CHECK(attendance_chance(small.at(0), 0, Mode::phone) == 0.0);
}

TEST_CASE("trust and health raise the odds, absences lower them", "[attendance]") {
    holds("monotone", [] {
        SmallCentre small({.people = 2, .policy = full_rules(), .parameters = by_hand()});
        Citizens& people = small.people();
        const auto trust = *rc::gen::inRange(0, 100);
        const auto health = *rc::gen::inRange(0, 100);
        const auto misses = *rc::gen::inRange(0, 9);
        for (const CitizenIndex i : {0U, 1U}) {
            people.wellbeing.trust[i] = static_cast<float>(trust) / 100.0F;
            people.wellbeing.health[i] = static_cast<float>(health) / 100.0F;
            people.contact.unexcused[i] = static_cast<std::uint8_t>(misses);
        }
        switch (*rc::gen::inRange(0, 3)) {
        case 0:
            people.wellbeing.trust[1] += 0.01F;
            break;
        case 1:
            people.wellbeing.health[1] += 0.01F;
            break;
        default:
            people.contact.unexcused[0] += 1;
            break;
        }
        const WeekContext now = small.at(0);
        const double less = attendance_chance(now, 0, Mode::in_person);
        const double more = attendance_chance(now, 1, Mode::in_person);
        RC_ASSERT(more >= less);
        RC_ASSERT(less > 0.0);
        RC_ASSERT(more < 1.0);
    });
}
