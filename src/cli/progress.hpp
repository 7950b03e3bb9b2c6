#pragma once
/// A bar with the time left, on a terminal only.

#include <chrono>
#include <optional>
#include <string>

namespace afklar::cli {

/// Shows on standard error how far the work is; silent unless standard error is a terminal.
class Progress {
public:
    explicit Progress(bool wanted);
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Domain: share from 0 to 1; what the first call shows was done before. Redraws a few times a
    /// second at most.
    void show(double share);
    /// Takes the bar away.
    void clear();

private:
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point drawn_{};
    std::optional<double> share_before_;
    bool visible_ = false;
    bool wanted_ = false;
};

/// How far the work is.
struct WorkDone {
    double share = 0.0;  ///< from 0 to 1
    double before = 0.0; ///< of it, done when the time began
    double seconds = 0.0;
};

/// `[#########···········]  45 %  about 1 min 20 s left`.
[[nodiscard]] std::string bar_text(const WorkDone& work);

} // namespace afklar::cli
