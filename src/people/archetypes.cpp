#include <afklar/people/archetypes.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <afklar/core/chance.hpp>
#include <afklar/core/error.hpp>

namespace afklar {

void ArchetypeTable::set(TargetGroup group, std::vector<Archetype> archetypes,
                         std::span<const double> weights) {
    const std::string name{name_of(group)};
    if (archetypes.size() != weights.size()) {
        throw Error("archetypes of " + name + ": " + std::to_string(archetypes.size()) + " with " +
                    std::to_string(weights.size()) + " weights");
    }
    double total = 0.0;
    std::size_t after_last = 0; // of positive weight
    for (std::size_t k = 0; k < weights.size(); ++k) {
        if (!(weights[k] >= 0.0 && std::isfinite(weights[k]))) {
            throw Error("archetypes of " + name + ": weight number " + std::to_string(k) +
                        " is negative or not finite");
        }
        total += weights[k];
        after_last = weights[k] > 0.0 ? k + 1 : after_last;
    }
    if (!(total > 0.0)) {
        throw Error("archetypes of " + name + ": no weight");
    }
    Cells cells{std::move(archetypes), std::vector<std::uint64_t>(weights.size(), Chance::one)};
    double sum = 0.0;
    for (std::size_t k = 0; k + 1 < after_last; ++k) {
        sum += weights[k];
        cells.up_to[k] = Chance{sum / total}.bits;
    }
    groups_[group] = std::move(cells);
}

const Archetype& ArchetypeTable::pick(TargetGroup group, std::uint64_t bits48) const {
    const Cells& cells = groups_[group];
    const auto found = std::upper_bound(cells.up_to.begin(), cells.up_to.end(), bits48);
    if (found == cells.up_to.end()) {
        throw Error("no archetype of " + std::string{name_of(group)} + " to pick");
    }
    return cells.archetypes[static_cast<std::size_t>(found - cells.up_to.begin())];
}

double ArchetypeTable::share(TargetGroup group, std::size_t place) const noexcept {
    const auto& up_to = groups_[group].up_to;
    const std::uint64_t before = place == 0 ? 0 : up_to[place - 1];
    return static_cast<double>(up_to[place] - before) / static_cast<double>(Chance::one);
}

} // namespace afklar
