#include <afklar/process/rules.hpp>

#include <support/catch.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

/// A conversation interval of 7 weeks for those from a week of the spell on.
Policy from_week(int week) {
    Reform reform;
    reform.name = "often";
    reform.where = Selector{};
    reform.where->weeks_from = week;
    reform.settings = {{Provision::conversation_interval, 7.0, "assumption", {}}};
    return Policy(plain_rules()) + reform;
}

int interval(SmallCentre& small, CitizenIndex i) {
    const auto row = small.people().rules.row[i];
    return small.world().table.row(row).rules.whole(Provision::conversation_interval);
}

} // namespace

TEST_CASE("rules change in the week in which the border is crossed", "[rules]") {
    SmallCentre small({.people = 2, .policy = from_week(40)});
    small.people().place.weeks_on_benefit[1] = 10;
    for (Week week = 0; week < 45; ++week) {
        static_cast<void>(small.at(week));
        CHECK(interval(small, 0) == (week >= 10 ? 7 : 0)); // 30 weeks at the start
        CHECK(interval(small, 1) == (week >= 30 ? 7 : 0));
        for (auto& weeks : small.people().place.weeks_on_benefit) {
            ++weeks; // as the last step of the week does
        }
    }
}

TEST_CASE("whose weeks stand still crosses no border, and crosses it after he has come back",
          "[rules]") {
    SmallCentre small({.policy = from_week(40)});
    Citizens& people = small.people();
    for (Week week = 0; week < 40; ++week) {
        if (week == 5) {
            people.place.status[0] = Status::job; // with 35 weeks on benefit
        } else if (week == 25) {
            people.place.status[0] = Status::on_benefit;
            small.centre().stale.push_back(0); // as whoever moves him says
        }
        static_cast<void>(small.at(week));
        CHECK(interval(small, 0) == (week >= 30 ? 7 : 0));
        if (people.client(0)) {
            ++people.place.weeks_on_benefit[0];
        }
    }
}

TEST_CASE("a border of age is crossed on time", "[rules]") {
    Reform reform;
    reform.name = "old";
    reform.where = Selector{};
    reform.where->age_from = 41;
    reform.settings = {{Provision::conversation_interval, 7.0, "assumption", {}}};
    SmallCentre small({.policy = Policy(plain_rules()) + reform, .weeks = 80});
    const Selector& old = *reform.where;
    for (Week week = 0; week < 80; ++week) {
        static_cast<void>(small.at(week));
        const bool is = old.matches(view_of(small.people(), 0, week, Region::capital, 0));
        CHECK((interval(small, 0) == 7) == is);
        CHECK(is == (week >= 27)); // half a year before her birthday
    }
}

TEST_CASE("whose attributes changed is renewed, and only then", "[rules]") {
    Reform reform;
    reform.name = "anxious";
    reform.where = Selector{};
    reform.where->barriers = bit_of(Barrier::anxiety);
    reform.settings = {{Provision::conversation_interval, 7.0, "assumption", {}}};
    SmallCentre small({.people = 2, .policy = Policy(plain_rules()) + reform});
    static_cast<void>(small.at(0));
    small.people().who.barriers[0] = bit_of(Barrier::anxiety);
    small.people().who.barriers[1] = bit_of(Barrier::anxiety);
    small.centre().stale.push_back(0);
    static_cast<void>(small.at(1));
    CHECK(interval(small, 0) == 7);
    CHECK(interval(small, 1) == 0); // nobody said so
    CHECK(small.centre().stale.empty());
}

TEST_CASE("the counter cell follows the groups of the comparison", "[rules]") {
    Selector young;
    young.weeks_to = 32;
    SmallCentre small({.groups = SelectorIndex{{Selector{}, young}}});
    static_cast<void>(small.at(0));
    const auto masks = [&] { return small.world().cells.masks()[small.people().rules.cell[0]]; };
    CHECK(masks() == 3U);
    small.people().place.weeks_on_benefit[0] = 32;
    static_cast<void>(small.at(1));
    static_cast<void>(small.at(2));
    CHECK(masks() == 1U);
}

TEST_CASE("rules change the columns they name and no other", "[rules]") {
    SmallCentre small({.people = 9, .policy = from_week(40)});
    static_cast<void>(small.at(0));
    small.people().place.weeks_on_benefit[4] = 41;
    small.centre().stale.push_back(4);
    const auto before = columns_of(small.people());
    static_cast<void>(small.at(1));
    CHECK(changed(before, small.people()) == std::set<std::string>{"row"});
}
