#include <afklar/report/results_directory.hpp>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fcntl.h>

#include <afklar/core/error.hpp>

#include "report/file_store.hpp"

namespace afklar {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(std::string_view path, const std::string& why) {
    throw ScenarioError({Fault{"", 0, 0, "--out", "--out '" + std::string(path) + "': " + why}});
}

bool exists(const fs::path& path) { return fs::exists(fs::symlink_status(path)); }

bool is_plain_directory(const fs::path& path) { return fs::is_directory(fs::symlink_status(path)); }

std::string start_of_file(const fs::path& path, std::size_t size) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes(size, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

/// A partial of ours has a journal, or is complete but for the rename, or was only just made.
bool is_partial(const fs::path& path) {
    if (!is_plain_directory(path)) {
        return false;
    }
    if (is_results_directory(path.string()) || fs::is_empty(path)) {
        return true;
    }
    const fs::path journal = path / detail::journal_name;
    const std::string start = start_of_file(journal, 14);
    return fs::is_regular_file(journal) &&
           std::string_view("afklar journal").substr(0, start.size()) == start;
}

std::string without_last_slash(std::string_view path) {
    while (path.size() > 1 && path.back() == '/') {
        path.remove_suffix(1);
    }
    return std::string(path);
}

/// Puts the new directory where the old one stands; the old one is then at the place of the new.
int swap_places(const std::string& fresh, const std::string& old) {
#ifdef RENAME_EXCHANGE
    if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, old.c_str(), RENAME_EXCHANGE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return errno;
    }
#endif
    const std::string aside = fresh + ".old";
    if (std::rename(old.c_str(), aside.c_str()) != 0 ||
        std::rename(fresh.c_str(), old.c_str()) != 0 ||
        std::rename(aside.c_str(), fresh.c_str()) != 0) {
        return errno;
    }
    return 0;
}

} // namespace

bool is_results_directory(const std::string& path) {
    const fs::path manifest = fs::path(path) / "manifest.json";
    return is_plain_directory(path) && fs::is_regular_file(manifest) &&
           start_of_file(manifest, 64).find("\"afklar\"") != std::string::npos;
}

ResultsDirectory::ResultsDirectory(std::string_view path)
    : path_(without_last_slash(path)), partial_(path_ + ".partial") {
    try {
        if (path_.empty()) {
            refuse(path_, "a results directory needs a name");
        }
        if (exists(path_) && !is_results_directory(path_)) {
            refuse(path_, "stands there already and is no results directory of afklar; "
                          "name another with --out, or move it away");
        }
        if (exists(partial_)) {
            if (!is_partial(partial_)) {
                refuse(partial_, "stands there already and is no unfinished run of afklar; move it "
                                 "away");
            }
            const std::string journal = partial_ + "/" + std::string(detail::journal_name);
            if (fs::exists(journal)) {
                const detail::FileStore nobody_else(journal);
            }
            fs::remove_all(partial_);
        }
        fs::create_directories(partial_);
        store_ =
            std::make_unique<detail::FileStore>(partial_ + "/" + std::string(detail::journal_name));
    } catch (const detail::FileStore::Busy&) {
        refuse(partial_, "another run is writing there");
    } catch (const fs::filesystem_error& error) {
        throw detail::cannot("write", partial_, error.code().value());
    }
}

ResultsDirectory::~ResultsDirectory() = default;

std::unique_ptr<RecordStore> ResultsDirectory::journal_store() { return std::move(store_); }

void ResultsDirectory::write(std::string_view name,
                             const std::function<void(const TextSink&)>& writer) {
    const std::string path = partial_ + "/" + std::string(name);
    errno = 0;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    const auto require = [&](bool sound) {
        if (!sound) {
            throw detail::cannot("write", path, errno == 0 ? EIO : errno);
        }
    };
    require(file.is_open());
    writer([&](std::string_view text) {
        file.write(text.data(), static_cast<std::streamsize>(text.size()));
        require(file.good());
    });
    file.close();
    require(file.good());
}

void ResultsDirectory::publish() {
    std::error_code ignored;
    fs::remove(partial_ + "/" + std::string(detail::journal_name), ignored);
    if (!exists(path_)) {
        if (std::rename(partial_.c_str(), path_.c_str()) != 0) {
            throw detail::cannot("write", path_, errno);
        }
        return;
    }
    if (!is_results_directory(path_)) {
        throw RunError("cannot write " + path_ +
                       ": something else stands there now; the results are in " + partial_);
    }
    if (const int error = swap_places(partial_, path_); error != 0) {
        throw detail::cannot("write", path_, error);
    }
    fs::remove_all(partial_, ignored);
}

} // namespace afklar
