#pragma once
/// A journal in a file, locked against other runs.

#include <string>
#include <string_view>

#include <afklar/core/error.hpp>
#include <afklar/experiment/journal.hpp>

namespace afklar::detail {

/// Name of the journal within a partial.
inline constexpr std::string_view journal_name = "journal.afklar";

/// What a file is opened for.
enum class FileUse { write, only_read };

/// Bytes of a file; what is appended is there when the program is killed.
class FileStore final : public RecordStore {
public:
    /// Opens or makes the file. One that is only read must be there; it is not locked and never
    /// changes: to truncate it is to look at less of it.
    /// Errors: `RunError`; `Busy` when another run holds it.
    explicit FileStore(std::string path, FileUse use = FileUse::write);
    ~FileStore() override;
    FileStore(const FileStore&) = delete;
    FileStore& operator=(const FileStore&) = delete;

    void append(std::string_view bytes) override;
    [[nodiscard]] std::string read(ByteRange range) const override;
    [[nodiscard]] std::uint64_t size() const override { return size_; }
    void truncate(std::uint64_t size) override;

    class Busy : public RunError {
    public:
        using RunError::RunError;
    };

private:
    std::string path_;
    FileUse use_;
    int file_ = -1;
    std::uint64_t size_ = 0;
};

/// `cannot write PATH: No space left on device`, from the error number of the system.
[[nodiscard]] RunError cannot(std::string_view what, std::string_view path, int error);

} // namespace afklar::detail
