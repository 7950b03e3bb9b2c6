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
if(AFKLAR_WARNINGS_AS_ERRORS)
    target_compile_options(afklar_warnings INTERFACE -Werror)
endif()
