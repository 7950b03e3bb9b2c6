#pragma once
/// The reforms of a policy by name, and the policy without some of them.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <afklar/policy/policy.hpp>

namespace afklar::detail {

/// The names of all reforms of a policy, each once, in the order in which they are met.
inline std::vector<std::string> reforms_of(const Policy& policy) {
    std::vector<std::string> names;
    for (const TimelineEntry& entry : policy.entries()) {
        for (const Reform& reform : entry.reforms) {
            if (std::ranges::find(names, reform.name) == names.end()) {
                names.push_back(reform.name);
            }
        }
    }
    return names;
}

inline bool is_among(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

/// The policy without the named reforms; an entry that held nothing else goes too.
inline Policy without(const Policy& policy, const std::vector<std::string>& left_out) {
    std::vector<TimelineEntry> entries;
    for (TimelineEntry entry : policy.entries()) {
        std::erase_if(entry.reforms,
                      [&](const Reform& reform) { return is_among(left_out, reform.name); });
        if (entry.regime || !entry.reforms.empty()) {
            entries.push_back(std::move(entry));
        }
    }
    std::vector<std::string> holds = policy.holds();
    std::erase_if(holds, [&](const std::string& name) { return is_among(left_out, name); });
    return Policy(std::move(entries)).holding(std::move(holds));
}

} // namespace afklar::detail
