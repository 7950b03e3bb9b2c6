#include <afklar/process/contact_rules.hpp>

#include <support/catch.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Parameters by_hand() {
    Parameters p = still();
    p.contact.prof_interval_low = 20.0;
    p.contact.prof_interval_high = 8.0;
    p.contact.avoidance = 0.2;
    p.sickness.contact_interval = 9.0;
    return p;
}

constexpr double statute = 0.0;
constexpr double professional = 1.0;

Due due(const Changes& rules, int weeks, TargetGroup group = TargetGroup::activity_ready) {
    SmallCentre small({.policy = plain_rules(rules), .parameters = by_hand(), .group = group});
    small.people().place.weeks_on_benefit[0] = static_cast<std::int16_t>(weeks);
    return due_of(small.at(0), 0);
}

} // namespace

TEST_CASE("need runs from full health without barriers to none with all", "[contact_rules]") {
    Citizens people = equal_people(3);
    people.wellbeing.health[0] = 1.0F;
    people.who.barriers[1] = bit_of(Barrier::anxiety);
    people.who.barriers[2] = 0x7F;
    CHECK(need_of(people, 0) == 0.0);
    CHECK(need_of(people, 1) == Approx(1.0 - 0.5 * 6.0 / 7.0));
    CHECK(need_of(people, 2) == 1.0);
}

TEST_CASE("the interval by judgement follows need; those who do not answer wait longer",
          "[contact_rules]") {
    SmallCentre small({.parameters = by_hand()});
    // Need 0.5: 20 − 12·0.5 = 14; after a miss 14 / (1 − 0.2) = 17.5.
    CHECK(judged_interval(small.at(0), 0) == Approx(14.0));
    small.people().contact.misses[0] = 1;
    CHECK(judged_interval(small.at(0), 0) == Approx(17.5));
}

TEST_CASE("what sets the time of the next conversation", "[contact_rules]") {
    const Changes four = {{Provision::timing, statute},
                          {Provision::conversations_first_26_weeks, 4}};
    CHECK(due(four, 25).by_statute);
    CHECK(due(four, 25).weeks == 6.5);
    CHECK_FALSE(due(four, 26).by_statute); // the first six months are over
    CHECK(due(four, 26).weeks == Approx(14.0));

    const Changes both = {{Provision::timing, statute},
                          {Provision::conversations_first_26_weeks, 4},
                          {Provision::conversation_interval, 12}};
    CHECK(due(both, 25).weeks == 6.5);
    CHECK(due(both, 26).by_statute);
    CHECK(due(both, 26).weeks == 12.0);

    const Changes own = {{Provision::timing, professional}, {Provision::conversation_interval, 12}};
    CHECK_FALSE(due(own, 30).by_statute);

    const Due sick = due(own, 30, TargetGroup::sickness_benefit);
    CHECK(sick.by_statute);
    CHECK(sick.weeks == 9.0);
}
