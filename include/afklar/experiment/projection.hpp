#pragma once
/// A projection: people, parameters and policies over a horizon, paired on common random numbers.

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/core/enum.hpp>
#include <afklar/core/units.hpp>
#include <afklar/evidence/parameter_set.hpp>
#include <afklar/experiment/population.hpp>
#include <afklar/observe/metric_names.hpp>
#include <afklar/policy/policy.hpp>

namespace afklar {

/// A group of citizens for which results are given apart.
struct Group {
    std::string name;
    Selector who{};
};

/// A stretch of observed weeks [from, to) for which results are given apart.
struct Window {
    std::string name;
    Week from = 0;
    Week to = 0;
};

/// How precisely the paired differences of a metric to the baseline are to be known, everybody and all
/// weeks together.
struct Precision {
    Metric metric{};
    double half_width = 0.0; ///< of the 95 % interval of the mean, in the metric's unit
};

/// How the points of the priors are spread over the draws.
enum class PointDesign : std::uint8_t { latin_hypercube, sobol, count_ };
constexpr std::array<std::string_view, 2> names_of(PointDesign) {
    return {"latin_hypercube", "sobol"};
}

/// Everything that decides the results of a projection.
struct ProjectionSpec {
    PopulationSource population;
    ParameterSet parameters;
    std::vector<NamedPolicy> regimes;
    Date start{};       ///< first observed week, a Monday
    Weeks horizon{260}; ///< observed weeks
    Weeks burn_in{104}; ///< weeks before, under the baseline, not observed
    int draws = 1;      ///< of the parameters; 1: central values, chance only
    int replicates = 1; ///< per draw
    std::uint64_t seed = 1;
    PointDesign design = PointDesign::latin_hypercube;
    PriorSet prior = PriorSet::central;
    std::vector<std::pair<std::string, double>> set{}; ///< parameters held at a value, by key
    std::string baseline{};                            ///< name of the regime; the first when empty
    std::vector<Group> groups{};                       ///< all when empty
    std::vector<Window> windows{};                     ///< beside `all`
    /// The parameters of each draw, chosen by hand in place of points of the priors. All of them then
    /// meet the luck of the same replicates.
    std::vector<Parameters> points{};
    /// More draws, or with one draw more replicates, until this is reached.
    std::optional<Precision> precision{};
    int batch = 0; ///< of these in a round, in which draws cover the priors evenly; 0: all in one
    bool probes = true; ///< with two regimes or more, also runs what tells on what effects rest
    /// Also runs every stream with every disputed effect at its evidence-blind value, the rest as drawn.
    bool evidence_blind = false;
    int threads = 0; ///< 0: as many as the machine has; never moves a result
};

} // namespace afklar
