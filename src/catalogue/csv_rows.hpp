#pragma once
/// Tables of text by RFC 4180.

#include <string>
#include <string_view>
#include <vector>

namespace afklar::detail {

/// One line of a table, which may span several lines of the file.
struct CsvRow {
    int line = 0;
    std::vector<std::string> cells;
};

/// Splits a text; empty lines are left out.
std::vector<CsvRow> csv_rows(std::string_view text);

} // namespace afklar::detail
