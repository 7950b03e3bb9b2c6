#include <afklar/observe/observer.hpp>

#include <type_traits>

#include <afklar/observe/counters.hpp>
#include <afklar/observe/story.hpp>

#include <support/catch.hpp>

using namespace afklar;

static_assert(Observer<Blind>);
static_assert(Observer<Counters>);
static_assert(Observer<StoryTeller>);
static_assert(!Observer<int>);

TEST_CASE("whoever sees nothing holds nothing", "[observer]") {
    STATIC_REQUIRE(std::is_empty_v<Blind>);
    Blind blind;
    blind.event(Count::held, 3, {0.5, Provision::guarantee, 1.0});
    blind.add(Count::held, 3, 2);
    blind.centre(Count::held, 2);
    blind.stopped(Target::assessment, 3, Stop::job, 4);
    blind.everyone(Count::held, Mask{});
    blind.cell(1, Count::health_sum, 500);
    CHECK(Why{}.chance < 0.0); // certain
    CHECK(Why{}.rule == Provision::count_);
}
