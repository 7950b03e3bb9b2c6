#include <afklar/report/results_directory.hpp>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include <boost/json.hpp>
#include <fcntl.h>

#include <afklar/core/error.hpp>

#include "report/file_store.hpp"

namespace afklar {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view shard_name = "shard.json";

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

bool says_afklar(const fs::path& file) {
    return fs::is_regular_file(file) &&
           start_of_file(file, 64).find("\"afklar\"") != std::string::npos;
}

bool is_ours(const std::string& path) {
    return is_results_directory(path) || is_shard_directory(path);
}

/// A partial of ours has a journal, or is complete but for the rename, or was only just made.
bool is_partial(const fs::path& path) {
    if (!is_plain_directory(path)) {
        return false;
    }
    if (is_ours(path.string()) || fs::is_empty(path)) {
        return true;
    }
    const fs::path journal = path / detail::journal_name;
    const std::string start = start_of_file(journal, 14);
    return fs::is_regular_file(journal) &&
           std::string_view("afklar journal").substr(0, start.size()) == start;
}

/// Removes a directory of ours; what it is known by goes last, so that half of it is still known.
void discard(const fs::path& path) {
    const auto mark = [](const fs::path& file) {
        return file.filename() == detail::journal_name || file.filename() == "manifest.json";
    };
    for (const bool marks : {false, true}) {
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(path)) {
            if (mark(entry.path()) == marks) {
                files.push_back(entry.path());
            }
        }
        for (const fs::path& file : files) {
            fs::remove_all(file);
        }
    }
    fs::remove(path);
}

/// What a complete run has replaced; should it stay, nothing is wrong.
void discard_if_there(const fs::path& path) {
    try {
        if (fs::exists(fs::symlink_status(path))) {
            discard(path);
        }
    } catch (const fs::filesystem_error&) { // NOLINT(bugprone-empty-catch)
    }
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

/// A text of the manifest; empty when there is none.
std::string said_in_manifest(const std::string& path, std::string_view key) {
    if (!is_results_directory(path)) {
        return {};
    }
    std::ifstream file(fs::path(path) / "manifest.json", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    boost::system::error_code fault;
    const auto manifest = boost::json::parse(text, fault);
    const auto* object = manifest.if_object();
    const auto* found = fault || object == nullptr ? nullptr : object->if_contains(key);
    return found == nullptr || !found->is_string() ? std::string{}
                                                   : std::string(found->get_string());
}

/// What a directory of ours holds, in the word of its manifest; a manifest that cannot be read is taken
/// for one of results.
std::string kind_of(const std::string& path) {
    if (is_shard_directory(path)) {
        return std::string(name_of(ResultsKind::shard));
    }
    const std::string kind = said_in_manifest(path, "afklar");
    return kind.empty() ? std::string(name_of(ResultsKind::results)) : kind;
}

/// Whether a directory gives way to one of another kind: a shard to the whole it is a part of.
bool gives_way(std::string_view there, ResultsKind kind) {
    return there == name_of(kind) ||
           (kind == ResultsKind::results && there == name_of(ResultsKind::shard));
}

} // namespace

bool is_results_directory(const std::string& path) {
    return is_plain_directory(path) && says_afklar(fs::path(path) / "manifest.json");
}

bool is_shard_directory(const std::string& path) {
    return is_plain_directory(path) && says_afklar(fs::path(path) / shard_name);
}

std::string fingerprint_of_results(const std::string& path) {
    constexpr std::string_view kind = "sha256:";
    const std::string value = said_in_manifest(path, "fingerprint");
    return value.starts_with(kind) ? value.substr(kind.size()) : std::string{};
}

void tidy_results(const std::string& results) {
    const std::string path = without_last_slash(results);
    std::error_code ignored;
    fs::remove(fs::path(path) / detail::journal_name, ignored);
    const fs::path partial = path + ".partial";
    if (is_results_directory(partial.string()) && !fs::exists(partial / detail::journal_name)) {
        discard_if_there(partial);
    }
}

std::unique_ptr<RecordStore> journal_in(const std::string& directory) {
    return std::make_unique<detail::FileStore>(
        (fs::path(directory) / detail::journal_name).string(), detail::FileUse::only_read);
}

ResultsDirectory::ResultsDirectory(std::string_view path, Unfinished found, ResultsKind kind)
    : path_(without_last_slash(path)), partial_(path_ + ".partial") {
    try {
        if (path_.empty()) {
            refuse(path_, "a results directory needs a name");
        }
        if (exists(path_) && !is_ours(path_)) {
            refuse(path_, "stands there already and is no results directory of afklar; "
                          "name another with --out, or move it away");
        }
        if (exists(path_) && !gives_way(kind_of(path_), kind)) {
            refuse(path_, "holds '" + kind_of(path_) + "' of afklar, which '" +
                              std::string(name_of(kind)) +
                              "' does not replace; name another with --out, or move it away");
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
            if (found == Unfinished::discard || !fs::exists(journal)) {
                discard(partial_);
            }
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
    try {
        writer([&](std::string_view text) {
            file.write(text.data(), static_cast<std::streamsize>(text.size()));
            require(file.good());
        });
        file.close();
        require(file.good());
    } catch (...) {
        std::error_code ignored;
        file.close();
        fs::remove(path, ignored);
        throw;
    }
}

void ResultsDirectory::publish() {
    put_in_place();
    std::error_code ignored;
    fs::remove(fs::path(path_) / detail::journal_name, ignored);
    discard_if_there(partial_);
}

void ResultsDirectory::publish_shard() {
    put_in_place();
    discard_if_there(partial_);
}

void ResultsDirectory::abandon() { discard_if_there(partial_); }

void ResultsDirectory::put_in_place() {
    if (!exists(path_)) {
        if (std::rename(partial_.c_str(), path_.c_str()) != 0) {
            throw detail::cannot("write", path_, errno);
        }
        return;
    }
    if (!is_ours(path_)) {
        throw RunError("cannot write " + path_ +
                       ": something else stands there now; the results are in " + partial_);
    }
    if (const int error = swap_places(partial_, path_); error != 0) {
        throw detail::cannot("write", path_, error);
    }
}

} // namespace afklar
