#include <afklar/experiment/information.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <afklar/core/error.hpp>

#include "experiment/independent.hpp"

namespace afklar {
namespace {

constexpr std::size_t fewest_draws = 20;
constexpr std::size_t parts = 10;      // of the draws, to judge a rule
constexpr std::size_t inner_parts = 5; // of those that teach it, to choose its terms
constexpr std::size_t most_terms = 12;

using Column = std::vector<double>;

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The draws in which every choice has a worth in every replicate.
std::vector<std::size_t> complete_draws(std::span<const DrawMatrix> worth) {
    if (worth.size() < 2) {
        throw Error("value of information: a decision needs two choices or more");
    }
    for (const DrawMatrix& choice : worth) {
        if (choice.draws != worth.front().draws || choice.replicates != worth.front().replicates) {
            throw Error("value of information: choices of different designs");
        }
    }
    std::vector<std::size_t> complete;
    for (std::int32_t draw = 0; draw < worth.front().draws; ++draw) {
        const bool whole = std::ranges::all_of(worth, [draw](const DrawMatrix& choice) {
            return std::ranges::none_of(choice.row(draw), [](double v) { return std::isnan(v); });
        });
        if (whole) {
            complete.push_back(static_cast<std::size_t>(draw));
        }
    }
    if (complete.size() < fewest_draws) {
        throw Error("value of information: " + std::to_string(complete.size()) +
                    " draws; at least " + std::to_string(fewest_draws) +
                    " with every value are needed");
    }
    return complete;
}

/// Worth of a choice in each complete draw, mean over replicates.
Column means_of(const DrawMatrix& choice, const std::vector<std::size_t>& draws) {
    Column means;
    for (const std::size_t draw : draws) {
        means.push_back(mean_of(choice.row(static_cast<std::int32_t>(draw))));
    }
    return means;
}

/// Place of the greatest, the first of equals.
std::size_t best_of(std::span<const double> worth) {
    return static_cast<std::size_t>(std::ranges::max_element(worth) - worth.begin());
}

Worth worth_of(const Column& gains) {
    const Estimate of = detail::independent(gains);
    return {of.mean.value_or(0.0),
            of.sd_chance.value_or(0.0) / std::sqrt(static_cast<double>(gains.size()))};
}

/// The choice that is best on average over all draws outside a part.
std::size_t best_outside(const std::vector<Column>& means, std::size_t part) {
    Column sums;
    for (const Column& choice : means) {
        double sum = 0.0;
        for (std::size_t k = 0; k < choice.size(); ++k) {
            sum += k % parts == part ? 0.0 : choice[k];
        }
        sums.push_back(sum);
    }
    return best_of(sums);
}

/// For a draw: the worth in each replicate of the choice that all the others would make, averaged.
double worth_by_other_luck(std::span<const DrawMatrix> worth, std::size_t draw) {
    const auto row = static_cast<std::int32_t>(draw);
    const std::int32_t replicates = worth.front().replicates;
    double sum = 0.0;
    for (std::int32_t judge = 0; judge < replicates; ++judge) {
        Column others;
        for (const DrawMatrix& choice : worth) {
            double rest = 0.0;
            for (std::int32_t r = 0; r < replicates; ++r) {
                rest += r == judge && replicates > 1 ? 0.0 : choice.at(row, r);
            }
            others.push_back(rest);
        }
        sum += worth[best_of(others)].at(row, judge);
    }
    return sum / replicates;
}

/// Ranks from -1 to 1; equal values share the middle of theirs.
Column ranks_of(const Column& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t k) { return values[k]; });
    Column ranks(values.size());
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from;
        while (to < order.size() && values[order[to]] == values[order[from]]) {
            ++to;
        }
        const double middle = static_cast<double>(from + to) / static_cast<double>(order.size());
        for (; from < to; ++from) {
            ranks[order[from]] = middle - 1.0;
        }
    }
    return ranks;
}

