#include <afklar/experiment/layout.hpp>

#include <algorithm>

#include <afklar/core/error.hpp>

namespace afklar {

std::vector<Group> groups_of(const ProjectionSpec& spec) {
    std::vector<Group> groups = spec.groups;
    if (std::ranges::find(groups, "all", &Group::name) == groups.end()) {
        groups.insert(groups.begin(), Group{"all", Selector{}});
    }
    return groups;
}

std::vector<Window> windows_of(const ProjectionSpec& spec) {
    std::vector<Window> windows = {{"all", 0, spec.horizon.value}};
    for (const Window& window : spec.windows) {
        if (window.from < 0 || window.to <= window.from || window.to > spec.horizon.value) {
            throw Error("window '" + window.name + "': weeks " + std::to_string(window.from) +
                        " to " + std::to_string(window.to) + " are not within the horizon of " +
                        std::to_string(spec.horizon.value) + " weeks");
        }
        if (window.name != "all") {
            windows.push_back(window);
        }
    }
    return windows;
}

std::size_t regime_named(const ProjectionSpec& spec, std::string_view name) {
    const auto found = std::ranges::find(spec.regimes, name, &NamedPolicy::name);
    if (found == spec.regimes.end()) {
        std::string known;
        for (const NamedPolicy& regime : spec.regimes) {
            known += (known.empty() ? "'" : ", '") + regime.name + "'";
        }
        throw Error("no regime is called '" + std::string(name) + "'; there is " + known);
    }
    return static_cast<std::size_t>(found - spec.regimes.begin());
}

std::size_t baseline_of(const ProjectionSpec& spec) {
    if (spec.regimes.empty()) {
        throw Error("a projection needs at least one regime");
    }
    return spec.baseline.empty() ? 0 : regime_named(spec, spec.baseline);
}

std::string_view library_version() noexcept { return AFKLAR_VERSION; }

PolicyWeeks policy_weeks(const ProjectionSpec& spec) {
    const int burn_in = spec.burn_in.value;
    return {monday_of(spec.start, -burn_in), burn_in + spec.horizon.value, burn_in};
}

} // namespace afklar
