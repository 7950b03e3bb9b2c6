#include "peers.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace afklar::bench {

namespace {

struct Peer {
    std::string_view name;
    std::string_view check; ///< a command that succeeds where it is installed
    std::string_view program;
    std::string_view script; ///< in bench/reference
};

constexpr std::array all{
    Peer{"numpy", "python3 -c 'import numpy'", "python3", "numpy_r1r2.py"},
    Peer{"numba", "python3 -c 'import numba'", "python3", "numba_r1r2.py"},
    Peer{"R with data.table", "Rscript -e 'library(data.table)'", "Rscript", "r1r2.R"},
};

bool succeeds(const Peer& peer) {
    const std::string line = std::string{peer.check} + " >/dev/null 2>&1";
    // NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe): a fixed line, before any thread
    return std::system(line.c_str()) == 0;
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
             lines_of(std::string{peer.program} + " '" AFKLAR_SOURCE_DIR "/bench/reference/" +
                      std::string{peer.script} + "' " + std::to_string(people) + " " +
                      std::to_string(rounds))) {
            result.push_back(std::move(line));
        }
    }
    if (!missing.empty()) {
        say("not installed, so not run beside it: " + missing);
    }
    return result;
}

} // namespace afklar::bench
