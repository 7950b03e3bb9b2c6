#include "scenario/load.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <afklar/catalogue/embedded.hpp>

namespace afklar::detail {

namespace {

std::optional<std::string> from_disk(const std::string& path) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored)) {
        return std::nullopt;
    }
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        return std::nullopt;
    }
    return std::string(std::istreambuf_iterator<char>(file), {});
}

std::optional<Loaded> from_shipped(const std::string& path) {
    const auto files = embedded_files();
    const auto at = std::ranges::find(files, std::string_view(path), &EmbeddedFile::path);
    if (at == files.end()) {
        return std::nullopt;
    }
    return Loaded{"scenarios/" + path, std::string(at->text)};
}

} // namespace

std::optional<Loaded> load(const std::string& path) {
    if (auto text = from_disk(path)) {
        return Loaded{path, std::move(*text)};
    }
    constexpr std::string_view folder = "scenarios/";
    if (const auto at = path.rfind(folder);
        at != std::string::npos && (at == 0 || path[at - 1] == '/')) {
        return from_shipped(path.substr(at + folder.size()));
    }
    return std::nullopt;
}

std::string beside(const std::string& file, const std::string& relative) {
    return (std::filesystem::path(file).parent_path() / relative).lexically_normal().string();
}

std::optional<Loaded> load_beside(const std::string& file, const std::string& relative) {
    if (auto loaded = load(beside(file, relative))) {
        return loaded;
    }
    return from_shipped(std::filesystem::path(relative).lexically_normal().string());
}

} // namespace afklar::detail
