// Two regimes on the same people and the same luck. The program of the README is `projection()`; the
// test runs the same at a smaller size.

#include <cstring>

#include <afklar/afklar.hpp>

namespace {

// clang-format off
int projection() {
    using namespace afklar;
    const auto full   = regimes::full_obligations();
    const auto reform = full + reforms::ds3_clarification_guarantee(Weeks{52}) + reforms::ds6_caseload_cap(35);
    const auto result = run({.population = synthesise(denmark_2019(), 10'000),
                             .parameters = denmark(), .regimes = {{"full", full}, {"reform", reform}},
                             .start = monday(2020, 1, 6), .horizon = Weeks{260}, .draws = 50, .seed = 2020});
    print(result.paired("reform", "full", metric::unassessed_on_benefit_at_52));
    return 0;
}
// clang-format on

int small_projection() {
    using namespace afklar;
    const auto full = regimes::full_obligations();
    const auto reform =
        full + reforms::ds3_clarification_guarantee(Weeks{52}) + reforms::ds6_caseload_cap(35);
    const auto result = run({.population = synthesise(denmark_2019(), 800),
                             .parameters = denmark(),
                             .regimes = {{"full", full}, {"again", full}, {"reform", reform}},
                             .start = monday(2020, 1, 6),
                             .horizon = Weeks{104},
                             .burn_in = Weeks{26},
                             .draws = 2,
                             .seed = 2020});
    const auto metric = metric::unassessed_on_benefit_at_52;
    print(result.paired("reform", "full", metric));

    // A regime against itself differs by exactly zero; the guarantee keeps some of its promise.
    const bool paired = *result.paired("again", "full", metric).estimate.mean == 0.0;
    return paired && *result.paired("reform", "full", metric).estimate.mean < 0.0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    return argc > 1 && std::strcmp(argv[1], "--full-size") == 0 ? projection() : small_projection();
}
