# afklar_embed(TARGET): compiles the shipped data files into TARGET, so that the library needs no
# files at run time. The files are data and therefore globbed; adding one starts a new configuration.

set(AFKLAR_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/write_embedded.cmake")

function(afklar_embed target)
    set(root "${PROJECT_SOURCE_DIR}/scenarios")
    file(GLOB files RELATIVE "${root}" CONFIGURE_DEPENDS
        "${root}/*.toml"
        "${root}/parameters/*.toml"
        "${root}/population/*.csv"
        "${root}/population/*.toml"
        "${root}/regimes/*.toml"
        "${root}/reforms/*.toml"
        "${root}/timelines/*.toml"
        "${root}/evidence/*.csv"
        "${root}/language/*.po")
    list(SORT files)

    # The list is a file of its own, written only when it differs: removing a file rebuilds too.
    set(list "${CMAKE_CURRENT_BINARY_DIR}/embedded.list")
    list(JOIN files "\n" lines)
    file(CONFIGURE OUTPUT "${list}" CONTENT "${lines}\n" @ONLY)

    set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded_files.cpp")
    list(TRANSFORM files PREPEND "${root}/")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" -D "ROOT=${root}" -D "LIST=${list}" -D "OUTPUT=${output}"
            -P "${AFKLAR_EMBED_SCRIPT}"
        DEPENDS ${files} "${list}" "${AFKLAR_EMBED_SCRIPT}"
        COMMENT "Embedding the shipped scenarios"
        VERBATIM)
    # Some compilers count a literal above 64 KB as a pedantic fault.
    set_source_files_properties("${output}" PROPERTIES
        COMPILE_OPTIONS "-Wno-overlength-strings"
        SKIP_LINTING ON)
    target_sources(${target} PRIVATE "${output}")
endfunction()
