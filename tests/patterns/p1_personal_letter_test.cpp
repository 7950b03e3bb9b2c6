/// P1, required under the advocate's priors only: the case of S10. Contact comes about after the
/// suspension, by a personal letter and the phone, and the case is made ready, more often than under full
/// obligations. Under central and sceptic it is reported in how many parameter draws that holds.

#include <iostream>

#include <afklar/experiment/stream.hpp>
#include <afklar/scenario/scenario.hpp>

#include "support/catch.hpp"
#include "support/comparison.hpp"
#include "support/paths.hpp"

using namespace afklar;
using namespace afklar::test;

namespace {

constexpr Week suspended_from = 10; // 16 March 2020, the first Monday after the 11th
constexpr Week in_time = 20;        // weeks within which contact counts as an answer to the letter

struct Course {
    bool contact = false;
    bool prepared = false;
};

/// What became of the one citizen in a regime and run.
Course course(const ProjectionSpec& spec, std::size_t regime, int draw, int replicate) {
    Simulation simulation = simulation_of(spec, {regime, draw, replicate});
    const Week first = simulation.first_observed();
    Course result;
    while (simulation.week() < first + spec.horizon.value) {
        simulation.step();
        const Week week = simulation.week() - 1 - first;
        const Citizens& people = simulation.citizens(0);
        const CitizenIndex i = people.find(0);
        if (i == nowhere) { // he left long ago
            break;
        }
        if (week >= suspended_from && week < suspended_from + in_time &&
            people.contact.last_held[i] == column_of(simulation.week() - 1)) {
            result.contact = true;
        }
        const CaseStage stage = people.file.stage[i];
        result.prepared = result.prepared || stage == CaseStage::waiting_for_team ||
                          stage == CaseStage::decision_pending || stage == CaseStage::assessed;
    }
    return result;
}

/// Runs in which contact came about in time and the case was made ready.
struct Outcome {
    Sample contact;
    Sample both;
};
Outcome outcome(const ProjectionSpec& spec, std::size_t regime) {
    Outcome result{{spec.regimes[regime].name + ": contact", {}},
                   {spec.regimes[regime].name + ": contact and ready", {}}};
    for (int draw = 0; draw < spec.draws; ++draw) {
        for (int replicate = 0; replicate < spec.replicates; ++replicate) {
            const Course c = course(spec, regime, draw, replicate);
            result.contact.values.push_back(c.contact ? 1.0 : 0.0);
            result.both.values.push_back(c.contact && c.prepared ? 1.0 : 0.0);
        }
    }
    return result;
}

ProjectionSpec the_letter(PriorSet prior) {
    auto spec = read_scenario((source_dir() / "scenarios/personal_letter.toml").string()).spec;
    spec.prior = prior;
    spec.seed = chosen_seed;
    return spec;
}

} // namespace

TEST_CASE("P1: the personal letter, under the advocate's priors") {
    auto spec = the_letter(PriorSet::advocate);
    spec.replicates = 400;
    const Outcome full = outcome(spec, 0);
    const Outcome suspended = outcome(spec, 1);
    const Sample contact = suspended.contact - full.contact;
    const Sample both = suspended.both - full.both;
    std::cout << full.contact << "\n"
              << suspended.contact << "\n  " << contact << "\n"
              << full.both << "\n"
              << suspended.both << "\n  " << both << "\n";
    CHECK(contact.surely_up());
    CHECK(both.surely_up());
}

TEST_CASE("P1: the share of draws in which it holds under other priors is told") {
    for (const PriorSet prior : {PriorSet::central, PriorSet::sceptic}) {
        auto spec = the_letter(prior);
        spec.draws = 40;
        // One life a draw says yes or no by chance; forty lives with the parameters of the draw say more.
        spec.replicates = 40;
        const Outcome full = outcome(spec, 0);
        const Outcome suspended = outcome(spec, 1);
        int holds = 0;
        for (int draw = 0; draw < spec.draws; ++draw) {
            double gain = 0.0;
            for (int k = 0; k < spec.replicates; ++k) {
                const auto place = static_cast<std::size_t>(draw * spec.replicates + k);
                gain += suspended.both.values[place] - full.both.values[place];
            }
            holds += gain > 0.0 ? 1 : 0;
        }
        std::cout << "P1 under " << name_of(prior) << ": holds in " << holds << " of " << spec.draws
                  << " draws; mean gain " << (suspended.both - full.both) << "\n";
        CHECK(suspended.both.values.size() == 1600);
    }
}
