#include <afklar/simulation/snapshot.hpp>

#include <afklar/core/digest.hpp>

#include "simulation/state_bytes.hpp"

namespace afklar {
namespace {

/// The number is raised with every change of what the state holds.
constexpr std::string_view magic = "afklar snapshot 2";

/// Takes the first line off a text. Errors: `SnapshotError` when there is none.
std::string_view first_line(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) {
        throw SnapshotError("this is no snapshot of afklar, or only the beginning of one");
    }
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

} // namespace

std::string to_bytes(const Snapshot& snapshot) {
    detail::StateWriter state;
    detail::pass(state, snapshot);
    return std::string(magic) + "\n" AFKLAR_VERSION "\n" + sha256(state.bytes()) + "\n" +
           state.bytes();
}

Snapshot snapshot_from(std::string_view bytes) {
    if (first_line(bytes) != magic) {
        throw SnapshotError("this is no snapshot of afklar, or one of another form");
    }
    if (const auto version = first_line(bytes); version != AFKLAR_VERSION) {
        throw SnapshotError("a snapshot of afklar " + std::string(version) + "; this is " +
                            AFKLAR_VERSION);
    }
    const auto digest = first_line(bytes);
    if (digest != sha256(bytes)) {
        throw SnapshotError("the snapshot is torn or damaged");
    }
    Snapshot snapshot;
    detail::StateReader state(bytes);
    detail::pass(state, snapshot);
    if (!state.at_end()) {
        throw SnapshotError("the snapshot goes on after its end");
    }
    return snapshot;
}

} // namespace afklar
