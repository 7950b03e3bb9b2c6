#include "goals.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <afklar/core/error.hpp>

namespace afklar::bench {

namespace {

constexpr bool at_least = true;

constexpr std::array goals{
    Goal{"P1", "R1 by blocks / kernel", "x", 1.3, 2.0},
    Goal{"P2", "R2 by blocks / kernel", "x", 1.5, 2.5},
    Goal{"P3a", "full model, all persons", "M/s", 150.0, 100.0, at_least},
    Goal{"P3b", "full model, on benefit", "M/s", 65.0, 45.0, at_least},
    Goal{"P4", "90 % absorbed / none", "%", 15.0, 25.0},
    Goal{"P5a", "bytes per citizen", "B", 64.0, 96.0},
    Goal{"P5b", "touched per active week", "B", 16.0, 24.0},
    Goal{"P6", "agent-week, many / few citizens", "x", 1.15, 1.3},
    Goal{"P7", "two threads / one", "x", 1.95, 1.85, at_least},
    Goal{"P8", "one binary / separate builds", "x", 1.05, 1.1},
    Goal{"P9", "digests that differ", "", 0.0, 0.0},
    Goal{"P10a", "start to first week", "ms", 50.0, 100.0},
    Goal{"P10b", "outputs' share of a run", "%", 5.0, 10.0},
    Goal{"P10c", "allocations in the weekly loop", "", 0.0, 0.0},
};

/// Three significant digits, and no exponent where numbers are of a common size.
std::string number(double value) {
    const double size = std::abs(value);
    if (size >= 100.0 || value == std::trunc(value)) {
        return fmt::format("{:.0f}", value);
    }
    return fmt::format("{:.{}f}", value, size >= 10.0 ? 1 : 2);
}

std::string with_unit(double value, const Goal& goal) {
    return goal.unit.empty() ? number(value) : number(value) + " " + std::string{goal.unit};
}

std::string limit(double value, const Goal& goal) {
    return (goal.at_least ? ">= " : "<= ") + with_unit(value, goal);
}

/// The text as a JSON string.
std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
        }
        result += c == '\n' || c == '\t' ? ' ' : c;
    }
    return result + '"';
}

std::string json_number(std::optional<double> value) {
    return value && std::isfinite(*value) ? fmt::format("{:.6g}", *value) : "null";
}

std::string row_json(const Row& row) {
    std::string notes;
    for (const std::string& note : row.notes) {
        notes += (notes.empty() ? "" : ", ") + quoted(note);
    }
    const Goal& goal = *row.goal;
    return fmt::format(R"(  {{"key": {}, "what": {}, "unit": {}, "better": "{}", "goal": {}, )"
                       R"("must": {}, "measured": {}, "ratio": {}, "verdict": "{}", )"
                       R"("notes": [{}]}})",
                       quoted(goal.key), quoted(goal.what), quoted(goal.unit),
                       goal.at_least ? "higher" : "lower", json_number(goal.goal),
                       json_number(goal.must), json_number(row.measured), json_number(ratio(row)),
                       name_of(verdict(row)), notes);
}

} // namespace

std::span<const Goal> all_goals() noexcept { return goals; }

const Goal& goal_named(std::string_view key) {
    const auto found = std::ranges::find(goals, key, &Goal::key);
    if (found == goals.end()) {
        throw Error("there is no goal '" + std::string{key} + "'");
    }
    return *found;
}

Row row(std::string_view key, double measured, std::vector<std::string> notes) {
    return {&goal_named(key), measured, std::move(notes)};
}

Row skipped(std::string_view key, std::string why) {
    return {&goal_named(key), std::nullopt, {std::move(why)}};
}

Verdict verdict(const Row& row) noexcept {
    if (!row.measured) {
        return Verdict::skipped;
    }
    const auto reaches = [&](double limit) {
        return std::isfinite(*row.measured) &&
               (row.goal->at_least ? *row.measured >= limit : *row.measured <= limit);
    };
    return reaches(row.goal->goal)   ? Verdict::goal
           : reaches(row.goal->must) ? Verdict::must
                                     : Verdict::missed;
}

std::optional<double> ratio(const Row& row) noexcept {
    if (!row.measured || row.goal->goal == 0.0) {
        return std::nullopt;
    }
    return row.goal->at_least ? row.goal->goal / *row.measured : *row.measured / row.goal->goal;
}

std::string table_text(std::span<const Row> rows) {
    std::string text = fmt::format("{:<5} {:<32} {:>11} {:>11} {:>10} {:>6}  {}\n", "key",
                                   "measured", "goal", "must", "is", "ratio", "verdict");
    for (const Row& row : rows) {
        const Goal& goal = *row.goal;
        const auto to_goal = ratio(row);
        text += fmt::format("{:<5} {:<32} {:>11} {:>11} {:>10} {:>6}  {}\n", goal.key, goal.what,
                            limit(goal.goal, goal), limit(goal.must, goal),
                            row.measured ? with_unit(*row.measured, goal) : "-",
                            to_goal ? fmt::format("{:.2f}", *to_goal) : "-", name_of(verdict(row)));
        for (const std::string& note : row.notes) {
            text += "      " + note + "\n";
        }
    }
    return text;
}

std::string table_json(std::span<const Row> rows) {
    std::string text = "{\"goals\": [\n";
    for (std::size_t k = 0; k < rows.size(); ++k) {
        text += row_json(rows[k]) + (k + 1 < rows.size() ? ",\n" : "\n");
    }
    return text + "]}\n";
}

} // namespace afklar::bench
