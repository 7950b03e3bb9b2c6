#include "scaling.hpp"

#include <thread>

#include <fmt/format.h>

#include <afklar/people/citizens.hpp>

#include "measure.hpp"
#include "worlds.hpp"

namespace afklar::bench {

namespace {

/// What is run.
struct Load {
    int citizens = 0;
    int replicates = 1;
    int threads = 1;
};

/// Time of a citizen-week on the wall in nanoseconds, and memory in mebibytes.
struct Found {
    double nanoseconds = 0.0;
    double mebibytes = 0.0;
};

Found find(const Load& load, int rounds) {
    ProjectionSpec spec = denmark_of(load.citizens, {});
    spec.replicates = load.replicates;
    spec.threads = load.threads;
    std::vector<double> nanoseconds;
    std::vector<double> mebibytes;
    constexpr double nano = 1e9;
    for (int round = 0; round < rounds; ++round) {
        const Cost cost = cost_of(spec);
        nanoseconds.push_back(cost.wall / static_cast<double>(cost.citizen_weeks) * nano);
        mebibytes.push_back(cost.mebibytes);
    }
    return {median(nanoseconds), median(mebibytes)};
}

std::vector<int> citizens_of(Extent extent) {
    switch (extent) {
    case Extent::quick:
        return {500, 2000};
    case Extent::usual:
        return {500, 10'000, 100'000, 1'000'000};
    case Extent::full:
        break;
    }
    return {500, 10'000, 100'000, 1'000'000, 10'000'000};
}

std::vector<int> replicates_of(Extent extent) {
    return extent == Extent::quick ? std::vector{1, 10} : std::vector{1, 10, 100, 1000};
}

} // namespace

std::vector<Panel> scaling(Extent extent, const std::function<void(const std::string&)>& say) {
    const int rounds = extent == Extent::quick ? 1 : 3;
    const int most_threads = std::thread::hardware_concurrency() < 2 ? 1 : 2;
    Panel by_citizens{
        "Citizens, one replicate", "citizens", "ns of wall time per citizen-week", {}};
    Panel by_replicates{
        "Replicates of 500 citizens", "replicates", "ns of wall time per citizen-week", {}};
    Panel memory{"Memory of the run", "citizens", "MiB at the most", {}};
    const auto found = [&](const Load& load) {
        const Found numbers = find(load, rounds);
        say(fmt::format("{:>10} citizens {:>5} replicates {} threads: {:8.2f} ns {:8.1f} MiB",
                        load.citizens, load.replicates, load.threads, numbers.nanoseconds,
                        numbers.mebibytes));
        return numbers;
    };
    for (int threads = 1; threads <= most_threads; ++threads) {
        const std::string name = threads == 1 ? "one thread" : "two threads";
        Line& time = by_citizens.lines.emplace_back(Line{name, {}});
        Line& size = memory.lines.emplace_back(Line{name, {}});
        for (const int citizens : citizens_of(extent)) {
            const Found numbers = found({citizens, 1, threads});
            time.points.push_back({1.0 * citizens, numbers.nanoseconds});
            if (numbers.mebibytes > 0.0) { // some systems do not tell
                size.points.push_back({1.0 * citizens, numbers.mebibytes});
            }
        }
        Line& more = by_replicates.lines.emplace_back(Line{name, {}});
        for (const int replicates : replicates_of(extent)) {
            more.points.push_back(
                {1.0 * replicates, found({500, replicates, threads}).nanoseconds});
        }
    }
    Line all{"all at once", {}, true};
    for (const int citizens : citizens_of(extent)) {
        constexpr double mebi = 1024.0 * 1024.0;
        all.points.push_back(
            {1.0 * citizens, citizens * static_cast<double>(Citizens::bytes_per_citizen()) / mebi});
    }
    memory.lines.push_back(std::move(all));
    return {by_citizens, by_replicates, memory};
}

} // namespace afklar::bench
