#pragma once

/// The state of a whole simulation, to be compared.

#include <string>
#include <utility>
#include <vector>

#include <afklar/simulation/simulation.hpp>

#include <support/small_centre.hpp>

namespace afklar::test {

inline void go_to(Simulation& simulation, Week week) {
    while (simulation.week() < week) {
        simulation.step();
    }
}

/// Everything about the citizens of all centres. What rules and groups hold for those who are not
/// there is found out again only when somebody asks, so it is left out.
inline std::vector<std::vector<std::string>> state_of(const Simulation& simulation) {
    std::vector<std::vector<std::string>> state;
    for (std::size_t k = 0; k < simulation.centres(); ++k) {
        std::vector<std::string> columns = columns_of(simulation.citizens(k));
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const std::string name = column_names.at(c);
            if (name == "row" || name == "cell") {
                columns[c].clear();
            }
        }
        state.push_back(std::move(columns));
    }
    return state;
}

} // namespace afklar::test
