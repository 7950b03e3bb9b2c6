#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include <afklar/catalogue/embedded.hpp>
#include <afklar/core/error.hpp>
#include <support/catch.hpp>
#include <support/paths.hpp>

using afklar::embedded_file;
using afklar::embedded_files;
using afklar::EmbeddedFile;

namespace {

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    REQUIRE(file);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

} // namespace

TEST_CASE("shipped files are ordered by path and have distinct paths") {
    const auto files = embedded_files();
    CHECK(std::ranges::is_sorted(files, {}, &EmbeddedFile::path));
    CHECK(std::ranges::adjacent_find(files, {}, &EmbeddedFile::path) == files.end());
}

TEST_CASE("a shipped file is the file under scenarios, byte for byte") {
    for (const auto& file : embedded_files()) {
        INFO(file.path);
        CHECK((file.text == bytes_of(afklar::test::source_dir() / "scenarios" / file.path)));
        CHECK(embedded_file(file.path).data() == file.text.data());
    }
}

TEST_CASE("a path that does not ship is an error that names it") {
    CHECK_THROWS_AS(embedded_file("reforms/no such reform.toml"), afklar::Error);
    CHECK_THROWS_WITH(embedded_file("x.toml"), "no shipped file is called 'x.toml'");
}
