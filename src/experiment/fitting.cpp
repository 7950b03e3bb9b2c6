#include <afklar/experiment/fitting.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>

#include <afklar/core/error.hpp>

namespace afklar {
namespace {

void require_weights(std::span<const double> weights, const std::string& what) {
    const auto bad = [](double weight) { return !(weight >= 0.0 && std::isfinite(weight)); };
    const auto found = std::ranges::find_if(weights, bad);
    if (found != weights.end()) {
        throw Error(what + " number " + std::to_string(found - weights.begin()) +
                    " is negative or not finite");
    }
}

double sum_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

std::string name_of(std::size_t margin, std::size_t category) {
    return "margin " + std::to_string(margin) + ", category " + std::to_string(category);
}

std::vector<double> category_sums(std::span<const double> weights, const Margin& margin) {
    std::vector<double> sums(margin.targets.size(), 0.0);
    for (std::size_t cell = 0; cell < weights.size(); ++cell) {
        if (margin.category_of_cell[cell] >= 0) {
            sums[static_cast<std::size_t>(margin.category_of_cell[cell])] += weights[cell];
        }
    }
    return sums;
}

void require_shape(std::span<const double> seed, const Margin& margin, std::size_t number) {
    const std::string name = "margin " + std::to_string(number);
    if (margin.category_of_cell.size() != seed.size()) {
        throw Error(name + " names " + std::to_string(margin.category_of_cell.size()) +
                    " cells, the table has " + std::to_string(seed.size()));
    }
    require_weights(margin.targets, name + ": target");
    for (const std::int32_t category : margin.category_of_cell) {
        if (category < -1 || category >= std::ssize(margin.targets)) {
            throw Error(name + " has no category number " + std::to_string(category));
        }
    }
}

void require_weight_where_needed(std::span<const double> weights, const Margin& margin,
                                 std::size_t number) {
    const std::vector<double> sums = category_sums(weights, margin);
    for (std::size_t category = 0; category < sums.size(); ++category) {
        if (margin.targets[category] > 0.0 && !(sums[category] > 0.0)) {
            throw Error(name_of(number, category) + ": a target of " +
                        std::to_string(margin.targets[category]) + " but no cell with weight");
        }
    }
}

/// Whether every cell with weight that the first margin covers is covered by the second.
bool covered(std::span<const double> seed, const Margin& first, const Margin& second) {
    for (std::size_t cell = 0; cell < seed.size(); ++cell) {
        if (seed[cell] > 0.0 && first.category_of_cell[cell] >= 0 &&
            second.category_of_cell[cell] < 0) {
            return false;
        }
    }
    return true;
}

void require_consistent(std::span<const double> seed, std::span<const Margin> margins) {
    constexpr double slack = 1e-9;
    for (std::size_t first = 0; first < margins.size(); ++first) {
        for (std::size_t second = 0; second < margins.size(); ++second) {
            if (first == second || !covered(seed, margins[first], margins[second])) {
                continue;
            }
            const double part = sum_of(margins[first].targets);
            const double whole = sum_of(margins[second].targets);
            const bool same_cells = covered(seed, margins[second], margins[first]);
            const double allowed = slack * std::max(part, whole);
            if (part - whole > allowed || (same_cells && whole - part > allowed)) {
                throw Error("margins " + std::to_string(first) + " and " + std::to_string(second) +
                            " cannot both hold: their totals are " + std::to_string(part) +
                            " and " + std::to_string(whole));
            }
        }
    }
}

double deviation(std::span<const double> weights, std::span<const Margin> margins) {
    double largest = 0.0;
    for (const Margin& margin : margins) {
        const std::vector<double> sums = category_sums(weights, margin);
        for (std::size_t category = 0; category < sums.size(); ++category) {
            const double target = margin.targets[category];
            const double scale = target > 0.0 ? target : 1.0;
            largest = std::max(largest, std::abs(sums[category] - target) / scale);
        }
    }
    return largest;
}

void scale_to(std::span<double> weights, const Margin& margin, std::size_t number) {
    require_weight_where_needed(weights, margin, number);
    std::vector<double> factors = category_sums(weights, margin);
    for (std::size_t category = 0; category < factors.size(); ++category) {
        const double sum = factors[category];
        factors[category] = sum > 0.0 ? margin.targets[category] / sum : 0.0;
    }
    for (std::size_t cell = 0; cell < weights.size(); ++cell) {
        if (margin.category_of_cell[cell] >= 0) {
            weights[cell] *= factors[static_cast<std::size_t>(margin.category_of_cell[cell])];
        }
    }
}

double require_allocation(std::span<const double> weights, std::int64_t total) {
    require_weights(weights, "weight");
    const double sum = sum_of(weights);
    if (total < 0) {
        throw Error("a total of " + std::to_string(total) + " people is negative");
    }
    if (total > 0 && !(sum > 0.0 && std::isfinite(sum))) {
        throw Error(std::to_string(total) + " people but no cell with weight to put them in");
    }
    return sum;
}

} // namespace

FittedTable fit_margins(std::span<const double> seed, std::span<const Margin> margins,
                        const FittingLimits& limits) {
    require_weights(seed, "seed weight");
    for (std::size_t number = 0; number < margins.size(); ++number) {
        require_shape(seed, margins[number], number);
        require_weight_where_needed(seed, margins[number], number);
    }
    require_consistent(seed, margins);

    FittedTable table;
    table.weights.assign(seed.begin(), seed.end());
    table.largest_deviation = deviation(table.weights, margins);
    while (table.largest_deviation >= limits.tolerance && table.rounds < limits.rounds) {
        for (std::size_t number = 0; number < margins.size(); ++number) {
            scale_to(table.weights, margins[number], number);
        }
        ++table.rounds;
        table.largest_deviation = deviation(table.weights, margins);
    }
    table.met = table.largest_deviation < limits.tolerance;
    return table;
}

std::vector<std::int64_t> integerise(std::span<const double> weights, std::int64_t total) {
    const double sum = require_allocation(weights, total);
    std::vector<std::int64_t> counts(weights.size(), 0);
    if (total == 0) {
        return counts;
    }
    std::vector<double> remainders(weights.size(), 0.0);
    std::vector<std::size_t> order;
    std::int64_t left = total;
    for (std::size_t cell = 0; cell < weights.size(); ++cell) {
        const double expected = static_cast<double>(total) * (weights[cell] / sum);
        counts[cell] = static_cast<std::int64_t>(expected);
        remainders[cell] = expected - static_cast<double>(counts[cell]);
        left -= counts[cell];
        if (weights[cell] > 0.0) {
            order.push_back(cell);
        }
    }
    const auto larger = [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; };
    std::ranges::stable_sort(order, larger);
    for (std::size_t place = 0; left > 0; place = (place + 1) % order.size(), --left) {
        ++counts[order[place]];
    }
    for (std::size_t place = order.size(); left < 0; ++left) { // rounding alone can lead here
        do {
            place = place == 0 ? order.size() - 1 : place - 1;
        } while (counts[order[place]] == 0);
        --counts[order[place]];
    }
    return counts;
}

std::vector<std::int64_t> integerise_at_random(std::span<const double> weights, std::int64_t total,
                                               std::span<const double> uniforms) {
    const double sum = require_allocation(weights, total);
    if (std::ssize(uniforms) != 1 && std::ssize(uniforms) != total) {
        throw Error(std::to_string(uniforms.size()) + " uniforms for " + std::to_string(total) +
                    " people: give one, or one each");
    }
    if (!std::ranges::all_of(uniforms, [](double u) { return u >= 0.0 && u < 1.0; })) {
        throw Error("a uniform lies in [0, 1)");
    }
    std::vector<std::int64_t> counts(weights.size(), 0);
    if (total == 0) {
        return counts;
    }
    const auto found =
        std::find_if(weights.rbegin(), weights.rend(), [](double w) { return w > 0.0; });
    const auto last = static_cast<std::size_t>(std::distance(found, weights.rend())) - 1;
    std::size_t cell = 0;
    double up_to = weights[0]; // weight of the cells so far
    for (std::int64_t person = 0; person < total; ++person) {
        const double u =
            uniforms.size() == 1 ? uniforms[0] : uniforms[static_cast<std::size_t>(person)];
        const double place = (static_cast<double>(person) + u) / static_cast<double>(total) * sum;
        while (cell < last && place >= up_to) {
            up_to += weights[++cell];
        }
        ++counts[cell];
    }
    return counts;
}

} // namespace afklar
