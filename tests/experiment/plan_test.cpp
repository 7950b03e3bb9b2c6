#include <afklar/experiment/plan.hpp>

#include <atomic>

#include <afklar/core/error.hpp>
#include <afklar/report/plan.hpp>

#include <support/catch.hpp>
#include <support/small_projection.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

/// A promise within some weeks, with some weeks for the backlog.
Policy promised(double weeks, double phase_in) {
    Reform reform;
    reform.name = "promise";
    reform.source = "made up";
    reform.settings = {{Provision::guarantee, weeks}, {Provision::guarantee_phase_in, phase_in}};
    return Policy(regimes::full_obligations()) + reform;
}

ProjectionSpec small() {
    ProjectionSpec spec =
        small_projection({{"full", regimes::full_obligations()}, {"promise", promised(40, 30)}});
    spec.horizon = Weeks{80};
    spec.replicates = 2;
    return spec;
}

/// A question with few trials.
PlanQuestion question(double share) {
    PlanQuestion q;
    q.regime = 1;
    q.share = share;
    q.slots = {1.0, 4.0};
    q.staff_step = 0.25;
    return q;
}

GuaranteePlan plan_for(double share) { return *plan_guarantee(small(), question(share)); }

std::string csv(const GuaranteePlan& plan) {
    std::string text;
    write_plan_csv(plan, [&](std::string_view piece) { text += piece; });
    return text;
}

CentrePlan centre_of(int number, int people) {
    CentrePlan centre;
    centre.number = number;
    centre.people[TargetGroup::activity_ready] = people;
    return centre;
}

} // namespace

TEST_CASE("job centres in thirds by size; few of them are one class", "[plan]") {
    const auto classes =
        size_classes({centre_of(10, 70), centre_of(11, 10), centre_of(12, 60), centre_of(13, 20),
                      centre_of(14, 50), centre_of(15, 30), centre_of(16, 40)});
    REQUIRE(classes.size() == 3);
    CHECK(classes[0].name == "small");
    CHECK(classes[0].numbers == std::vector{11, 13});
    CHECK(classes[1].numbers == std::vector{15, 16});
    CHECK(classes[2].numbers == std::vector{10, 12, 14});
    CHECK(classes[2].centres == std::vector<std::size_t>{0, 2, 4});
    CHECK(classes[0].from == 10);
    CHECK(classes[2].from == 50);
    CHECK(classes[2].to == 70);
    const auto one = size_classes({centre_of(3, 5), centre_of(1, 7)});
    REQUIRE(one.size() == 1);
    CHECK(one[0].name == "all");
    CHECK(one[0].numbers == std::vector{1, 3});
}

TEST_CASE("the first regime with a promise is found, however late it begins", "[plan]") {
    ProjectionSpec spec = small();
    CHECK(guaranteeing_regime(spec) == 1U);
    spec.regimes.pop_back();
    CHECK_FALSE(guaranteeing_regime(spec));
    spec.regimes.push_back({"late", from_week(regimes::full_obligations(),
                                              reforms::ds3_clarification_guarantee(), 30)});
    CHECK(guaranteeing_regime(spec) == 1U);
}

TEST_CASE("to keep no deadline nothing extra is needed", "[plan]") {
    const GuaranteePlan plan = plan_for(0.0);
    REQUIRE(plan.classes.size() == 1);
    CHECK(plan.classes[0].cheapest == 0U);
    CHECK(plan.classes[0].best == Trial{0, 0, 0});
    CHECK(plan.classes[0].frontier[0].extra.kroner.mean == 0.0);
    CHECK(plan.comparison == nullptr);
    CHECK(plan.from == 30);
    CHECK(plan.to == 79);
}

TEST_CASE("every deadline is kept or held up by something, and more is not needed for less",
          "[plan]") {
    std::vector<int> before{0, 0};
    for (const double share : {0.3, 0.5, 0.6, 0.8}) {
        const GuaranteePlan plan = plan_for(share);
        for (const auto& [trial, outcome] : plan.trials) {
            for (const DeadlineCounts& c : outcome.by_stream) {
                std::int64_t late = 0;
                for (const std::int64_t number : c.late) {
                    late += number;
                }
                CHECK(c.due > 0);
                CHECK(c.due == c.in_time + late);
            }
        }
        for (const FrontierPoint& point : plan.classes[0].frontier) {
            const int step = point.step.value_or(1000);
            INFO("share " << share << ", slots " << point.slots);
            CHECK(step >= before[point.slots]);
            before[point.slots] = step;
            if (point.step) {
                CHECK(plan.outcome(point.shown).share.mean >= share);
            }
            if (point.step && *point.step > 0) { // the next smaller was tried, and is too little
                const Trial less{0, point.slots, *point.step - 1};
                CHECK(plan.outcome(less).share.mean < share);
            }
        }
    }
}

