#pragma once
/// The parts of a scenario file, one function each; all collect faults and go on.

#include <string>
#include <vector>

#include <afklar/scenario/scenario.hpp>

#include "catalogue/read_timeline.hpp"
#include "catalogue/reading.hpp"

namespace afklar::detail {

/// [population]: margins or microdata.
void read_population(TableReader& root, Scenario& scenario, Faults& faults);

/// [parameters]: file, prior set, values held.
void read_parameters_table(TableReader& root, Scenario& scenario, Faults& faults);

/// [group.*]: groups of the scenario's own.
void read_groups(TableReader& root, Scenario& scenario, Faults& faults);

/// `policies`: files of regimes, reforms and timelines beside the scenario. Needs the groups.
void read_policies(TableReader& root, Scenario& scenario, Faults& faults);

/// Everything that can be applied by name: what ships and the scenario's own.
PolicyNames policy_names(const Scenario& scenario, Faults& faults);

/// [reform.*]: reforms of the scenario's own. Needs the groups.
void read_reforms(TableReader& root, Scenario& scenario, Faults& faults);

/// [[regime]]: the arms. Needs groups, reforms and time.
void read_regimes(TableReader& root, Scenario& scenario, Faults& faults);

/// [compare] and [decision]. Needs the regimes and groups.
void read_compare(TableReader& root, Scenario& scenario, Faults& faults);

/// The group of a name: the scenario's own or a shipped one; a fault when it is neither.
std::optional<Group> group_named(const Node& name, const Scenario& scenario, Faults& faults);

/// A key of a metric; a fault with the nearest one when there is no such metric.
std::optional<std::string> metric_named(const Node& name, Faults& faults);

} // namespace afklar::detail
