#pragma once
/// The results directory: everything is written beside it and put in its place in one rename.

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <afklar/experiment/journal.hpp>
#include <afklar/report/csv.hpp>

namespace afklar {

/// A directory in the making, `PATH.partial`, that becomes `PATH` when it is complete.
///
/// Until then `PATH` stays as it was. A killed run leaves the partial with its journal behind.
class ResultsDirectory {
public:
    /// Claims a path and makes its partial. An unfinished partial of afklar's is discarded.
    /// Errors: `ScenarioError` naming `--out` when something else than results of afklar stands at the
    /// path or its partial, or another run is writing there; `RunError` when nothing can be written.
    explicit ResultsDirectory(std::string_view path);
    ~ResultsDirectory();
    ResultsDirectory(const ResultsDirectory&) = delete;
    ResultsDirectory& operator=(const ResultsDirectory&) = delete;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] const std::string& partial() const noexcept { return partial_; }

    /// The store of the journal. May be taken once.
    [[nodiscard]] std::unique_ptr<RecordStore> journal_store();

    /// Writes a file of the results. Errors: `RunError` saying what could not be written and why.
    void write(std::string_view name, const std::function<void(const TextSink&)>& writer);

    /// Puts the complete results in their place, without the journal.
    /// Errors: `RunError`; then the partial is still there.
    void publish();

private:
    std::string path_;
    std::string partial_;
    std::unique_ptr<RecordStore> store_;
};

/// Whether a directory holds complete results of afklar.
[[nodiscard]] bool is_results_directory(const std::string& path);

} // namespace afklar
