#include <afklar/evidence/prior.hpp>

#include <cmath>

#include <afklar/core/error.hpp>

#include <support/catch.hpp>
#include <support/property.hpp>

using namespace afklar;

namespace {

Prior normal(double value, double low, double high) {
    return {.family = PriorFamily::normal, .value = value, .low = low, .high = high};
}

Prior lognormal(double value, double low, double high) {
    return {.family = PriorFamily::lognormal, .value = value, .low = low, .high = high};
}

Prior beta(double value, double low, double high) {
    return {.family = PriorFamily::beta,
            .value = value,
            .low = low,
            .high = high,
            .lower_limit = 0.0,
            .upper_limit = 1.0};
}

struct Atom {
    double at = 0.0;
    double share = 0.0;
};

Prior with_atom(Prior prior, const Atom& atom) {
    prior.null_value = atom.at;
    prior.atom = atom.share;
    return prior;
}

struct Spread {
    double mean = 0.0;
    double sd = 0.0;
};

/// Mean and standard deviation over evenly spaced ranks.
Spread over_ranks(const Prior& prior) {
    constexpr int points = 20'000;
    double sum = 0.0;
    double squares = 0.0;
    for (int point = 0; point < points; ++point) {
        const double value = quantile(prior, (point + 0.5) / points);
        sum += value;
        squares += value * value;
    }
    const double mean = sum / points;
    return {mean, std::sqrt(squares / points - mean * mean)};
}

/// Lowest rank at which the prior is at least `value` (or above it, if strictly), by halving.
double rank_of(const Prior& prior, double value, bool strictly) {
    double below = 0.0;
    double above = 1.0;
    for (int step = 0; step < 50; ++step) {
        const double middle = 0.5 * (below + above);
        const double found = quantile(prior, middle);
        (strictly ? found > value : found >= value) ? above = middle : below = middle;
    }
    return above;
}

Prior generated() {
    const auto number = [](int from, int to) { return 0.01 * *rc::gen::inRange(from, to); };
    const double low = number(0, 40);
    const double value = low + number(1, 30);
    const double high = value + number(1, 30);
    Prior prior = beta(value, low, high);
    prior.family = *rc::gen::element(PriorFamily::fixed, PriorFamily::normal,
                                     PriorFamily::lognormal, PriorFamily::beta);
    if (*rc::gen::arbitrary<bool>()) {
        prior = with_atom(prior, {number(0, 101), number(0, 101)});
    }
    return prior;
}

} // namespace

TEST_CASE("percentiles of normal and lognormal are low and high", "[prior]") {
    const Prior plain = normal(2.0, 1.0, 3.0);
    CHECK(quantile(plain, 0.05) == Approx(1.0).epsilon(1e-8));
    CHECK(quantile(plain, 0.50) == Approx(2.0).epsilon(1e-8));
    CHECK(quantile(plain, 0.95) == Approx(3.0).epsilon(1e-8));

    const Prior skewed = lognormal(2.0, 1.0, 4.0);
    CHECK(quantile(skewed, 0.05) == Approx(1.0).epsilon(1e-8));
    CHECK(quantile(skewed, 0.50) == Approx(2.0).epsilon(1e-8));
    CHECK(quantile(skewed, 0.95) == Approx(4.0).epsilon(1e-8));

    // A low of zero: the upper half alone gives the spread.
    CHECK(quantile(lognormal(2.0, 0.0, 4.0), 0.95) == Approx(4.0).epsilon(1e-8));
}

TEST_CASE("mean and spread of beta", "[prior]") {
    // Standard deviation (0.45 - 0.15) / 3.2897 = 0.0911938
    const Spread share = over_ranks(beta(0.3, 0.15, 0.45));
    CHECK(share.mean == Approx(0.3).epsilon(1e-5));
    CHECK(share.sd == Approx(0.0911938).epsilon(1e-3));

    // On the scale of its limits.
    Prior scaled = beta(12.0, 10.0, 15.0);
    scaled.lower_limit = 5.0;
    scaled.upper_limit = 25.0;
    CHECK(over_ranks(scaled).mean == Approx(12.0).epsilon(1e-5));

    // Too broad for a beta with mean 0.1: narrowed to shapes 0.5 and 4.5, whose variance is .09/6.
    const Spread broad = over_ranks(beta(0.1, 0.0, 1.0));
    CHECK(broad.mean == Approx(0.1).epsilon(1e-3));
    CHECK(broad.sd == Approx(std::sqrt(0.015)).epsilon(1e-3));

    // Beta(1, 1) is the uniform: mean 0.5, standard deviation 1 / sqrt(12).
    const double half = 1.6448536269514722 / std::sqrt(12.0);
    CHECK(quantile(beta(0.5, 0.5 - half, 0.5 + half), 0.123) == Approx(0.123).epsilon(1e-8));
}

