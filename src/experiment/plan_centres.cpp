#include <afklar/experiment/synthesis.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <afklar/core/error.hpp>
#include <afklar/core/interleave.hpp>
#include <afklar/core/math.hpp>
#include <afklar/experiment/fitting.hpp>

namespace afklar {
namespace {

double share_activity_ready(const Margins& margins, const Parameters& parameters) {
    for (const PublishedMargin& margin : margins.margins) {
        if (margin.dimensions != std::vector{Dimension::target_group} || margin.within ||
            !margin.from_parameter.empty()) {
            continue;
        }
        for (const auto& [category, share] : margin.shares) {
            if (category == name_of(TargetGroup::activity_ready)) {
                return share;
            }
        }
    }
    return clamp_to(parameters.population.share_activity_ready, 0.0, 1.0);
}

/// People by target group for one on cash benefit.
EnumArray<TargetGroup, double> group_weights(const Margins& margins, const Parameters& parameters) {
    EnumArray<TargetGroup, double> weights{};
    const double share = share_activity_ready(margins, parameters);
    weights[TargetGroup::activity_ready] = share;
    weights[TargetGroup::job_ready] = 1.0 - share;
    weights[TargetGroup::sickness_benefit] = share * parameters.sickness.per_head;
    return weights;
}

std::int64_t size_of(const PopulationSource& source, const Margins& margins,
                     const EnumArray<TargetGroup, double>& weights) {
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    const std::int64_t size =
        source.size ? *source.size : rounded<std::int64_t>(margins.total * all);
    if (size < 1) {
        throw Error("a population of " + std::to_string(size) + " people: at least one is needed");
    }
    return size;
}

int centres_for(std::int64_t size, const Margins& margins) {
    const int most = std::max(1, margins.job_centres);
    const double number = static_cast<double>(size) * most / margins.total + 0.5;
    return number < static_cast<double>(most) ? std::max(1, static_cast<int>(number)) : most;
}

/// The region of each centre, from the largest centre on.
std::vector<Region> regions_for(int centres, const Margins& margins) {
    std::vector<double> weights(margins.centres_by_region.begin(), margins.centres_by_region.end());
    if (!(std::accumulate(weights.begin(), weights.end(), 0.0) > 0.0)) {
        weights.assign(weights.size(), 1.0);
    }
    std::vector<int> numbers;
    for (const std::int64_t number : integerise(weights, centres)) {
        numbers.push_back(static_cast<int>(number));
    }
    std::vector<Region> regions;
    for (const std::size_t place : interleave(numbers)) {
        regions.push_back(static_cast<Region>(place));
    }
    return regions;
}

/// The regions' shares of the people, when they are published.
std::optional<EnumArray<Region, double>> region_shares(const Margins& margins) {
    for (const PublishedMargin& margin : margins.margins) {
        if (margin.dimensions != std::vector{Dimension::region} || margin.within) {
            continue;
        }
        EnumArray<Region, double> shares{};
        for (const auto& [category, share] : margin.shares) {
            const auto region = value_named<Region>(category);
            if (!region) {
                throw Error("margin region: no region '" + category + "'");
            }
            shares[*region] = share;
        }
        return shares;
    }
    return std::nullopt;
}

/// How large each centre is beside the others.
std::vector<double> sizes_for(const std::vector<Region>& regions, const Margins& margins) {
    const auto centres = static_cast<double>(regions.size());
    std::vector<double> sizes;
    for (std::size_t k = 0; k < regions.size(); ++k) {
        const double rank = 1.0 - (static_cast<double>(k) + 0.5) / centres;
        sizes.push_back(det_exp(margins.job_centre_log_sd * normal_quantile(rank)));
    }
    if (const auto shares = region_shares(margins)) {
        EnumArray<Region, double> sums{};
        for (std::size_t k = 0; k < sizes.size(); ++k) {
            sums[regions[k]] += sizes[k];
        }
        for (std::size_t k = 0; k < sizes.size(); ++k) {
            sizes[k] *= (*shares)[regions[k]] / sums[regions[k]];
        }
    }
    return sizes;
}

/// Divides each group over the centres so that both sums are exact.
void divide_groups(std::span<const std::int64_t> groups, std::vector<CentrePlan>& plans,
                   std::span<const std::int64_t> sizes) {
    std::vector<double> left(groups.begin(), groups.end());
    for (std::size_t k = 0; k < plans.size(); ++k) {
        const std::vector<std::int64_t> here = integerise(left, sizes[k]);
        for (std::size_t g = 0; g < here.size(); ++g) {
            plans[k].people[static_cast<TargetGroup>(g)] = static_cast<int>(here[g]);
            left[g] -= static_cast<double>(here[g]);
        }
    }
}

std::vector<CentrePlan> plan(const PopulationSource& source, const Margins& margins,
                             const Parameters& parameters) {
    const auto weights = group_weights(margins, parameters);
    const std::int64_t size = size_of(source, margins, weights);
    const std::vector<Region> regions = regions_for(centres_for(size, margins), margins);
    const std::vector<std::int64_t> sizes = integerise(sizes_for(regions, margins), size);
    std::vector<CentrePlan> plans;
    for (std::size_t k = 0; k < regions.size(); ++k) {
        plans.push_back({static_cast<int>(k), regions[k], {}, {}});
    }
    divide_groups(integerise(weights, size), plans, sizes);
    return plans;
}

std::vector<CentrePlan> plan(const Microdata& microdata) {
    std::map<int, CentrePlan> plans;
    for (std::size_t k = 0; k < microdata.people.size(); ++k) {
        const Person& person = microdata.people[k];
        if (person.job_centre < 0 ||
            person.job_centre > std::numeric_limits<std::uint16_t>::max()) {
            throw Error("job centre " + std::to_string(person.job_centre) +
                        ": numbers go from 0 to 65535");
        }
        CentrePlan& centre = plans
                                 .try_emplace(person.job_centre,
                                              CentrePlan{person.job_centre, person.region, {}, {}})
                                 .first->second;
        if (centre.region != person.region) {
            throw Error("job centre " + std::to_string(person.job_centre) +
                        " has people of two regions");
        }
        ++centre.people[person.target_group];
        centre.persons.push_back(static_cast<std::uint32_t>(k));
    }
    if (plans.empty()) {
        throw Error("microdata without people");
    }
    std::vector<CentrePlan> result;
    for (auto& [number, centre] : plans) {
        std::ranges::stable_sort(centre.persons, {},
                                 [&](std::uint32_t place) { return microdata.people[place].id; });
        result.push_back(std::move(centre));
    }
    return result;
}

} // namespace

std::vector<CentrePlan> plan_centres(const PopulationSource& source, const Parameters& parameters) {
    if (const auto* margins = std::get_if<Margins>(&source.source)) {
        return plan(source, *margins, parameters);
    }
    return plan(std::get<Microdata>(source.source));
}

PopulationSource synthesise(Margins margins, int size) { return {std::move(margins), size}; }

} // namespace afklar
