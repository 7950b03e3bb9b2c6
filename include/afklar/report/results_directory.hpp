#pragma once
/// The results directory: everything is written beside it and put in its place in one rename.

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <afklar/experiment/journal.hpp>
#include <afklar/report/csv.hpp>

namespace afklar {

/// What becomes of an unfinished run that is found at the partial.
enum class Unfinished {
    discard,
    go_on, ///< its journal is kept
};

/// What a directory of afklar's holds.
enum class ResultsKind : std::uint8_t { results, shard, attribution, plan, sensitivity, count_ };
constexpr std::array<std::string_view, 5> names_of(ResultsKind) {
    return {"results", "shard", "attribution", "plan", "sensitivity"};
}

/// A directory in the making, `PATH.partial`, that becomes `PATH` when it is complete.
///
/// Until then `PATH` stays as it was. A killed run leaves the partial with its journal behind.
class ResultsDirectory {
public:
    /// Claims a path and makes its partial.
    /// Errors: `ScenarioError` naming `--out` when something else than a directory of afklar's of the
    /// same kind (or a shard, where results are to be) stands at the path, something else than an unfinished run at its partial, or another
    /// run is writing there; `RunError` when nothing can be written.
    explicit ResultsDirectory(std::string_view path, Unfinished found = Unfinished::discard,
                              ResultsKind kind = ResultsKind::results);
    ~ResultsDirectory();
    ResultsDirectory(const ResultsDirectory&) = delete;
    ResultsDirectory& operator=(const ResultsDirectory&) = delete;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] const std::string& partial() const noexcept { return partial_; }

    /// The store of the journal. May be taken once.
    [[nodiscard]] std::unique_ptr<RecordStore> journal_store();

    /// Writes a file of the results. Errors: `RunError` saying what could not be written and why; then
    /// nothing of it is left.
    void write(std::string_view name, const std::function<void(const TextSink&)>& writer);

    /// Puts the complete results in their place, without the journal.
    /// Errors: `RunError`; then the partial is still there.
    void publish();

    /// Puts a complete shard in its place, with the journal. Errors: as `publish`.
    void publish_shard();

    /// Removes the partial; a path that stood before stays as it was.
    void abandon();

private:
    void put_in_place();

    std::string path_;
    std::string partial_;
    std::unique_ptr<RecordStore> store_;
};

/// Whether a directory holds complete results of afklar.
[[nodiscard]] bool is_results_directory(const std::string& path);

/// Whether a directory holds a complete shard of afklar's.
[[nodiscard]] bool is_shard_directory(const std::string& path);

/// The fingerprint of the projection whose complete results stand at a path; empty if there are none.
[[nodiscard]] std::string fingerprint_of_results(const std::string& path);

/// Clears away what a run that was killed while it put its results in place has left beside or in them.
/// Domain: complete results stand at the path.
void tidy_results(const std::string& path);

/// The journal of a directory, only to be read. Errors: `RunError` if there is none.
[[nodiscard]] std::unique_ptr<RecordStore> journal_in(const std::string& directory);

} // namespace afklar
