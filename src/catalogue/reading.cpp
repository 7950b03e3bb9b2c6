#include "catalogue/reading.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <utility>

namespace afklar::detail {

void Faults::add(const Origin& origin, std::string_view key, std::string message) {
    list_.push_back(
        {origin.file, origin.line, origin.column, std::string(key), std::move(message)});
}

void Faults::throw_if_any() const {
    if (list_.empty()) {
        return;
    }
    // files in the order in which they were met, lines in order within each
    std::vector<std::string> files;
    for (const Fault& fault : list_) {
        if (std::ranges::find(files, fault.file) == files.end()) {
            files.push_back(fault.file);
        }
    }
    auto sorted = list_;
    std::ranges::stable_sort(sorted, [&](const Fault& a, const Fault& b) {
        const auto file = [&](const Fault& f) { return std::ranges::find(files, f.file); };
        return file(a) != file(b) ? file(a) < file(b)
                                  : std::pair{a.line, a.column} < std::pair{b.line, b.column};
    });
    throw ScenarioError(std::move(sorted));
}

namespace {

/// Letters to change, add, drop or swap with their neighbour.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

} // namespace

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> names) {
    std::optional<std::string> best;
    std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string& name : names) {
        const std::size_t d = distance(word, name);
        if (d < least && d < name.size()) {
            least = d;
            best = name;
        }
    }
    return best;
}

std::string hint(std::string_view word, std::span<const std::string> names) {
    if (const auto near = nearest(word, names)) {
        return "; did you mean '" + *near + "'?";
    }
    constexpr std::size_t few = 12;
    if (names.empty() || names.size() > few) {
        return {};
    }
    std::string text = "; allowed: ";
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += (i == 0 ? "" : ", ") + names[i];
    }
    return text;
}

std::string found(const Node& node) {
    switch (node.kind) {
    case NodeKind::text:
        return "text \"" + node.text + "\"";
    case NodeKind::list:
    case NodeKind::table:
        return std::string(kind_in_words(node.kind));
    case NodeKind::whole:
    case NodeKind::number:
    case NodeKind::truth:
    case NodeKind::date:
    case NodeKind::other:
        break;
    }
    return node.text;
}

