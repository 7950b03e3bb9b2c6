#include <afklar/catalogue/evidence.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

#include <afklar/catalogue/embedded.hpp>

#include "catalogue/csv_rows.hpp"

namespace afklar {

namespace {

std::vector<EvidenceRow> read_rows() {
    std::vector<EvidenceRow> all;
    for (const EmbeddedFile& file : embedded_files()) {
        if (!file.path.starts_with("evidence/")) {
            continue;
        }
        const auto rows = detail::csv_rows(file.text);
        const auto& header = rows.front().cells;
        for (std::size_t r = 1; r < rows.size(); ++r) {
            EvidenceRow row{rows[r].cells.front()};
            for (std::size_t c = 1; c < std::min(header.size(), rows[r].cells.size()); ++c) {
                row.columns.emplace_back(header[c], rows[r].cells[c]);
            }
            all.push_back(std::move(row));
        }
    }
    std::ranges::sort(all, {}, &EvidenceRow::id);
    return all;
}

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// A number such as `L035` that begins at a place; empty when none does.
std::string_view id_at(std::string_view text, std::size_t place) {
    constexpr std::string_view tables = "SLDE";
    const bool begins =
        place == 0 || std::isalnum(static_cast<unsigned char>(text[place - 1])) == 0;
    std::size_t end = place + 1;
    while (end < text.size() && is_digit(text[end])) {
        ++end;
    }
    const bool is_id =
        begins && tables.find(text[place]) != std::string_view::npos && end > place + 2;
    return is_id ? text.substr(place, end - place) : std::string_view{};
}

int number_of(std::string_view id) {
    int number = 0;
    std::from_chars(id.data() + 1, id.data() + id.size(), number);
    return number;
}

} // namespace

std::string_view EvidenceRow::at(std::string_view column) const noexcept {
    const auto found = std::ranges::find(
        columns, column, [](const auto& cell) { return std::string_view(cell.first); });
    return found == columns.end() ? std::string_view{} : found->second;
}

std::span<const EvidenceRow> evidence_rows() {
    static const auto all = read_rows();
    return all;
}

const EvidenceRow* find_evidence(std::string_view id) {
    const auto all = evidence_rows();
    const auto found = std::ranges::lower_bound(all, id, {}, &EvidenceRow::id);
    return found != all.end() && found->id == id ? &*found : nullptr;
}

std::vector<const EvidenceRow*> evidence_in(std::string_view source) {
    std::vector<const EvidenceRow*> rows;
    const auto add = [&rows](std::string_view id) {
        const EvidenceRow* row = find_evidence(id);
        if (row != nullptr && std::ranges::find(rows, row) == rows.end()) {
            rows.push_back(row);
        }
    };
    std::string_view last; // what a dash would go on from
    for (std::size_t i = 0; i < source.size(); ++i) {
        const std::string_view id = id_at(source, i);
        if (id.empty()) {
            continue;
        }
        const bool range = !last.empty() && i > 0 && source[i - 1] == '-' && last[0] == id[0];
        const int first = range ? number_of(last) + 1 : number_of(id);
        for (int n = first; n <= number_of(id); ++n) {
            add(fmt::format("{}{:0{}}", id[0], n, id.size() - 1));
        }
        last = id;
        i += id.size() - 1;
    }
    return rows;
}

} // namespace afklar
