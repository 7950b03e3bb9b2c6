#pragma once
/// The JSON Schema of scenario files, made from the declarations that reading uses too.

#include <string>

namespace afklar {

/// The schema (draft 2020-12) of a scenario file read as JSON, dates as text. It knows keys, types,
/// ranges and names; what only shows when files are read together (contradictions, gaps in a timeline,
/// names of regimes) is left to `read_scenario`.
[[nodiscard]] std::string scenario_schema();

} // namespace afklar
