#pragma once
/// Files of published margins.

#include <afklar/experiment/population.hpp>

#include "catalogue/reading.hpp"

namespace afklar::detail {

/// The margins of a file. `text` is the file, kept for the manifest.
Margins read_margins(const Node& root, std::string text, Faults& faults);

} // namespace afklar::detail
