#include <afklar/core/calendar.hpp>

#include <chrono>

#include <afklar/core/error.hpp>

#include <support/catch.hpp>
#include <support/property.hpp>

using namespace afklar;

TEST_CASE("days and Mondays", "[calendar]") {
    CHECK(iso(date(2020, 2, 29)) == "2020-02-29");
    CHECK_THROWS_WITH(date(2021, 2, 29), "there is no day 2021-2-29");
    CHECK(iso(monday(2020, 1, 6)) == "2020-01-06");
    CHECK_THROWS_WITH(monday(2020, 1, 1), "2020-01-01 is no Monday; the nearest is 2019-12-30");
    CHECK_THROWS_WITH(monday(2020, 1, 3), "2020-01-03 is no Monday; the nearest is 2020-01-06");
    CHECK(is_monday(date(2025, 6, 30)));
    CHECK_FALSE(is_monday(date(2025, 7, 1)));
}

TEST_CASE("a rule acts from the first Monday on or after its date", "[calendar]") {
    const Date origin = monday(2020, 1, 6);
    CHECK(week_of_rule(origin, date(2020, 1, 6)) == 0);
    CHECK(week_of_rule(origin, date(2020, 1, 1)) == 0);
    CHECK(week_of_rule(origin, date(2019, 12, 30)) == -1);
    CHECK(week_of_rule(origin, date(2020, 1, 7)) == 1);
    CHECK(week_of_rule(origin, date(2021, 1, 4)) == 52);
    CHECK(iso(monday_of(origin, 52)) == "2021-01-04");
    CHECK(iso(monday_of(origin, -1)) == "2019-12-30");
}

TEST_CASE("any day", "[calendar]") {
    test::holds("its Mondays are Mondays, near, and weeks count back", [] {
        const Date day{std::chrono::days{*rc::gen::inRange(0, 40'000)}};
        const Date after = monday_on_or_after(day);
        RC_ASSERT(is_monday(after));
        RC_ASSERT((after >= day && after - day < std::chrono::days{7}));
        const Date near = nearest_monday(day);
        RC_ASSERT(is_monday(near));
        RC_ASSERT((near - day <= std::chrono::days{3} && day - near <= std::chrono::days{3}));
        const Date origin = monday(2018, 1, 8);
        RC_ASSERT(monday_of(origin, week_of_rule(origin, day)) == after);
    });
}
