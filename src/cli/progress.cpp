#include "cli/progress.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

namespace afklar::cli {
namespace {

std::string duration_text(double seconds) {
    const auto whole = static_cast<long>(std::ceil(seconds));
    if (whole < 60) {
        return fmt::format("{} s", whole);
    }
    if (whole < 3600) {
        return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    }
    return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

} // namespace

std::string bar_text(const WorkDone& work) {
    constexpr int cells = 30;
    constexpr double enough_to_tell = 0.01;
    const double done = std::clamp(work.share, 0.0, 1.0);
    const int full = static_cast<int>(done * cells);
    std::string text = "[";
    for (int k = 0; k < cells; ++k) {
        text += k < full ? "#" : "·";
    }
    text += fmt::format("] {:3.0f} %", std::floor(100.0 * done));
    const double done_now = done - work.before;
    if (done_now >= enough_to_tell && done < 1.0) {
        text += "  about " + duration_text(work.seconds * (1.0 - done) / done_now) + " left";
    }
    return text;
}

Progress::Progress(bool wanted) : wanted_(wanted && ::isatty(STDERR_FILENO) == 1) {}

void Progress::show(double share) {
    constexpr auto pause = std::chrono::milliseconds(200);
    const auto now = std::chrono::steady_clock::now();
    if (!share_before_) {
        share_before_ = share;
    }
    if (!wanted_ || (visible_ && now - drawn_ < pause)) {
        return;
    }
    drawn_ = now;
    visible_ = true;
    const std::chrono::duration<double> so_far = now - started_;
    fmt::print(stderr, "\r\x1b[K{}", bar_text({share, *share_before_, so_far.count()}));
    std::fflush(stderr);
}

void Progress::clear() {
    if (visible_) {
        fmt::print(stderr, "\r\x1b[K");
        std::fflush(stderr);
        visible_ = false;
    }
}

} // namespace afklar::cli
