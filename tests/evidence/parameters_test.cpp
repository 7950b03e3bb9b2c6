#include <afklar/evidence/parameters.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include <support/catch.hpp>
#include <support/denmark.hpp>

using namespace afklar;

TEST_CASE("every parameter of the model stands in the file, and the reverse", "[parameters]") {
    std::set<std::string> in_model;
    for (const std::string_view key : parameter_keys()) {
        CHECK(in_model.insert(std::string{key}).second);
    }
    std::set<std::string> in_file;
    const toml::table file = test::parameter_file();
    for (const auto& [group, node] : file) {
        if (const auto* parameters = node.as_table()) {
            for (const auto& [name, parameter] : *parameters) {
                in_file.insert(std::string{group.str()} + '.' + std::string{name.str()});
            }
        }
    }
    std::set<std::string> difference;
    std::set_symmetric_difference(in_model.begin(), in_model.end(), in_file.begin(), in_file.end(),
                                  std::inserter(difference, difference.end()));
    const std::set<std::string> none;
    CHECK(difference == none);
    CHECK(sizeof(Parameters) == in_model.size() * sizeof(double));
}

TEST_CASE("values are reached by their place", "[parameters]") {
    Parameters parameters;
    const auto keys = parameter_keys();
    for (std::size_t k = 0; k < keys.size(); ++k) {
        value_of(parameters, k) = static_cast<double>(k) + 0.5;
    }
    for (std::size_t k = 0; k < keys.size(); ++k) {
        const Parameters& constant = parameters;
        CHECK(value_of(constant, k) == static_cast<double>(k) + 0.5);
    }
    const auto at = [&](std::string_view key) {
        return static_cast<std::size_t>(std::find(keys.begin(), keys.end(), key) - keys.begin());
    };
    CHECK(value_of(parameters, at("population.death")) == parameters.population.death);
    CHECK(value_of(parameters, at("team.slots_week")) == parameters.team.slots_week);
    CHECK(value_of(parameters, at("ordinary_hours.job")) == parameters.ordinary_hours.job);
    CHECK_THROWS_AS(value_of(parameters, keys.size()), std::out_of_range);
}
