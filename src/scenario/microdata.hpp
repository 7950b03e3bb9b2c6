#pragma once
/// People of a CSV file.

#include <string>
#include <string_view>

#include <afklar/experiment/population.hpp>

#include "catalogue/reading.hpp"

namespace afklar::detail {

/// The people of a file with a header line (RFC 4180). Columns: id, age, sex, job_centre, region,
/// target_group, barriers (separated by ;), weeks_on_benefit; any others of `Person` may be added,
/// and an empty cell there leaves the value to chance.
std::vector<Person> read_microdata(std::string_view text, const std::string& file, Faults& faults);

} // namespace afklar::detail
