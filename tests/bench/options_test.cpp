#include <bench/table/options.hpp>

#include <support/catch.hpp>

using namespace afklar::bench;
using Catch::Matchers::Contains;

TEST_CASE("words of the command line", "[options]") {
    CHECK(options_of({}).extent == Extent::usual);
    CHECK_FALSE(options_of({}).json);
    const Options quick = options_of({"--quick", "--json"});
    CHECK(quick.extent == Extent::quick);
    CHECK(quick.json);
    const Options picture = options_of({"--scaling", "some.svg", "--full"});
    CHECK(picture.scaling == "some.svg");
    CHECK(picture.extent == Extent::full);
}

TEST_CASE("a word that is not understood is named", "[options]") {
    CHECK_THROWS_WITH(options_of({"--json", "--fast"}), Contains("--fast"));
    CHECK_THROWS_WITH(options_of({"some.svg"}), Contains("some.svg"));
    CHECK_THROWS_WITH(options_of({"--scaling"}), Contains("--scaling"));
    CHECK_THROWS_WITH(options_of({"--scaling", "--json"}), Contains("--scaling"));
}

TEST_CASE("more is run the more is asked for", "[options]") {
    const Sizes quick = sizes_of(Extent::quick);
    const Sizes usual = sizes_of(Extent::usual);
    const Sizes full = sizes_of(Extent::full);
    CHECK(usual.rounds == 5);
    CHECK(quick.rounds < usual.rounds);
    CHECK(quick.many < usual.many);
    CHECK(full.many == 10'000'000);
    CHECK(full.few == usual.few);
}
