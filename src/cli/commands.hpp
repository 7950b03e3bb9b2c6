#pragma once
/// The commands of the program; each takes the words after its name and gives the exit status.

#include <string>
#include <vector>

namespace afklar::cli {

int command_run(const std::vector<std::string>& args);
int command_check(const std::vector<std::string>& args);
int command_list(const std::vector<std::string>& args);
int command_merge(const std::vector<std::string>& args);
int command_plan(const std::vector<std::string>& args);
int command_show(const std::vector<std::string>& args);
int command_schema(const std::vector<std::string>& args);
int command_attribute(const std::vector<std::string>& args);
int command_sensitivity(const std::vector<std::string>& args);
int command_trace(const std::vector<std::string>& args);

} // namespace afklar::cli
