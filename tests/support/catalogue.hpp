#pragma once

/// Names of what ships beside names of values, so that a test sees a file that was given no value.

#include <map>
#include <set>
#include <span>
#include <string>

namespace afklar::test {

/// The names of shipped regimes, reforms or timelines.
template <class T>
std::set<std::string> names_of(std::span<const T> shipped) {
    std::set<std::string> names;
    for (const T& one : shipped) {
        names.insert(one.name);
    }
    return names;
}

/// The names that a test gives to values.
template <class T>
std::set<std::string> names_of(const std::map<std::string, T>& values) {
    std::set<std::string> names;
    for (const auto& [name, value] : values) {
        names.insert(name);
    }
    return names;
}

} // namespace afklar::test
