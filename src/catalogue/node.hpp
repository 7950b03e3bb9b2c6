#pragma once
/// A file of data as a tree in which every value knows its place; the one door to the TOML library.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/policy/policy.hpp>

namespace afklar::detail {

/// What a value is.
enum class NodeKind : std::uint8_t { text, whole, number, truth, date, other, list, table };

struct Member;

/// A value and its place.
struct Node {
    NodeKind kind = NodeKind::table;
    Origin origin{};
    std::string text{}; ///< of text, and of every other scalar as it would be written
    std::int64_t whole = 0;
    double number = 0.0; ///< of whole and other numbers
    bool truth = false;
    Date date{};
    std::vector<Node> items;
    std::vector<Member> members; ///< in the order of the file

    [[nodiscard]] const Node* find(std::string_view key) const;
};

/// A key of a table, its place and its value.
struct Member {
    std::string key;
    Origin origin{};
    Node value{};
};

/// `a whole number`, `text`, …
std::string_view kind_in_words(NodeKind kind);

/// The tree of a file. `file` is what faults call it.
/// Errors: `ScenarioError` with the one fault when it is no TOML.
Node parse_toml(std::string_view text, const std::string& file);

/// A value set from outside the file, as `--set KEY=VALUE` does.
struct Override {
    std::string argument; ///< what faults call it: `--set a.b`
    std::string path;     ///< dotted; a number is a place in a list
    std::string value;    ///< TOML
};

/// Sets one value by its path; tables on the way are made.
/// Errors: `ScenarioError` when the value is no TOML or the path leads through something else.
void override_node(Node& root, const Override& change);

/// A value as it would be written in a file.
std::string as_written(const Node& node);

} // namespace afklar::detail
