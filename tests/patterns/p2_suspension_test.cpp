/// P2, required under the advocate's priors only: suspension lifts reach among the hard-to-reach while
/// some drop under the radar (S02, S15). Under central and sceptic it is reported.

#include <iostream>

#include <afklar/experiment/stream.hpp>

#include "support/catch.hpp"
#include "support/comparison.hpp"

using namespace afklar;
using namespace afklar::test;

namespace {

constexpr Week before = 10;    // observed weeks under full obligations
constexpr Week suspended = 11; // weeks of the suspension of 2020
constexpr Week year = 52;      // a suspension that goes on, to see who drops out of sight

/// A person of the cohort: on cash benefit in the last week before the suspension.
struct Member {
    std::size_t centre = 0;
    CitizenAddress address = 0;
    bool hard_to_reach = false; ///< silent for half a year, or three barriers or more
    bool unreachable = false;   ///< no invitation reaches him, and nobody else knows him
};

std::vector<Member> cohort_of(const Simulation& simulation) {
    std::vector<Member> cohort;
    for (std::size_t c = 0; c < simulation.centres(); ++c) {
        const Citizens& people = simulation.citizens(c);
        for (CitizenIndex i = 0; i < people.size(); ++i) {
            if (people.ever_present(i) && people.cash_client(i)) {
                const bool silent = simulation.week() - people.contact.last_held[i] >= 26;
                int barriers = 0;
                for_each_value<Barrier>(
                    [&](Barrier b) { barriers += has(people.who.barriers[i], b) ? 1 : 0; });
                cohort.push_back(
                    {c, people.who.address[i], silent || barriers >= 3,
                     people.is(i, Flag::unreachable) && !people.is(i, Flag::known_elsewhere)});
            }
        }
    }
    return cohort;
}

struct Reach {
    double reached = 0.0; ///< share of the hard-to-reach with a conversation in time
    double others = 0.0;  ///< the same among the others
    double out_of_sight =
        0.0;             ///< share of the unreachable still on benefit, silent for half a year
    double silent = 0.0; ///< number of those
};

/// Lives the weeks of the suspension; who of the cohort had a conversation in them.
std::vector<bool> reached_in_time(Simulation& simulation, const std::vector<Member>& cohort) {
    const Week start = simulation.week();
    std::vector<bool> was_reached(cohort.size()); // whoever leaves is not kept for ever
    for (Week w = 0; w < suspended; ++w) {
        simulation.step();
        for (std::size_t k = 0; k < cohort.size(); ++k) {
            const Citizens& people = simulation.citizens(cohort[k].centre);
            const CitizenIndex i = people.find(cohort[k].address);
            if (i != nowhere && people.contact.last_held[i] >= start) {
                was_reached[k] = true;
            }
        }
    }
    return was_reached;
}

/// Notes who of the unreachable is still on benefit, and silent for half a year.
void look_for_silent(const Simulation& simulation, const std::vector<Member>& cohort,
                     Reach& result) {
    double unreachable = 0.0;
    for (const Member& m : cohort) {
        const Citizens& people = simulation.citizens(m.centre);
        const CitizenIndex i = people.find(m.address);
        if (m.unreachable && i != nowhere && people.cash_client(i)) {
            unreachable += 1.0;
            const bool silent = simulation.week() - people.contact.last_held[i] >= 26;
            result.silent += silent ? 1.0 : 0.0;
        }
    }
    result.out_of_sight = unreachable > 0.0 ? result.silent / unreachable : 0.0;
}

Reach follow(Simulation& simulation, const std::vector<Member>& cohort) {
    const std::vector<bool> was_reached = reached_in_time(simulation, cohort);
    Reach result;
    double hard = 0.0;
    double other = 0.0;
    for (std::size_t k = 0; k < cohort.size(); ++k) {
        const bool is_hard = cohort[k].hard_to_reach;
        (is_hard ? hard : other) += 1.0;
        (is_hard ? result.reached : result.others) += was_reached[k] ? 1.0 : 0.0;
    }
    result.reached /= hard;
    result.others /= other;
    for (Week w = suspended; w < year; ++w) {
        simulation.step();
    }
    look_for_silent(simulation, cohort, result);
    return result;
}

struct Outcome {
    Sample reached{"reached of the hard-to-reach, suspension less full", {}};
    Sample others{"reached of the others, suspension less full", {}};
    Sample out_of_sight{"unreachable out of sight after a year, suspension less full", {}};
    Sample silent{"unreachable people out of sight under the suspension", {}};
    Sample reached_full{"reached of the hard-to-reach, full", {}};
    Sample out_of_sight_full{"unreachable out of sight after a year, full", {}};
};

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): as a scenario says it
Outcome outcome(PriorSet prior, int draws, int replicates) {
    const Policy full = regimes::full_obligations();
    const Policy policy =
        full + TimelineEntry{
                   monday(2020, 3, 16), {}, 0x1F, {}, {}, *find_regime("covid_suspension"), {}, {}};
    auto spec = projection(3000, before + year, {{"full", full}, {"suspension", policy}});
    spec.prior = prior;
    spec.draws = draws;
    spec.replicates = replicates;
    Outcome result;
    for (int draw = 0; draw < draws; ++draw) {
        for (int replicate = 0; replicate < replicates; ++replicate) {
            Simulation as_before = simulation_of(spec, {0, draw, replicate});
            while (as_before.week() < as_before.first_observed() + before) {
                as_before.step();
            }
            Simulation suspension = as_before.fork(policy);
            const auto cohort = cohort_of(as_before);
            const Reach a = follow(as_before, cohort);
            const Reach b = follow(suspension, cohort);
            result.reached.values.push_back(b.reached - a.reached);
            result.others.values.push_back(b.others - a.others);
            result.out_of_sight.values.push_back(b.out_of_sight - a.out_of_sight);
            result.silent.values.push_back(b.silent);
            result.reached_full.values.push_back(a.reached);
            result.out_of_sight_full.values.push_back(a.out_of_sight);
        }
    }
    return result;
}

void tell(const Outcome& o) {
    for (const Sample* s : {&o.reached_full, &o.reached, &o.others, &o.out_of_sight_full,
                            &o.out_of_sight, &o.silent}) {
        std::cout << *s << "\n";
    }
}

} // namespace

TEST_CASE("P2: suspension, under the advocate's priors") {
    const Outcome o = outcome(PriorSet::advocate, 1, 8);
    tell(o);
    CHECK(o.reached.surely_up());
    // Some drop under the radar: never nobody, and more than where payment can be stopped.
    for (const double people : o.silent.values) {
        CHECK(people > 0.0);
    }
    CHECK(o.out_of_sight.surely_up());
}

TEST_CASE("P2: the share of draws in which it holds under other priors is told") {
    for (const PriorSet prior : {PriorSet::central, PriorSet::sceptic}) {
        const Outcome o = outcome(prior, 40, 1);
        int reach = 0;
        int sight = 0;
        int both = 0;
        for (std::size_t k = 0; k < o.reached.values.size(); ++k) {
            const bool more = o.reached.values[k] > 0.0;
            const bool lost = o.silent.values[k] > 0.0;
            reach += more ? 1 : 0;
            sight += lost ? 1 : 0;
            both += more && lost ? 1 : 0;
        }
        std::cout << "P2 under " << name_of(prior) << ": of 40 draws more are reached in " << reach
                  << ", some are out of sight in " << sight << ", both in " << both << "\n";
        tell(o);
        CHECK(o.reached.values.size() == 40);
    }
}
