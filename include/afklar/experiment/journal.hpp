#pragma once
/// The journal: every finished (stream, regime) as a compact record of exact whole numbers.
///
/// Records are appended in the order in which they finish and can be merged in any order. What most
/// results need stays in memory (sums over windows, metrics of durations); weekly counts and durations
/// are read back record by record, so that memory stays flat.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <afklar/core/error.hpp>
#include <afklar/experiment/design.hpp>
#include <afklar/experiment/run_tasks.hpp>
#include <afklar/observe/audit.hpp>
#include <afklar/observe/metric.hpp>

namespace afklar {

/// A store holds no journal of this projection by this version. It is as it was.
class ForeignJournal : public RunError {
public:
    using RunError::RunError;
};

/// Two journals say different things about one run.
class ContraryJournal : public RunError {
public:
    using RunError::RunError;
};

/// The bytes [from, from + size) of a store.
struct ByteRange {
    std::uint64_t from = 0;
    std::size_t size = 0;
};

/// A growing row of bytes: memory here, a file elsewhere.
class RecordStore {
public:
    virtual ~RecordStore() = default;
    /// Adds bytes at the end. Errors: `RunError`; then the store is as it was.
    virtual void append(std::string_view bytes) = 0;
    /// The bytes of a range. Errors: `RunError` when there are fewer.
    [[nodiscard]] virtual std::string read(ByteRange range) const = 0;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Forgets everything from a place on.
    virtual void truncate(std::uint64_t size) = 0;
};

/// A store in memory.
[[nodiscard]] std::unique_ptr<RecordStore> memory_store();

/// What a journal is of.
struct JournalShape {
    std::string fingerprint;
    int weeks = 0;
    std::size_t regimes = 0;
    std::size_t groups = 0;
    std::vector<Window> windows;

    [[nodiscard]] std::size_t cells() const noexcept {
        return windows.size() * groups * count_of<Count>;
    }
};

/// The shape of the journal of a projection.
[[nodiscard]] JournalShape shape_of(const ProjectionSpec& spec);

/// Counts kept week by week: those that weekly metrics and the drift of the baseline need.
[[nodiscard]] std::span<const Count> weekly_counts();

/// One finished (stream, regime), as far as it stays in memory.
struct JournalRun {
    StreamPlan plan{};
    std::size_t regime = 0;
    std::int64_t citizen_weeks = 0;
    Audit audit{};
    std::vector<CountSums> sums;          ///< [window][group]
    std::vector<double> durations;        ///< [group][metric of kind duration in order]; NaN: empty
    std::vector<std::uint64_t> weekly_at; ///< place in the store, by group
    std::vector<std::uint64_t> durations_at;
};

/// Counts of a group week by week. Shape: [place in weekly_counts()][week].
using WeeklyCounts = std::vector<std::vector<std::int64_t>>;

/// All records of one projection.
class Journal {
public:
    /// Opens what the store holds, or starts afresh in an empty one. A torn last record is cut off.
    /// Errors: `ForeignJournal` when the store is no journal, of another version, or of another
    /// projection.
    explicit Journal(JournalShape shape, std::unique_ptr<RecordStore> store = memory_store());

    /// Errors: `Error` if the tally has another shape or the record is there already; `RunError` when
    /// the store cannot be written. The journal is then as it was.
    void append(const Finished& finished);

    [[nodiscard]] const JournalShape& shape() const noexcept { return shape_; }
    [[nodiscard]] std::span<const JournalRun> runs() const noexcept { return runs_; }
    /// The record of a (stream, regime); null if it is not there.
    [[nodiscard]] const JournalRun* find(const StreamPlan& plan, std::size_t regime) const noexcept;

    [[nodiscard]] WeeklyCounts weekly(const JournalRun& run, std::size_t group) const;
    [[nodiscard]] DurationCounts durations(const JournalRun& run, std::size_t group) const;

    /// Adds the records of another journal of the same projection; exact in any order. Records that
    /// are in both must be the same.
    /// Errors: `ForeignJournal` when it is of another projection, `ContraryJournal` when they
    /// contradict each other, `RunError` when the store cannot be written. What was added before stays.
    void merge(const Journal& other);

private:
    void recover();
    void add(std::string_view payload, std::uint64_t at);
    [[nodiscard]] std::string section(std::uint64_t at) const;

    JournalShape shape_;
    std::unique_ptr<RecordStore> store_;
    std::vector<JournalRun> runs_;
    std::map<std::pair<StreamPlan, std::size_t>, std::size_t>
        place_;                         ///< in `runs_`, by stream and regime
    std::vector<std::uint64_t> starts_; ///< of the frames
};

} // namespace afklar
