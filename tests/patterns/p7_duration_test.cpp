/// P7, central priors: hazards of leaving benefit for a job fall with weeks on benefit, in each target
/// group apart.

#include <array>
#include <iostream>

#include "support/catch.hpp"
#include "support/comparison.hpp"

#include <afklar/experiment/stream.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

/// Borders of the bands of weeks on benefit; the last is open.
constexpr std::array<int, 5> from{0, 26, 78, 156, 312};

struct Band {
    double at_risk = 0.0;
    double jobs = 0.0;
};

/// Weeks at risk and moves into a job by band in one replicate, counted from the columns: who was on
/// cash benefit before the step, and in a job after it.
std::array<Band, from.size()> count_moves(const ProjectionSpec& spec, int replicate,
                                          TargetGroup group) {
    std::array<Band, from.size()> bands{};
    Simulation simulation = simulation_of(spec, {0, 0, replicate});
    std::vector<std::vector<int>> before(simulation.centres()); // by address
    while (simulation.week() < simulation.first_observed() + spec.horizon.value) {
        for (std::size_t c = 0; c < simulation.centres(); ++c) {
            const Citizens& people = simulation.citizens(c);
            before[c].assign(people.addresses(), -1);
            for (CitizenIndex i = 0; i < people.size(); ++i) {
                if (people.place.status[i] == Status::on_benefit &&
                    people.who.target_group[i] == group) {
                    before[c][people.who.address[i]] = people.place.weeks_on_benefit[i];
                }
            }
        }
        const bool observed = simulation.week() >= simulation.first_observed();
        simulation.step();
        if (!observed) {
            continue;
        }
        for (std::size_t c = 0; c < simulation.centres(); ++c) {
            const Citizens& people = simulation.citizens(c);
            for (CitizenAddress address = 0; address < before[c].size(); ++address) {
                if (before[c][address] < 0) {
                    continue;
                }
                const CitizenIndex i = people.find(address);
                REQUIRE(i != nowhere); // nobody is dropped in the week in which he leaves
                std::size_t band = from.size() - 1;
                while (before[c][address] < from[band]) {
                    --band;
                }
                bands[band].at_risk += 1.0;
                bands[band].jobs += people.place.status[i] == Status::job ? 1.0 : 0.0;
            }
        }
    }
    return bands;
}

} // namespace

TEST_CASE("P7: the longer on benefit, the lower the hazard of a job") {
    const auto group = GENERATE(TargetGroup::job_ready, TargetGroup::activity_ready);
    auto spec = projection(4000, 104, {{"full", regimes::full_obligations()}});
    std::array<Sample, from.size()> hazard;
    for (int replicate = 0; replicate < spec.replicates; ++replicate) {
        const auto bands = count_moves(spec, replicate, group);
        for (std::size_t b = 0; b < from.size(); ++b) {
            REQUIRE(bands[b].at_risk > 0.0);
            hazard[b].what = std::string{name_of(group)} + " from week " + std::to_string(from[b]) +
                             ", jobs per 1000 weeks";
            hazard[b].values.push_back(1000.0 * bands[b].jobs / bands[b].at_risk);
        }
    }
    for (const Sample& sample : hazard) {
        std::cout << sample << "\n";
    }
    // From band to band no rise, and from the first to the last a sure fall.
    for (std::size_t b = 1; b < from.size(); ++b) {
        INFO(hazard[b] << " after " << hazard[b - 1]);
        CHECK_FALSE((hazard[b] - hazard[b - 1]).surely_up());
    }
    CHECK((hazard.back() - hazard.front()).surely_down());
    CHECK((hazard[2] - hazard[0]).surely_down());
}
