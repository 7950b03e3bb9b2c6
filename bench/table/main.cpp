// The table of the goals P1 to P10, or a picture of how time and memory grow. `./quickstart bench`
// builds and runs it.

#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <afklar/core/error.hpp>

#include "bench/simd_choice.hpp"
#include "full_model.hpp"
#include "options.hpp"
#include "peers.hpp"
#include "plot.hpp"
#include "scaling.hpp"
#include "workloads.hpp"
#include "worlds.hpp"

namespace afklar::bench {

namespace {

void say(const std::string& line) { fmt::print(stderr, "{}\n", line); }

void print_table(const Options& options) {
    const Sizes sizes = sizes_of(options.extent);
    // Read once and kept, so only the first time tells.
    const double reading =
        seconds_of(cpu_seconds, [&] { static_cast<void>(denmark_of(sizes.people, {})); });
    const std::vector<Measurement> measurements{
        workloads(sizes), full_model(sizes),  absorbed(sizes),   memory(sizes),
        many(sizes),      two_threads(sizes), same_bytes(sizes), start(sizes, reading),
        outputs(sizes),   allocations(sizes)};
    std::vector<Row> rows = measure(measurements, sizes.rounds, say);
    // In the order of the goals: P8 is measured with P1.
    std::ranges::stable_sort(rows, {},
                             [](const Row& row) { return row.goal - all_goals().data(); });
    const auto others = peers(sizes.workload, sizes.rounds, say);
    if (options.json) {
        fmt::print("{}", table_json(rows));
        return;
    }
    fmt::print("CPU time of the process, medians of {}, all in turn; a ratio above 1 is short of "
               "its goal\n\n{}",
               sizes.rounds, table_text(rows));
    for (const std::string& line : others) {
        fmt::print("{}{}\n", &line == &others.front() ? "\nother tools, M person-weeks/s\n" : "",
                   line);
    }
}

void draw_scaling(const Options& options) {
    const auto panels = scaling(options.extent, say);
    std::ofstream file(options.scaling);
    file << svg_of("Time and memory of the full model",
                   "Denmark at central parameters, full obligations, 52 weeks, start included",
                   panels);
    file.close();
    if (!file) {
        throw Error(options.scaling + ": cannot be written");
    }
    say("written: " + options.scaling);
}

} // namespace

} // namespace afklar::bench

int main(int argc, char** argv) {
    using namespace afklar::bench;
    Options options;
    try {
        options = options_of({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        say(std::string{"bench: "} + error.what());
        return 2;
    }
    if (!use_simd_of_environment()) {
        return 2;
    }
    try {
        if (options.scaling.empty()) {
            print_table(options);
        } else {
            draw_scaling(options);
        }
        return 0;
    } catch (const std::exception& error) {
        say(std::string{"bench: error: "} + error.what());
        return 1;
    }
}
