#pragma once

/// The data files that ship with the library, compiled into it: regimes, reforms, populations,
/// parameters, scenarios and the evidence tables, so that nothing has to be found at run time.

#include <span>
#include <string_view>

namespace afklar {

/// One shipped file: its path relative to `scenarios/`, with slashes, and its bytes as they stand.
struct EmbeddedFile {
    std::string_view path; ///< for example `reforms/ds6_caseload_cap.toml`
    std::string_view text; ///< the whole file; lives as long as the program
};

/// Every shipped file, ordered by path.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files() noexcept;

/// The text of one shipped file.
///
/// Errors: `afklar::Error` when no file of that path ships; the message names the path.
/// Cost: logarithmic in the number of files; no allocation unless it throws.
[[nodiscard]] std::string_view embedded_file(std::string_view path);

} // namespace afklar
