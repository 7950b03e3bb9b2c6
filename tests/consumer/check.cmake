# Installs the build, builds the consumer against the installed copy and runs it.

cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE "${WORK}")
execute_process(COMMAND "${CMAKE_COMMAND}" --install "${BUILD}" --config "${CONFIG}" --prefix "${WORK}/prefix"
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

# The copy must not lean on the place it was built in.
file(GLOB_RECURSE package "${WORK}/prefix/*.cmake")
foreach(file IN LISTS package)
    file(READ "${file}" text)
    string(FIND "${text}" "${BUILD}" place)
    if(NOT place EQUAL -1)
        message(SEND_ERROR "${file} names the build folder")
    endif()
endforeach()

execute_process(COMMAND "${CMAKE_COMMAND}" -S "${SOURCE}" -B "${WORK}/build" -G "${GENERATOR}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_PREFIX_PATH=${WORK}/prefix"
    "-DCMAKE_BUILD_TYPE=${CONFIG}"
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${WORK}/build" --config "${CONFIG}"
    COMMAND_ERROR_IS_FATAL ANY)
file(GLOB program "${WORK}/build/consumer" "${WORK}/build/consumer.exe" "${WORK}/build/${CONFIG}/consumer*")
execute_process(COMMAND ${program} COMMAND_ERROR_IS_FATAL ANY)
