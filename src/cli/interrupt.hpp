#pragma once
/// Signals: an interrupt stops a run between tasks; a file that may not grow is told like a full disk.

#include <atomic>

#include <csignal>

namespace afklar::cli {

/// Set once the user has asked to stop.
[[nodiscard]] const std::atomic<bool>& stop_asked_for() noexcept;

/// While it lives, the first interrupt asks to stop and a second one ends the program at once.
class StopAtInterrupt {
public:
    StopAtInterrupt();
    ~StopAtInterrupt();
    StopAtInterrupt(const StopAtInterrupt&) = delete;
    StopAtInterrupt& operator=(const StopAtInterrupt&) = delete;

private:
    struct sigaction interrupt_before_ = {};
    struct sigaction term_before_ = {};
};

/// Lets writing past a limit on file sizes fail with a message instead of ending the program.
void let_writes_fail();

} // namespace afklar::cli
