#include <afklar/experiment/information.hpp>

#include <cmath>
#include <limits>
#include <numbers>

#include <afklar/core/draws.hpp>
#include <afklar/core/error.hpp>

#include <support/catch.hpp>

using namespace afklar;

namespace {

double normal(std::uint64_t seed, std::uint32_t what, std::uint32_t draw) {
    return Draws(DrawKey{seed, 0, 0}).normal(Purpose::quality, Agent::design, draw, what);
}

/// Two choices: nothing, and a worth of mean + sum of slope × standard normal parameter, plus chance.
struct Gaussian {
    double mean = 0.0;
    std::vector<double> slopes{};
    double chance = 0.0;
    int replicates = 1;
    int draws = 160;

    [[nodiscard]] std::vector<std::vector<double>> parameters(std::uint64_t seed) const {
        std::vector<std::vector<double>> values(slopes.size());
        for (std::uint32_t k = 0; k < slopes.size(); ++k) {
            for (int draw = 0; draw < draws; ++draw) {
                values[k].push_back(normal(seed, k, static_cast<std::uint32_t>(draw)));
            }
        }
        return values;
    }
    [[nodiscard]] std::vector<DrawMatrix> worth(std::uint64_t seed) const {
        std::vector<DrawMatrix> choices(2, DrawMatrix(draws, replicates));
        const auto values = parameters(seed);
        for (int draw = 0; draw < draws; ++draw) {
            for (int r = 0; r < replicates; ++r) {
                double with = mean;
                for (std::size_t k = 0; k < slopes.size(); ++k) {
                    with += slopes[k] * values[k][static_cast<std::size_t>(draw)];
                }
                // what both choices share plays no part
                const double shared = 5.0 * normal(seed, 900 + static_cast<std::uint32_t>(r),
                                                   static_cast<std::uint32_t>(draw));
                choices[0].at(draw, r) = shared;
                choices[1].at(draw, r) = shared + with +
                                         chance * normal(seed, 950 + static_cast<std::uint32_t>(r),
                                                         static_cast<std::uint32_t>(draw));
            }
        }
        return choices;
    }
};

/// Closed form: what it is worth to know a normal gain of this mean and standard deviation before choosing
/// between it and nothing.
double value_known(double mean, double sd) {
    const double z = std::abs(mean) / sd;
    const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
    const double tail = 0.5 * std::erfc(z / std::numbers::sqrt2);
    return sd * (density - z * tail);
}

/// Mean over seeds, and its standard error.
template <class F>
Worth over_seeds(F&& f, int seeds = 60) {
    double sum = 0.0;
    double squares = 0.0;
    for (int seed = 1; seed <= seeds; ++seed) {
        const double value = f(static_cast<std::uint64_t>(seed));
        sum += value;
        squares += value * value;
    }
    const double mean = sum / seeds;
    return {mean, std::sqrt((squares / seeds - mean * mean) / (seeds - 1))};
}

} // namespace

TEST_CASE("perfect information on a linear Gaussian decision is the closed form", "[information]") {
    const Gaussian decision{0.4, {1.0, 0.5}};
    const double known = value_known(0.4, std::hypot(1.0, 0.5));
    const Worth found =
        over_seeds([&](std::uint64_t seed) { return look_at(decision.worth(seed)).perfect.value; });
    INFO(found.value << " ± " << found.standard_error << ", known " << known);
    CHECK(std::abs(found.value - known) < 4.5 * found.standard_error);
    CHECK(found.standard_error < 0.05 * known);
    // the standard error of one look is that which looks have among each other
    const double stated = look_at(decision.worth(1)).perfect.standard_error;
    CHECK(stated == Approx(found.standard_error * std::sqrt(60.0)).epsilon(0.35));
}

TEST_CASE("partial information is the closed form, less at most a tenth that is not learnt",
          "[information]") {
    const Gaussian decision{0.4, {1.0, 0.5, 0.0}};
    for (const std::size_t k : {0U, 1U}) {
        const double known = value_known(0.4, decision.slopes[k]);
        const Worth found = over_seeds([&](std::uint64_t seed) {
            const auto parameters = decision.parameters(seed);
            return value_of_knowing(decision.worth(seed), std::span(&parameters[k], 1)).value;
        });
        INFO(k << ": " << found.value << " ± " << found.standard_error << ", known " << known);
        CHECK(found.value < known + 4.5 * found.standard_error);
        CHECK(found.value > 0.9 * known - 4.5 * found.standard_error);
        CHECK(found.standard_error < 0.2 * known);
    }
    // both together
    const double known = value_known(0.4, std::hypot(1.0, 0.5));
    const Worth both = over_seeds([&](std::uint64_t seed) {
        const auto parameters = decision.parameters(seed);
        return value_of_knowing(decision.worth(seed), std::span(parameters).first(2)).value;
    });
    CHECK(both.value < known + 4.5 * both.standard_error);
    CHECK(both.value > 0.9 * known - 4.5 * both.standard_error);
}

