# Everything comes from find_package; nothing is downloaded. The same list, less what only our own
# tests and benchmarks use, stands in afklarConfig.cmake.in.

# Public: their headers appear in ours.
find_package(Random123 REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)

# Private: included by files under src/ only.
find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS headers json program_options)
find_package(fmt REQUIRED)
find_package(hwy REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(Threads REQUIRED)

# Only the launcher for several machines; the library and the program never see it.
set(AFKLAR_WITH_MPI OFF)
if(AFKLAR_MPI STREQUAL "ON")
    find_package(MPI REQUIRED COMPONENTS CXX)
    find_package(boost_mpi 1.81 CONFIG REQUIRED)
    set(AFKLAR_WITH_MPI ON)
elseif(AFKLAR_MPI STREQUAL "AUTO" AND NOT AFKLAR_SANITIZE) # MPI itself is not clean under sanitizers
    find_package(MPI QUIET COMPONENTS CXX)
    find_package(boost_mpi 1.81 CONFIG QUIET)
    if(MPI_CXX_FOUND AND boost_mpi_FOUND)
        set(AFKLAR_WITH_MPI ON)
    else()
        message(STATUS "Without afklar-mpi: Boost.MPI or MPI was not found")
    endif()
endif()

if(AFKLAR_BUILD_TESTS)
    # 2.13 and 3 both export Catch2::Catch2WithMain; tests/support/catch.hpp bridges the headers.
    find_package(Catch2 REQUIRED)
    find_package(rapidcheck REQUIRED)
endif()
if(AFKLAR_BUILD_BENCH)
    find_package(benchmark REQUIRED)
endif()
