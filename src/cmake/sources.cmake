# Every file of the library and of the program, one a line, in the order of the floors and the
# alphabet. A file that is not listed here is not built, and a test says so.

# Public headers, relative to include/.
set(AFKLAR_HEADERS
    afklar/afklar.hpp
    # 0 core
    afklar/core/agenda.hpp
    afklar/core/bounds.hpp
    afklar/core/calendar.hpp
    afklar/core/candidates.hpp
    afklar/core/chance.hpp
    afklar/core/client_queues.hpp
    afklar/core/column.hpp
    afklar/core/digest.hpp
    afklar/core/draws.hpp
    afklar/core/enum.hpp
    afklar/core/error.hpp
    afklar/core/interleave.hpp
    afklar/core/masks.hpp
    afklar/core/math.hpp
    afklar/core/purpose.hpp
    afklar/core/queue.hpp
    afklar/core/simd.hpp
    afklar/core/units.hpp
    # 1 people
    afklar/people/archetypes.hpp
    afklar/people/attributes.hpp
    afklar/people/centre_plan.hpp
    afklar/people/citizens.hpp
    afklar/people/job_centre.hpp
    afklar/people/person.hpp
    afklar/people/staff.hpp
    # 1 evidence
    afklar/evidence/parameter_set.hpp
    afklar/evidence/parameters.hpp
    afklar/evidence/prior.hpp
    afklar/evidence/rounding.hpp
    # 2 policy
    afklar/policy/certificate.hpp
    afklar/policy/policy.hpp
    afklar/policy/provision.hpp
    afklar/policy/selector.hpp
    afklar/policy/selector_index.hpp
    # 2 observe
    afklar/observe/audit.hpp
    afklar/observe/count.hpp
    afklar/observe/counters.hpp
    afklar/observe/duration.hpp
    afklar/observe/metric.hpp
    afklar/observe/metric_names.hpp
    afklar/observe/observer.hpp
    afklar/observe/story.hpp
    afklar/observe/tally.hpp
    # 3 process
    afklar/process/appointments.hpp
    afklar/process/arrivals.hpp
    afklar/process/attendance.hpp
    afklar/process/assessment.hpp
    afklar/process/books.hpp
    afklar/process/census.hpp
    afklar/process/contact_rules.hpp
    afklar/process/context.hpp
    afklar/process/conversations.hpp
    afklar/process/courses.hpp
    afklar/process/evidence.hpp
    afklar/process/guarantee.hpp
    afklar/process/moves.hpp
    afklar/process/newcomer.hpp
    afklar/process/observe.hpp
    afklar/process/outcomes.hpp
    afklar/process/place_then_train.hpp
    afklar/process/rule_table.hpp
    afklar/process/rules.hpp
    afklar/process/sanctions.hpp
    afklar/process/staff.hpp
    afklar/process/transitions.hpp
    afklar/process/week.hpp
    afklar/process/wellbeing.hpp
    afklar/process/work.hpp
    # 4 simulation
    afklar/simulation/centre_run.hpp
    afklar/simulation/simulation.hpp
    afklar/simulation/start.hpp
    # 5 experiment
    afklar/experiment/comparison.hpp
    afklar/experiment/coupling.hpp
    afklar/experiment/course.hpp
    afklar/experiment/design.hpp
    afklar/experiment/doubt.hpp
    afklar/experiment/duration_metric.hpp
    afklar/experiment/estimates.hpp
    afklar/experiment/fitting.hpp
    afklar/experiment/hypercube.hpp
    afklar/experiment/idle.hpp
    afklar/experiment/journal.hpp
    afklar/experiment/layout.hpp
    afklar/experiment/population.hpp
    afklar/experiment/projection.hpp
    afklar/experiment/rank_correlation.hpp
    afklar/experiment/result.hpp
    afklar/experiment/run_tasks.hpp
    afklar/experiment/schedule.hpp
    afklar/experiment/series.hpp
    afklar/experiment/sobol.hpp
    afklar/experiment/stream.hpp
    afklar/experiment/survival.hpp
    afklar/experiment/synthesis.hpp
    # 6 scenario
    afklar/scenario/scenario.hpp
    afklar/scenario/schema.hpp
    # 6 report
    afklar/report/csv.hpp
    afklar/report/language.hpp
    afklar/report/manifest.hpp
    afklar/report/results_directory.hpp
    afklar/report/table.hpp
    afklar/report/trace.hpp
    # 6 catalogue
    afklar/catalogue/catalogue.hpp
    afklar/catalogue/denmark.hpp
    afklar/catalogue/embedded.hpp
    afklar/catalogue/evidence.hpp
    afklar/catalogue/reforms.hpp
    afklar/catalogue/regimes.hpp
    afklar/catalogue/timelines.hpp
)

