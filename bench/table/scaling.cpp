#include "scaling.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <thread>

#include <fmt/format.h>

#include <afklar/people/citizens.hpp>

#include "measure.hpp"
#include "worlds.hpp"

namespace afklar::bench {

namespace {

constexpr int few_citizens = 500; ///< one job centre

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

Found find(const Load& load) {
    ProjectionSpec spec = denmark_of(load.citizens, {});
    spec.replicates = load.replicates;
    spec.threads = load.threads;
    constexpr double nano = 1e9;
    const Cost cost = cost_of(spec);
    return {cost.wall / static_cast<double>(cost.citizen_weeks) * nano, cost.mebibytes};
}

/// Medians of every load, all taken in turn.
std::vector<Found> find_all(const std::vector<Load>& loads, int rounds,
                            const std::function<void(const std::string&)>& say) {
    std::vector<std::vector<double>> nanoseconds(loads.size());
    std::vector<std::vector<double>> mebibytes(loads.size());
    for (int round = 0; round < rounds; ++round) {
        say(fmt::format("round {} of {}", round + 1, rounds));
        for (std::size_t k = 0; k < loads.size(); ++k) {
            const Found one = find(loads[k]);
            nanoseconds[k].push_back(one.nanoseconds);
            mebibytes[k].push_back(one.mebibytes);
        }
    }
    std::vector<Found> medians;
    for (std::size_t k = 0; k < loads.size(); ++k) {
        medians.push_back({median(nanoseconds[k]), median(mebibytes[k])});
        say(fmt::format("{:>10} citizens {:>5} replicates {} threads: {:8.2f} ns {:8.1f} MiB",
                        loads[k].citizens, loads[k].replicates, loads[k].threads,
                        medians[k].nanoseconds, medians[k].mebibytes));
    }
    return medians;
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

/// What one thread, or two, is given: more and more citizens, then more and more replicates.
std::vector<Load> loads_of(Extent extent, int threads) {
    std::vector<Load> loads;
    for (const int citizens : citizens_of(extent)) {
        loads.push_back({citizens, 1, threads});
    }
    for (const int replicates : replicates_of(extent)) {
        loads.push_back({few_citizens, replicates, threads});
    }
    return loads;
}

/// Some loads and what they took.
struct Part {
    std::span<const Load> loads;
    std::span<const Found> found;
};

Line line_of(const Part& part, int Load::*x, double Found::*y) {
    Line line{part.loads.front().threads == 1 ? "one thread" : "two threads", {}};
    for (std::size_t k = 0; k < part.loads.size(); ++k) {
        if (part.found[k].*y > 0.0) { // some systems do not tell what memory was taken
            line.points.push_back({1.0 * (part.loads[k].*x), part.found[k].*y});
        }
    }
    return line;
}

/// What memory would be if all citizens were kept at once.
Line all_at_once(Extent extent) {
    constexpr double mebi = 1024.0 * 1024.0;
    Line line{"all at once", {}, true};
    for (const int citizens : citizens_of(extent)) {
        line.points.push_back(
            {1.0 * citizens, citizens * static_cast<double>(Citizens::bytes_per_citizen()) / mebi});
    }
    return line;
}

} // namespace

std::vector<Panel> scaling(Extent extent, const std::function<void(const std::string&)>& say) {
    const int rounds = extent == Extent::quick ? 1 : 3;
    const char* const time = "ns of wall time per citizen-week";
    Panel by_citizens{"Citizens, one replicate", "citizens", time, {}};
    Panel by_replicates{
        fmt::format("Replicates of {} citizens", few_citizens), "replicates", time, {}};
    Panel memory{"Memory of the run", "citizens", "MiB at the most", {}};
    std::vector<Load> loads = loads_of(extent, 1);
    const std::size_t each = loads.size();
    if (std::thread::hardware_concurrency() > 1) {
        std::ranges::copy(loads_of(extent, 2), std::back_inserter(loads));
    }
    const std::vector<Found> found = find_all(loads, rounds, say);
    const std::size_t sizes = citizens_of(extent).size();
    for (std::size_t first = 0; first < loads.size(); first += each) {
        const Part citizens{std::span(loads).subspan(first, sizes),
                            std::span(found).subspan(first, sizes)};
        const Part replicates{std::span(loads).subspan(first + sizes, each - sizes),
                              std::span(found).subspan(first + sizes, each - sizes)};
        by_citizens.lines.push_back(line_of(citizens, &Load::citizens, &Found::nanoseconds));
        by_replicates.lines.push_back(line_of(replicates, &Load::replicates, &Found::nanoseconds));
        memory.lines.push_back(line_of(citizens, &Load::citizens, &Found::mebibytes));
    }
    memory.lines.push_back(all_at_once(extent));
    return {by_citizens, by_replicates, memory};
}

} // namespace afklar::bench
