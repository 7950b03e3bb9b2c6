#pragma once
/// Other tools that run the same workloads beside ours, where they are installed.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace afklar::bench {

/// Runs R1 and R2 in every peer that is there: one line each. `say` hears who is missing.
[[nodiscard]] std::vector<std::string> peers(std::uint32_t people, int rounds,
                                             const std::function<void(const std::string&)>& say);

} // namespace afklar::bench
