# The control compiles; each case does not. See afklar_compile_fail.

cmake_minimum_required(VERSION 3.25)

set(command "${COMPILER}" -std=c++20 -fsyntax-only)
list(REMOVE_ITEM INCLUDES /usr/include)
foreach(dir IN LISTS INCLUDES)
    list(APPEND command -isystem "${dir}")
endforeach()

execute_process(COMMAND ${command} "${SOURCE}" RESULT_VARIABLE result ERROR_VARIABLE text)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "${SOURCE} does not compile without a case:\n${text}")
endif()
foreach(case RANGE 1 ${CASES})
    execute_process(COMMAND ${command} "-DAFKLAR_CASE=${case}" "${SOURCE}"
        RESULT_VARIABLE result OUTPUT_QUIET ERROR_QUIET)
    if(result EQUAL 0)
        message(SEND_ERROR "${SOURCE} compiles with AFKLAR_CASE=${case}, and must not")
    endif()
endforeach()
