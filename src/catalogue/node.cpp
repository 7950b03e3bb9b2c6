#include "catalogue/node.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>
#include <utility>

#include <toml++/toml.h>

#include <afklar/core/error.hpp>

namespace afklar::detail {

const Node* Node::find(std::string_view key) const {
    const auto found = std::ranges::find(members, key, &Member::key);
    return found == members.end() ? nullptr : &found->value;
}

std::string_view kind_in_words(NodeKind kind) {
    switch (kind) {
    case NodeKind::text:
        return "text";
    case NodeKind::whole:
        return "a whole number";
    case NodeKind::number:
        return "a number";
    case NodeKind::truth:
        return "true or false";
    case NodeKind::date:
        return "a date";
    case NodeKind::list:
        return "a list";
    case NodeKind::table:
        return "a table";
    case NodeKind::other:
        break;
    }
    return "something else";
}

namespace {

Origin origin_of(const toml::source_region& region, const std::string& file) {
    return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

std::string number_text(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

/// What was found, as a fault quotes it.
void read_scalar(Node& node, const toml::node& value) {
    if (const auto* s = value.as_string()) {
        node.kind = NodeKind::text;
        node.text = s->get();
    } else if (const auto* i = value.as_integer()) {
        node.kind = NodeKind::whole;
        node.whole = i->get();
        node.number = static_cast<double>(i->get());
        node.text = std::to_string(i->get());
    } else if (const auto* f = value.as_floating_point()) {
        node.kind = NodeKind::number;
        node.number = f->get();
        node.text = number_text(f->get());
    } else if (const auto* b = value.as_boolean()) {
        node.kind = NodeKind::truth;
        node.truth = b->get();
        node.text = b->get() ? "true" : "false";
    } else if (const auto* d = value.as_date()) {
        node.kind = NodeKind::date;
        const toml::date& day = d->get();
        node.date =
            std::chrono::sys_days{std::chrono::year{day.year} / std::chrono::month{day.month} /
                                  std::chrono::day{day.day}};
        node.text = iso(node.date);
    } else {
        node.kind = NodeKind::other;
        node.text = "a time of day";
    }
}

Node convert(const toml::node& value, const std::string& file) {
    Node node;
    node.origin = origin_of(value.source(), file);
    if (const auto* table = value.as_table()) {
        node.kind = NodeKind::table;
        for (const auto& [key, child] : *table) {
            node.members.push_back(
                {std::string(key.str()), origin_of(key.source(), file), convert(child, file)});
        }
        std::ranges::stable_sort(node.members, {}, [](const Member& m) {
            return std::pair{m.origin.line, m.origin.column};
        });
    } else if (const auto* list = value.as_array()) {
        node.kind = NodeKind::list;
        for (const toml::node& child : *list) {
            node.items.push_back(convert(child, file));
        }
    } else {
        read_scalar(node, value);
    }
    return node;
}

/// Everything below a node stands where the whole stands: on the command line.
void move_to(Node& node, const Origin& origin) {
    node.origin = origin;
    for (Node& item : node.items) {
        move_to(item, origin);
    }
    for (Member& member : node.members) {
        member.origin = origin;
        move_to(member.value, origin);
    }
}

[[noreturn]] void refuse(const Origin& origin, std::string_view key, std::string message) {
    throw ScenarioError({{origin.file, 0, 0, std::string(key), std::move(message)}});
}

/// The child of that name, made when it is not there; of a list, the item of that number.
Node& child_of(Node& parent, const std::string& key, const Origin& origin) {
    if (parent.kind == NodeKind::list) {
        const bool number = !key.empty() && key.size() < 6 &&
                            std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; });
        const std::size_t place = number ? std::stoul(key) : parent.items.size();
        if (place >= parent.items.size()) {
            refuse(origin, key,
                   "'" + key + "' is no place in a list of " + std::to_string(parent.items.size()) +
                       "; places count from 0");
        }
        return parent.items[place];
    }
    if (parent.kind != NodeKind::table) {
        refuse(origin, key,
               "'" + key + "' stands below " + std::string(kind_in_words(parent.kind)));
    }
    const auto found = std::ranges::find(parent.members, key, &Member::key);
    if (found != parent.members.end()) {
        return found->value;
    }
    Node made;
    made.origin = origin;
    parent.members.push_back({key, origin, std::move(made)});
    return parent.members.back().value;
}

} // namespace

Node parse_toml(std::string_view text, const std::string& file) {
    try {
        const toml::table table = toml::parse(text, file);
        return convert(table, file);
    } catch (const toml::parse_error& error) {
        const Origin origin = origin_of(error.source(), file);
        throw ScenarioError({{file, origin.line, origin.column, "",
                              "no TOML: " + std::string(error.description())}});
    }
}

void override_node(Node& root, const Override& change) {
    const Origin origin{change.argument, 0, 0};
    const std::string& path = change.path;
    Node parsed;
    try {
        parsed = parse_toml("value = " + change.value, origin.file);
    } catch (const ScenarioError&) {
        refuse(origin, path,
               "'" + change.value +
                   "' is no TOML value; write a number, a date, or text in quotes: --set '" + path +
                   "=\"" + change.value + "\"'");
    }
    if (parsed.members.size() != 1 || path.empty()) {
        refuse(origin, path, "write --set KEY=VALUE with one value");
    }
    Node* at = &root;
    std::size_t from = 0;
    while (from <= path.size()) {
        const std::size_t dot = std::min(path.find('.', from), path.size());
        at = &child_of(*at, path.substr(from, dot - from), origin);
        from = dot + 1;
    }
    *at = std::move(parsed.members.front().value);
    move_to(*at, origin);
}

std::string as_written(const Node& node) {
    std::string text;
    switch (node.kind) {
    case NodeKind::text:
        return "\"" + node.text + "\"";
    case NodeKind::list:
        for (const Node& item : node.items) {
            text += (text.empty() ? "" : ", ") + as_written(item);
        }
        return "[" + text + "]";
    case NodeKind::table:
        for (const Member& member : node.members) {
            text += (text.empty() ? "" : ", ") + member.key + " = " + as_written(member.value);
        }
        return "{ " + text + " }";
    case NodeKind::whole:
    case NodeKind::number:
    case NodeKind::truth:
    case NodeKind::date:
    case NodeKind::other:
        break;
    }
    return node.text;
}

} // namespace afklar::detail
