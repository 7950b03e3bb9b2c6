#pragma once
/// Queues of servers with few clients each, as masks: first come first served, within a week by number.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace afklar {

/// Most clients of one server: a bit each.
inline constexpr unsigned most_clients = 64;

/// Those who wait for one server, as masks by week of joining, the earliest first.
struct ClientRing {
    std::uint32_t size = 0;
    std::array<std::uint64_t, most_clients> joined{}; ///< none of the first `size` is empty
};

/// The queues of many servers who each see a limited number of clients a week. `Queue` is the general
/// form, with priorities and a book; this one costs a few instructions for a server whom all who asked
/// can see the same week, and its ring is touched only where somebody waits.
class ClientQueues {
public:
    explicit ClientQueues(std::size_t servers)
        : waiting_(servers, 0), served_(servers, 0), rings_(servers) {}

    /// One week: whoever asks joins, and the first `places` of every queue are served and leave it.
    /// Shape: a mask of clients for each server, in and out; what is returned is void after the next
    /// call. Domain: who waits already and asks again keeps the place in the queue.
    /// Cost: O(servers) and the length of the queues in which somebody waits; allocates nothing.
    std::span<const std::uint64_t> serve(std::span<const std::uint64_t> asks, unsigned places);

    /// Takes out a client who no longer waits; nothing happens when he is not there.
    // NOLINTNEXTLINE(bugprone-easily-swappable-parameters): the client of a server
    void leave(std::size_t server, unsigned client) noexcept {
        const std::uint64_t bit = std::uint64_t{1} << client;
        if ((waiting_[server] & bit) != 0) {
            take_out(server, bit);
        }
    }

    /// Who waits for a server.
    [[nodiscard]] std::uint64_t waiting(std::size_t server) const noexcept {
        return waiting_[server];
    }
    /// How many wait for all of them.
    [[nodiscard]] std::int64_t length() const noexcept;

    /// How many were served in all weeks.
    [[nodiscard]] std::int64_t number_served() const noexcept { return number_served_; }

private:
    void take_out(std::size_t server, std::uint64_t bit) noexcept;

    std::int64_t number_served_ = 0;
    std::vector<std::uint64_t> waiting_;
    std::vector<std::uint64_t> served_;
    std::vector<ClientRing> rings_; ///< of each server, the same people as in `waiting_`
};

} // namespace afklar
