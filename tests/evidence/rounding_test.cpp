#include <afklar/evidence/rounding.hpp>

#include <cmath>
#include <limits>

#include <support/catch.hpp>
#include <support/property.hpp>

using afklar::detail::nine_digits;

TEST_CASE("nine significant digits", "[rounding]") {
    CHECK(nine_digits(1.0 / 3.0) == 0.333333333);
    CHECK(nine_digits(2.0e-7 / 3.0) == 6.66666667e-8);
    CHECK(nine_digits(-123456789.4) == -123456789.0);
    CHECK(nine_digits(9999999999.0) == 1e10);
    CHECK(nine_digits(0.25) == 0.25);
    CHECK_FALSE(std::signbit(nine_digits(-0.0)));
    CHECK(std::isinf(nine_digits(std::numeric_limits<double>::infinity())));
    CHECK(std::isnan(nine_digits(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("rounding of any number", "[rounding]") {
    afklar::test::holds("a second rounding changes nothing, and order is kept",
                        [](double a, double b) {
                            RC_PRE(std::isfinite(a) && std::isfinite(b) && a <= b);
                            RC_ASSERT(nine_digits(nine_digits(a)) == nine_digits(a));
                            RC_ASSERT(nine_digits(a) <= nine_digits(b));
                        });
}
