#include <afklar/experiment/schedule.hpp>

#include <algorithm>
#include <numeric>

namespace afklar {

namespace {

/// Every thread has this many parts of the last streams to take, on average.
constexpr std::size_t parts_per_thread = 4;
/// The last streams that are divided: more of them leave each thread something to fill up with.
constexpr std::size_t divided_per_thread = 2;

int people_of(const std::vector<std::size_t>& part, std::span<const CentrePlan> centres) {
    return std::transform_reduce(part.begin(), part.end(), 0, std::plus<>{},
                                 [&](std::size_t c) { return centres[c].size(); });
}

} // namespace

std::vector<std::vector<std::size_t>> shared_out(std::span<const CentrePlan> centres,
                                                 std::size_t number) {
    std::vector<std::size_t> order(centres.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t c) { return centres[c].size(); });
    number = std::clamp<std::size_t>(number, 1, std::max<std::size_t>(1, centres.size()));
    std::vector<std::vector<std::size_t>> parts(number);
    std::vector<int> people(number, 0);
    for (const std::size_t c : order) {
        const auto least = static_cast<std::size_t>(std::min_element(people.begin(), people.end()) -
                                                    people.begin());
        parts[least].push_back(c);
        people[least] += centres[c].size();
    }
    std::erase_if(parts, [](const auto& part) { return part.empty(); });
    return parts;
}

std::vector<RunTask> tasks_of(std::span<const std::size_t> streams,
                              std::span<const CentrePlan> centres, unsigned threads) {
    const std::size_t divided = std::min<std::size_t>(streams.size(), divided_per_thread * threads);
    const std::size_t wanted = parts_per_thread * threads;
    const std::size_t parts =
        divided == 0 ? 1 : std::max(parts_per_thread, (wanted + divided - 1) / divided);
    const auto whole = shared_out(centres, 1);
    auto divided_up = shared_out(centres, parts);
    std::ranges::stable_sort(divided_up, std::ranges::greater{},
                             [&](const auto& part) { return people_of(part, centres); });
    std::vector<RunTask> tasks;
    for (std::size_t k = 0; k < streams.size(); ++k) {
        for (const auto& part : k + divided < streams.size() ? whole : divided_up) {
            tasks.push_back({streams[k], part, people_of(part, centres)});
        }
    }
    return tasks;
}

} // namespace afklar
