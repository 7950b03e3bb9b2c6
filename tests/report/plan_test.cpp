#include <afklar/report/plan.hpp>

#include <algorithm>

#include <support/catch.hpp>

using namespace afklar;

namespace {

/// One class in which slots alone do it, made up by hand.
GuaranteePlan by_hand() {
    GuaranteePlan plan;
    plan.question.share = 0.9;
    plan.question.slots = {1.0, 2.0};
    plan.regime = "promise";
    plan.from = 10;
    plan.to = 20;
    const auto tried = [&](const Trial& trial, const DeadlineCounts& counts, double share) {
        plan.trials[trial].by_stream = {counts};
        plan.trials[trial].share.mean = share;
        plan.trials[trial].share.draws = 1;
        plan.trials[trial].share.replicates = 1;
    };
    tried({0, 0, 0}, {10, 5, {{0, 2, 0, 3, 0}}, 100, 20, 20}, 0.5);
    tried({0, 0, 40}, {10, 7, {{0, 0, 0, 3, 0}}, 300, 20, 20}, 0.7);
    tried({0, 1, 0}, {10, 9, {{0, 0, 0, 0, 1}}, 100, 40, 30}, 0.9);
    ClassPlan one;
    one.size.name = "all";
    one.size.from = one.size.to = 300;
    one.size.centres = {0};
    one.frontier = {{0, std::nullopt, {0, 0, 40}, {}}, {1, 0, {0, 1, 0}, {}}};
    one.frontier[1].extra.slots.mean = 2.0;
    one.frontier[1].extra.positions.mean = 0.0;
    one.frontier[1].extra.kroner.mean = 10'000.0;
    one.cheapest = 1;
    one.best = {0, 1, 0};
    plan.classes = {one};
    return plan;
}

} // namespace

TEST_CASE("the file of a plan has one estimate a record, under its heading", "[plan]") {
    std::string text;
    write_plan_csv(by_hand(), [&](std::string_view piece) { text += piece; });
    CHECK(text.starts_with("part,size,group,slots_factor,staff_factor,measure,unit,mean,"));
    CHECK_THAT(text, Catch::Contains("frontier,all,,1,,deadlines_kept,share,0.7,"));
    CHECK_THAT(text, Catch::Contains("frontier,all,,2,1,price_of_extra,kr a week,10000,"));
    CHECK_THAT(text, Catch::Contains("plan,all,,2,1,least_staff,ratio,1,,,,,,1,1\r\n"));
    CHECK_THAT(text, Catch::Contains("trial,all,,1,1,late.team_slot,per run,3,"));
    const auto commas = [](std::string_view line) { return std::ranges::count(line, ','); };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        CHECK(commas(std::string_view(text).substr(at, end - at)) == 14);
        at = end + 2;
    }
}

TEST_CASE("the table says what is needed, what it costs and what was in the way", "[plan]") {
    ProjectionSpec spec;
    const std::string text = plan_text(by_hand(), spec, "By hand", "results/by_hand_plan");
    CHECK_THAT(text, Catch::Contains("What keeps 90.0 % of the deadlines of 'promise'"));
    CHECK_THAT(text, Catch::Contains("deadlines of observed weeks 10 to 19"));
    CHECK_THAT(text, Catch::Contains("+10,000"));
    CHECK_THAT(text, Catch::Contains("at most 70.0 %"));
    CHECK_THAT(text, Catch::Contains("40 % too few hours of their caseworker, "
                                     "60 % too few slots of the team"));
    CHECK_THAT(text, Catch::Contains("the most slots that were tried"));
    CHECK_THAT(text, Catch::Contains("results/by_hand_plan"));
}
