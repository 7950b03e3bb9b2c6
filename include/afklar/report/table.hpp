#pragma once
/// The printed table: at most eight headline metrics, the baseline's levels, and what each other regime
/// changes.

#include <cstddef>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/experiment/precision.hpp>
#include <afklar/experiment/result.hpp>

namespace afklar {

/// How the table is laid out.
struct TableOptions {
    std::string title{};
    std::vector<Metric> headline{}; ///< at most eight; empty: the default
    std::size_t width = 0;          ///< of the terminal; wider tables are parted. 0: no limit
    std::string files{};            ///< where the files are; empty: nowhere
    std::string group = "all";      ///< of the comparison
    std::string window = "all";     ///< metrics of durations know only `all`
};

/// The table in UTF-8. Differences stand with the 5 to 95 % range over parameter draws, below 40 draws
/// with the 95 % interval by chance alone; `≈ 0` where that holds zero, `?` where more than half of the
/// effect rests on judgement.
/// Errors: `Error` for more than eight metrics or one that compares regimes.
[[nodiscard]] std::string headline_table(const Result& result, const TableOptions& options = {});

/// The keys as metrics. Errors: `Error` naming one that there is not.
[[nodiscard]] std::vector<Metric> metrics_named(std::span<const std::string> keys);

/// One estimate in a line.
[[nodiscard]] std::string to_text(const SummaryEstimate& summary);
[[nodiscard]] std::string to_text(const PairedEstimate& paired);
/// How precisely the differences of a metric are known, and after how many units.
[[nodiscard]] std::string to_text(const Attained& attained);

/// Prints a line, or the whole table.
void print(const SummaryEstimate& summary, std::FILE* to = stdout);
void print(const PairedEstimate& paired, std::FILE* to = stdout);
void print(const Result& result, std::FILE* to = stdout);

} // namespace afklar
