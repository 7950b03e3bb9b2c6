#include "catalogue/csv_rows.hpp"

#include <utility>

namespace afklar::detail {

std::vector<CsvRow> csv_rows(std::string_view text) {
    std::vector<CsvRow> rows;
    CsvRow row{1, {""}};
    int line = 1;
    bool quoted = false;
    const auto end_row = [&] {
        if (row.cells.size() > 1 || !row.cells.front().empty()) {
            rows.push_back(std::move(row));
        }
        row = {line, {""}};
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        line += c == '\n' ? 1 : 0;
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            row.cells.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
            row.cells.back() += c;
        } else if (c == ',') {
            row.cells.emplace_back();
        } else if (c == '\n') {
            end_row();
        }
    }
    end_row();
    return rows;
}

} // namespace afklar::detail
