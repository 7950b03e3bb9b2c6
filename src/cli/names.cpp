#include "cli/names.hpp"

#include "catalogue/reading.hpp"
#include "cli/command_line.hpp"

namespace afklar::cli {

const MetricDescriptor& metric_named(const std::string& argument, const std::string& key) {
    if (const MetricDescriptor* metric = find_metric(key)) {
        return *metric;
    }
    std::vector<std::string> keys;
    for (const MetricDescriptor& metric : metrics()) {
        keys.emplace_back(metric.key);
    }
    throw CommandLineError("'" + argument + "': unknown metric '" + key + "'" +
                           detail::hint(key, keys) + " (afklar list metrics)");
}

void require_name(const std::string& argument, const std::string& name,
                  const std::vector<std::string>& names) {
    if (std::ranges::find(names, name) == names.end()) {
        throw CommandLineError("'" + argument + "': the scenario has no '" + name + "'" +
                               detail::hint(name, names));
    }
}

} // namespace afklar::cli
