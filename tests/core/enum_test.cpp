#include <afklar/core/enum.hpp>

#include <array>
#include <string_view>
#include <vector>

#include <afklar/people/attributes.hpp>

#include <support/catch.hpp>

using namespace afklar;

namespace {

enum class Colour { red, green, count_ };
constexpr std::array<std::string_view, 2> names_of(Colour) { return {"red", "green"}; }
enum class Plain { one };

static_assert(CountedEnum<Colour> && NamedEnum<Colour>);
static_assert(!CountedEnum<Plain> && !NamedEnum<Plain> && !CountedEnum<int>);
static_assert(count_of<Colour> == 2 && index_of(Colour::green) == 1);
static_assert(name_of(Colour::green) == "green");
static_assert(value_named<Colour>("red") == Colour::red);
static_assert(!value_named<Colour>("blue") && !value_named<Colour>(""));

/// Every value has a name of its own, and the name leads back.
template <NamedEnum E>
void names_round_trip() {
    for_each_value<E>([](E value) {
        CHECK_FALSE(name_of(value).empty());
        CHECK(value_named<E>(name_of(value)) == value);
    });
    CHECK(names_of(E{}).size() == count_of<E>);
}

} // namespace

TEST_CASE("arrays by enumeration", "[enum]") {
    EnumArray<Colour, int> counts{};
    counts[Colour::green] = 4;
    CHECK(counts.size() == 2);
    CHECK(counts[Colour::red] == 0);
    CHECK(counts.at(1) == 4);
    std::vector<Colour> seen;
    for_each_value<Colour>([&](Colour colour) { seen.push_back(colour); });
    CHECK(seen == std::vector{Colour::red, Colour::green});
}

TEST_CASE("names of the attributes lead back to their values", "[enum]") {
    names_round_trip<Sex>();
    names_round_trip<TargetGroup>();
    names_round_trip<Region>();
    names_round_trip<Barrier>();
    names_round_trip<Status>();
    names_round_trip<LeftCause>();
    names_round_trip<CaseStage>();
    names_round_trip<Plan>();
    names_round_trip<Mode>();
    names_round_trip<Sector>();
    names_round_trip<FilePart>();
}