TEST_CASE("priors without spread are their value", "[prior]") {
    CHECK(quantile({.family = PriorFamily::fixed, .value = 1.0 / 3.0}, 0.9) == 1.0 / 3.0);
    CHECK(quantile(normal(2.0, 2.0, 2.0), 0.9) == 2.0);
    CHECK(quantile(lognormal(2.0, 2.0, 2.0), 0.9) == 2.0);
    CHECK(quantile(lognormal(0.0, 0.0, 2.0), 0.9) == 0.0);
    CHECK(quantile(beta(0.8, 0.8, 0.8), 0.1) == 0.8);
    CHECK(quantile(beta(0.0, 0.0, 0.2), 0.9) == 0.0);
    CHECK(quantile(beta(1.0, 0.5, 1.0), 0.1) == 1.0);
}

TEST_CASE("hard limits truncate", "[prior]") {
    // A standard normal above zero: the median is the normal's 75th percentile.
    Prior half = normal(0.0, -1.6448536269514722, 1.6448536269514722);
    half.lower_limit = 0.0;
    CHECK(quantile(half, 0.5) == Approx(0.674489750).epsilon(1e-8));
    CHECK(quantile(half, 1e-12) >= 0.0);

    Prior band = lognormal(1.0, 0.5, 2.0);
    band.lower_limit = 0.9;
    band.upper_limit = 1.1;
    CHECK(quantile(band, 1e-12) >= 0.9);
    CHECK(quantile(band, 1e-12) < 0.901);
    CHECK(quantile(band, 1.0 - 1e-12) <= 1.1);
    CHECK(quantile(band, 1.0 - 1e-12) > 1.099);
}

TEST_CASE("an atom has exactly its probability", "[prior]") {
    // Below zero lie 70 % of the normal's Phi(-0.1 / 0.121591) = 0.205405.
    const Prior effect = with_atom(normal(0.1, -0.1, 0.3), {0.0, 0.3});
    const double starts = rank_of(effect, 0.0, false);
    const double ends = rank_of(effect, 0.0, true);
    CHECK(ends - starts == Approx(0.3).epsilon(1e-9));
    CHECK(starts == Approx(0.7 * 0.205405).epsilon(1e-4));
    CHECK(quantile(effect, starts + 0.15) == 0.0);
    CHECK(quantile(effect, 0.7 * 0.05) == Approx(-0.1).epsilon(1e-8));
    CHECK(quantile(effect, 0.3 + 0.7 * 0.95) == Approx(0.3).epsilon(1e-8));

    // At a limit of the support.
    const Prior share = with_atom(beta(0.12, 0.0, 0.25), {0.0, 0.5});
    CHECK(quantile(share, 0.5) == 0.0);
    CHECK(quantile(share, 0.51) > 0.0);

    // Beside a fixed value, from either side.
    const Prior fixed = {.family = PriorFamily::fixed, .value = 2.0};
    CHECK(quantile(with_atom(fixed, {1.0, 0.25}), 0.2) == 1.0);
    CHECK(quantile(with_atom(fixed, {1.0, 0.25}), 0.3) == 2.0);
    CHECK(quantile(with_atom(fixed, {3.0, 0.25}), 0.7) == 2.0);
    CHECK(quantile(with_atom(fixed, {3.0, 0.25}), 0.8) == 3.0);
    CHECK(quantile(with_atom(fixed, {3.0, 1.0}), 0.001) == 3.0);
    CHECK(quantile(with_atom(fixed, {3.0, 0.0}), 0.999) == 2.0);
}

TEST_CASE("the result has nine significant digits", "[prior]") {
    CHECK(quantile(normal(0.0, -1.6448536269514722, 1.6448536269514722), 0.975) == 1.95996398);
}

TEST_CASE("priors that cannot be drawn from are refused", "[prior]") {
    const auto refused = [](const Prior& prior) { CHECK_THROWS_AS(quantile(prior, 0.5), Error); };
    refused(normal(2.0, 3.0, 1.0));
    refused(normal(std::nan(""), 1.0, 3.0));
    refused(normal(2.0, 1.0, std::nan("")));
    refused(lognormal(-1.0, 1.0, 3.0));
    refused(beta(1.2, 0.1, 0.9));
    refused({.family = PriorFamily::beta, .value = 0.5, .low = 0.4, .high = 0.6});
    refused(with_atom(beta(0.5, 0.4, 0.6), {0.0, 1.5}));
    refused(with_atom(beta(0.5, 0.4, 0.6), {-0.1, 0.5}));
    Prior no_null = normal(2.0, 1.0, 3.0);
    no_null.atom = 0.1;
    refused(no_null);
    Prior no_room = normal(2.0, 1.0, 3.0);
    no_room.lower_limit = no_room.upper_limit = 2.0;
    refused(no_room);
    CHECK_THROWS_AS(quantile(normal(2.0, 1.0, 3.0), 0.0), Error);
    CHECK_THROWS_AS(quantile(normal(2.0, 1.0, 3.0), 1.0), Error);
}

TEST_CASE("quantiles of any prior", "[prior]") {
    test::holds("they rise with the rank and stay within the limits", [] {
        const Prior prior = generated();
        const int first = *rc::gen::inRange(1, 99'999);
        const int second = *rc::gen::inRange(first, 100'000);
        const double lower = quantile(prior, first / 100'000.0);
        const double upper = quantile(prior, second / 100'000.0);
        RC_ASSERT(lower <= upper);
        RC_ASSERT(lower >= prior.lower_limit);
        RC_ASSERT(upper <= prior.upper_limit);
    });
}
