#pragma once

/// A temporary folder, in which the program can be run as a user would.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include <sys/wait.h>

#include "support/paths.hpp"

namespace afklar::test {

/// A folder that goes away with the test.
struct TemporaryFolder {
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "afklar-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("cannot make a folder");
        }
        path = name;
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] std::string operator/(const char* name) const { return (path / name).string(); }
    [[nodiscard]] std::string text(const std::string& name) const {
        std::ifstream file(path / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void put(const std::string& name, const std::string& text) const {
        std::ofstream(path / name, std::ios::binary) << text;
    }
    /// Runs the program in the folder with words of a shell, after a word of the shell if there is one;
    /// gives the exit status. What it says goes to `out.txt` and `err.txt`.
    [[nodiscard]] int run(const std::string& words, const std::string& before = {}) const {
        const std::string line = "cd '" + path.string() + "' && " + before + " '" +
                                 program().string() + "' " + words + " >out.txt 2>err.txt";
        const int status = std::system(line.c_str()); // NOLINT(concurrency-mt-unsafe,cert-env33-c)
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    std::filesystem::path path;
};

} // namespace afklar::test
