#include "report/file_store.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace afklar::detail {

RunError cannot(std::string_view what, std::string_view path, int error) {
    return RunError("cannot " + std::string(what) + " " + std::string(path) + ": " +
                    std::generic_category().message(error));
}

FileStore::FileStore(std::string path, FileUse use) : path_(std::move(path)), use_(use) {
    const bool writes = use_ == FileUse::write;
    file_ = ::open(path_.c_str(), (writes ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC, 0666);
    if (file_ < 0) {
        throw cannot(writes ? "write" : "read", path_, errno);
    }
    if (writes && ::flock(file_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(file_);
        throw Busy("another run is writing " + path_);
    }
    const off_t end = ::lseek(file_, 0, SEEK_END);
    if (end < 0) {
        const int error = errno;
        ::close(file_);
        throw cannot("read", path_, error);
    }
    size_ = static_cast<std::uint64_t>(end);
}

FileStore::~FileStore() { ::close(file_); }

void FileStore::append(std::string_view bytes) {
    std::uint64_t at = size_;
    while (!bytes.empty()) {
        const auto written = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            const int error = written < 0 ? errno : ENOSPC;
            truncate(size_);
            throw cannot("write", path_, error);
        }
        at += static_cast<std::uint64_t>(written);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    size_ = at;
}

std::string FileStore::read(ByteRange range) const {
    std::string bytes(range.size, '\0');
    std::size_t done = 0;
    while (done < range.size) {
        const auto got = ::pread(file_, bytes.data() + done, range.size - done,
                                 static_cast<off_t>(range.from + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw cannot("read", path_, errno);
        }
        if (got == 0) {
            throw RunError("cannot read " + path_ + ": it ends early");
        }
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

void FileStore::truncate(std::uint64_t size) {
    if (use_ == FileUse::write && ::ftruncate(file_, static_cast<off_t>(size)) != 0) {
        throw cannot("write", path_, errno);
    }
    size_ = size;
}

} // namespace afklar::detail
