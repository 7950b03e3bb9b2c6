# cmake -D ROOT=… -D LIST=… -D OUTPUT=… -P write_embedded.cmake
# Writes OUTPUT: one array with every file named in LIST (one a line, relative to ROOT), each as a raw
# string literal whose delimiter does not occur in the file. The same input gives the same bytes.

cmake_minimum_required(VERSION 3.25)

file(STRINGS "${LIST}" names ENCODING UTF-8)
list(LENGTH names count)

set(entries "")
foreach(name IN LISTS names)
    file(READ "${ROOT}/${name}" text)
    set(number 0)
    set(delimiter "afklar")
    string(FIND "${text}" ")${delimiter}\"" place)
    while(NOT place EQUAL -1)
        math(EXPR number "${number} + 1")
        set(delimiter "afklar${number}")
        string(FIND "${text}" ")${delimiter}\"" place)
    endwhile()
    string(APPEND entries
        "    EmbeddedFile{\"${name}\",\n                 R\"${delimiter}(${text})${delimiter}\"sv},\n")
endforeach()

file(WRITE "${OUTPUT}"
"// Generated from the files under scenarios/; edit those.

#include <afklar/catalogue/embedded.hpp>

#include <array>
#include <string_view>

namespace afklar {
namespace {

// The suffix knows the length; counting it would exhaust a compiler's steps for large files.
using namespace std::string_view_literals;

constexpr std::array<EmbeddedFile, ${count}> files{{
${entries}}};

} // namespace

std::span<const EmbeddedFile> embedded_files() noexcept { return files; }

} // namespace afklar
")