TEST_CASE("a parameter that plays no part is worth nothing", "[information]") {
    const Gaussian decision{0.4, {1.0, 0.0}};
    const Worth found = over_seeds([&](std::uint64_t seed) {
        const auto parameters = decision.parameters(seed);
        return value_of_knowing(decision.worth(seed), std::span(&parameters[1], 1)).value;
    });
    CHECK(found.value < 4.5 * found.standard_error);
    CHECK(found.value > -0.05 * value_known(0.4, 1.0));
}

TEST_CASE("many parameters of which few matter: no optimism, and most is learnt", "[information]") {
    constexpr int seeds = 20;
    Gaussian decision{0.0, std::vector<double>(40, 0.0)};
    decision.slopes[17] = 1.0;
    decision.slopes[31] = 0.7;
    const double known = value_known(0.0, std::hypot(1.0, 0.7));
    const auto knowing = [](const Gaussian& of) {
        return over_seeds(
            [&](std::uint64_t seed) {
                return value_of_knowing(of.worth(seed), of.parameters(seed)).value;
            },
            seeds);
    };
    const Worth found = knowing(decision);
    CHECK(found.value < known + 4.5 * found.standard_error);
    CHECK(found.value > 0.85 * known);
    // nothing of them matters: nothing is found, though forty are tried
    const Worth none = knowing({0.0, std::vector<double>(40, 0.0), 1.0, 2});
    CHECK(std::abs(none.value) < 4.5 * none.standard_error + 0.01);
}

TEST_CASE("the luck of the runs is no knowledge", "[information]") {
    // Chance alone tells the choices apart: nothing can be known beforehand.
    const Gaussian idle{0.0, {0.0}, 1.0, 2};
    const Worth found =
        over_seeds([&](std::uint64_t seed) { return look_at(idle.worth(seed)).perfect.value; });
    const Worth naive =
        over_seeds([&](std::uint64_t seed) { return look_at(idle.worth(seed)).plug_in; });
    CHECK(std::abs(found.value) < 4.5 * found.standard_error);
    CHECK(naive.value > 0.15);
    // with much to know and some chance the truth lies between the two
    const Gaussian some{0.4, {1.0}, 0.5, 4};
    const double known = value_known(0.4, 1.0);
    const Worth low =
        over_seeds([&](std::uint64_t seed) { return look_at(some.worth(seed)).perfect.value; });
    const Worth high =
        over_seeds([&](std::uint64_t seed) { return look_at(some.worth(seed)).plug_in; });
    CHECK(low.value < known + 4.5 * low.standard_error);
    CHECK(low.value > 0.85 * known);
    CHECK(high.value > known - 4.5 * high.standard_error);
    CHECK(high.value < 1.15 * known);
}

TEST_CASE("what a decision looks like today", "[information]") {
    const Gaussian decision{0.4, {1.0}};
    Decision today = look_at(decision.worth(3));
    CHECK(today.best == 1);
    CHECK(today.draws == 160);
    CHECK(*today.choices[0].share_best + *today.choices[1].share_best == Approx(1.0));
    CHECK(*today.choices[1].share_best == Approx(0.655).margin(0.15)); // chance of a gain above 0
    // the same choice twice: nothing to gain, each best in half
    auto twice = decision.worth(3);
    twice[1] = twice[0];
    today = look_at(twice);
    CHECK(today.perfect.value == 0.0);
    CHECK(today.plug_in == 0.0);
    CHECK(*today.choices[0].share_best == Approx(0.5));
    CHECK(value_of_knowing(twice, decision.parameters(3)).value == 0.0);
}

TEST_CASE("draws without a value are left out; too little is refused", "[information]") {
    const Gaussian decision{0.4, {1.0}};
    auto worth = decision.worth(4);
    worth[1].at(7, 0) = std::numeric_limits<double>::quiet_NaN();
    CHECK(look_at(worth).draws == 159);
    CHECK(value_of_knowing(worth, decision.parameters(4)).value > 0.0);
    CHECK_THROWS_AS(look_at(std::span(worth).first(1)), Error);
    const Gaussian few{0.4, {1.0}, 0.0, 1, 19};
    CHECK_THROWS_AS(look_at(few.worth(4)), Error);
    worth[0] = DrawMatrix(3, 1);
    CHECK_THROWS_AS(look_at(worth), Error);
    CHECK_THROWS_AS(value_of_knowing(decision.worth(4), few.parameters(4)), Error);
}
