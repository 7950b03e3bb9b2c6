#pragma once
/// Strict reading: every key is asked for by name, everything wrong is collected with its place.

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/core/enum.hpp>
#include <afklar/core/error.hpp>

#include "catalogue/node.hpp"

namespace afklar::detail {

/// Everything that is wrong, in the order in which it was found.
class Faults {
public:
    void add(const Origin& origin, std::string_view key, std::string message);
    void add(Fault fault) { list_.push_back(std::move(fault)); }
    [[nodiscard]] bool empty() const noexcept { return list_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return list_.size(); }
    /// Errors: `ScenarioError` with all of them, by file and line, when there are any.
    void throw_if_any() const;

private:
    std::vector<Fault> list_;
};

/// The nearest of the names by edit distance, if one is near enough to be meant.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> names);

/// `; did you mean 'x'?`, or the allowed names when they are few, or nothing.
std::string hint(std::string_view word, std::span<const std::string> names);

/// All names of an enumeration.
template <NamedEnum E>
std::vector<std::string> all_names() {
    std::vector<std::string> names;
    for_each_value<E>([&](E value) { names.emplace_back(name_of(value)); });
    return names;
}

/// A range of numbers, ends included.
struct Limits {
    double low;
    double high;
};

/// What stands there, as a fault quotes it: `text "abc"`, `4`, `a list`.
std::string found(const Node& node);

std::optional<std::string> as_text(const Node& node, std::string_view key, Faults& faults);
std::optional<double> as_number(const Node& node, std::string_view key, Faults& faults);
std::optional<double> as_number(const Node& node, std::string_view key, Limits limits,
                                Faults& faults);
std::optional<std::int64_t> as_whole(const Node& node, std::string_view key, Limits limits,
                                     Faults& faults);
std::optional<bool> as_truth(const Node& node, std::string_view key, Faults& faults);
std::optional<Date> as_date(const Node& node, std::string_view key, Faults& faults);
std::vector<std::string> as_texts(const Node& node, std::string_view key, Faults& faults);

/// A number in words without trailing zeros.
std::string plain(double value);

/// A table whose keys are taken one by one; `finish` says which were left over.
class TableReader {
public:
    /// `name` is what faults call the table: `[population]`.
    TableReader(const Node& table, std::string name, Faults& faults);

    [[nodiscard]] const Origin& origin() const noexcept { return table_->origin; }
    [[nodiscard]] Faults& faults() const noexcept { return *faults_; }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }

    /// The value of a key, or nothing.
    const Node* take(std::string_view key);
    /// The same; a fault when it is missing.
    const Node* need(std::string_view key);
    /// A table below, or nothing.
    const Node* take_table(std::string_view key);
    /// The same; a fault when it is missing.
    const Node* need_table(std::string_view key);

    std::optional<std::string> text(std::string_view key);
    std::optional<double> number(std::string_view key);
    std::optional<std::int64_t> whole(std::string_view key, Limits limits);
    std::optional<bool> truth(std::string_view key);
    std::optional<Date> date(std::string_view key);
    std::vector<std::string> texts(std::string_view key);
    std::string need_text(std::string_view key);
    double need_number(std::string_view key);

    /// One value of an enumeration by name.
    template <NamedEnum E>
    std::optional<E> choice(std::string_view key) {
        const auto names = all_names<E>();
        const auto place = choice_of(key, names);
        return place ? std::optional<E>(static_cast<E>(*place)) : std::nullopt;
    }

    void fault(std::string_view key, std::string message);
    /// Faults for every key that nobody asked for.
    void finish();

private:
    std::optional<std::size_t> choice_of(std::string_view key, std::span<const std::string> names);

    const Node* table_;
    std::string name_;
    Faults* faults_;
    std::vector<std::string> known_;
};

/// The place of a text among names; a fault with the nearest one when it is none of them.
std::optional<std::size_t> place_among(const Node& node, std::string_view key,
                                       std::span<const std::string> names, Faults& faults);

/// Faults unless the file says `schema = 1`.
void check_schema(TableReader& root);

} // namespace afklar::detail
