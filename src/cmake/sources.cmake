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
    afklar/core/interleave.hpp
    afklar/core/math.hpp
    afklar/core/purpose.hpp
    afklar/core/queue.hpp
    afklar/core/units.hpp
    # 1 people
    afklar/people/archetypes.hpp
    afklar/people/attributes.hpp
    afklar/people/centre_plan.hpp
    afklar/people/citizens.hpp
    afklar/people/person.hpp
    afklar/people/staff.hpp
    # 1 evidence
    afklar/evidence/parameter_set.hpp
    afklar/evidence/parameters.hpp
    afklar/evidence/prior.hpp
    afklar/evidence/rounding.hpp
    # 2 policy
    afklar/policy/policy.hpp
    afklar/policy/provision.hpp
    afklar/policy/selector.hpp
    # 2 observe
    afklar/observe/audit.hpp
    afklar/observe/count.hpp
    afklar/observe/duration.hpp
    afklar/observe/story.hpp
    afklar/observe/tally.hpp
    # 3 process
    afklar/process/newcomer.hpp
    # 4 simulation
    afklar/simulation/start.hpp
    # 5 experiment
    afklar/experiment/design.hpp
    afklar/experiment/estimates.hpp
    afklar/experiment/fitting.hpp
    afklar/experiment/hypercube.hpp
    afklar/experiment/population.hpp
    afklar/experiment/projection.hpp
    afklar/experiment/run_tasks.hpp
    afklar/experiment/survival.hpp
    afklar/experiment/synthesis.hpp
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
    people/archetypes.cpp
    people/citizens.cpp
    # 1 evidence
    evidence/parameter_set.cpp
    evidence/parameters.cpp
    evidence/prior.cpp
    evidence/rounding.cpp
    # 2 policy
    policy/contradictions.cpp
    policy/dated.cpp
    policy/dated.hpp
    policy/differences.cpp
    policy/policy.cpp
    policy/provision.cpp
    policy/rule_book.cpp
    policy/selector.cpp
    # 2 observe
    observe/tally.cpp
    # 3 process
    process/newcomer.cpp
    # 4 simulation
    simulation/start.cpp
    # 5 experiment
    experiment/estimates.cpp
    experiment/fitting.cpp
    experiment/hypercube.cpp
    experiment/survival.cpp
    experiment/synthesis.cpp
    # 6 scenario
    # 6 report
    # 6 catalogue
    catalogue/embedded.cpp
)

# The program, relative to src/.
set(AFKLAR_CLI_SOURCES
)
