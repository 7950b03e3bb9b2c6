#pragma once
/// Parameter files: value, prior, unit, grade and sources of every parameter.

#include <afklar/evidence/parameter_set.hpp>

#include "catalogue/reading.hpp"

namespace afklar::detail {

/// All parameters of a file, in the order of `parameter_keys()`.
ParameterSet read_parameters(const Node& root, std::string name, Faults& faults);

/// The keys of all parameters.
const std::vector<std::string>& parameter_names();

} // namespace afklar::detail
