#include <iostream>

#include <afklar/scenario/schema.hpp>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"

namespace afklar::cli {

int command_schema(const std::vector<std::string>& args) {
    Arguments arguments{"schema", "The JSON Schema of scenario files."};
    if (arguments.read(args)) {
        std::cout << scenario_schema() << '\n';
    }
    return 0;
}

} // namespace afklar::cli
