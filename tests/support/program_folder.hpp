#pragma once

/// A folder of its own in which the program is run as a user would.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <sys/wait.h>

#include "support/catch.hpp"
#include "support/paths.hpp"

namespace afklar::test {

/// A temporary folder, gone with the object.
struct ProgramFolder {
    ProgramFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "afklar-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~ProgramFolder() { std::filesystem::remove_all(path); }
    ProgramFolder(const ProgramFolder&) = delete;
    ProgramFolder& operator=(const ProgramFolder&) = delete;

    /// Runs the program with words of a shell; gives the exit status. What it says is in `out.txt` and
    /// `err.txt`.
    [[nodiscard]] int run(const std::string& words) const {
        const std::string line = "cd '" + path.string() + "' && '" + program().string() + "' " +
                                 words + " >out.txt 2>err.txt";
        const int status = std::system(line.c_str()); // NOLINT(concurrency-mt-unsafe,cert-env33-c)
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    [[nodiscard]] std::string text(const std::string& name) const {
        std::ifstream file(path / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path / name, std::ios::binary) << text;
    }

    std::filesystem::path path;
};

/// The head of a scenario of 200 people and ten weeks; regimes are to follow.
inline std::string tiny_head() {
    return "schema = 1\ntitle = \"Tiny\"\n[population]\nmargins = \"" +
           (source_dir() / "scenarios/population/denmark-2019.toml").string() +
           "\"\nsize = 200\n[time]\nstart = 2020-01-06\nweeks = 10\nburn_in = 0\n"
           "[monte_carlo]\nseed = 3\ndraws = 2\nreplicates = 1\n"
           "[[regime]]\nname = \"full\"\napply = [\"full_obligations\"]\n";
}

} // namespace afklar::test
