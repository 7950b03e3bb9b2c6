/// Faults planted in the state of a run: every balance notices its own, and the run ends loudly.

#include <afklar/experiment/run_tasks.hpp>
#include <afklar/observe/audit.hpp>

#include <functional>

#include <afklar/core/error.hpp>
#include <afklar/experiment/stream.hpp>
#include <afklar/simulation/centre_run.hpp>

#include <support/catch.hpp>
#include <support/small_projection.hpp>

using namespace afklar;
using namespace afklar::test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

constexpr Week weeks_lived = 26 + 60; // of a small projection

ProjectionSpec spec() {
    return small_projection(
        {{"full", regimes::full_obligations()},
         {"guaranteed", regimes::full_obligations() + reforms::ds3_clarification_guarantee()}});
}

/// What a run with a fault says. The fault strikes once, after a week of the first centre.
std::string said_with(Week week, const std::function<void(CentreRun&)>& fault) {
    std::size_t handed_over = 0;
    bool struck = false;
    RunHooks hooks;
    hooks.finished = [&](Finished&&) { ++handed_over; };
    hooks.after_week = [&](CentreRun& run) {
        if (!struck && run.week() == week && run.centre().number == 0) {
            struck = true;
            fault(run);
        }
    };
    try {
        run_tasks(spec(), hooks);
    } catch (const RunError& error) {
        CHECK(struck);
        return error.what();
    }
    REQUIRE(struck);
    CHECK(handed_over > 0);
    return "nothing";
}

std::string words_for(const std::string& balance) {
    return "a balance is broken in job centre 0 under 'full', draw 0, replicate 0: " + balance +
           " (";
}

/// One who is in nobody's queue.
CitizenIndex somebody(const CentreRun& run) {
    CitizenIndex i = 0;
    while (!run.centre().citizens.client(i)) {
        ++i;
    }
    return i;
}

} // namespace

TEST_CASE("without a fault nothing is said", "[self_audit]") {
    CHECK(said_with(weeks_lived, [](CentreRun&) {}) == "nothing");
}

TEST_CASE("a citizen who is dropped is missed", "[self_audit]") {
    const std::string said = said_with(weeks_lived, [](CentreRun& run) {
        Citizens& people = run.centre().citizens;
        const CitizenIndex i = somebody(run);
        people.place.status[i] = Status::left;
        people.mark(i);
    });
    CHECK_THAT(said, StartsWith(words_for("citizens")));
    CHECK_THAT(said, Contains(" against "));
    CHECK_THAT(said, !Contains(";")); // no other balance
}

TEST_CASE("a citizen from nowhere is noticed", "[self_audit]") {
    const std::string said = said_with(40, [](CentreRun& run) {
        Citizens& people = run.centre().citizens;
        const CitizenIndex i = people.append();
        people.place.status[i] = Status::job;
        people.mark(i);
    });
    CHECK_THAT(said, StartsWith(words_for("citizens")));
}

TEST_CASE("an øre booked to nobody is found", "[self_audit]") {
    const std::string parts = said_with(60, [](CentreRun& run) { ++run.world().audit.cost_parts; });
    CHECK_THAT(parts, StartsWith(words_for("cost")));
    CHECK_THAT(parts, !Contains(";"));
    const std::string payers =
        said_with(60, [](CentreRun& run) { ++run.world().audit.cost_payers; });
    CHECK_THAT(payers, StartsWith(words_for("cost")));
}

TEST_CASE("a queue that loses a week, or has somebody entered late, is found", "[self_audit]") {
    using Member = Queue CentreQueues::*;
    const std::pair<Member, const char*> queues[] = {{&CentreQueues::caseworker, "waiting list"},
                                                     {&CentreQueues::team, "rehabilitation team"},
                                                     {&CentreQueues::round_table, "round table"},
                                                     {&CentreQueues::place, "employer places"}};
    for (const auto& [queue, name] : queues) {
        const Member member = queue;
        const std::string late = said_with(weeks_lived, [member](CentreRun& run) {
            (run.centre().queues.*member).join(somebody(run), run.week() - 3);
        });
        CHECK_THAT(late, StartsWith(words_for(name)));
        CHECK_THAT(late, !Contains(";"));
        const std::string twice =
            said_with(weeks_lived, [member](CentreRun& run) { // a week is counted twice
                Queue& waiting = run.centre().queues.*member;
                waiting.join(somebody(run), run.week());
                waiting.end_week();
            });
        CHECK_THAT(twice, StartsWith(words_for(name)));
    }
}

TEST_CASE("a queue put back as it was before loses those who came since", "[self_audit]") {
    Queue before;
    RunHooks hooks;
    hooks.after_week = [&](CentreRun& run) {
        if (run.week() == weeks_lived - 10) {
            before = run.centre().queues.team;
        } else if (run.week() == weeks_lived) {
            REQUIRE(run.centre().queues.team.size() + before.size() > 0);
            run.centre().queues.team = before;
        }
    };
    CHECK_THROWS_WITH(run_tasks(spec(), hooks), Contains("rehabilitation team ("));
}

namespace {

/// An observer who does what none may: in the books, after the hours of the week were used and before
/// they are counted, it spends some a second time, of the first caseworker who has not as many left.
class Spender {
public:
    Spender(JobCentre& job_centre, double hours) : centre_(&job_centre), hours_(hours) {}

    void event(Count, CitizenIndex, Why = {}) const noexcept {}
    void add(Count, CitizenIndex, std::int64_t) const noexcept {}
    void everyone(Count, const Mask&) const noexcept {}
    void thousandths(Count, std::span<const float>, const Mask&) const noexcept {}
    void centre(Count, std::int64_t) const noexcept {}
    void stopped(Target, CitizenIndex, Stop, int) const noexcept {}
    void cell(std::size_t, Count count, std::int64_t) {
        if (struck_ || count != Count::cost_staff) {
            return;
        }
        for (Caseworker& worker : centre_->staff) {
            if (!struck_ && worker.filled && worker.hours_left < hours_) {
                worker.hours_left -= hours_;
                struck_ = true;
            }
        }
    }
    [[nodiscard]] bool struck() const noexcept { return struck_; }

private:
    JobCentre* centre_;
    double hours_;
    bool struck_ = false;
};
static_assert(Observer<Spender>);

Audit audit_with_hours_spent_again(double hours) {
    ProjectionSpec projection = spec();
    const ProjectionFrame frame = frame_of(projection);
    const StreamPlan plan = plan_streams(projection).front();
    const StreamWorld world = world_of(projection, frame, plan);
    CentreRun run(world, burnt_in_centre(projection, frame, world, 0), frame.books[0],
                  world.burn_in);
    Spender spender(run.centre(), hours);
    for (Week week = 0; week < world.horizon; ++week) {
        run.step(spender);
    }
    run.finish(spender);
    REQUIRE(spender.struck() == (hours > 0.0));
    return run.world().audit;
}

} // namespace

TEST_CASE("an hour spent twice is found", "[self_audit]") {
    CHECK(broken(audit_with_hours_spent_again(0.0)).empty());
    // Whoever had no hour left is overdrawn at once, though all together had hours enough.
    const Audit one = audit_with_hours_spent_again(1.0);
    CHECK_FALSE(one.holds());
    CHECK_THAT(broken(one), StartsWith("caseworker weeks overdrawn ("));
    const Audit many = audit_with_hours_spent_again(100'000.0);
    CHECK_THAT(broken(many), StartsWith("hours of caseworkers ("));
    CHECK_THAT(broken(many), Contains("caseworker weeks overdrawn ("));
}
