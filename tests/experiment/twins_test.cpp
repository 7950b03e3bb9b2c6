#include <afklar/experiment/twins.hpp>

#include <atomic>

#include <afklar/core/error.hpp>
#include <afklar/report/twins.hpp>

#include <support/catch.hpp>
#include <support/small_projection.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Policy full() { return regimes::full_obligations(); }
Policy guaranteed() { return full() + reforms::ds3_clarification_guarantee(); }

ProjectionSpec small(Policy other) {
    return small_projection({{"full", full()}, {"other", std::move(other)}});
}

Twins twins_of(const ProjectionSpec& spec) { return *follow_twins(spec); }

TwinCounts all_of(const TwinArm& arm) {
    TwinCounts sum;
    for (const TwinCounts& one : arm.by_stream) {
        sum += one;
    }
    return sum;
}

std::string csv(const Twins& twins) {
    std::string text;
    write_twins_csv(twins, [&](std::string_view piece) { text += piece; });
    return text;
}

/// A centre of a projection before its first observed week, and its world.
struct Start {
    explicit Start(const ProjectionSpec& projection)
        : spec(projection),
          frame(frame_of(spec)),
          world(world_of(spec, frame, plan_streams(spec).front())),
          centre(burnt_in_centre(spec, frame, world, 0)) {}
    ProjectionSpec spec;
    ProjectionFrame frame;
    StreamWorld world;
    JobCentre centre;
};

} // namespace

TEST_CASE("a regime against itself: all are the same, nobody parts", "[twins]") {
    const Twins twins = twins_of(small(full()));
    REQUIRE(twins.arms.size() == 2);
    const TwinCounts same = all_of(twins.arms[0]);
    CHECK(same.people > 240);
    CHECK(same.parted_ever() == 0);
    for (const BetterWorse& of : same.outcomes) {
        CHECK(of == BetterWorse{0, 0, same.people});
    }
    CHECK_FALSE(week_parted(twins.arms[0], 0.5));
}

TEST_CASE("everyone is better, worse or the same, and parts at most once", "[twins]") {
    const Twins twins = twins_of(small(guaranteed()));
    for (const TwinArm& arm : twins.arms) {
        for (const TwinCounts& counts : arm.by_stream) {
            CHECK(counts.people > 0);
            CHECK(counts.parted_ever() > 0);
            CHECK(counts.parted_ever() <= counts.people);
            std::int64_t most_changed = 0;
            for (const BetterWorse& of : counts.outcomes) {
                CHECK(of.better + of.worse + of.same == counts.people);
                most_changed = std::max(most_changed, of.better + of.worse);
            }
            CHECK(most_changed > 0);
        }
    }
}

TEST_CASE("courses part when the rules do, never before", "[twins]") {
    for (const Week week : {1, 30}) {
        const Twins twins =
            twins_of(small(from_week(full(), reforms::ds3_clarification_guarantee(), week)));
        const TwinCounts counts = all_of(twins.arms[0]);
        INFO("from week " << week);
        CHECK(counts.parted_ever() > 0);
        for (Week before = 0; before < week; ++before) {
            CHECK(counts.parted[static_cast<std::size_t>(before)] == 0);
        }
    }
}

TEST_CASE("nobody is sanctioned where there are no sanctions: nobody is worse off there",
          "[twins]") {
    Reform none;
    none.name = "none";
    none.source = "made up";
    none.settings = {{Provision::sanctions, 0.0}, {Provision::stop_after_silence, 0.0}};
    const Twins twins = twins_of(small(full() + none));
    const TwinCounts counts = all_of(twins.arms[0]);
    CHECK(counts.outcomes[TwinOutcome::weeks_sanctioned].better > 0);
    CHECK(counts.outcomes[TwinOutcome::weeks_sanctioned].worse == 0);
    // the other way round they are the ones who are worse off
    ProjectionSpec turned = small_projection({{"none", full() + none}, {"full", full()}});
    const TwinCounts back = all_of(twins_of(turned).arms[0]);
    CHECK(back.outcomes[TwinOutcome::weeks_sanctioned].better == 0);
    CHECK(back.outcomes[TwinOutcome::weeks_sanctioned].worse > 0);
}

TEST_CASE("the null change takes one client out of each centre and leaves the others their draws",
          "[twins]") {
    Start start(small(full()));
    JobCentre fewer = start.centre;
    const auto who = remove_one(fewer, start.world.burn_in);
    REQUIRE(who);
    const CitizenIndex i = start.centre.citizens.find(*who);
    CHECK(start.centre.citizens.client(i));
    CHECK_FALSE(fewer.citizens.present(i));
    // Everyone else stands where he stood, with the same address, state and caseworker.
    REQUIRE(fewer.citizens.size() == start.centre.citizens.size());
    for (CitizenIndex k = 0; k < fewer.citizens.size(); ++k) {
        CHECK(fewer.citizens.who.address[k] == start.centre.citizens.who.address[k]);
        if (k != i) {
            CHECK(fewer.citizens.place.status[k] == start.centre.citizens.place.status[k]);
            CHECK(fewer.citizens.contact.caseworker[k] ==
                  start.centre.citizens.contact.caseworker[k]);
        }
    }
    // Nobody but him is missing in the counts: those who arrive are the same people.
    const Twins twins = twins_of(small(full()));
    for (std::size_t s = 0; s < twins.streams.size(); ++s) {
        const std::int64_t centres = std::ssize(start.frame.centres);
        CHECK(twins.arms[0].by_stream[s].people - twins.null_change().by_stream[s].people ==
              centres);
    }
}

