#include <afklar/catalogue/catalogue.hpp>

#include <algorithm>
#include <utility>

#include <afklar/catalogue/embedded.hpp>

#include "catalogue/read_policy.hpp"
#include "catalogue/read_timeline.hpp"

namespace afklar {

namespace {

/// Reads every embedded file below a folder.
template <class T, class Read>
std::vector<T> read_folder(std::string_view folder, Read&& read) {
    detail::Faults faults;
    std::vector<T> all;
    for (const EmbeddedFile& file : embedded_files()) {
        if (!file.path.starts_with(folder) || !file.path.ends_with(".toml")) {
            continue;
        }
        const std::string name = "scenarios/" + std::string(file.path);
        all.push_back(read(detail::parse_toml(file.text, name), faults));
        const std::string expected = std::string(folder) + all.back().name + ".toml";
        if (file.path != expected) {
            faults.add(all.back().origin, "name",
                       "'" + all.back().name + "' must be called as its file");
        }
    }
    faults.throw_if_any();
    std::ranges::sort(all, {}, &T::name);
    return all;
}

template <class T>
const T* find_named(std::span<const T> all, std::string_view name) {
    const auto at = std::ranges::find(all, name, &T::name);
    return at == all.end() ? nullptr : &*at;
}

/// The text under a key; empty when there is none.
std::string text_at(const detail::Node& table, std::string_view key) {
    const detail::Node* found = table.find(key);
    return found != nullptr ? found->text : std::string();
}

/// What a shipped timeline may name.
detail::PolicyNames shipped_names() {
    detail::PolicyNames names;
    for (const Regime& regime : shipped_regimes()) {
        names.regimes.push_back(&regime);
    }
    for (const Reform& reform : shipped_reforms()) {
        names.reforms.push_back(&reform);
    }
    return names;
}

} // namespace

std::span<const Regime> shipped_regimes() {
    static const auto all = read_folder<Regime>("regimes/", detail::read_regime);
    return all;
}

std::span<const Reform> shipped_reforms() {
    static const auto all = read_folder<Reform>("reforms/", detail::read_reform);
    return all;
}

std::span<const Timeline> shipped_timelines() {
    static const auto all =
        read_folder<Timeline>("timelines/", [names = shipped_names()](auto&& root, auto& faults) {
            return detail::read_timeline(root, names, faults);
        });
    return all;
}

const Regime* find_regime(std::string_view name) { return find_named(shipped_regimes(), name); }

std::optional<Reform> find_reform(std::string_view name) { return shipped_names().reform(name); }

const Timeline* find_timeline(std::string_view name) {
    return find_named(shipped_timelines(), name);
}

std::vector<ShippedScenario> shipped_scenarios() {
    std::vector<ShippedScenario> all;
    for (const EmbeddedFile& file : embedded_files()) {
        if (file.path.find('/') != std::string_view::npos || !file.path.ends_with(".toml")) {
            continue;
        }
        const auto root = detail::parse_toml(file.text, "scenarios/" + std::string(file.path));
        ShippedScenario scenario{std::string(file.path), text_at(root, "title")};
        if (const auto* regimes = root.find("regime"); regimes != nullptr) {
            for (const detail::Node& regime : regimes->items) {
                scenario.regimes.push_back(text_at(regime, "name"));
            }
        }
        all.push_back(std::move(scenario));
    }
    return all;
}

Reform with(Reform reform, Provision provision, double value) {
    const ProvisionDescriptor& d = describe(provision);
    if (!(value >= d.low && value <= d.high)) {
        throw Error("'" + std::string(d.key) + "' must lie between " + detail::plain(d.low) +
                    " and " + detail::plain(d.high) + ", found " + detail::plain(value));
    }
    for (Setting& setting : reform.settings) {
        if (setting.provision == provision) {
            if (setting.value != value) {
                setting.value = value;
                setting.source = "assumption: set by the caller";
            }
            return reform;
        }
    }
    throw Error("the reform '" + reform.name + "' does not set '" + std::string(d.key) + "'");
}

} // namespace afklar
