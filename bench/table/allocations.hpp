#pragma once
/// How often this program has asked for memory.

#include <cstdint>

namespace afklar::bench {

/// Calls of operator new so far, by any thread.
[[nodiscard]] std::int64_t allocations_so_far() noexcept;

} // namespace afklar::bench