TEST_CASE("nobody is taken where there are no clients", "[twins]") {
    JobCentre empty;
    CHECK_FALSE(remove_one(empty, 0));
}

TEST_CASE("outcomes of one person by hand", "[twins]") {
    Citizens people;
    const CitizenIndex i = people.append();
    people.who.target_group[i] = TargetGroup::activity_ready;
    people.place.status[i] = Status::on_benefit;
    people.place.status_since[i] = 5;
    people.mark(i);
    CourseBook book(people, 10, 6);
    const auto end = [&](Week week) { book.end_week(people, week); };
    end(10); // silent for 5 weeks, unassessed
    people.contact.last_held[i] = 11;
    people.contact.sanction_until[i] = 13;
    end(11);
    end(12);
    people.set(i, Flag::assessed, true);
    end(13); // the sanction is over
    people.place.status[i] = Status::job;
    people.mark(i);
    end(14);
    people.place.status[i] = Status::left;
    people.mark(i);
    end(15);
    CHECK(book.was_there(0));
    CHECK_FALSE(book.was_there(1));
    CHECK(book.outcome(0, TwinOutcome::first_assessed) == 3);
    CHECK(book.outcome(0, TwinOutcome::weeks_unassessed) == 3);
    CHECK(book.outcome(0, TwinOutcome::longest_silence) == 5);
    CHECK(book.outcome(0, TwinOutcome::weeks_sanctioned) == 2);
    CHECK(book.outcome(0, TwinOutcome::weeks_job_education) == 1);
    CHECK(book.mark(0, 5) == CourseMark{});
    CHECK(book.mark(0, 4).status == Status::job);
}

TEST_CASE("two courses by hand: who is better off, and when they part", "[twins]") {
    Citizens people;
    const CitizenIndex i = people.append();
    people.place.status[i] = Status::on_benefit;
    people.mark(i);
    CourseBook a(people, 0, 3);
    CourseBook b(people, 0, 3);
    for (Week week = 0; week < 3; ++week) {
        people.set(i, Flag::assessed, false);
        a.end_week(people, week);
        people.set(i, Flag::assessed, week > 0);
        people.file.stage[i] = week > 0 ? CaseStage::assessed : CaseStage::closed;
        b.end_week(people, week);
        people.file.stage[i] = CaseStage::closed;
    }
    const TwinCounts gain = compare(a, b);
    CHECK(gain.people == 1);
    CHECK(gain.outcomes[TwinOutcome::first_assessed] == BetterWorse{1, 0, 0});
    CHECK(gain.outcomes[TwinOutcome::weeks_unassessed] == BetterWorse{1, 0, 0});
    CHECK(gain.outcomes[TwinOutcome::weeks_job_education] == BetterWorse{0, 0, 1});
    CHECK(gain.parted == std::vector<std::int64_t>{0, 1, 0});
    CHECK(compare(b, a).outcomes[TwinOutcome::first_assessed] == BetterWorse{0, 1, 0});
}

TEST_CASE("the number of threads moves no byte of the twins", "[twins]") {
    ProjectionSpec spec = small(guaranteed());
    spec.replicates = 3;
    spec.horizon = Weeks{30};
    const std::string one = csv(twins_of(spec));
    CHECK(one.find("null change,,full,first_assessed_week,lower,share_better,share,") !=
          std::string::npos);
    for (const int threads : {2, 5}) {
        spec.threads = threads;
        CHECK(csv(twins_of(spec)) == one);
    }
}

TEST_CASE("of many streams the first replicates of all draws are followed", "[twins]") {
    ProjectionSpec spec = small(full());
    spec.horizon = Weeks{2};
    spec.burn_in = Weeks{0};
    spec.draws = 30;
    spec.replicates = 2;
    const Twins twins = twins_of(spec);
    REQUIRE(twins.streams.size() == most_twin_streams);
    CHECK(twins.streams[29].draw == 29);
    CHECK(twins.streams[29].replicate == 0);
    CHECK(twins.streams[30].draw == 0);
    CHECK(twins.streams[30].replicate == 1);
    CHECK(estimate(shares(twins, twins.arms[0], TwinShare::same)).missing == 20);
}

TEST_CASE("following stops when it is asked to", "[twins]") {
    const std::atomic<bool> stop{true};
    TwinHooks hooks;
    hooks.stop = &stop;
    CHECK_FALSE(follow_twins(small(full()), hooks));
}
