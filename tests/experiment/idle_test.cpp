#include <afklar/experiment/idle.hpp>

#include <support/catch.hpp>
#include <support/comparison.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

const PolicyWeeks two_years{date(2020, 1, 6), 104, 0};

TimelineEntry entry(Reform reform, std::optional<Date> from, std::optional<Date> to = {}) {
    TimelineEntry result;
    result.from = from;
    result.to = to;
    result.reforms.push_back(std::move(reform));
    return result;
}

} // namespace

TEST_CASE("a reform that changes nothing is named with the reason", "[idle]") {
    const Policy full = regimes::full_obligations();
    CHECK(idle_reforms(full + setting("on", Provision::guarantee, 52), two_years).empty());

    const auto same = idle_reforms(full + setting("same", Provision::sanctions, 1), two_years);
    REQUIRE(same.size() == 1);
    CHECK_THAT(same[0],
               Catch::Contains("'same' changes no rule") && Catch::Contains("holds already"));

    const auto late = idle_reforms(
        full + entry(setting("late", Provision::guarantee, 52), date(2022, 1, 3)), two_years);
    REQUIRE(late.size() == 1);
    CHECK_THAT(late[0], Catch::Contains("after the last week, that of 2021-12-27"));

    const auto early = idle_reforms(full + entry(setting("early", Provision::guarantee, 52),
                                                 date(2019, 1, 7), date(2020, 1, 6)),
                                    two_years);
    REQUIRE(early.size() == 1);
    CHECK_THAT(early[0], Catch::Contains("ends before the first observed week"));
}

TEST_CASE("a dated reform that ships is named where its dates lie outside", "[idle]") {
    const auto idle =
        idle_reforms(regimes::full_obligations() + *find_reform("reform_2025"), two_years);
    REQUIRE(idle.size() == 1);
    CHECK_THAT(idle[0], Catch::Contains("'reform_2025'") && Catch::Contains("after the last week"));
}

TEST_CASE("groups are counted, and those of nobody are named", "[idle]") {
    Reform reform = setting("for the very old", Provision::sanctions, 0);
    reform.where = Selector{};
    reform.where->age_from = 95;
    reform.where_name = "very_old";
    ProjectionSpec spec = projection(
        500, 52,
        {{"full", regimes::full_obligations()}, {"calm", regimes::full_obligations() + reform}});
    Selector women;
    women.sexes = 1U << index_of(Sex::woman);
    const auto sizes = group_sizes(spec, {Selector{}, *reform.where, women});
    CHECK(sizes[0] == 500);
    CHECK(sizes[1] == 0);
    CHECK(sizes[2] > 150);
    CHECK(sizes[2] < 350);
    const auto idle = idle_of(spec);
    REQUIRE(idle.size() == 1);
    CHECK_THAT(idle[0], Catch::Contains("'very_old'") && Catch::Contains("age 95 and over") &&
                            Catch::Contains("no citizen"));
}
