#include "peers.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include <fmt/format.h>

namespace afklar::bench {

namespace {

struct Peer {
    std::string_view name;
    std::string_view check; ///< a command that succeeds where it is installed
    std::string_view program;
    std::string_view script; ///< in bench/reference
};

constexpr std::array all{
    Peer{"numpy", "python3 -c 'import numpy'", "python3", "python/numpy_workloads.py"},
    Peer{"numba", "python3 -c 'import numba'", "python3", "python/numba_workloads.py"},
    Peer{"R with data.table", "Rscript -e 'library(data.table)'", "Rscript", "r/workloads.R"},
};

bool succeeds(const Peer& peer) {
    const std::string line = std::string{peer.check} + " >/dev/null 2>&1";
    // NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe): a fixed line, before any thread
    return std::system(line.c_str()) == 0;
}

constexpr std::string_view rate = "Maw_per_cpu_s";

/// What stands behind a word of a line: up to the next comma, brace or blank outside quotes.
std::string behind(const std::string& line, std::string_view word) {
    const std::size_t at = line.find(word);
    if (at == std::string::npos) {
        return "";
    }
    const std::size_t from = line.find_first_not_of("\"=: ", at + word.size());
    const bool text = from > 0 && line[from - 1] == '"';
    return line.substr(from, line.find_first_of(text ? "\"" : " ,}", from) - from);
}

/// Tool, workload and rate of a line as a peer prints it: JSON, or words and `name=value`.
std::string short_line(const std::string& line) {
    const std::string name = line.starts_with('{')
                                 ? behind(line, "\"tool\"") + " " + behind(line, "\"workload\"")
                                 : line.substr(0, line.find(" people="));
    const std::string far = behind(line, "max_abs_z");
    return fmt::format("{:<36} {:>8.1f}{}", name, std::stod(behind(line, rate)),
                       far.empty() ? "" : "  largest |z| of a head count " + far);
}

std::vector<std::string> lines_of(const std::string& command) {
    struct Close {
        void operator()(std::FILE* file) const { pclose(file); }
    };
    std::vector<std::string> lines;
    const std::unique_ptr<std::FILE, Close> pipe(popen(command.c_str(), "r"));
    std::array<char, 512> buffer{};
    while (pipe && std::fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr) {
        std::string line = buffer.data();
        while (!line.empty() && line.back() == '\n') {
            line.pop_back();
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace

std::vector<std::string> peers(std::uint32_t people, int rounds,
                               const std::function<void(const std::string&)>& say) {
    std::vector<std::string> result;
    std::string missing;
    for (const Peer& peer : all) {
        if (!succeeds(peer)) {
            missing += (missing.empty() ? "" : ", ") + std::string{peer.name};
            continue;
        }
        say("peer: " + std::string{peer.name});
        for (std::string& line :
             lines_of("PYTHONDONTWRITEBYTECODE=1 " + std::string{peer.program} +
                      " '" AFKLAR_SOURCE_DIR "/bench/reference/" + std::string{peer.script} + "' " +
                      std::to_string(people) + " " + std::to_string(rounds))) {
            if (line.find(rate) != std::string::npos) {
                result.push_back(short_line(line));
            }
        }
    }
    if (!missing.empty()) {
        say("not installed, so not run beside it: " + missing);
    }
    return result;
}

} // namespace afklar::bench
