#include <afklar/observe/audit.hpp>

#include <string>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("every balance is looked at, and named when it is broken", "[audit]") {
    const Audit right{.citizens_start = 100,
                      .citizens_in = 10,
                      .citizens_out = 20,
                      .citizens_end = 90,
                      .hours_available = 500,
                      .hours_used = 400,
                      .cost_parts = 7,
                      .cost_payers = 7,
                      .team_person_weeks = 3,
                      .team_length_weeks = 3,
                      .waiting_person_weeks = 4,
                      .waiting_length_weeks = 4,
                      .round_table_person_weeks = 5,
                      .round_table_length_weeks = 5,
                      .places_person_weeks = 6,
                      .places_length_weeks = 6};
    CHECK(right.holds());
    CHECK(broken(right).empty());
    const auto breaks = [&](std::int64_t Audit::*side, const std::string& word) {
        Audit wrong = right;
        wrong.*side += 1'000;
        CHECK_FALSE(wrong.holds());
        CHECK_THAT(broken(wrong), Catch::Matchers::Contains(word));
    };
    breaks(&Audit::citizens_end,
           "citizens (at the start and in = out and at the end): 110 against 1110");
    breaks(&Audit::hours_used,
           "hours of caseworkers (hundredths: used <= available): 1400 against 500");
    breaks(&Audit::caseworker_weeks_overdrawn, "caseworker weeks overdrawn");
    breaks(&Audit::cost_payers, "cost (øre");
    breaks(
        &Audit::team_length_weeks,
        "rehabilitation team (weeks in the queue over people = length over weeks): 3 against 1003");
    breaks(&Audit::waiting_person_weeks, "waiting list");
    breaks(&Audit::round_table_length_weeks, "round table (");
    breaks(&Audit::places_person_weeks, "employer places");
}

TEST_CASE("audits add up", "[audit]") {
    Audit a{.citizens_start = 1,
            .citizens_in = 2,
            .citizens_out = 3,
            .citizens_end = 0,
            .hours_available = 4,
            .hours_used = 3,
            .caseworker_weeks_overdrawn = 1,
            .cost_parts = 5,
            .cost_payers = 6,
            .team_person_weeks = 7,
            .team_length_weeks = 8,
            .waiting_person_weeks = 9,
            .waiting_length_weeks = 10,
            .round_table_person_weeks = 11,
            .round_table_length_weeks = 12,
            .places_person_weeks = 13,
            .places_length_weeks = 14};
    const Audit b = a;
    a += b;
    CHECK(a == Audit{.citizens_start = 2,
                     .citizens_in = 4,
                     .citizens_out = 6,
                     .citizens_end = 0,
                     .hours_available = 8,
                     .hours_used = 6,
                     .caseworker_weeks_overdrawn = 2,
                     .cost_parts = 10,
                     .cost_payers = 12,
                     .team_person_weeks = 14,
                     .team_length_weeks = 16,
                     .waiting_person_weeks = 18,
                     .waiting_length_weeks = 20,
                     .round_table_person_weeks = 22,
                     .round_table_length_weeks = 24,
                     .places_person_weeks = 26,
                     .places_length_weeks = 28});
}
