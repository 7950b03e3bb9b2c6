#include <afklar/afklar.hpp>

int main() {
    using namespace afklar;
    const auto full = regimes::full_obligations();
    const auto result = run({.population = synthesise(denmark_2019(), 300),
                             .parameters = denmark(),
                             .regimes = {{"full", full}, {"same", full}},
                             .start = monday(2020, 1, 6),
                             .horizon = Weeks{8},
                             .burn_in = Weeks{4},
                             .seed = 2020});
    const auto same = result.paired("same", "full", metric::contacts_per_citizen_year);
    return same.estimate.mean == 0.0 ? 0 : 1; // a regime against itself
}
