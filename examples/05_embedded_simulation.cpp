// A model of the labour market drives the simulation week by week and reads what comes of it.

#include <algorithm>
#include <iostream>

#include <afklar/afklar.hpp>
#include <afklar/experiment/stream.hpp>

using namespace afklar;

namespace {

ProjectionSpec eighty_weeks() {
    ProjectionSpec spec;
    spec.population = synthesise(denmark_2019(), 1'000);
    spec.parameters = denmark();
    spec.regimes = {{"full", regimes::full_obligations()}};
    spec.start = monday(2020, 1, 6);
    spec.horizon = Weeks{80};
    spec.burn_in = Weeks{10};
    spec.seed = 2020;
    return spec;
}

std::ptrdiff_t in_jobs(const Simulation& simulation) {
    std::ptrdiff_t heads = 0;
    for (std::size_t k = 0; k < simulation.centres(); ++k) {
        heads += std::ranges::count(simulation.citizens(k).place.status, Status::job);
    }
    return heads;
}

/// The other model: hiring falls by four fifths in ten weeks, and comes back as people find jobs.
Environment market(const Simulation& simulation, Week week) {
    const double shock = std::max(0.2, 1.0 - 0.08 * week);
    const double hiring = shock + 0.0005 * static_cast<double>(in_jobs(simulation));
    return {.labour_market = std::min(1.0, hiring)};
}

} // namespace

int main() {
    Simulation here = simulation_of(eighty_weeks());
    while (here.week() < here.first_observed()) {
        here.step();
    }
    const Snapshot before = here.save();
    Simulation calm = here.fork(regimes::covid_suspension()); // the same people, other rules
    for (Week week = 0; week < 52; ++week) {
        here.set_environment(market(here, week));
        calm.set_environment(market(calm, week));
        here.step();
        calm.step();
    }
    const auto with_shock = in_jobs(here);

    here.restore(before); // and once more without the shock
    for (Week week = 0; week < 52; ++week) {
        here.step();
    }
    std::cout << "in jobs on the Monday of " << iso(here.date()) << ": " << in_jobs(here)
              << ", after the shock " << with_shock << ", and " << in_jobs(calm)
              << " where duties were suspended too\n";
    return with_shock < in_jobs(here) && here.week() == calm.week() ? 0 : 1;
}
