#pragma once

/// The shipped numbers for tests of the lower floors, read without the library's own readers: central
/// parameters and the published margins. Link with tomlplusplus::tomlplusplus.

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include <afklar/catalogue/embedded.hpp>
#include <afklar/evidence/parameters.hpp>
#include <afklar/experiment/population.hpp>

namespace afklar::test {

/// The shipped parameter file as a table.
inline toml::table parameter_file() {
    return toml::parse(embedded_file("parameters/denmark.toml"));
}

/// Central values.
inline Parameters central_parameters() {
    const toml::table file = parameter_file();
    Parameters parameters;
    std::size_t place = 0;
    for (const std::string_view key : parameter_keys()) {
        const auto value = file.at_path(key)["value"].value<double>();
        if (!value) {
            throw std::runtime_error("no value of " + std::string{key});
        }
        value_of(parameters, place++) = *value;
    }
    return parameters;
}

inline PublishedMargin margin_of(const toml::table& table) {
    PublishedMargin margin;
    for (const toml::node& name : *table["dimensions"].as_array()) {
        margin.dimensions.push_back(*value_named<Dimension>(*name.value<std::string_view>()));
    }
    if (const auto* within = table["within"].as_table()) {
        for (const auto& [key, value] : *within) {
            margin.within.emplace(*value_named<Dimension>(key.str()), *value.value<std::string>());
        }
    }
    for (const auto& [category, share] : *table["shares"].as_table()) {
        margin.shares.emplace_back(std::string{category.str()}, *share.value<double>());
    }
    margin.from_parameter = table["from_parameter"].value_or(std::string{});
    return margin;
}

/// The margins of the shipped population.
inline Margins denmark_margins() {
    const toml::table file = toml::parse(embedded_file("population/denmark-2019.toml"));
    Margins margins;
    margins.total = *file.at_path("total.persons").value<double>();
    for (const toml::node& node : *file["margin"].as_array()) {
        margins.margins.push_back(margin_of(*node.as_table()));
    }
    for (const toml::node& node : *file["entry"].as_array()) {
        margins.entry.push_back(margin_of(*node.as_table()));
    }
    for (const toml::node& node : *file["seed"].as_array()) {
        const toml::table& pair = *node.as_table();
        margins.pairs.push_back({*value_named<Barrier>(*pair["pair"][0].value<std::string_view>()),
                                 *value_named<Barrier>(*pair["pair"][1].value<std::string_view>()),
                                 *pair["odds_ratio"].value<double>(),
                                 {}});
    }
    for (const toml::node& node : *file["history"].as_array()) {
        const toml::table& fact = *node.as_table();
        margins.history.push_back({*fact["name"].value<std::string>(),
                                   *fact.at_path("within.target_group").value<std::string>(),
                                   *fact["window_years"].value<double>(),
                                   *fact["at_least_years"].value<double>(),
                                   *fact["age_from"].value<double>(),
                                   *fact["share"].value<double>(),
                                   {}});
    }
    margins.age_bands = {{"25_29", 25, 29},
                         {"30_39", 30, 39},
                         {"40_49", 40, 49},
                         {"50_59", 50, 59},
                         {"60_66", 60, 66}};
    margins.job_centres = *file.at_path("job_centres.count").value<int>();
    margins.job_centre_log_sd = *file.at_path("job_centres.log_sd").value<double>();
    for_each_value<Region>([&](Region region) {
        margins.centres_by_region[region] =
            *file["job_centres"]["by_region"]["centres"][name_of(region)].value<double>();
    });
    return margins;
}

} // namespace afklar::test