std::string plain(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

namespace {
void wrong_kind(const Node& node, std::string_view key, std::string_view wanted, Faults& faults) {
    faults.add(node.origin, key,
               "'" + std::string(key) + "' must be " + std::string(wanted) + ", found " +
                   found(node));
}

void out_of_range(const Node& node, std::string_view key, Limits limits, Faults& faults) {
    faults.add(node.origin, key,
               "'" + std::string(key) + "' must lie between " + plain(limits.low) + " and " +
                   plain(limits.high) + ", found " + found(node));
}
} // namespace

std::optional<std::string> as_text(const Node& node, std::string_view key, Faults& faults) {
    if (node.kind == NodeKind::text) {
        return node.text;
    }
    wrong_kind(node, key, "text in quotes", faults);
    return std::nullopt;
}

std::optional<double> as_number(const Node& node, std::string_view key, Faults& faults) {
    if ((node.kind == NodeKind::whole || node.kind == NodeKind::number) &&
        std::isfinite(node.number)) {
        return node.number;
    }
    wrong_kind(node, key, "a number", faults);
    return std::nullopt;
}

std::optional<double> as_number(const Node& node, std::string_view key, Limits limits,
                                Faults& faults) {
    const auto value = as_number(node, key, faults);
    if (value && !(*value >= limits.low && *value <= limits.high)) {
        out_of_range(node, key, limits, faults);
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> as_whole(const Node& node, std::string_view key, Limits limits,
                                     Faults& faults) {
    if (node.kind != NodeKind::whole) {
        wrong_kind(node, key, "a whole number", faults);
        return std::nullopt;
    }
    if (!(node.number >= limits.low && node.number <= limits.high)) {
        out_of_range(node, key, limits, faults);
        return std::nullopt;
    }
    return node.whole;
}

std::optional<bool> as_truth(const Node& node, std::string_view key, Faults& faults) {
    if (node.kind == NodeKind::truth) {
        return node.truth;
    }
    wrong_kind(node, key, "true or false", faults);
    return std::nullopt;
}

std::optional<Date> as_date(const Node& node, std::string_view key, Faults& faults) {
    if (node.kind == NodeKind::date) {
        return node.date;
    }
    wrong_kind(node, key, "a date such as 2020-01-06 (without quotes)", faults);
    return std::nullopt;
}

std::vector<std::string> as_texts(const Node& node, std::string_view key, Faults& faults) {
    std::vector<std::string> texts;
    if (node.kind != NodeKind::list) {
        wrong_kind(node, key, "a list of texts", faults);
        return texts;
    }
    for (const Node& item : node.items) {
        if (auto text = as_text(item, key, faults)) {
            texts.push_back(std::move(*text));
        }
    }
    return texts;
}

std::optional<std::size_t> place_among(const Node& node, std::string_view key,
                                       std::span<const std::string> names, Faults& faults) {
    const auto text = as_text(node, key, faults);
    if (!text) {
        return std::nullopt;
    }
    const auto at = std::find(names.begin(), names.end(), *text);
    if (at == names.end()) {
        faults.add(node.origin, key,
                   "'" + *text + "' is no value of '" + std::string(key) + "'" +
                       hint(*text, names));
        return std::nullopt;
    }
    return static_cast<std::size_t>(at - names.begin());
}

TableReader::TableReader(const Node& table, std::string name, Faults& faults)
    : table_(&table), name_(std::move(name)), faults_(&faults) {
    if (table.kind != NodeKind::table) {
        wrong_kind(table, name_, "a table", faults);
    }
}

const Node* TableReader::take(std::string_view key) {
    known_.emplace_back(key);
    return table_->find(key);
}

const Node* TableReader::need(std::string_view key) {
    const Node* node = take(key);
    if (node == nullptr && table_->kind == NodeKind::table) {
        fault(key, "'" + std::string(key) + "' is missing in " + name_);
    }
    return node;
}

const Node* TableReader::take_table(std::string_view key) {
    const Node* node = take(key);
    if (node != nullptr && node->kind != NodeKind::table) {
        wrong_kind(*node, key, "a table", *faults_);
        return nullptr;
    }
    return node;
}

const Node* TableReader::need_table(std::string_view key) {
    return need(key) != nullptr ? take_table(key) : nullptr;
}

std::optional<std::string> TableReader::text(std::string_view key) {
    const Node* node = take(key);
    return node != nullptr ? as_text(*node, key, *faults_) : std::nullopt;
}

std::optional<double> TableReader::number(std::string_view key) {
    const Node* node = take(key);
    return node != nullptr ? as_number(*node, key, *faults_) : std::nullopt;
}

std::optional<std::int64_t> TableReader::whole(std::string_view key, Limits limits) {
    const Node* node = take(key);
    return node != nullptr ? as_whole(*node, key, limits, *faults_) : std::nullopt;
}

std::optional<bool> TableReader::truth(std::string_view key) {
    const Node* node = take(key);
    return node != nullptr ? as_truth(*node, key, *faults_) : std::nullopt;
}

std::optional<Date> TableReader::date(std::string_view key) {
    const Node* node = take(key);
    return node != nullptr ? as_date(*node, key, *faults_) : std::nullopt;
}

std::vector<std::string> TableReader::texts(std::string_view key) {
    const Node* node = take(key);
    return node != nullptr ? as_texts(*node, key, *faults_) : std::vector<std::string>{};
}

std::string TableReader::need_text(std::string_view key) {
    const Node* node = need(key);
    return node != nullptr ? as_text(*node, key, *faults_).value_or("") : std::string{};
}

double TableReader::need_number(std::string_view key) {
    const Node* node = need(key);
    return node != nullptr ? as_number(*node, key, *faults_).value_or(0.0) : 0.0;
}

std::optional<std::size_t> TableReader::choice_of(std::string_view key,
                                                  std::span<const std::string> names) {
    const Node* node = take(key);
    return node != nullptr ? place_among(*node, key, names, *faults_) : std::nullopt;
}

void TableReader::fault(std::string_view key, std::string message) {
    faults_->add(table_->origin, key, std::move(message));
}

void TableReader::finish() {
    for (const Member& member : table_->members) {
        if (std::ranges::find(known_, member.key) == known_.end()) {
            faults_->add(member.origin, member.key,
                         "unknown key '" + member.key + "' in " + name_ + hint(member.key, known_));
        }
    }
}

void check_schema(TableReader& root) {
    const Node* node = root.need("schema");
    if (node != nullptr && (node->kind != NodeKind::whole || node->whole != 1)) {
        root.faults().add(node->origin, "schema", "'schema' must be 1, found " + found(*node));
    }
}

} // namespace afklar::detail
