#pragma once
/// The balances that every run keeps and shows.

#include <cstdint>
#include <string>

namespace afklar {

/// Both sides of each balance, exact; adding audits of disjoint people is exact.
struct Audit {
    // citizens in = out + stock
    std::int64_t citizens_start = 0;
    std::int64_t citizens_in = 0; ///< arrivals and returns
    std::int64_t citizens_out = 0;
    std::int64_t citizens_end = 0;
    // hours, hundredths
    std::int64_t hours_available = 0;
    std::int64_t hours_used = 0;
    std::int64_t caseworker_weeks_overdrawn = 0; ///< must be 0
    // kroner, øre
    std::int64_t cost_parts = 0;  ///< benefits + staff + programmes
    std::int64_t cost_payers = 0; ///< municipality + state
    // queues: weeks in queue over people equal length over weeks
    std::int64_t team_person_weeks = 0;
    std::int64_t team_length_weeks = 0;
    std::int64_t waiting_person_weeks = 0;
    std::int64_t waiting_length_weeks = 0;
    std::int64_t round_table_person_weeks = 0;
    std::int64_t round_table_length_weeks = 0;
    std::int64_t places_person_weeks = 0;
    std::int64_t places_length_weeks = 0;

    Audit& operator+=(const Audit& other) noexcept;
    /// Whether every balance holds.
    [[nodiscard]] bool holds() const noexcept;
    bool operator==(const Audit&) const = default;
};

/// The balances that do not hold, with both sides, for a message.
std::string broken(const Audit& audit);

} // namespace afklar
