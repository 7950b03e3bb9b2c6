#include <afklar/core/chance.hpp>

#include <cmath>
#include <limits>

#include <support/catch.hpp>
#include <support/property.hpp>

using namespace afklar;

TEST_CASE("chances are exact at the ends and rounded down between", "[chance]") {
    CHECK(Chance{}.bits == 0);
    CHECK(Chance{0.0}.bits == 0);
    CHECK(Chance{-0.5}.bits == 0);
    CHECK(Chance{std::nan("")}.bits == 0);
    CHECK(Chance{1.0}.bits == Chance::one);
    CHECK(Chance{7.0}.bits == Chance::one);
    CHECK(Chance{std::numeric_limits<double>::infinity()}.bits == Chance::one);
    CHECK(Chance{0.5}.bits == Chance::one / 2);
    CHECK(Chance{std::ldexp(1.0, -48)}.bits == 1);
    CHECK(Chance{std::ldexp(1.9, -48)}.bits == 1);
    CHECK(Chance{std::ldexp(0.9, -48)}.bits == 0);
    CHECK(Chance{1.0 - std::ldexp(1.0, -50)}.bits == Chance::one - 1);
    CHECK(Chance{1.0}.leading() == 65'536); // above every draw of 16 bits
    CHECK(Chance{0.25}.leading() == 16'384);
    static_assert(Chance{0.5}.probability() == 0.5);
}

TEST_CASE("any chance", "[chance]") {
    test::holds("a step at most is lost, and order is kept", [] {
        const double p = *rc::gen::inRange(0, 1'000'000'001) / 1e9;
        const double q = *rc::gen::inRange(0, 1'000'000'001) / 1e9;
        RC_ASSERT(Chance{p}.probability() <= p);
        RC_ASSERT(p - Chance{p}.probability() < std::ldexp(1.0, -48));
        RC_ASSERT((p <= q) == (p == q || Chance{p}.bits <= Chance{q}.bits));
        RC_ASSERT(Chance{Chance{p}.probability()}.bits == Chance{p}.bits);
    });
}
