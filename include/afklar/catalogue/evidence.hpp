#pragma once
/// The rows of evidence that parameters and rules name: S what the founding texts say, L law, D data,
/// E measured effects.

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace afklar {

/// One row: its number and what its table says, by column.
struct EvidenceRow {
    std::string id; ///< `L035`
    std::vector<std::pair<std::string, std::string>> columns{};

    /// What stands in a column; empty when there is none.
    [[nodiscard]] std::string_view at(std::string_view column) const noexcept;
};

/// Every shipped row, by number.
[[nodiscard]] std::span<const EvidenceRow> evidence_rows();

/// The row of that number; null when there is none.
[[nodiscard]] const EvidenceRow* find_evidence(std::string_view id);

/// The rows that a source names, each once and in its order: `L035; S13` names two, `L001-L003` three.
/// Those that do not ship are left out.
[[nodiscard]] std::vector<const EvidenceRow*> evidence_in(std::string_view source);

} // namespace afklar