/// The terms that a parameter may enter by: Legendre's polynomials of degree 1 to 3 in its rank.
std::vector<Column> terms_of(std::span<const std::vector<double>> parameters,
                             const std::vector<std::size_t>& draws) {
    std::vector<Column> terms;
    for (const std::vector<double>& all : parameters) {
        Column values;
        for (const std::size_t draw : draws) {
            values.push_back(all.at(draw));
        }
        const Column ranks = ranks_of(values);
        const auto add = [&](auto&& polynomial) {
            Column term(ranks.size());
            std::ranges::transform(ranks, term.begin(), polynomial);
            terms.push_back(std::move(term));
        };
        add([](double x) { return x; });
        add([](double x) { return 0.5 * (3.0 * x * x - 1.0); });
        add([](double x) { return 0.5 * (5.0 * x * x * x - 3.0 * x); });
    }
    return terms;
}

/// The draws that teach a regression, and those that judge it.
struct Split {
    std::vector<std::size_t> teach;
    std::vector<std::size_t> judge;
};

/// Every so-many-th of the draws judges, beginning with `part`.
Split split(std::span<const std::size_t> draws, std::size_t part, std::size_t of_parts) {
    Split result;
    for (std::size_t k = 0; k < draws.size(); ++k) {
        (k % of_parts == part ? result.judge : result.teach).push_back(draws[k]);
    }
    return result;
}

/// A regression that grows by one term at a time: the one that takes most from what is left.
class GrowingFit {
public:
    GrowingFit(const std::vector<Column>& terms, const Column& response, const Split& draws)
        : teachers_(draws.teach.size()) {
        const auto rows = [&](const Column& column) {
            Column taken;
            taken.reserve(draws.teach.size() + draws.judge.size());
            for (const auto* part : {&draws.teach, &draws.judge}) {
                for (const std::size_t k : *part) {
                    taken.push_back(column[k]);
                }
            }
            return taken;
        };
        left_ = rows(response);
        const double mean = centre(left_);
        prediction_.assign(draws.judge.size(), mean);
        for (const Column& term : terms) {
            terms_.push_back(rows(term));
            centre(terms_.back());
        }
    }

    /// Takes in the next term; false when none is left that takes anything.
    bool grow() {
        const Column* best = nullptr;
        double most = 0.0;
        for (const Column& term : terms_) {
            const double size = product(term, term);
            const double with = product(term, left_);
            if (size > smallest() && with * with > most * size) {
                most = with * with / size;
                best = &term;
            }
        }
        if (best == nullptr) {
            return false;
        }
        const Column term = *best;
        const double size = product(term, term);
        const double slope = product(term, left_) / size;
        add(left_, term, -slope);
        for (std::size_t k = 0; k < prediction_.size(); ++k) {
            prediction_[k] += slope * term[teachers_ + k];
        }
        for (Column& other : terms_) {
            add(other, term, -product(other, term) / size);
        }
        return true;
    }

    /// For the draws that judge.
    [[nodiscard]] const Column& prediction() const { return prediction_; }

private:
    /// Sum of squares below which a term is made of those taken in already.
    [[nodiscard]] double smallest() const { return 1e-9 * static_cast<double>(teachers_); }

    /// Over the draws that teach.
    [[nodiscard]] double product(const Column& a, const Column& b) const {
        return std::inner_product(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(teachers_),
                                  b.begin(), 0.0);
    }
    double centre(Column& column) const {
        const double mean = mean_of(std::span(column).first(teachers_));
        for (double& value : column) {
            value -= mean;
        }
        return mean;
    }
    static void add(Column& to, const Column& what, double times) {
        for (std::size_t k = 0; k < to.size(); ++k) {
            to[k] += times * what[k];
        }
    }

    std::size_t teachers_;      ///< they come first in every column
    std::vector<Column> terms_; ///< each without what it shares with those taken in
    Column left_;
    Column prediction_;
};

