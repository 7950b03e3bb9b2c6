#include <afklar/experiment/projection.hpp>

#include <afklar/experiment/stream.hpp>

#include <support/catch.hpp>
#include <support/small_projection.hpp>

using namespace afklar;

TEST_CASE("a projection that cannot be run says why", "[projection]") {
    ProjectionSpec none;
    none.start = monday(2020, 1, 6);
    CHECK_THROWS_WITH(frame_of(none), Catch::Contains("at least one regime"));
}

TEST_CASE("unless told otherwise a projection has five years after a burn-in of two",
          "[projection]") {
    const ProjectionSpec spec;
    CHECK(spec.horizon == Weeks{260});
    CHECK(spec.burn_in == Weeks{104});
    CHECK(spec.draws == 1);
    CHECK(spec.prior == PriorSet::central);
}
