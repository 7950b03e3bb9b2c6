# cmake -D ROOT=… -D WORK=… -D COMPILER=… -P embedding.cmake: awkward files are embedded byte for
# byte, and twice the same way.

cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}/data/deep")

set(awkward "a;b [c] \\n \${x} @y@ \"quotes\" )afklar\" )afklar1\" ??/ // \\\n\n[[list]] æøå\t#end")
file(WRITE "${WORK}/data/awkward.toml" "${awkward}")
file(WRITE "${WORK}/data/deep/empty.csv" "")
string(REPEAT "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n" 20000 long)
file(WRITE "${WORK}/data/long.csv" "${long}")
file(WRITE "${WORK}/list" "awkward.toml\ndeep/empty.csv\nlong.csv\n")

foreach(name one two)
    execute_process(COMMAND "${CMAKE_COMMAND}" -D "ROOT=${WORK}/data" -D "LIST=${WORK}/list"
        -D "OUTPUT=${WORK}/${name}.cpp" -P "${ROOT}/src/cmake/write_embedded.cmake"
        COMMAND_ERROR_IS_FATAL ANY)
    file(SHA256 "${WORK}/${name}.cpp" hash_${name})
endforeach()
if(NOT hash_one STREQUAL hash_two)
    message(FATAL_ERROR "the same input gave different bytes")
endif()

# A program writes the files back.
file(WRITE "${WORK}/main.cpp" [[
#include <afklar/catalogue/embedded.hpp>
#include <fstream>
#include <string>
int main(int, char** argv) {
    for (const auto& file : afklar::embedded_files()) {
        std::string name{file.path};
        for (char& c : name) { if (c == '/') { c = '_'; } }
        std::ofstream{std::string{argv[1]} + "/back_" + name, std::ios::binary} << file.text;
    }
    return afklar::embedded_files().size() == 3 ? 0 : 1;
}
]])
execute_process(COMMAND "${COMPILER}" -std=c++20 -Wall -Wextra -Wpedantic -Werror
    -Wno-overlength-strings -I "${ROOT}/include" one.cpp main.cpp -o writer
    WORKING_DIRECTORY "${WORK}" COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${WORK}/writer" "${WORK}" COMMAND_ERROR_IS_FATAL ANY)
foreach(pair "awkward.toml|back_awkward.toml" "deep/empty.csv|back_deep_empty.csv" "long.csv|back_long.csv")
    string(REPLACE "|" ";" pair "${pair}")
    list(GET pair 0 from)
    list(GET pair 1 to)
    file(SHA256 "${WORK}/data/${from}" hash_from)
    file(SHA256 "${WORK}/${to}" hash_to)
    if(NOT hash_from STREQUAL hash_to)
        message(SEND_ERROR "${from} came back with other bytes")
    endif()
endforeach()
