#include "full_model.hpp"

#include <memory>
#include <thread>

#include <fmt/format.h>

#include <afklar/experiment/design.hpp>

#include "worlds.hpp"

namespace afklar::bench {

namespace {

constexpr double million = 1e6;
constexpr double nano = 1e9;

} // namespace

Measurement full_model(const Sizes& sizes) {
    const auto spec = std::make_shared<const ProjectionSpec>(
        with_seven_proposals(denmark_of(sizes.people, {sizes.burn_in, sizes.weeks})));
    const PersonWeeks before = burn_in_of(*spec);
    const PersonWeeks observed = run_through(*spec).observed;
    const auto rows = [=](const std::vector<double>& seconds) {
        const auto rate = [&](std::int64_t weeks) {
            return static_cast<double>(weeks) / seconds[0] / million;
        };
        return std::vector{
            row("P3a", rate(before.all + observed.all),
                {fmt::format(
                     "{} people, {} weeks of burn-in, {} weeks under each of two policies, {} "
                     "streams; start and counting in the time",
                     spec->population.size.value_or(0), spec->burn_in.value, spec->horizon.value,
                     plan_streams(*spec).size()),
                 fmt::format("every week lived counts, burn-in too; observed weeks alone: {:.1f}",
                             rate(observed.all))}),
            row("P3b", rate(before.on_benefit + observed.on_benefit),
                {fmt::format("the time of all, weeks on benefit alone; observed ones: {:.1f}",
                             rate(observed.on_benefit))})};
    };
    return {"full model",
            {[spec] { return seconds_of(cpu_seconds, [&] { run_through(*spec); }); }},
            rows};
}

Measurement many(const Sizes& sizes) {
    const auto megabytes = std::make_shared<std::array<double, 2>>();
    const auto cost_of_week = [megabytes](int people, std::size_t place) {
        return [=] {
            const Cost cost = cost_of(denmark_of(people, {}));
            (*megabytes)[place] = cost.mebibytes;
            return cost.cpu / static_cast<double>(cost.citizen_weeks) * nano;
        };
    };
    const auto rows = [=](const std::vector<double>& each) {
        return std::vector{
            row("P6", each[1] / each[0],
                {fmt::format("{:.2f} ns at {} against {:.2f} ns at {} citizens, 52 weeks, start in "
                             "the time",
                             each[1], sizes.many, each[0], sizes.few),
                 fmt::format("memory of the run: {:.1f} MiB against {:.1f} MiB", (*megabytes)[1],
                             (*megabytes)[0])})};
    };
    return {"many citizens", {cost_of_week(sizes.few, 0), cost_of_week(sizes.many, 1)}, rows};
}

Measurement two_threads(const Sizes& sizes) {
    const auto wall = [sizes](int replicates, int threads) {
        ProjectionSpec spec = denmark_of(sizes.people, {sizes.burn_in, sizes.weeks});
        spec.replicates = replicates;
        spec.threads = threads;
        return [spec] { return seconds_of(wall_seconds, [&] { run_through(spec); }); };
    };
    const auto rows = [=](const std::vector<double>& seconds) {
        return std::vector{
            row("P7", seconds[0] / seconds[1],
                {fmt::format("wall time of {} replicates; of a single one, whose job centres are "
                             "unequal: {:.2f} x",
                             sizes.replicates, seconds[2] / seconds[3]),
                 "what else runs on the machine counts here"})};
    };
    if (std::thread::hardware_concurrency() < 2) {
        return {"two threads", {}, [](const std::vector<double>&) {
                    return std::vector{skipped("P7", "this machine has one core")};
                }};
    }
    return {"two threads",
            {wall(sizes.replicates, 1), wall(sizes.replicates, 2), wall(1, 1), wall(1, 2)},
            rows};
}

} // namespace afklar::bench
