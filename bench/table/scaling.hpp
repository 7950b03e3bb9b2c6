#pragma once
/// How time and memory grow with citizens, replicates and threads.

#include <functional>
#include <string>
#include <vector>

#include "options.hpp"
#include "plot.hpp"

namespace afklar::bench {

/// Runs the full model at every size and returns what it took. `say` hears each number.
[[nodiscard]] std::vector<Panel> scaling(Extent extent,
                                         const std::function<void(const std::string&)>& say);

} // namespace afklar::bench
