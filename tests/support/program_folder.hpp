#pragma once

/// A folder with a small scenario in which a test starts the program, interrupts it and looks at its files.

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/folder.hpp"
#include "support/paths.hpp"

namespace afklar::test {

/// A program under way. Its two outputs go to files of the folder.
class StartedProgram {
public:
    StartedProgram(const std::filesystem::path& folder, const std::vector<std::string>& words)
        : child_(::fork()) {
        if (child_ == 0) {
            if (::chdir(folder.c_str()) != 0 || !redirect("out.txt", STDOUT_FILENO) ||
                !redirect("err.txt", STDERR_FILENO)) {
                ::_exit(127);
            }
            std::vector<std::string> texts = words;
            std::vector<char*> arguments;
            arguments.reserve(texts.size() + 1);
            for (std::string& text : texts) {
                arguments.push_back(text.data());
            }
            arguments.push_back(nullptr);
            ::execvp(arguments.front(), arguments.data());
            ::_exit(127);
        }
        if (child_ < 0) {
            throw std::runtime_error("cannot start a program");
        }
    }
    ~StartedProgram() {
        if (child_ > 0) {
            send(SIGKILL);
            wait();
        }
    }
    StartedProgram(const StartedProgram&) = delete;
    StartedProgram& operator=(const StartedProgram&) = delete;

    [[nodiscard]] pid_t number() const noexcept { return child_; }
    void send(int signal) const { ::kill(child_, signal); }
    /// Whether it has not ended yet.
    [[nodiscard]] bool runs() const {
        siginfo_t info{};
        return ::waitid(P_PID, static_cast<id_t>(child_), &info, WEXITED | WNOHANG | WNOWAIT) ==
                   0 &&
               info.si_signo == 0;
    }
    /// Its exit status; minus the number of the signal that ended it.
    int wait() {
        int status = 0;
        while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {}
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

private:
    static bool redirect(const char* name, int to) {
        constexpr int readable = 0644;
        const int file = ::open(name, O_WRONLY | O_CREAT | O_TRUNC, readable);
        return file >= 0 && ::dup2(file, to) >= 0;
    }

    pid_t child_;
};

/// A folder that goes away with the test, and in it `tiny.toml`.
struct ProgramFolder : TemporaryFolder {
    /// How large the scenario is.
    struct Size {
        int people = 200;
        int weeks = 10;
        int draws = 2;
    };

    explicit ProgramFolder(const Size& size) {
        std::ofstream(path / "tiny.toml")
            << "schema = 1\ntitle = \"Tiny\"\n[population]\nmargins = \""
            << (source_dir() / "scenarios/population/denmark-2019.toml").string()
            << "\"\nsize = " << size.people
            << "\n[time]\nstart = 2020-01-06\nweeks = " << size.weeks
            << "\nburn_in = 2\n[monte_carlo]\nseed = 3\ndraws = " << size.draws
            << "\nreplicates = 1\n"
               "[[regime]]\nname = \"full\"\napply = [\"full_obligations\"]\n"
               "[[regime]]\nname = \"capped\"\napply = [\"full_obligations\", "
               "\"ds6_caseload_cap\"]\n";
    }

    /// Starts the program with words that hold no blanks: `run tiny.toml --quiet`.
    [[nodiscard]] StartedProgram start(const std::string& words) const {
        std::vector<std::string> all = {program().string()};
        std::istringstream in(words);
        all.insert(all.end(), std::istream_iterator<std::string>(in), {});
        return {path, all};
    }
    /// Runs the program to its end; gives the exit status.
    [[nodiscard]] int run(const std::string& words) const { return start(words).wait(); }

    [[nodiscard]] std::uintmax_t size(const std::string& name) const {
        std::error_code error;
        const auto bytes = std::filesystem::file_size(path / name, error);
        return error ? 0 : bytes;
    }
    /// Waits until a file has so many bytes; false when the program ended before.
    bool wait_for(const std::string& name, std::uintmax_t bytes,
                  const StartedProgram& under_way) const {
        while (size(name) < bytes) {
            if (!under_way.runs()) {
                return false;
            }
            std::this_thread::sleep_for(std::chrono::microseconds(100));
        }
        return true;
    }

    /// Names of the files of a results directory that differ between two of them; `run.json` may.
    [[nodiscard]] std::string different(const std::string& one, const std::string& other) const {
        std::string names;
        for (const auto& [here, there] : {std::pair(one, other), std::pair(other, one)}) {
            for (const auto& entry : std::filesystem::directory_iterator(path / here)) {
                const std::string name = entry.path().filename().string();
                if (name == "run.json" ? !std::filesystem::exists(path / there / name)
                                       : text((path / here / name).string()) !=
                                             text((path / there / name).string())) {
                    names += name + " ";
                }
            }
        }
        return names;
    }
};

} // namespace afklar::test
