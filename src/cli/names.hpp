#pragma once
/// Names on the command line that must be one of those there are.

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include <afklar/observe/metric.hpp>

namespace afklar::cli {

/// The metric that an argument names. Errors: `CommandLineError` with the nearest key.
[[nodiscard]] const MetricDescriptor& metric_named(const std::string& argument,
                                                   const std::string& key);

/// Errors: `CommandLineError` with the nearest name, unless the name is in the list.
void require_name(const std::string& argument, const std::string& name,
                  const std::vector<std::string>& names);

/// The name, which an argument gives to one of a list of the scenario's groups, windows or regimes.
/// Errors: as `require_name`.
template <class T>
[[nodiscard]] std::string one_of(const std::string& argument, const std::string& name,
                                 const std::vector<T>& list) {
    std::vector<std::string> names;
    std::ranges::transform(list, std::back_inserter(names), &T::name);
    require_name(argument, name, names);
    return name;
}

} // namespace afklar::cli
