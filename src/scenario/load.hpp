#pragma once
/// Files of a scenario: from the disk, else from what ships.

#include <optional>
#include <string>

namespace afklar::detail {

/// A file's bytes and the name by which faults and manifests call it.
struct Loaded {
    std::string name;
    std::string text;
};

/// The file of that path, or of a shipped path it ends in; nothing when there is none.
std::optional<Loaded> load(const std::string& path);

/// The same for a path relative to another file; a path that only ships is found too.
std::optional<Loaded> load_beside(const std::string& file, const std::string& relative);

/// A path relative to another file, made plain.
std::string beside(const std::string& file, const std::string& relative);

} // namespace afklar::detail
