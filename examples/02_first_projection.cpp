// A first projection: people drawn from published margins, one regime, a few runs.

#include <iostream>

#include <afklar/afklar.hpp>

int main() {
    using namespace afklar;

    ProjectionSpec spec;
    spec.population = synthesise(denmark_2019(), 1'000);
    spec.parameters = denmark();
    spec.regimes = {{"full obligations", regimes::full_obligations()}};
    spec.start = monday(2020, 1, 6);
    spec.horizon = Weeks{52};
    spec.burn_in = Weeks{26};
    spec.replicates = 3; // central parameters, chance only
    spec.seed = 2020;

    const Result result = run(spec);
    for (const Metric metric : {metric::unassessed_on_benefit_at_52, metric::attendance_rate,
                                metric::contacts_per_citizen_year, metric::caseload}) {
        print(result.summary("full obligations", metric));
    }

    const auto share = result.summary("full obligations", metric::unassessed_on_benefit_at_52);
    const bool plausible = *share.estimate.mean > 0.0 && *share.estimate.mean < 1.0;
    return result.complete() && plausible ? 0 : 1;
}
