#include <afklar/core/client_queues.hpp>

#include <vector>

#include <afklar/core/queue.hpp>

#include <support/catch.hpp>
#include <support/instruction_sets.hpp>
#include <support/property.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

constexpr std::uint64_t of(std::initializer_list<unsigned> clients) {
    std::uint64_t mask = 0;
    for (const unsigned client : clients) {
        mask |= std::uint64_t{1} << client;
    }
    return mask;
}

/// One server's week.
std::uint64_t week(ClientQueues& queues, std::uint64_t asks, unsigned places) {
    return queues.serve(std::vector<std::uint64_t>{asks}, places)[0];
}

} // namespace

TEST_CASE("first come first served, within a week by number") {
    ClientQueues queues(1);
    CHECK(week(queues, of({9, 40, 63}), 2) == of({9, 40}));
    CHECK(queues.waiting(0) == of({63}));
    CHECK(week(queues, of({0, 1, 2}), 2) ==
          of({63, 0})); // who came first goes before lower numbers
    CHECK(week(queues, of({0}), 2) == of({1, 2}));
    CHECK(week(queues, 0, 2) == of({0}));
    CHECK(queues.length() == 0);
    CHECK(queues.number_served() == 7);
    CHECK(week(queues, ~std::uint64_t{0}, 64) == ~std::uint64_t{0});
}

TEST_CASE("who waits and asks again keeps the place") {
    ClientQueues queues(1);
    CHECK(week(queues, of({5}), 0) == 0);
    CHECK(week(queues, of({1, 5}), 0) == 0);
    CHECK(week(queues, of({0, 5}), 1) == of({5}));
    CHECK(week(queues, 0, 1) == of({1}));
    CHECK(week(queues, 0, 1) == of({0}));
}

TEST_CASE("who leaves is passed over, and those behind move up") {
    ClientQueues queues(2);
    const std::vector<std::uint64_t> asks{of({3, 4}), of({3})};
    queues.serve(asks, 0);
    queues.serve(std::vector<std::uint64_t>{of({1}), 0}, 0);
    CHECK(queues.length() == 4);
    queues.leave(0, 4);
    queues.leave(0, 4);  // who is not there any more
    queues.leave(0, 60); // who never was
    queues.leave(0, 3);
    CHECK(queues.waiting(0) == of({1}));
    CHECK(queues.waiting(1) == of({3}));
    CHECK(week(queues, of({0}), 1) == of({1}));
}

TEST_CASE("the masks serve as the general queue does") {
    for_each_instruction_set([] {
        holds("in all weeks the same are served and wait", [] {
            constexpr std::size_t servers = 3;
            ClientQueues fast(servers);
            std::vector<Queue> slow(servers);
            for (Week now = 0; now < 40; ++now) {
                const unsigned places = *rc::gen::inRange(0U, 9U);
                std::vector<std::uint64_t> asks;
                for (std::size_t s = 0; s < servers; ++s) {
                    asks.push_back(*rc::gen::arbitrary<std::uint64_t>() &
                                   *rc::gen::arbitrary<std::uint64_t>());
                    for (std::uint32_t client = 0; client < most_clients; ++client) {
                        if ((asks[s] & ~fast.waiting(s)) >> client & 1U) {
                            slow[s].join(client, now);
                        }
                    }
                }
                const auto served = fast.serve(asks, places);
                std::int64_t length = 0;
                for (std::size_t s = 0; s < servers; ++s) {
                    std::uint64_t expected = 0;
                    unsigned left = places;
                    slow[s].serve(now, [&](const Waiting& w) {
                        if (left == 0) {
                            return false;
                        }
                        --left;
                        expected |= of({w.who});
                        return true;
                    });
                    RC_ASSERT(served[s] == expected);
                    const unsigned leaver = *rc::gen::inRange(0U, most_clients);
                    fast.leave(s, leaver);
                    slow[s].leave(leaver, now);
                    std::uint64_t waiting = 0;
                    for (const Waiting& w : slow[s].waiting()) {
                        waiting |= of({w.who});
                    }
                    RC_ASSERT(fast.waiting(s) == waiting);
                    length += static_cast<std::int64_t>(slow[s].size());
                }
                RC_ASSERT(fast.length() == length);
            }
        });
    });
}
