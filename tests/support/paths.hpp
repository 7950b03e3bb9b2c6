#pragma once

/// Where a test finds the sources and the built program. CTest sets both; by hand, start tests in
/// the top folder of the sources, with AFKLAR_PROGRAM naming the program.

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace afklar::test {

/// The top folder of the sources.
inline std::filesystem::path source_dir() {
    const char* const place = std::getenv("AFKLAR_SOURCE_DIR"); // NOLINT(concurrency-mt-unsafe)
    return place != nullptr ? std::filesystem::path{place} : std::filesystem::current_path();
}

/// The built program `afklar`.
inline std::filesystem::path program() {
    const char* const place = std::getenv("AFKLAR_PROGRAM"); // NOLINT(concurrency-mt-unsafe)
    if (place == nullptr) {
        throw std::runtime_error("set AFKLAR_PROGRAM to the built program");
    }
    return place;
}

} // namespace afklar::test
