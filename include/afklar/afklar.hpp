#pragma once
/// Everything of the library that a program needs: what ships, projections and their results.

#include <afklar/catalogue/catalogue.hpp>
#include <afklar/catalogue/denmark.hpp>
#include <afklar/catalogue/reforms.hpp>
#include <afklar/catalogue/regimes.hpp>
#include <afklar/catalogue/timelines.hpp>
#include <afklar/core/calendar.hpp>
#include <afklar/core/error.hpp>
#include <afklar/core/units.hpp>
#include <afklar/evidence/parameter_set.hpp>
#include <afklar/experiment/population.hpp>
#include <afklar/experiment/projection.hpp>
#include <afklar/experiment/result.hpp>
#include <afklar/experiment/run_tasks.hpp>
#include <afklar/experiment/sensitivity_study.hpp>
#include <afklar/experiment/series.hpp>
#include <afklar/observe/metric.hpp>
#include <afklar/policy/policy.hpp>
#include <afklar/report/csv.hpp>
#include <afklar/report/manifest.hpp>
#include <afklar/report/results_directory.hpp>
#include <afklar/report/sensitivity_report.hpp>
#include <afklar/report/table.hpp>
