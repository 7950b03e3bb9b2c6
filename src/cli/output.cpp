#include "cli/output.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include <sys/ioctl.h>
#include <unistd.h>

#include "scenario/limits.hpp"

namespace afklar::cli {

namespace {

bool colours(int descriptor) {
    const char* const no_color = std::getenv("NO_COLOR"); // NOLINT(concurrency-mt-unsafe)
    return (no_color == nullptr || *no_color == '\0') && isatty(descriptor) != 0;
}

/// Letters, not bytes.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

} // namespace

void print_columns(const std::vector<std::vector<std::string>>& rows, std::string_view indent) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], width(row[i]));
        }
    }
    for (const auto& row : rows) {
        std::string line{indent};
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i] + std::string(widths[i] - width(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        std::cout << line << '\n';
    }
}

void print_heading(std::string_view text) {
    if (colours(STDOUT_FILENO)) {
        std::cout << "\033[1m" << text << "\033[0m\n";
    } else {
        std::cout << text << '\n';
    }
}

void print_faults(const std::vector<Fault>& faults) {
    const bool colour = colours(STDERR_FILENO);
    for (const Fault& fault : faults) {
        std::string text = to_string(fault);
        if (const auto at = text.find("error:"); colour && at != std::string::npos) {
            text.insert(at + 6, "\033[0m");
            text.insert(at, "\033[1;31m");
        }
        std::cerr << text << '\n';
    }
    if (faults.size() > 1) {
        std::cerr << faults.size() << " faults\n";
    }
}

void print_sentences(std::string_view heading, const std::vector<std::string>& sentences) {
    if (sentences.empty()) {
        return;
    }
    std::cout << '\n';
    print_heading(heading);
    for (const std::string& sentence : sentences) {
        std::cout << "  - " << sentence << '\n';
    }
}

void add_overrides(Arguments& arguments) {
    arguments
        .repeated({"set", "KEY=VALUE",
                   "Change a value of the scenario, such as "
                   "parameters.set.contact.b_trust=2.0."})
        .option({"seed", "N", "Seed of all chance."})
        .option({"draws", "N", "Draws of the parameters; 1: central values."})
        .option({"replicates", "N", "Runs per draw."});
}

ScenarioOverrides overrides_of(const Arguments& arguments) {
    constexpr auto least = static_cast<std::int64_t>(detail::run_counts.low);
    constexpr auto most = static_cast<std::int64_t>(detail::run_counts.high);
    ScenarioOverrides overrides;
    for (const std::string& text : arguments.texts("set")) {
        overrides.set.push_back(key_and_value("set", text));
    }
    overrides.seed = arguments.whole("seed", 0, static_cast<std::int64_t>(detail::seeds.high));
    if (const auto draws = arguments.whole("draws", least, most)) {
        overrides.draws = static_cast<int>(*draws);
    }
    if (const auto replicates = arguments.whole("replicates", least, most)) {
        overrides.replicates = static_cast<int>(*replicates);
    }
    return overrides;
}

std::string with_commas(long long number) {
    std::string text = std::to_string(number);
    for (std::size_t i = text.size(); i > 3 + (number < 0 ? 1U : 0U); i -= 3) {
        text.insert(i - 3, ",");
    }
    return text;
}

std::size_t terminal_width() {
    winsize size{};
    if (::isatty(STDOUT_FILENO) == 0 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) {
        return 0;
    }
    return size.ws_col;
}

} // namespace afklar::cli
