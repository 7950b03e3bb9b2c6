# afklar_test, afklar_compile_fail and the checks of the tree itself.

add_library(afklar_test_support INTERFACE)
target_include_directories(afklar_test_support INTERFACE "${PROJECT_SOURCE_DIR}/tests")
target_link_libraries(afklar_test_support INTERFACE
    afklar::afklar
    afklar_warnings
    Catch2::Catch2WithMain
    rapidcheck)

# Builds the tests labelled parallel, and nothing else of the tests.
add_custom_target(afklar_parallel_tests)

# What tests/support/paths.hpp hands on. Tests run in the top folder of the sources.
set(AFKLAR_TEST_ENVIRONMENT "AFKLAR_SOURCE_DIR=${PROJECT_SOURCE_DIR}")
if(TARGET afklar_cli)
    list(APPEND AFKLAR_TEST_ENVIRONMENT "AFKLAR_PROGRAM=$<TARGET_FILE:afklar_cli>")
    add_dependencies(afklar_parallel_tests afklar_cli)
endif()
if(TARGET afklar_mpi)
    list(APPEND AFKLAR_TEST_ENVIRONMENT
        "AFKLAR_MPI_PROGRAM=$<TARGET_FILE:afklar_mpi>" "AFKLAR_MPIRUN=${MPIEXEC_EXECUTABLE}")
endif()

# afklar_test(<folder>/<name> [LABELS fast|slow|parallel…] [TIMEOUT seconds] [LIBS targets…] [SOURCES more files…])
# builds tests/<folder>/<name>_test.cpp as an own program and runs it as the test <folder>/<name>.
function(afklar_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "LABELS;LIBS;SOURCES")
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "afklar_test(${name}): what is '${arg_UNPARSED_ARGUMENTS}'?")
    endif()
    if(NOT arg_LABELS)
        set(arg_LABELS fast)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
        if("slow" IN_LIST arg_LABELS)
            set(arg_TIMEOUT 900)
        endif()
    endif()
    math(EXPR timeout "${arg_TIMEOUT} * ${AFKLAR_TIMEOUT_FACTOR}")

    string(MAKE_C_IDENTIFIER "${name}_test" target)
    add_executable(${target} "${name}_test.cpp" ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE afklar_test_support ${arg_LIBS})
    if("parallel" IN_LIST arg_LABELS)
        add_dependencies(afklar_parallel_tests ${target})
    endif()
    add_test(NAME "${name}" COMMAND ${target})
    set_tests_properties("${name}" PROPERTIES
        LABELS "${arg_LABELS}"
        TIMEOUT "${timeout}"
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
        ENVIRONMENT "${AFKLAR_TEST_ENVIRONMENT}")
endfunction()

# afklar_compile_fail(<folder>/<name> CASES n): tests/<folder>/<name>_fail.cpp must compile as it
# stands (the control) and must not compile with AFKLAR_CASE defined as 1, as 2, … up to n.
function(afklar_compile_fail name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "CASES" "")
    add_test(NAME "${name}_fail" COMMAND "${CMAKE_COMMAND}"
        -D "COMPILER=${CMAKE_CXX_COMPILER}"
        -D "SOURCE=${CMAKE_CURRENT_SOURCE_DIR}/${name}_fail.cpp"
        -D "CASES=${arg_CASES}"
        -D "INCLUDES=${PROJECT_SOURCE_DIR}/include;${EIGEN3_INCLUDE_DIRS};${Random123_INCLUDE_DIR}"
        -P "${PROJECT_SOURCE_DIR}/tests/style/compile_fail.cmake")
    set_tests_properties("${name}_fail" PROPERTIES LABELS fast TIMEOUT 120)
endfunction()

