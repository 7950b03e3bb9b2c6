#include <iostream>

#include <boost/json.hpp>

#include "cli/catalogue_rows.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"

namespace afklar::cli {

namespace {

/// One object with the plural as its key, a row a line.
void print_json(const Listing& list) {
    std::cout << "{" << boost::json::serialize(boost::json::string(list.plural)) << ": [";
    const char* separator = "\n";
    for (const auto& row : list.rows) {
        std::cout << separator << boost::json::serialize(row);
        separator = ",\n";
    }
    std::cout << (list.rows.empty() ? "" : "\n") << "]}\n";
}

void print_text(const Listing& list) {
    std::vector<std::vector<std::string>> rows{list.columns};
    for (const auto& row : list.rows) {
        std::vector<std::string> cells;
        for (const std::string& column : list.columns) {
            cells.push_back(cell(row.at(column)));
        }
        rows.push_back(std::move(cells));
    }
    if (list.rows.empty()) {
        std::cerr << "no " << list.plural << " ship\n";
        return;
    }
    print_columns(rows);
}

} // namespace

int command_list(const std::vector<std::string>& args) {
    std::string kinds;
    for (const std::string& name : listing_names()) {
        kinds += (kinds.empty() ? "" : "|") + name;
    }
    Arguments arguments{"list " + kinds + " [--json]", "Lists what ships."};
    arguments.word({"KIND", "", "What to list."})
        .flag({"json", "", "As JSON, with everything known."});
    if (!arguments.read(args)) {
        return 0;
    }
    const Listing list = listing_of(arguments.needed("KIND"));
    if (arguments.has("json")) {
        print_json(list);
    } else {
        print_text(list);
    }
    return 0;
}

} // namespace afklar::cli
