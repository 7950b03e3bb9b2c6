// One run of a workload and nothing else, for tools that count instructions or look where time goes.
// Usage: once r1|r2|week [PEOPLE [WEEKS]]

#include <cstdint>
#include <exception>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bench/r1.hpp"
#include "bench/r2.hpp"
#include "bench/simd_choice.hpp"
#include "worlds.hpp"

namespace {

using namespace afklar::bench;

/// Prints how many person-weeks there were, and a digest that they were the right ones.
int run(const std::string& workload, int people, int weeks) {
    if (workload == "r1" || workload == "r2") {
        const auto number = static_cast<std::uint32_t>(people);
        const Outcome outcome = workload == "r1" ? r1(number, 1, 0) : r2(number, 5, 1, 0);
        fmt::print("{} {:016x}\n", std::int64_t{people} * workload_weeks, digest(outcome));
        return 0;
    }
    if (workload == "week") {
        // One policy, so that there are no probes: what is counted is one run.
        const Counted counted = run_through(denmark_of(people, {0, weeks}));
        fmt::print("{} {:016x}\n", counted.observed.all, counted.digest);
        return 0;
    }
    fmt::print(stderr, "once: '{}' is no workload: r1, r2 or week\n", workload);
    return 2;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words{argv + 1, argv + argc};
    if (words.empty()) {
        fmt::print(stderr, "usage: once r1|r2|week [PEOPLE [WEEKS]]\n");
        return 2;
    }
    if (!use_simd_of_environment()) {
        return 2;
    }
    try {
        const int people = words.size() > 1 ? std::stoi(words[1]) : 6400;
        return run(words[0], people, words.size() > 2 ? std::stoi(words[2]) : 104);
    } catch (const std::exception& error) {
        fmt::print(stderr, "once: {}\n", error.what());
        return 2;
    }
}
