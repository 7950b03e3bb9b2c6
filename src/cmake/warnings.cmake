# One interface target with the warnings, linked privately by our own targets only.

add_library(afklar_warnings INTERFACE)
target_compile_options(afklar_warnings INTERFACE
    -Wall
    -Wextra
    -Wpedantic
    -Wshadow
    -Wconversion
    -Wsign-conversion
    -Wswitch-enum
    -Wnon-virtual-dtor
    -Wold-style-cast)
# g++ 12 warns falsely of these in optimised string and optional code (its bugs 105329 and 105562).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(afklar_warnings INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(AFKLAR_WARNINGS_AS_ERRORS)
    target_compile_options(afklar_warnings INTERFACE -Werror)
endif()
