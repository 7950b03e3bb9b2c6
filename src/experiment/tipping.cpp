#include <afklar/experiment/tipping.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include <afklar/core/error.hpp>

#include "experiment/independent.hpp"

namespace afklar {
namespace {

/// What is followed to its zero: the mean, or an end of its interval.
using Side = std::optional<double> Estimate::*;

/// A stretch of ranks over which the sign changes.
struct Stretch {
    double from = 0.0;
    double to = 0.0;
    bool rising = false; ///< from below zero to above it
    [[nodiscard]] double middle() const { return 0.5 * (from + to); }
};

/// Where the mean changes sign, and where its interval comes to hold zero before and after.
struct Stretches {
    std::optional<Stretch> mean;
    std::optional<Stretch> before;
    std::optional<Stretch> after;
};

/// Everything that is known along one line, by rank.
using Line = std::map<double, Estimate>;

/// Stretches between neighbours over which a side changes its sign; exact zeros and places without a
/// value are passed over.
std::vector<Stretch> changes(const Line& line, Side side) {
    std::vector<Stretch> result;
    std::optional<std::pair<double, double>> last;
    for (const auto& [rank, at] : line) {
        const std::optional<double> value = at.*side;
        if (!value || *value == 0.0) {
            continue;
        }
        if (last && (last->second < 0.0) != (*value < 0.0)) {
            result.push_back({last->first, rank, *value > 0.0});
        }
        last = {rank, *value};
    }
    return result;
}

Stretches stretches_of(const Line& line) {
    Stretches result;
    const auto of_mean = changes(line, &Estimate::mean);
    const auto nearest = std::ranges::min_element(
        of_mean, {}, [](const Stretch& stretch) { return std::abs(stretch.middle() - 0.5); });
    if (nearest == of_mean.end()) {
        return result;
    }
    result.mean = *nearest;
    // Where the mean rises through zero, the upper end of its interval does so before it.
    const Side first = nearest->rising ? &Estimate::ci_high : &Estimate::ci_low;
    const Side second = nearest->rising ? &Estimate::ci_low : &Estimate::ci_high;
    for (const Stretch& stretch : changes(line, first)) {
        if (stretch.rising == nearest->rising && stretch.from <= nearest->from) {
            result.before = stretch; // the last one
        }
    }
    for (const Stretch& stretch : changes(line, second)) {
        if (stretch.rising == nearest->rising && stretch.to >= nearest->to && !result.after) {
            result.after = stretch; // the first one
        }
    }
    return result;
}

/// Where the search of a line goes on: the middle of each stretch of interest.
std::vector<double> next_ranks(const Line& line) {
    std::vector<double> ranks;
    const Stretches stretches = stretches_of(line);
    for (const auto& stretch : {stretches.mean, stretches.before, stretches.after}) {
        if (stretch && !line.contains(stretch->middle()) &&
            std::ranges::find(ranks, stretch->middle()) == ranks.end()) {
            ranks.push_back(stretch->middle());
        }
    }
    return ranks;
}

TippingPoint point_of(const Line& line) {
    TippingPoint point;
    point.at_from = line.begin()->second;
    point.at_to = line.rbegin()->second;
    const Stretches stretches = stretches_of(line);
    if (stretches.mean) {
        point.rank = stretches.mean->middle();
    }
    if (stretches.before) {
        point.low = stretches.before->from;
    }
    if (stretches.after) {
        point.high = stretches.after->to;
    }
    return point;
}

/// The same evenly placed ranks on every line.
std::vector<LinePoint> first_places(std::size_t lines, const TippingSearch& search) {
    const double between = (search.to - search.from) / static_cast<double>(search.places - 1);
    std::vector<LinePoint> places;
    for (std::size_t line = 0; line < lines; ++line) {
        for (std::size_t k = 0; k + 1 < search.places; ++k) {
            places.push_back({line, search.from + between * static_cast<double>(k)});
        }
        places.push_back({line, search.to});
    }
    return places;
}

/// Asks the model, and enters what it says into the lines.
void look(const LineModel& model, const std::vector<LinePoint>& places, std::vector<Line>& lines) {
    const DrawMatrix values = model(places);
    if (values.draws != static_cast<std::int32_t>(places.size())) {
        throw Error("tipping points: the model gave " + std::to_string(values.draws) +
                    " values for " + std::to_string(places.size()) + " places");
    }
    for (std::size_t k = 0; k < places.size(); ++k) {
        lines[places[k].line][places[k].rank] =
            detail::independent(values.row(static_cast<std::int32_t>(k)));
    }
}

} // namespace

std::vector<TippingPoint> tipping_points(const LineModel& model, std::size_t lines,
                                         const TippingSearch& search) {
    if (search.places < 2 || !(search.from > 0.0 && search.from < search.to && search.to < 1.0)) {
        throw Error("tipping points: at least two places in a range within 0 and 1 are needed");
    }
    std::vector<Line> found(lines);
    std::vector<LinePoint> wanted = first_places(lines, search);
    for (std::size_t round = 0; round <= search.halvings && !wanted.empty(); ++round) {
        look(model, wanted, found);
        wanted.clear();
        for (std::size_t line = 0; line < lines; ++line) {
            for (const double rank : next_ranks(found[line])) {
                wanted.push_back({line, rank});
            }
        }
    }
    std::vector<TippingPoint> result;
    std::ranges::transform(found, std::back_inserter(result), point_of);
    return result;
}

} // namespace afklar
