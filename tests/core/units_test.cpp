#include <afklar/core/units.hpp>

#include <type_traits>

#include <support/catch.hpp>
#include <support/property.hpp>

using namespace afklar;

static_assert(!std::is_convertible_v<int, Weeks> && !std::is_convertible_v<Weeks, int>);
static_assert(!std::is_convertible_v<double, Money> && !std::is_convertible_v<Weeks, Money>);
static_assert(Weeks{3} < Weeks{4} && Weeks{3} == Weeks{3});

TEST_CASE("money is exact to the øre", "[units]") {
    CHECK(kroner(12.34).ore == 1'234);
    CHECK(kroner(-12.34).ore == -1'234);
    CHECK(kroner(0.005).ore == 1);
    CHECK(kroner(0.0049).ore == 0);
    CHECK((Money{150} + Money{-20}).ore == 130);
    CHECK((Money{150} - Money{20}).ore == 130);
    CHECK(Money{150}.kroner() == 1.5);
    Money sum;
    sum += Money{7};
    sum += Money{-9};
    CHECK(sum == Money{-2});
    CHECK(weeks_per_year == Approx(52.1786).epsilon(1e-5));
}

TEST_CASE("any sum of money", "[units]") {
    test::holds("the order of adding does not matter", [] {
        const auto amount = [] { return Money{*rc::gen::inRange<std::int64_t>(-100000, 100000)}; };
        const Money a = amount();
        const Money b = amount();
        const Money c = amount();
        RC_ASSERT((a + b) + c == a + (b + c));
        RC_ASSERT(a + b - b == a);
        RC_ASSERT(kroner(a.kroner()) == a);
    });
}
