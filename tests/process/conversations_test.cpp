#include <afklar/process/conversations.hpp>

#include <support/catch.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Parameters by_hand() {
    Parameters p = still();
    p.contact.trust_gain = 0.04;
    p.contact.trust_voluntary = 1.5;
    p.contact.trust_unhurried = 0.8;
    p.contact.hours_missed = 0.4;
    p.contact.retry_weeks = 4.0;
    p.contact.give_up_after = 3.0;
    p.contact.excused_silence = 26.0;
    p.staff.degree_quality = 0.05;
    p.staff.caseload_start = 80.0;
    return p;
}

/// Everyone comes, or nobody does.
Parameters all_come(bool come, Parameters p = by_hand()) {
    p.contact.b0 = come ? 200.0 : -200.0;
    return p;
}

/// Full obligations with a conversation every eight weeks.
Regime every_eight() {
    return full_rules(
        {{Provision::conversations_first_26_weeks, 0}, {Provision::conversation_interval, 8}});
}

void step(SmallCentre& small, Week week, const std::vector<Appointment>& appointments) {
    const WeekContext now = small.at(week);
    Citizens& people = small.people();
    WeekPlan& plan = small.world().plan;
    plan.clear();
    plan.appointments = appointments;
    for (Appointment& a : plan.appointments) {
        a.chance = attendance_chance(now, a.citizen, a.mode);
        a.luck = luck_of(now, a.citizen);
    }
    conversations({people.contact,
                   people.wellbeing,
                   people.effort,
                   people.file.social_until,
                   small.centre().staff,
                   small.centre().capacity,
                   plan,
                   {1.0, 1.0}},
                  now, small.noted);
}

const Appointment by_centre{0, Reason::statute, Mode::in_person, 1.3, 1.1, 1.0};

double wide(float x) { return static_cast<double>(x); }

} // namespace

TEST_CASE("trust gained in a conversation by hand", "[conversations]") {
    SmallCentre small({.policy = every_eight(), .parameters = all_come(true)});
    small.worker().caseload = 35;
    small.worker().degree = true;
    small.worker().hours_left = 5.0;
    small.people().contact.misses[0] = 2;
    small.people().contact.unexcused[0] = 1;
    small.people().contact.excused[0] = 1;
    step(small, 10, {by_centre});
    // Time at 35 cases 1, at the usual 80 cases 20/65: 1 + 0.8·(1 − 0.3076923) = 1.5538462;
    // 0.04·1.05·1.5538462 = 0.0652615 of the gap of one half.
    CHECK(wide(small.people().wellbeing.trust[0]) == Approx(0.5326308).epsilon(1e-6));
    const ContactColumns& contact = small.people().contact;
    CHECK(contact.last_held[0] == 10);
    CHECK(contact.next_due[0] == 18);
    CHECK(contact.misses[0] == 0);
    CHECK(contact.unexcused[0] == 0);
    CHECK(contact.excused[0] == 0);
    CHECK(contact.held_in_spell[0] == 1);
    CHECK(contact.held_quarter[0] == 1);
    // It took 1.3 hours where 1.1 had been set aside.
    CHECK(small.worker().hours_left == Approx(4.8));
    CHECK(small.noted[Count::invited] == 1);
    CHECK(small.noted[Count::held] == 1);
    CHECK(small.noted[Count::held_in_person] == 1);
    CHECK(small.noted[Count::held_by_centre] == 1);
    CHECK(small.world().plan.held == std::vector<CitizenIndex>{0});
}

TEST_CASE("time in a conversation runs from crowded to calm", "[conversations]") {
    ContactParameters p;
    p.calm_caseload = 35.0;
    p.crowded_caseload = 100.0;
    CHECK(unhurried(p, 20.0) == 1.0);
    CHECK(unhurried(p, 35.0) == 1.0);
    CHECK(unhurried(p, 67.5) == Approx(0.5));
    CHECK(unhurried(p, 100.0) == 0.0);
    CHECK(unhurried(p, 140.0) == 0.0);
}

