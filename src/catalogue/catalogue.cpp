#include <afklar/catalogue/catalogue.hpp>

#include <algorithm>
#include <utility>

#include <afklar/catalogue/embedded.hpp>
#include <afklar/catalogue/reforms.hpp>
#include <afklar/catalogue/regimes.hpp>

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

} // namespace

namespace {

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

namespace {

const Regime& regime(std::string_view name) {
    const Regime* found = find_regime(name);
    if (found == nullptr) {
        throw Error("no shipped regime is called '" + std::string(name) + "'");
    }
    return *found;
}

Reform reform(std::string_view name) {
    auto found = find_reform(name);
    if (!found) {
        throw Error("no shipped reform is called '" + std::string(name) + "'");
    }
    return *std::move(found);
}

} // namespace

namespace regimes {
Policy full_obligations() { return regime("full_obligations"); }
Policy covid_suspension() { return regime("covid_suspension"); }
} // namespace regimes

namespace reforms {

Reform ds1_cross_disciplinary_unit() { return reform("ds1_cross_disciplinary_unit"); }
Reform ds1_cross_disciplinary_unit(int least_barriers) {
    return with(ds1_cross_disciplinary_unit(), Provision::unit_least_barriers, least_barriers);
}

Reform ds2_development_flex_job() { return reform("ds2_development_flex_job"); }
Reform ds2_development_flex_job(Weeks after) {
    return with(ds2_development_flex_job(), Provision::development_flex_job_after, after.value);
}

Reform ds3_clarification_guarantee() { return reform("ds3_clarification_guarantee"); }
Reform ds3_clarification_guarantee(Weeks limit) {
    return with(ds3_clarification_guarantee(), Provision::guarantee, limit.value);
}

Reform ds4_own_health_assessment() { return reform("ds4_own_health_assessment"); }

Reform ds5_social_work_degree() { return reform("ds5_social_work_degree"); }
Reform ds5_social_work_degree(double share) {
    return with(ds5_social_work_degree(), Provision::degree_share, share);
}

Reform ds6_caseload_cap() { return reform("ds6_caseload_cap"); }
Reform ds6_caseload_cap(int cap) { return with(ds6_caseload_cap(), Provision::caseload_cap, cap); }

Reform ds6_caseload_cap_no_money() { return reform("ds6_caseload_cap_no_money"); }
Reform ds6_caseload_cap_no_money(int cap) {
    return with(ds6_caseload_cap_no_money(), Provision::caseload_cap, cap);
}

Reform ds7_outcome_steering() { return reform("ds7_outcome_steering"); }
Reform ds7_outcome_steering(double documentation_factor) {
    return with(ds7_outcome_steering(), Provision::documentation_factor, documentation_factor);
}

} // namespace reforms

} // namespace afklar
