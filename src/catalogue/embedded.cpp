#include <afklar/catalogue/embedded.hpp>

#include <algorithm>
#include <string>

#include <afklar/core/error.hpp>

namespace afklar {

std::string_view embedded_file(std::string_view path) {
    const auto files = embedded_files();
    const auto found = std::ranges::lower_bound(files, path, {}, &EmbeddedFile::path);
    if (found == files.end() || found->path != path) {
        throw Error("no shipped file is called '" + std::string{path} + "'");
    }
    return found->text;
}

} // namespace afklar