TEST_CASE("a voluntary conversation builds more trust", "[conversations]") {
    Regime regime = every_eight();
    for (Setting& s : regime.settings) {
        s.value = s.provision == Provision::participation ? 1.0 : s.value;
    }
    SmallCentre small({.policy = regime, .parameters = all_come(true)});
    small.worker().caseload = 80;
    step(small, 10, {by_centre});
    CHECK(wide(small.people().wellbeing.trust[0]) == Approx(0.5 + 0.04 * 1.5 * 0.5));
}

TEST_CASE("a missed conversation", "[conversations]") {
    Parameters p = all_come(false);
    SECTION("without excuse") {
        p.contact.excused_base = 0.0;
        SmallCentre small({.policy = every_eight(), .parameters = p});
        small.worker().hours_left = 5.0;
        for (int k = 1; k <= 3; ++k) {
            step(small, 10, {by_centre});
            CHECK(small.people().contact.unexcused[0] == k);
            CHECK(small.people().contact.misses[0] == k);
            // After three in a row the centre waits for the next due date.
            CHECK(small.people().contact.next_due[0] == (k < 3 ? 14 : 18));
            CHECK(small.world().plan.unexcused == std::vector<CitizenIndex>{0});
        }
        // 1.1 had been set aside, 0.4 were spent.
        CHECK(small.worker().hours_left == Approx(5.0 + 3 * 0.7));
        CHECK(small.noted[Count::missed_unexcused] == 3);
        CHECK(small.noted[Count::held] == 0);
    }
    SECTION("with one") {
        p.contact.excused_base = 1.0;
        p.contact.excused_silence = 1e9;
        SmallCentre small({.policy = every_eight(), .parameters = p});
        step(small, 10, {by_centre});
        CHECK(small.people().contact.excused[0] == 1);
        CHECK(small.people().contact.unexcused[0] == 0);
        CHECK(small.people().contact.misses[0] == 1);
        CHECK(small.noted[Count::missed_excused] == 1);
        CHECK(small.world().plan.unexcused.empty());
    }
    SECTION("excuses fade with silence") {
        // 0.6·e^(−26/26) = 0.2207277 of 20,000 people.
        p.contact.excused_base = 0.6;
        constexpr int heads = 20'000;
        SmallCentre small({.people = heads, .policy = every_eight(), .parameters = p});
        std::vector<Appointment> all(heads, by_centre);
        for (CitizenIndex i = 0; i < heads; ++i) {
            all[i].citizen = i;
            small.people().contact.last_held[i] = -16;
        }
        step(small, 10, all);
        const double share = static_cast<double>(small.noted[Count::missed_excused]) / heads;
        CHECK(std::abs(share - 0.2207277) < 4.5 * std::sqrt(0.2207277 * 0.7792723 / heads));
    }
    SECTION("and nothing follows where taking part is voluntary") {
        p.contact.excused_base = 0.0;
        SmallCentre small(
            {.policy = plain_rules({{Provision::participation, 1.0}}), .parameters = p});
        step(small, 10, {by_centre});
        CHECK(small.noted[Count::missed_unexcused] == 1);
        CHECK(small.world().plan.unexcused.empty());
    }
}

TEST_CASE("whoever rings is there", "[conversations]") {
    SmallCentre small({.policy = every_eight(), .parameters = all_come(false)});
    small.worker().hours_left = 5.0;
    step(small, 10, {{0, Reason::citizen_rings, Mode::phone, 0.4, 0.4, 1.0}});
    CHECK(small.noted[Count::held] == 1);
    CHECK(small.noted[Count::held_by_citizen] == 1);
    CHECK(small.noted[Count::held_phone] == 1);
    CHECK(small.noted[Count::invited] == 0);
    CHECK(small.worker().hours_left == 5.0);
}

TEST_CASE("what more than were reckoned with take is paid next week", "[conversations]") {
    SmallCentre small({.policy = every_eight(), .parameters = all_come(true)});
    small.worker().hours_left = 0.05;
    step(small, 10, {by_centre});
    CHECK(small.worker().hours_left == 0.0);
    CHECK(small.worker().owed == Approx(0.15));
}

