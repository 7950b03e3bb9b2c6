#include "cli/interrupt.hpp"

namespace afklar::cli {
namespace {

// A signal handler can reach nothing but a global; this is the only one of the program.
std::atomic<bool> stopped{false}; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void stop_at_signal(int /*signal*/) { stopped.store(true); }

} // namespace

const std::atomic<bool>& stop_asked_for() noexcept { return stopped; }

StopAtInterrupt::StopAtInterrupt() {
    stopped.store(false);
    struct sigaction action = {};
    action.sa_handler = stop_at_signal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, &interrupt_before_);
    ::sigaction(SIGTERM, &action, &term_before_);
}

StopAtInterrupt::~StopAtInterrupt() {
    ::sigaction(SIGINT, &interrupt_before_, nullptr);
    ::sigaction(SIGTERM, &term_before_, nullptr);
}

void let_writes_fail() {
    struct sigaction action = {};
    action.sa_handler = SIG_IGN; // NOLINT(performance-no-int-to-ptr): so declared by the C library
    ::sigaction(SIGXFSZ, &action, nullptr);
}

} // namespace afklar::cli
