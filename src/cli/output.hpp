#pragma once
/// What all commands print alike: aligned columns, headings, faults.

#include <string>
#include <string_view>
#include <vector>

#include <afklar/core/error.hpp>
#include <afklar/scenario/scenario.hpp>

#include "cli/command_line.hpp"

namespace afklar::cli {

/// Prints rows with their columns aligned; trailing blanks are left out.
void print_columns(const std::vector<std::vector<std::string>>& rows, std::string_view indent = "");

/// A heading; bold on a terminal unless NO_COLOR is set.
void print_heading(std::string_view text);

/// All faults to standard error, and how many there are.
void print_faults(const std::vector<Fault>& faults);

/// A list of sentences under a heading; nothing when it is empty.
void print_sentences(std::string_view heading, const std::vector<std::string>& sentences);

/// The arguments by which a command changes a scenario: --set, --seed, --draws, --replicates.
void add_overrides(Arguments& arguments);
ScenarioOverrides overrides_of(const Arguments& arguments);

/// Columns of the terminal on standard output; 0: it is none.
std::size_t terminal_width();

/// `10,000`.
std::string with_commas(long long number);

} // namespace afklar::cli
