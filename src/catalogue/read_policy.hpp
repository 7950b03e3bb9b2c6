#pragma once
/// Regimes, reforms and selectors as they are written in files.

#include <optional>
#include <string>
#include <vector>

#include <afklar/policy/policy.hpp>

#include "catalogue/reading.hpp"

namespace afklar::detail {

/// Ends of a stretch of years or weeks in a group.
inline constexpr Limits stretch_ends{0.0, 10'000.0};

/// Numbers of job centres, which are kept in 16 bits.
inline constexpr Limits centre_numbers{0.0, 65'535.0};

/// The keys of all provisions.
const std::vector<std::string>& provision_keys();

/// A value of a provision: number, place of the choice, or bits of the set.
std::optional<double> read_value(const Node& node, const ProvisionDescriptor& provision,
                                 Faults& faults);

/// All settings of a `set` table. `name` is what faults call it.
std::vector<Setting> read_settings(const Node& set, const std::string& name, Faults& faults);

/// A group of citizens: age, weeks_on_benefit, sex, target_group, barriers, region, job_centres.
Selector read_selector(const Node& table, const std::string& name, Faults& faults);

/// Regions by name, one bit each; `east` and `west` stand for several.
std::uint8_t read_regions(const Node& node, std::string_view key, Faults& faults);

/// What the heads of regimes, reforms and timelines have in common.
template <class T>
void read_common(TableReader& head, T& result) {
    result.origin = head.origin();
    result.name = head.need_text("name");
    const Node* name = head.take("name");
    if (name != nullptr && name->kind == NodeKind::text &&
        (result.name.empty() || result.name.find_first_of(".+ ") != std::string::npos)) {
        head.faults().add(name->origin, "name",
                          "'" + result.name + "' is no name: no points, pluses or blanks");
    }
    result.title = head.need_text("title");
    result.source = head.need_text("source");
    result.assumptions = head.texts("assumptions");
    result.not_represented = head.texts("not_represented");
}

/// The schema of a file and its head, `[regime]` or the like; `read_more` takes what only this kind has.
template <class T, class ReadMore>
void read_head(TableReader& file, std::string_view kind, T& result, ReadMore&& read_more) {
    check_schema(file);
    const Node* node = file.need(kind);
    if (node == nullptr) {
        return;
    }
    TableReader head{*node, "[" + std::string(kind) + "]", file.faults()};
    read_common(head, result);
    read_more(head);
    head.finish();
}

/// A fault where an end (exclusive) does not lie after its beginning.
void check_dates(const Origin& origin, const std::optional<Date>& from,
                 const std::optional<Date>& to, Faults& faults);

/// The file of a regime, which must give a source for everything it sets.
Regime read_regime(const Node& root, Faults& faults);

/// The file of a reform, which must give a source for everything it sets.
Reform read_reform(const Node& root, Faults& faults);

} // namespace afklar::detail
