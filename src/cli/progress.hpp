#pragma once
/// A bar with the time left, on a terminal only.

#include <chrono>
#include <string>

namespace afklar::cli {

/// Shows on standard error how far the work is; silent unless standard error is a terminal.
class Progress {
public:
    explicit Progress(bool wanted);
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Domain: share from 0 to 1. Redraws a few times a second at most.
    void show(double share);
    /// Takes the bar away.
    void clear();

private:
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point drawn_{};
    bool visible_ = false;
    bool wanted_ = false;
};

/// `[#########···········]  45 %  about 1 min 20 s left`.
[[nodiscard]] std::string bar_text(double share, double seconds_so_far);

} // namespace afklar::cli
