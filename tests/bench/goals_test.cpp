#include <cmath>
#include <limits>

#include <bench/table/goals.hpp>

#include <afklar/core/error.hpp>
#include <support/catch.hpp>

using namespace afklar;
using namespace afklar::bench;

TEST_CASE("a number is judged by goal and must", "[goals]") {
    // P4: at most 15, must be at most 25.
    CHECK(verdict(row("P4", 15.0)) == Verdict::goal);
    CHECK(verdict(row("P4", 15.1)) == Verdict::must);
    CHECK(verdict(row("P4", 25.0)) == Verdict::must);
    CHECK(verdict(row("P4", 25.1)) == Verdict::missed);
    // P7: at least 1.95, must be at least 1.85.
    CHECK(verdict(row("P7", 1.95)) == Verdict::goal);
    CHECK(verdict(row("P7", 1.9)) == Verdict::must);
    CHECK(verdict(row("P7", 1.84)) == Verdict::missed);
    // P9: none at all.
    CHECK(verdict(row("P9", 0.0)) == Verdict::goal);
    CHECK(verdict(row("P9", 1.0)) == Verdict::missed);
    CHECK(verdict(skipped("P7", "one core")) == Verdict::skipped);
    for (const double nonsense :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
          -std::numeric_limits<double>::infinity()}) {
        CHECK(verdict(row("P4", nonsense)) == Verdict::missed);
        CHECK(verdict(row("P7", nonsense)) == Verdict::missed);
    }
}

TEST_CASE("a ratio of 1 is the goal, more is worse, whichever way is up", "[goals]") {
    CHECK(ratio(row("P4", 30.0)) == Approx(2.0));
    CHECK(ratio(row("P3a", 75.0)) == Approx(2.0));
    CHECK(ratio(row("P3a", 150.0)) == Approx(1.0));
    CHECK_FALSE(ratio(row("P9", 3.0)));
    CHECK_FALSE(ratio(skipped("P7", "one core")));
}

TEST_CASE("goals and musts agree, and keys are found", "[goals]") {
    for (const Goal& goal : all_goals()) {
        INFO(goal.key);
        CHECK(&goal_named(goal.key) == &goal);
        CHECK((goal.at_least ? goal.goal >= goal.must : goal.goal <= goal.must));
    }
    CHECK_THROWS_AS(goal_named("P11"), Error);
}

TEST_CASE("the table shows every number beside its goal", "[goals]") {
    const std::vector<Row> rows{row("P4", 17.25, {"a note"}), skipped("P7", "one core")};
    const std::string text = table_text(rows);
    for (const char* part : {"P4", "<= 15 %", "<= 25 %", "17.2 %", "1.15", "must", "a note", "P7",
                             ">= 1.95 x", "skipped", "one core"}) {
        INFO(part << " in\n" << text);
        CHECK(text.find(part) != std::string::npos);
    }
}

TEST_CASE("the table as JSON, letter by letter", "[goals]") {
    const std::vector<Row> rows{row("P4", 17.25, {"say \"no\" \\ to"}), skipped("P7", "one core")};
    CHECK(table_json(rows) ==
          "{\"goals\": [\n"
          R"(  {"key": "P4", "what": "90 % absorbed / none", "unit": "%", "better": "lower", )"
          R"("goal": 15, "must": 25, "measured": 17.25, "ratio": 1.15, "verdict": "must", )"
          R"("notes": ["say \"no\" \\ to"]},)"
          "\n"
          R"(  {"key": "P7", "what": "two threads / one", "unit": "x", "better": "higher", )"
          R"("goal": 1.95, "must": 1.85, "measured": null, "ratio": null, "verdict": "skipped", )"
          R"("notes": ["one core"]})"
          "\n]}\n");
    CHECK(table_json({}) == "{\"goals\": [\n]}\n");
}
