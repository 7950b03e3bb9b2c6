/// The spring of 2020 as it happened: contact by mode, placements and sanctions change in the weeks in
/// which the rules do, in the east otherwise than in the west (S20).

#include <support/catch.hpp>
#include <support/comparison.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

// Mondays from 2020-01-06: a rule of a date acts from the first Monday on or after it.
constexpr Week suspended = 10;        // 2020-03-11
constexpr Week restart = 21;          // 2020-05-27
constexpr Week east_opens = 39;       // 2020-10-01
constexpr Week second_wave = 50;      // 2020-12-20
constexpr Week placements_again = 67; // 2021-04-15
constexpr Week ordinary = 82;         // 2021-08-01

constexpr std::size_t all = 0;
constexpr std::size_t east = 1;
constexpr std::size_t west = 2;

Group region(std::string name, std::string_view which) {
    Group group{std::move(name), {}};
    group.who.regions = *regions_named(which);
    return group;
}

} // namespace

TEST_CASE("what the rules of 2020 and 2021 forbid does not happen, and what they allow does",
          "[patterns]") {
    ProjectionSpec spec =
        projection(4000, 104,
                   {{"no suspension", regimes::full_obligations()},
                    {"as it happened", Policy{*find_timeline("denmark_2019_2021")}}});
    spec.replicates = 1;
    spec.groups = {{"all", {}}, region("east", "east"), region("west", "west")};
    const Comparison compared{spec};
    const Tally& happened = compared.tally("as it happened", 0);
    const Tally& usual = compared.tally("no suspension", 0);
    const auto in = [&](std::size_t group, Count count, Week from, Week to) {
        return happened.sum(group, count, from, to);
    };

    INFO("the same before the suspension");
    for (const Count count : {Count::held_in_person, Count::placement_started, Count::sanction}) {
        CHECK(in(all, count, 0, suspended) > 0);
        CHECK(in(all, count, 0, suspended) == usual.sum(all, count, 0, suspended));
    }

    INFO("by phone and video only, no new placement, no sanction");
    CHECK(in(all, Count::held_in_person, suspended, restart) == 0);
    CHECK(in(all, Count::held_phone, suspended, restart) > 0);
    CHECK(in(all, Count::placement_started, suspended, restart) == 0);
    CHECK(in(all, Count::sanction, suspended, restart) == 0);

    INFO("the restart: sanctions and placements everywhere, meetings in the west");
    CHECK(in(east, Count::sanction, restart, east_opens) > 0);
    CHECK(in(west, Count::sanction, restart, east_opens) > 0);
    CHECK(in(east, Count::placement_started, restart, east_opens) > 0);
    CHECK(in(west, Count::placement_started, restart, east_opens) > 0);
    CHECK(in(east, Count::held_in_person, restart, east_opens) == 0);
    CHECK(in(west, Count::held_in_person, restart, east_opens) > 0);
    CHECK(in(east, Count::held_in_person, east_opens, second_wave) > 0);

    INFO("the second wave: no new placement until the middle of April");
    CHECK(in(all, Count::placement_started, second_wave, placements_again) == 0);
    CHECK(in(all, Count::placement_started, placements_again, ordinary) > 0);
    CHECK(in(all, Count::held_in_person, second_wave, ordinary) > 0);
    CHECK(in(all, Count::held_video, ordinary, 104) == 0); // video is no mode of ordinary rules
}