TEST_CASE("what a conversation can start", "[conversations]") {
    Parameters p = all_come(true);
    p.contact.social_fill = 1.0;
    p.contact.treatment_start = 1.0; // times twice the trust, above one half here
    p.contact.home_support_start = 1.0;
    p.treatment.wait = 8.0;
    p.treatment.weeks = 26.0;
    p.home_support.weeks = 52.0;
    p.file.social_valid = 78.0;
    p.offer.start = 1.0;
    p.offer.company_share = 1.0;
    p.offer.weeks = 13.0;
    p.offer.hours = 1.0;
    SmallCentre small({.people = 3,
                       .policy = every_eight(),
                       .parameters = p,
                       .barriers = bit_of(Barrier::anxiety)});
    small.people().who.barriers[1] = bit_of(Barrier::language); // no treatment helps
    for (float& trust : small.people().wellbeing.trust) {
        trust = 0.6F;
    }
    std::vector<Appointment> all(3, by_centre);
    all[1].citizen = 1;
    all[2].citizen = 2;
    step(small, 10, all);
    const EffortColumns& effort = small.people().effort;
    CHECK(small.people().file.social_until[0] == 88);
    CHECK(effort.treatment_from[0] == 18);
    CHECK(effort.treatment_until[0] == 44);
    CHECK(effort.treatment_from[1] == never);
    CHECK(effort.home_support_until[0] == 62);
    // One private place, one public one, then an offer without a place.
    CHECK(effort.place[0] == Sector::private_sector);
    CHECK(effort.place[1] == Sector::public_sector);
    CHECK(effort.place[2] == Sector::none);
    CHECK(effort.place_end[0] == 23);
    CHECK(effort.offer_until[2] == 23);
    CHECK(small.noted[Count::offer_started] == 3);
    CHECK(small.noted[Count::placement_started] == 2);
    CHECK(small.worker().owed == Approx(3.0 + 3 * 0.2)); // and 0.2 hours overdrawn each
    CHECK(small.world().plan.charges.size() == 2);
}

TEST_CASE("a due offer is made, and only where it is compulsory", "[conversations]") {
    Parameters p = all_come(true);
    p.offer.take_up = 52.0; // at every conversation
    for (const bool compulsory : {false, true}) {
        Regime regime = every_eight();
        for (Setting& s : regime.settings) {
            s.value =
                s.provision == Provision::offers_compulsory ? (compulsory ? 1.0 : 0.0) : s.value;
        }
        SmallCentre small({.people = 2, .policy = regime, .parameters = p});
        small.people().place.weeks_on_benefit[1] = 25; // due from week 26 on
        Appointment second = by_centre;
        second.citizen = 1;
        step(small, 10, {by_centre, second});
        CHECK(small.noted[Count::offer_started] == (compulsory ? 1 : 0));
    }
}

TEST_CASE("conversations change the columns they name and no other", "[conversations]") {
    Parameters p = central();
    p.contact.social_fill = p.contact.treatment_start = p.contact.home_support_start = 1.0;
    p.offer.start = 0.5;
    SmallCentre small({.people = 80,
                       .policy = every_eight(),
                       .parameters = p,
                       .barriers = bit_of(Barrier::anxiety)});
    std::vector<Appointment> all(80, by_centre);
    for (CitizenIndex i = 0; i < 80; ++i) {
        all[i].citizen = i;
    }
    static_cast<void>(small.at(10));
    const auto before = columns_of(small.people());
    step(small, 10, all);
    CHECK(changed(before, small.people()) ==
          std::set<std::string>{"appointments", "excused", "held_in_spell", "held_quarter",
                                "home_support_until", "last_held", "misses", "next_due",
                                "offer_due", "offer_until", "place", "place_end", "social_until",
                                "treatment_from", "treatment_until", "trust", "unexcused"});
}
