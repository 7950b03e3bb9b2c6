#include "measure.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>

namespace afklar::bench {

double cpu_seconds() {
    std::timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    constexpr double nano = 1e-9;
    return static_cast<double>(now.tv_sec) + nano * static_cast<double>(now.tv_nsec);
}

double wall_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::vector<Row> measure(const std::vector<Measurement>& measurements, int rounds,
                         const std::function<void(const std::string&)>& say) {
    std::vector<std::vector<std::vector<double>>> taken; // [measurement][sample][round]
    taken.reserve(measurements.size());
    for (const Measurement& one : measurements) {
        taken.emplace_back(one.samples.size());
    }
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t m = 0; m < measurements.size(); ++m) {
            say("round " + std::to_string(round + 1) + " of " + std::to_string(rounds) + ": " +
                measurements[m].name);
            for (std::size_t s = 0; s < taken[m].size(); ++s) {
                taken[m][s].push_back(measurements[m].samples[s]());
            }
        }
    }
    std::vector<Row> rows;
    for (std::size_t m = 0; m < measurements.size(); ++m) {
        std::vector<double> medians;
        for (const std::vector<double>& sample : taken[m]) {
            medians.push_back(median(sample));
        }
        const auto made = measurements[m].rows(medians);
        rows.insert(rows.end(), made.begin(), made.end());
    }
    return rows;
}

} // namespace afklar::bench
