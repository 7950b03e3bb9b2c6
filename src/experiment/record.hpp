#pragma once
/// The bytes of one journal record.

#include <string>
#include <string_view>

#include <afklar/experiment/journal.hpp>

namespace afklar::detail {

/// Bytes before the payload of a record: its length and its checksum, four bytes each.
inline constexpr std::size_t frame_bytes = 8;

/// The payload of a record.
[[nodiscard]] std::string packed(const JournalShape& shape, const Finished& finished);

/// Reads a payload that starts at a place of the store.
/// Errors: `Error` when it does not make sense.
[[nodiscard]] JournalRun unpacked(const JournalShape& shape, std::string_view payload,
                                  std::uint64_t at);

[[nodiscard]] WeeklyCounts unpacked_weekly(std::string_view bytes, int weeks);
[[nodiscard]] DurationCounts unpacked_durations(std::string_view bytes, int weeks);

/// Length and checksum of a payload.
[[nodiscard]] std::string frame(std::string_view payload);

struct FrameRead {
    std::size_t size = 0;
    std::uint32_t checksum = 0;
};
[[nodiscard]] FrameRead read_frame(std::string_view bytes);
[[nodiscard]] std::uint32_t checksum(std::string_view bytes);

} // namespace afklar::detail
