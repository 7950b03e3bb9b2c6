/// The program `afklar`: finds the command.

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "catalogue/reading.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/program.hpp"

namespace {

using namespace afklar;
using cli::done;
using cli::wrong_input;

struct Command {
    std::string_view name;
    int (*run)(const std::vector<std::string>&);
    std::string_view sentence;
};

constexpr Command commands[] = {
    {"run", cli::command_run, "run every regime of a scenario and write its results"},
    {"attribute", cli::command_attribute, "which of several reforms does the work"},
    {"merge", cli::command_merge, "put the shards of one run together"},
    {"check", cli::command_check, "validate a scenario and say what would run"},
    {"list", cli::command_list, "what ships: regimes, reforms, provisions, parameters, metrics, …"},
    {"show", cli::command_show,
     "one regime, reform, parameter or metric in full; a regime --against another"},
    {"plan", cli::command_plan, "staff and team slots that keep a guarantee, and their price"},
    {"schema", cli::command_schema, "the JSON Schema of scenario files"},
    {"sensitivity", cli::command_sensitivity,
     "which parameters move a difference, where it tips, and what knowing more is worth"},
    {"trace", cli::command_trace, "one citizen's course in plain sentences"},
};

void print_help() {
    std::cout
        << "usage: afklar COMMAND …\n\n"
           "Projects how rules for job centres act on the unemployed, citizen by citizen.\n\n";
    std::vector<std::vector<std::string>> rows;
    for (const Command& command : commands) {
        rows.push_back({std::string(command.name), std::string(command.sentence)});
    }
    cli::print_columns(rows, "  ");
    std::cout
        << "\nafklar COMMAND --help says what a command takes. "
           "Exit status: 0 done, 1 failed or stopped, 2 the command line or a file is wrong, 130 "
           "stopped at once (Ctrl-C twice).\n"
           "AFKLAR_SIMD=baseline, avx2 or avx512 in the environment chooses the instruction set, "
           "which moves no result.\n";
}

int dispatch(const std::vector<std::string>& args) {
    if (args.empty() || args.front() == "--help" || args.front() == "help") {
        print_help();
        return args.empty() ? wrong_input : done;
    }
    if (args.front() == "--version") {
        std::cout << "afklar " AFKLAR_VERSION "\n";
        return done;
    }
    const auto found = std::ranges::find(commands, std::string_view(args.front()), &Command::name);
    if (found == std::end(commands)) {
        std::vector<std::string> names;
        for (const Command& command : commands) {
            names.emplace_back(command.name);
        }
        throw cli::CommandLineError("unknown command '" + args.front() + "'" +
                                    detail::hint(args.front(), names));
    }
    return found->run({args.begin() + 1, args.end()});
}

} // namespace

int main(int argc, char** argv) {
    return cli::status_of([&] {
        cli::choose_simd();
        return dispatch(std::vector<std::string>(argv + 1, argv + argc));
    });
}