# Bodies and private headers of the library, relative to src/.
set(AFKLAR_SOURCES
    # 0 core
    core/bounds.cpp
    core/calendar.cpp
    core/candidates.cpp
    core/client_queues.cpp
    core/digest.cpp
    core/error.cpp
    core/masks.cpp
    core/math.cpp
    core/lanes.hpp
    core/philox.hpp
    core/simd.cpp
    # 1 people
    people/archetypes.cpp
    people/citizens.cpp
    people/job_centre.cpp
    # 1 evidence
    evidence/parameter_set.cpp
    evidence/parameters.cpp
    evidence/prior.cpp
    evidence/rounding.cpp
    # 2 policy
    policy/certificate.cpp
    policy/contradictions.cpp
    policy/dated.cpp
    policy/dated.hpp
    policy/differences.cpp
    policy/policy.cpp
    policy/provision.cpp
    policy/rule_book.cpp
    policy/selector.cpp
    policy/selector_index.cpp
    # 2 observe
    observe/audit.cpp
    observe/count.cpp
    observe/metric.cpp
    observe/metric_table.hpp
    observe/metrics_of_effort.cpp
    observe/metrics_of_outcome.cpp
    observe/story.cpp
    observe/tally.cpp
    # 3 process
    process/arrivals.cpp
    process/assessment.cpp
    process/books.cpp
    process/census.cpp
    process/context.cpp
    process/newcomer.cpp
    process/rule_table.cpp
    process/staff.cpp
    process/transitions.cpp
    process/week.cpp
    process/wellbeing.cpp
    process/work.cpp
    # 4 simulation
    simulation/centre_run.cpp
    simulation/simulation.cpp
    simulation/start.cpp
    # 5 experiment
    experiment/comparison.cpp
    experiment/coupling.cpp
    experiment/course.cpp
    experiment/design.cpp
    experiment/doubt.cpp
    experiment/duration_metric.cpp
    experiment/estimates.cpp
    experiment/fingerprint.cpp
    experiment/fitting.cpp
    experiment/hypercube.cpp
    experiment/idle.cpp
    experiment/journal.cpp
    experiment/layout.cpp
    experiment/moments.hpp
    experiment/packed.hpp
    experiment/plan_centres.cpp
    experiment/rank_correlation.cpp
    experiment/record.cpp
    experiment/record.hpp
    experiment/result.cpp
    experiment/run.cpp
    experiment/run_tasks.cpp
    experiment/schedule.cpp
    experiment/series.cpp
    experiment/sobol.cpp
    experiment/stream.cpp
    experiment/survival.cpp
    experiment/synthesis.cpp
    # 6 scenario
    scenario/groups.cpp
    scenario/limits.hpp
    scenario/load.cpp
    scenario/load.hpp
    scenario/microdata.cpp
    scenario/microdata.hpp
    scenario/read_compare.cpp
    scenario/read_parameters_table.cpp
    scenario/read_policies.cpp
    scenario/read_population.cpp
    scenario/read_reforms.cpp
    scenario/read_regimes.cpp
    scenario/read_scenario.cpp
    scenario/reader.hpp
    scenario/schema.cpp
    # 6 report
    report/cells.cpp
    report/cells.hpp
    report/certificate.cpp
    report/certificate.hpp
    report/csv.cpp
    report/file_store.cpp
    report/file_store.hpp
    report/json_text.cpp
    report/json_text.hpp
    report/language.cpp
    report/manifest.cpp
    report/phrases.hpp
    report/results_directory.cpp
    report/story_laws.cpp
    report/story_laws.hpp
    report/story_sentences.cpp
    report/story_words.cpp
    report/story_words.hpp
    report/table.cpp
    report/teller.cpp
    report/teller.hpp
    report/text.cpp
    report/text.hpp
    report/trace.cpp
    report/translatable.cpp
    # 6 catalogue
    catalogue/catalogue.cpp
    catalogue/denmark.cpp
    catalogue/csv_rows.cpp
    catalogue/csv_rows.hpp
    catalogue/embedded.cpp
    catalogue/evidence.cpp
    catalogue/node.cpp
    catalogue/node.hpp
    catalogue/read_margins.cpp
    catalogue/read_margins.hpp
    catalogue/read_parameters.cpp
    catalogue/read_parameters.hpp
    catalogue/read_policy.cpp
    catalogue/read_policy.hpp
    catalogue/read_timeline.cpp
    catalogue/read_timeline.hpp
    catalogue/reading.cpp
    catalogue/reading.hpp
    catalogue/values.cpp
)

# The program, relative to src/.
set(AFKLAR_CLI_SOURCES
    cli/catalogue_rows.cpp
    cli/catalogue_rows.hpp
    cli/check.cpp
    cli/command_line.cpp
    cli/command_line.hpp
    cli/commands.hpp
    cli/list.cpp
    cli/main.cpp
    cli/output.cpp
    cli/output.hpp
    cli/progress.cpp
    cli/progress.hpp
    cli/run.cpp
    cli/schema.cpp
    cli/show.cpp
    cli/trace.cpp
)
