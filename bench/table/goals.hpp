#pragma once
/// What the program is to reach, and how a number is judged by it.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/core/enum.hpp>

namespace afklar::bench {

/// A number that is to be reached, and the one that must be.
struct Goal {
    std::string_view key;
    std::string_view what; ///< is measured
    std::string_view unit; ///< of all three numbers; may be empty
    double goal = 0.0;
    double must = 0.0;
    bool at_least = false; ///< higher is better; else lower is
};

/// All goals in the order of their keys.
[[nodiscard]] std::span<const Goal> all_goals() noexcept;

/// Errors: `Error` when there is none of that key.
[[nodiscard]] const Goal& goal_named(std::string_view key);

/// How a number stands to its goal.
enum class Verdict : std::uint8_t { goal, must, missed, skipped, count_ };

constexpr std::array<std::string_view, count_of<Verdict>> names_of(Verdict) {
    return {"goal", "must", "missed", "skipped"};
}

/// A goal and what was found. Nothing measured: the notes say why.
struct Row {
    const Goal* goal = nullptr;
    std::optional<double> measured;
    std::vector<std::string> notes; ///< what exactly was counted, and parts of the number
};

/// What was measured for the goal of that key.
[[nodiscard]] Row row(std::string_view key, double measured, std::vector<std::string> notes = {});

/// The goal of that key was not measured.
[[nodiscard]] Row skipped(std::string_view key, std::string why);

/// A number that is not finite has missed.
[[nodiscard]] Verdict verdict(const Row& row) noexcept;

/// How far the number is from the goal, 1 when it is just reached and more when it is not; nothing when
/// there is no number or the goal is 0.
[[nodiscard]] std::optional<double> ratio(const Row& row) noexcept;

/// The table, for reading.
[[nodiscard]] std::string table_text(std::span<const Row> rows);

/// The table as one JSON object, `{"goals": [...]}`.
[[nodiscard]] std::string table_json(std::span<const Row> rows);

} // namespace afklar::bench
