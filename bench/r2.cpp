#include "r2.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include <afklar/core/bounds.hpp>
#include <afklar/core/client_queues.hpp>
#include <afklar/core/draws.hpp>
#include <afklar/core/masks.hpp>

namespace afklar::bench {

namespace {

constexpr std::uint32_t clients_each = 50;
constexpr Chance asks_in_a_week{0.125};

/// Some caseworkers, and their clients, fifty consecutive people each.
struct Office {
    Office(std::uint32_t first, std::uint32_t size, const ChanceTable& chances)
        : people(first, size, chances),
          caseworkers((size + clients_each - 1) / clients_each),
          on_benefit(caseworkers, 0),
          asked(whole_words(caseworkers * clients_each) / word_size),
          asking(caseworkers),
          queues(caseworkers) {
        for (std::uint32_t k = 0; k < size; ++k) {
            on_benefit[k / clients_each] |= std::uint64_t{1} << (k % clients_each);
        }
    }

    People people;
    std::size_t caseworkers;
    std::vector<std::uint64_t> on_benefit; ///< a mask of clients for each caseworker
    std::vector<std::uint64_t> asked;      ///< a mask of all people, in words
    std::vector<std::uint64_t> asking;     ///< again one for each caseworker
    ClientQueues queues;                   ///< who waits for a meeting
};

/// All weeks of some caseworkers.
class Course {
public:
    Course(const Draws& draws, unsigned meetings, const Plan& plan)
        : draws_(draws), meetings_(meetings), alone_(1.0, plan.refresh), met_(2.0, plan.refresh) {}

    void run(std::uint32_t first, std::uint32_t size, Moves& moves, Outcome& outcome) {
        Office office(first, size, met_); // bounds are of the higher chances
        People& people = office.people;
        for (int week = 0; week < workload_weeks; ++week) {
            if (met_.refreshes_in(week)) {
                lower_bounds(people.bound.all(), people.state.all(), {on_benefit, met_.fall()});
            }
            const auto served = hold_meetings(office, static_cast<std::uint32_t>(week));
            const BlockDraw draw{Purpose::job, Agent::citizen, static_cast<std::uint32_t>(week)};
            find_below(draws_, {draw, first}, people.bound.all(), candidates_);
            for (const LeadingBits& candidate : candidates_) {
                settle(office, draw, candidate, served, moves);
            }
        }
        outcome.meetings += office.queues.number_served();
        outcome.queue += office.queues.length();
    }

private:
    /// Who asks is drawn for everyone and counts for those on benefit. Who waits already keeps the place.
    std::span<const std::uint64_t> hold_meetings(Office& office, std::uint32_t week) {
        mark_happened(draws_, {{Purpose::rings, Agent::citizen, week}, office.people.first},
                      asks_in_a_week, office.asked);
        for (std::size_t c = 0; c < office.caseworkers; ++c) {
            office.asking[c] =
                bits_from(office.asked, c * clients_each, clients_each) & office.on_benefit[c];
        }
        return office.queues.serve(office.asking, meetings_);
    }

    /// As in R1; a meeting doubles one of the chances, and who leaves benefit leaves the queue.
    void settle(Office& office, const BlockDraw& draw, const LeadingBits& candidate,
                std::span<const std::uint64_t> served, Moves& moves) {
        People& people = office.people;
        const std::uint32_t k = candidate.agent - people.first;
        const std::uint32_t caseworker = k / clients_each;
        const std::uint32_t client = k % clients_each;
        const int week = static_cast<int>(draw.when);
        const auto from = static_cast<State>(people.state[k]);
        const bool met = (served[caseworker] >> client & 1U) != 0;
        const ThreeChances& chances =
            from == in_job ? job_chances
                           : (met ? met_ : alone_).of(people.group[k], week - people.begun[k]);
        const State to = next_state[from][outcome_of(draws_, draw, candidate, chances)];
        if (to == from) {
            return;
        }
        people.enter(k, to, week, met_);
        moves.add(week, from, to);
        office.on_benefit[caseworker] ^= std::uint64_t{1} << client; // every move begins or ends it
        office.queues.leave(caseworker, client);
    }

    Draws draws_;
    unsigned meetings_;
    ChanceTable alone_;
    ChanceTable met_;
    CandidateList candidates_;
};

} // namespace

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): as a workload is always named
Outcome r2(std::uint32_t people, unsigned meetings, std::uint64_t seed, std::uint32_t stream,
           const Plan& plan) {
    Course course(Draws(DrawKey{seed, stream, 0}), meetings, plan);
    Moves moves;
    Outcome outcome;
    for (std::uint32_t first = 0; first < people; first += plan.people_at_once) {
        course.run(first, std::min(plan.people_at_once, people - first), moves, outcome);
    }
    outcome.heads = moves.heads(people);
    return outcome;
}

} // namespace afklar::bench
