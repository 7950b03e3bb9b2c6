#pragma once
/// The balances that every run keeps and shows.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

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

/// One balance with both of its sides.
struct Balance {
    std::string_view name;    ///< `citizens`
    std::string_view meaning; ///< what stands on the left and on the right
    std::int64_t left = 0;
    std::int64_t right = 0;
    bool may_be_less = false; ///< the left side may be below the right one

    [[nodiscard]] bool holds() const noexcept {
        return may_be_less ? left <= right : left == right;
    }
};

/// Number of balances that there are.
inline constexpr std::size_t balance_count = 8;

/// Every balance of an audit. The one list of them: checks, messages and the manifest follow from it.
[[nodiscard]] std::array<Balance, balance_count> balances_of(const Audit& audit) noexcept;

/// The balances that do not hold, with both sides, for a message.
std::string broken(const Audit& audit);

} // namespace afklar