TEST_CASE("more slots and staff are there, at their price, and only under the plan", "[plan]") {
    ProjectionSpec spec = small();
    const PlanQuestion q = question(0.6);
    const GuaranteePlan plan = *plan_guarantee(spec, q);
    const ClassPlan& one = plan.classes[0];
    REQUIRE(one.cheapest);
    const FrontierPoint& point = one.frontier[*one.cheapest];
    REQUIRE(point.slots > 0);
    CHECK(point.extra.slots.mean > 0.0);
    CHECK(point.extra.kroner.mean ==
          Approx(*point.extra.positions.mean * spec.parameters.central().cost.caseworker_year /
                     weeks_per_year +
                 *point.extra.slots.mean * spec.parameters.central().cost.team_case));
    // What is compared is what was tried: the same slots a week.
    REQUIRE(plan.comparison != nullptr);
    const Result& result = *plan.comparison;
    CHECK(result.baseline() == "full");
    const Where judged{"all", "judged"};
    CHECK(result.values("promise", Metric::team_wait_weeks, judged).values !=
          result.values(plan.with_plan, Metric::team_wait_weeks, judged).values);
    // The regime as it is has the course it has in any run.
    spec.windows = {{"judged", plan.from, plan.to}};
    const Result plain = afklar::run(spec);
    CHECK(result.values("promise", Metric::cost_total, judged).values ==
          plain.values("promise", Metric::cost_total, judged).values);
}

TEST_CASE("a share that no plan reaches is said, with the best there is and what is in the way",
          "[plan]") {
    PlanQuestion q = question(1.0);
    q.slots = {1.0};
    q.most_staff = 1.5;
    const ProjectionSpec spec = small();
    const GuaranteePlan plan = *plan_guarantee(spec, q);
    const ClassPlan& one = plan.classes[0];
    CHECK_FALSE(one.cheapest);
    CHECK_FALSE(one.frontier[0].step);
    for (const auto& [trial, outcome] : plan.trials) {
        CHECK(outcome.share.mean <= plan.outcome(one.best).share.mean);
    }
    const std::string text = plan_text(plan, spec, "Small", "nowhere");
    CHECK_THAT(text, Catch::Contains("no plan up to ×1.50 staff and ×1.00 team slots"));
    CHECK_THAT(text, Catch::Contains("those who were late were held up by"));
}

TEST_CASE("the number of threads moves no byte of a plan", "[plan]") {
    ProjectionSpec spec = small();
    spec.draws = 2;
    const std::string one = csv(*plan_guarantee(spec, question(0.6)));
    CHECK(one.find("least_staff") != std::string::npos);
    for (const int threads : {2, 5}) {
        spec.threads = threads;
        CHECK(csv(*plan_guarantee(spec, question(0.6))) == one);
    }
}

TEST_CASE("a plan stops when it is asked to", "[plan]") {
    const std::atomic<bool> stop{true};
    PlanHooks hooks;
    hooks.stop = &stop;
    CHECK_FALSE(plan_guarantee(small(), question(0.6), hooks));
}

TEST_CASE("questions that have no answer are refused", "[plan]") {
    PlanQuestion q = question(0.6);
    q.regime = 0;
    CHECK_THROWS_WITH(plan_guarantee(small(), q),
                      "the regime 'full' has no clarification guarantee");
    q.regime = 2;
    CHECK_THROWS_AS(plan_guarantee(small(), q), Error);
    CHECK_THROWS_AS(plan_guarantee(small(), question(1.5)), Error);
    ProjectionSpec spec = small();
    spec.regimes[1].policy = promised(40, 79);
    CHECK_THROWS_WITH(plan_guarantee(spec, question(0.6)),
                      Catch::Contains("its phase-in ends in observed week 79"));
}