/// How many terms predict best, by cross-validation among the draws that teach.
std::size_t best_size(const std::vector<Column>& terms, const Column& response,
                      const std::vector<std::size_t>& teach) {
    std::vector<double> errors(most_terms + 1, 0.0);
    for (std::size_t part = 0; part < inner_parts; ++part) {
        const Split inner = split(teach, part, inner_parts);
        GrowingFit fit(terms, response, inner);
        bool grows = true;
        for (double& error : errors) {
            for (std::size_t k = 0; k < inner.judge.size(); ++k) {
                const double miss = response[inner.judge[k]] - fit.prediction()[k];
                error += miss * miss;
            }
            grows = grows && fit.grow();
        }
    }
    return static_cast<std::size_t>(std::ranges::min_element(errors) - errors.begin());
}

/// What the draws that teach say of those that judge.
Column predicted(const std::vector<Column>& terms, const Column& response, const Split& draws) {
    const std::size_t size = best_size(terms, response, draws.teach);
    GrowingFit fit(terms, response, draws);
    for (std::size_t k = 0; k < size && fit.grow(); ++k) {}
    return fit.prediction();
}

} // namespace

Decision look_at(std::span<const DrawMatrix> worth) {
    const auto draws = complete_draws(worth);
    std::vector<Column> means;
    for (const DrawMatrix& choice : worth) {
        means.push_back(means_of(choice, draws));
    }
    Decision decision;
    decision.draws = draws.size();
    Column averages;
    for (const Column& choice : means) {
        averages.push_back(mean_of(choice));
        decision.choices.push_back({averages.back(), 0.0});
    }
    decision.best = best_of(averages);

    Column gains;
    Column best;
    for (std::size_t k = 0; k < draws.size(); ++k) {
        double most = means.front()[k];
        for (const Column& choice : means) {
            most = std::max(most, choice[k]);
        }
        const auto equals =
            std::ranges::count_if(means, [&](const Column& choice) { return choice[k] == most; });
        for (std::size_t choice = 0; choice < means.size(); ++choice) {
            if (means[choice][k] == most) {
                *decision.choices[choice].share_best +=
                    1.0 / static_cast<double>(equals) / static_cast<double>(draws.size());
            }
        }
        best.push_back(most);
        gains.push_back(worth_by_other_luck(worth, draws[k]) -
                        means[best_outside(means, k % parts)][k]);
    }
    decision.perfect = worth_of(gains);
    decision.plug_in = mean_of(best) - averages[decision.best];
    return decision;
}

Worth value_of_knowing(std::span<const DrawMatrix> worth,
                       std::span<const std::vector<double>> parameters) {
    const auto draws = complete_draws(worth);
    for (const std::vector<double>& values : parameters) {
        if (values.size() != static_cast<std::size_t>(worth.front().draws)) {
            throw Error("value of information: " + std::to_string(values.size()) +
                        " values of a parameter for " + std::to_string(worth.front().draws) +
                        " draws");
        }
    }
    std::vector<Column> means;
    for (const DrawMatrix& choice : worth) {
        means.push_back(means_of(choice, draws));
    }
    const std::vector<Column> terms = terms_of(parameters, draws);

    std::vector<std::size_t> all(draws.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    Column gains(draws.size());
    for (std::size_t part = 0; part < parts; ++part) {
        const Split rows = split(all, part, parts);
        // Against the best of today: what a choice shares with it plays no part and is not learnt.
        const std::size_t before = best_outside(means, part);
        std::vector<Column> fitted;
        for (const Column& choice : means) {
            Column gain(choice.size());
            std::ranges::transform(choice, means[before], gain.begin(), std::minus<>{});
            fitted.push_back(predicted(terms, gain, rows));
        }
        for (std::size_t k = 0; k < rows.judge.size(); ++k) {
            Column at;
            for (const Column& choice : fitted) {
                at.push_back(choice[k]);
            }
            gains[rows.judge[k]] = means[best_of(at)][rows.judge[k]] - means[before][rows.judge[k]];
        }
    }
    return worth_of(gains);
}

} // namespace afklar