# The checks of the tree: floors, vcpkg.json, clang-tidy's ears, the installed package.
function(afklar_style_tests)
    set(style "${PROJECT_SOURCE_DIR}/tests/style")

    find_program(AFKLAR_SH sh REQUIRED)
    mark_as_advanced(AFKLAR_SH)
    add_test(NAME style/floors COMMAND "${AFKLAR_SH}" "${style}/floors.sh" "${PROJECT_SOURCE_DIR}")
    add_test(NAME style/floors_selftest COMMAND "${AFKLAR_SH}" "${style}/floors_selftest.sh")
    # A public validator judges what `afklar schema` prints.
    find_package(Python3 3.11 COMPONENTS Interpreter)
    if(TARGET afklar_cli AND Python3_FOUND)
        execute_process(COMMAND "${Python3_EXECUTABLE}" -c "import jsonschema"
            RESULT_VARIABLE without_jsonschema OUTPUT_QUIET ERROR_QUIET)
        if(NOT without_jsonschema)
            add_test(NAME scenario/validate_schema COMMAND "${Python3_EXECUTABLE}"
                "${PROJECT_SOURCE_DIR}/tests/scenario/validate_schema.py" "$<TARGET_FILE:afklar_cli>"
                "${PROJECT_SOURCE_DIR}/scenarios" "${PROJECT_SOURCE_DIR}/tests/broken")
            set_tests_properties(scenario/validate_schema PROPERTIES LABELS fast TIMEOUT 60)
        endif()
    endif()
    add_test(NAME style/vcpkg COMMAND "${CMAKE_COMMAND}"
        -D "ROOT=${PROJECT_SOURCE_DIR}" -P "${style}/vcpkg.cmake")
    add_test(NAME style/embedding COMMAND "${CMAKE_COMMAND}"
        -D "ROOT=${PROJECT_SOURCE_DIR}" -D "WORK=${CMAKE_CURRENT_BINARY_DIR}/embedding"
        -D "COMPILER=${CMAKE_CXX_COMPILER}" -P "${style}/embedding.cmake")
    set_tests_properties(style/floors style/floors_selftest style/vcpkg style/embedding PROPERTIES
        LABELS fast TIMEOUT 60)

    # What a compiler reads for our headers; the includes of other libraries as in the build.
    set(includes ${EIGEN3_INCLUDE_DIRS} ${Random123_INCLUDE_DIR})
    list(TRANSFORM includes PREPEND "-isystem")
    add_test(NAME style/compile_budget COMMAND "${AFKLAR_SH}" "${style}/compile_budget.sh" check
        "${CMAKE_CXX_COMPILER}" ${includes})
    add_test(NAME style/compile_budget_selftest COMMAND "${AFKLAR_SH}"
        "${style}/compile_budget_selftest.sh" "${CMAKE_CXX_COMPILER}" ${includes})
    set_tests_properties(style/compile_budget style/compile_budget_selftest PROPERTIES
        LABELS fast TIMEOUT 60)

    # That the gate of CI on instructions can close.
    add_test(NAME bench/instructions_selftest COMMAND "${AFKLAR_SH}"
        "${PROJECT_SOURCE_DIR}/tests/bench/instructions_selftest.sh")
    set_tests_properties(bench/instructions_selftest PROPERTIES LABELS fast TIMEOUT 60)

    find_program(AFKLAR_CLANG_TIDY NAMES clang-tidy-14 clang-tidy)
    mark_as_advanced(AFKLAR_CLANG_TIDY)
    if(AFKLAR_CLANG_TIDY)
        add_test(NAME style/tidy_plants COMMAND "${AFKLAR_SH}" "${style}/tidy_plants.sh"
            "${AFKLAR_CLANG_TIDY}" "${PROJECT_SOURCE_DIR}")
        set_tests_properties(style/tidy_plants PROPERTIES LABELS slow TIMEOUT 300)
    endif()

    if(AFKLAR_INSTALL AND NOT AFKLAR_SANITIZE)
        add_test(NAME package/consumer COMMAND "${CMAKE_COMMAND}"
            -D "BUILD=${PROJECT_BINARY_DIR}"
            -D "CONFIG=$<CONFIG>"
            -D "SOURCE=${PROJECT_SOURCE_DIR}/tests/consumer"
            -D "WORK=${CMAKE_CURRENT_BINARY_DIR}/consumer"
            -D "COMPILER=${CMAKE_CXX_COMPILER}"
            -D "GENERATOR=${CMAKE_GENERATOR}"
            -P "${PROJECT_SOURCE_DIR}/tests/consumer/check.cmake")
        set_tests_properties(package/consumer PROPERTIES LABELS slow TIMEOUT 600)
    endif()
endfunction()
