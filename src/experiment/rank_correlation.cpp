#include <afklar/experiment/rank_correlation.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <boost/math/constants/constants.hpp>
#include <boost/math/distributions/normal.hpp>

#include <afklar/core/error.hpp>
#include <afklar/evidence/rounding.hpp>

namespace afklar {
namespace {

using Matrix = Eigen::MatrixXd;

Eigen::Index index(std::size_t place) { return static_cast<Eigen::Index>(place); }

/// The lower triangle L of L Lᵀ; empty when the matrix is not positive definite, by a margin that no
/// rounding can cross.
std::optional<Matrix> cholesky(const Matrix& matrix) {
    constexpr double margin = 1e-6;
    const Matrix less = matrix - margin * Matrix::Identity(matrix.rows(), matrix.cols());
    if (less.llt().info() != Eigen::Success) {
        return std::nullopt;
    }
    return matrix.llt().matrixL();
}

/// Correlations of the normal scores that have these rank correlations.
Matrix matrix_of(std::size_t columns, std::span<const RankPair> pairs) {
    constexpr double sixth = boost::math::double_constants::pi / 6.0;
    Matrix result = Matrix::Identity(index(columns), index(columns));
    for (const RankPair& pair : pairs) {
        const double score = detail::nine_digits(2.0 * std::sin(sixth * pair.rank));
        result(index(pair.a), index(pair.b)) = score;
        result(index(pair.b), index(pair.a)) = score;
    }
    return result;
}

/// Draws in the order of their values, ties by draw.
template <class Values>
std::vector<std::size_t> order_of(const Values& values, std::size_t size) {
    std::vector<std::size_t> order(size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return values(a) < values(b); });
    return order;
}

std::vector<double> normal_scores(std::size_t draws) {
    using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    const boost::math::normal_distribution<double, Policy> normal;
    std::vector<double> scores;
    for (std::size_t k = 1; k <= draws; ++k) {
        const double share = static_cast<double>(k) / static_cast<double>(draws + 1);
        scores.push_back(detail::nine_digits(boost::math::quantile(normal, share)));
    }
    return scores;
}

/// The scores of every column in the order that it has. Shape: draw by column.
Matrix scores_of(const std::vector<std::vector<double>>& columns) {
    const std::size_t draws = columns.front().size();
    const std::vector<double> scores = normal_scores(draws);
    Matrix result(index(draws), index(columns.size()));
    for (std::size_t k = 0; k < columns.size(); ++k) {
        const auto order = order_of([&](std::size_t d) { return columns[k][d]; }, draws);
        for (std::size_t rank = 0; rank < draws; ++rank) {
            result(index(order[rank]), index(k)) = scores[rank];
        }
    }
    return result;
}

/// Brings every column but the first into the order of its mixed scores.
void reorder(std::vector<std::vector<double>>& columns, const Matrix& wanted) {
    const std::size_t draws = columns.front().size();
    const Matrix scores = scores_of(columns);
    const double square = scores.col(0).squaredNorm(); // the same in all columns
    Matrix mixing = wanted;
    if (const auto found = cholesky(scores.transpose() * scores / square)) {
        mixing = found->triangularView<Eigen::Lower>().solve<Eigen::OnTheRight>(wanted);
    }
    const Matrix mixed = scores * mixing.transpose();
    for (std::size_t k = 1; k < columns.size(); ++k) {
        const auto order = order_of(
            [&](std::size_t d) { return detail::nine_digits(mixed(index(d), index(k))); }, draws);
        std::vector<double> sorted = columns[k];
        std::ranges::sort(sorted);
        for (std::size_t rank = 0; rank < draws; ++rank) {
            columns[k][order[rank]] = sorted[rank];
        }
    }
}

} // namespace

CorrelatedParameters correlated_parameters(const ParameterSet& set) {
    const auto place_of = [](const std::string& key) {
        const auto keys = parameter_keys();
        const auto found = std::ranges::find(keys, std::string_view(key));
        if (found == keys.end()) {
            throw Error("a correlation names '" + key + "', which is no parameter");
        }
        return static_cast<std::size_t>(found - keys.begin());
    };
    CorrelatedParameters result;
    for (const RankCorrelation& correlation : set.correlations) {
        result.places.push_back(place_of(correlation.a));
        result.places.push_back(place_of(correlation.b));
    }
    std::ranges::sort(result.places);
    result.places.erase(std::unique(result.places.begin(), result.places.end()),
                        result.places.end());
    const auto column_of = [&](const std::string& key) {
        const auto found = std::ranges::lower_bound(result.places, place_of(key));
        return static_cast<std::size_t>(found - result.places.begin());
    };
    for (const RankCorrelation& correlation : set.correlations) {
        result.pairs.push_back(
            {column_of(correlation.a), column_of(correlation.b), correlation.rank});
    }
    return result;
}

bool can_hold_together(std::size_t columns, std::span<const RankPair> pairs) {
    return cholesky(matrix_of(columns, pairs)).has_value();
}

std::vector<std::vector<double>> with_rank_correlations(std::vector<std::vector<double>> columns,
                                                        std::span<const RankPair> pairs) {
    if (columns.empty()) {
        return columns;
    }
    const auto wanted = cholesky(matrix_of(columns.size(), pairs));
    if (!wanted) {
        throw Error("rank correlations of parameters cannot hold together");
    }
    reorder(columns, *wanted);
    return columns;
}

} // namespace afklar
