// P4: what the week costs when hardly anything can happen to most people.

#include <memory>

#include <fmt/format.h>

#include <afklar/experiment/stream.hpp>

#include "full_model.hpp"
#include "worlds.hpp"

namespace afklar::bench {

namespace {

constexpr int one_in = 10; ///< stays on benefit

/// Puts nine people of ten, drawn at random, into a lasting status. The other columns are those of
/// people to whom nothing more is done.
void settle(Citizens& people, Status status, const Draws& draws) {
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        // Any purpose that has not been drawn at the start will do.
        if (draws.uniform(Purpose::job, Agent::citizen, i, 0) * one_in < 1.0) {
            continue;
        }
        people.place.status[i] = status;
        people.file.stage[i] = CaseStage::closed;
        people.contact.next_due[i] = never;
        people.effort.offer_due[i] = never;
        people.effort.place[i] = Sector::none;
    }
}

/// A centre of the first world, and what it points into.
struct Scene {
    ProjectionSpec spec;
    ProjectionFrame frame;
    StreamWorld world;
    JobCentre start;

    /// `status`: of nine in ten; on benefit: everyone is as he is.
    Scene(int people, int weeks, Status status)
        : spec(denmark_of(people, {0, weeks})),
          frame(frame_of(spec)),
          world(world_of(spec, frame, plan_streams(spec).front())),
          start(centre_of(spec, frame, world, 0)) {
        if (status != Status::on_benefit) {
            CentrePlan plan = frame.centres[0];
            settle(start.citizens, status, Draws(world.key));
            // Staff, places and inflow follow from those on benefit, as everywhere.
            for (int& number : plan.people) {
                number = (number + one_in - 1) / one_in;
            }
            start = start_centre(plan, std::move(start.citizens), world);
        }
    }
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    void live() const {
        CentreRun run(world, start, frame.books[0], 0);
        Tally tally(world.horizon, frame.groups.size());
        Counters counters(run.centre().citizens, run.world().cells, tally);
        for (Week week = 0; week < world.horizon; ++week) {
            run.step(counters);
            counters.end_week(week);
        }
    }
};

Sample time_of(const Sizes& sizes, Status status) {
    const auto scene = std::make_shared<const Scene>(sizes.people / 10, sizes.weeks / 5, status);
    return [scene] {
        return seconds_of(cpu_seconds, [&] {
            for (int k = 0; k < 20; ++k) { // long enough for the clock
                scene->live();
            }
        });
    };
}

} // namespace

Measurement absorbed(const Sizes& sizes) {
    const auto rows = [=](const std::vector<double>& seconds) {
        constexpr double percent = 100.0;
        return std::vector{
            row("P4", percent * seconds[1] / seconds[0],
                {fmt::format("a centre of {} people for {} weeks; nine in ten, at random, on a "
                             "disability pension, the others and the staff as usual",
                             sizes.people / 10, sizes.weeks / 5),
                 fmt::format("the same with flex jobs, which may end: {:.0f} %",
                             percent * seconds[2] / seconds[0])})};
    };
    return {"absorbed",
            {time_of(sizes, Status::on_benefit), time_of(sizes, Status::disability_pension),
             time_of(sizes, Status::flex_job)},
            rows};
}

} // namespace afklar::bench
