# Every file of the library and of the program, one a line, in the order of the floors and the
# alphabet. A file that is not listed here is not built, and a test says so.

# Public headers, relative to include/.
set(AFKLAR_HEADERS
    # 0 core
    afklar/core/agenda.hpp
    afklar/core/calendar.hpp
    afklar/core/chance.hpp
    afklar/core/draws.hpp
    afklar/core/enum.hpp
    afklar/core/error.hpp
    afklar/core/math.hpp
    afklar/core/purpose.hpp
    afklar/core/queue.hpp
    afklar/core/units.hpp
    # 1 people
    afklar/people/attributes.hpp
    afklar/people/citizens.hpp
    # 1 evidence
    afklar/evidence/prior.hpp
    afklar/evidence/rounding.hpp
    # 2 policy
    # 2 observe
    # 3 process
    # 4 simulation
    # 5 experiment
    afklar/experiment/estimates.hpp
    afklar/experiment/fitting.hpp
    afklar/experiment/hypercube.hpp
    afklar/experiment/survival.hpp
    # 6 scenario
    # 6 report
    # 6 catalogue
    afklar/catalogue/embedded.hpp
)

# Bodies and private headers of the library, relative to src/.
set(AFKLAR_SOURCES
    # 0 core
    core/calendar.cpp
    core/error.cpp
    core/math.cpp
    # 1 people
    # 1 evidence
    evidence/prior.cpp
    evidence/rounding.cpp
    # 2 policy
    # 2 observe
    # 3 process
    # 4 simulation
    # 5 experiment
    experiment/estimates.cpp
    experiment/fitting.cpp
    experiment/hypercube.cpp
    experiment/survival.cpp
    # 6 scenario
    # 6 report
    # 6 catalogue
    catalogue/embedded.cpp
)

# The program, relative to src/.
set(AFKLAR_CLI_SOURCES
)
