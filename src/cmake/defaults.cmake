# What holds for every target: language, build type, launcher, sanitizers.

if(PROJECT_IS_TOP_LEVEL)
    get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
    if(NOT multi_config AND NOT CMAKE_BUILD_TYPE)
        set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
    endif()

    set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

    find_program(AFKLAR_CCACHE ccache)
    mark_as_advanced(AFKLAR_CCACHE)
    if(AFKLAR_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
        set(CMAKE_CXX_COMPILER_LAUNCHER "${AFKLAR_CCACHE}")
    endif()
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

if(AFKLAR_SANITIZE)
    # A report ends the program with a failure: nothing is merely printed.
    add_compile_options(-fsanitize=${AFKLAR_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${AFKLAR_SANITIZE})
    set(AFKLAR_TIMEOUT_FACTOR 8)
else()
    set(AFKLAR_TIMEOUT_FACTOR 1)
endif()
