#include <afklar/core/math.hpp>

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>

#include <support/catch.hpp>

using namespace afklar;

namespace {

// Declared worst relative errors.
constexpr double exp_error = 3e-16;
constexpr double log_error = 6e-16;
constexpr double quantile_error = 2e-9;

double relative(double found, long double expected) {
    return static_cast<double>(std::fabs((static_cast<long double>(found) - expected) / expected));
}

} // namespace

TEST_CASE("the floor of a probability is below it, and near", "[math]") {
    CHECK(logistic_floor(-1e9) == 0.0);
    CHECK(logistic_floor(1e9) == Approx(logistic(8.0)));
    double farthest = 0.0;
    for (int k = -9'000'000; k <= 9'000'000; k += 7) {
        const double x = k / 1'000'000.0;
        const double floor = logistic_floor(x);
        REQUIRE(floor <= logistic(x));
        farthest = std::max(farthest, logistic(x) - floor);
    }
    CHECK(farthest < 0.032);
}

TEST_CASE("exponential against the long double library", "[math]") {
    double worst = 0.0;
    for (int k = -700'000; k <= 700'000; ++k) {
        const double x = k / 1'000.0;
        worst = std::max(worst, relative(det_exp(x), std::exp(static_cast<long double>(x))));
    }
    for (int k = -20'000; k <= 20'000; ++k) { // where log odds and hazards live
        const double x = k / 9'973.0;
        worst = std::max(worst, relative(det_exp(x), std::exp(static_cast<long double>(x))));
    }
    CHECK(worst < exp_error);
    CHECK(det_exp(0.0) == 1.0);
    CHECK(det_exp(1e9) == det_exp(700.0));
    CHECK(det_exp(-1e9) == det_exp(-700.0));
    static_assert(det_exp(0.0) == 1.0);
}

TEST_CASE("logarithm against the long double library", "[math]") {
    double worst = 0.0;
    const auto look_at = [&](double x) {
        if (x != 1.0) {
            worst = std::max(worst, relative(det_log(x), std::log(static_cast<long double>(x))));
        }
    };
    for (int k = -700'000; k <= 700'000; ++k) {
        look_at(std::exp(k / 1'000.0));
    }
    for (int k = 1; k <= 400'000; ++k) { // either side of one and of the border at sqrt(2)
        look_at(k / 200'000.0);
        look_at(1.0 + (k - 200'000) * 1e-9);
    }
    CHECK(worst < log_error);
    CHECK(det_log(1.0) == 0.0);
    CHECK(det_log(2.0) == Approx(0.69314718055994531).epsilon(1e-15));
}

TEST_CASE("the two undo each other", "[math]") {
    for (int k = -300; k <= 300; ++k) {
        const double x = k * 0.37;
        CHECK(det_log(det_exp(x)) == Approx(x).epsilon(1e-14).margin(1e-15));
    }
}

TEST_CASE("normal quantile against Boost", "[math]") {
    const boost::math::normal_distribution<double> standard;
    double worst = 0.0;
    const auto look_at = [&](double u) {
        const double expected = boost::math::quantile(standard, u);
        worst = std::max(worst, relative(normal_quantile(u), expected));
    };
    for (int k = 1; k < 100'000; ++k) {
        if (k != 50'000) {
            look_at(k / 100'000.0);
        }
    }
    for (int k = 1; k <= 48; ++k) { // down to the smallest draw, 2^-49
        look_at(std::ldexp(0.5, -k));
        look_at(1.0 - std::ldexp(0.5, -k));
    }
    CHECK(worst < quantile_error);
    CHECK(normal_quantile(0.5) == 0.0);
    CHECK(normal_quantile(0.975) == Approx(1.959963985).epsilon(quantile_error));
}

TEST_CASE("logistic, weekly chance and limits", "[math]") {
    CHECK(logistic(0.0) == 0.5);
    CHECK(logistic(det_log(3.0)) == Approx(0.75).epsilon(1e-15));
    CHECK(logistic(1e6) == 1.0);
    CHECK(logistic(-1e6) < 1e-300);
    CHECK(weekly_chance_of_mean(4.0) == 0.25);
    CHECK(weekly_chance_of_mean(1.0) == 1.0);
    CHECK(weekly_chance_of_mean(0.0) == 1.0);
    CHECK(clamp_to(3, 1, 2) == 2);
    CHECK(clamp_to(0, 1, 2) == 1);
    CHECK(clamp_to(1.5, 1.0, 2.0) == 1.5);
}

TEST_CASE("rounding goes to the nearest, halves up", "[math]") {
    CHECK(rounded<int>(0.0) == 0);
    CHECK(rounded<int>(0.49) == 0);
    CHECK(rounded<int>(0.5) == 1);
    CHECK(rounded<int>(2.5) == 3);
    CHECK(rounded<std::int64_t>(3e12 + 0.4) == 3'000'000'000'000);
    CHECK(rounded<std::int32_t>(1.75F) == 2);
    static_assert(rounded<int>(7.6) == 8);
}
