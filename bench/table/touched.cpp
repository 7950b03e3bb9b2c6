// P5: how many bytes a citizen has, and how many of them a week of someone on benefit reads or writes.
// The processor watches four cells at a time while a week goes by; after enough weeks, every column has
// a share of weeks in which it was touched.

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>

#include <fmt/format.h>
#include <linux/hw_breakpoint.h>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <afklar/experiment/stream.hpp>

#include "full_model.hpp"
#include "worlds.hpp"

namespace afklar::bench {

namespace {

/// Counts reads and writes of a few bytes by this thread while it exists.
class Watch {
public:
    Watch(const std::byte* address, std::size_t size) {
        perf_event_attr wanted{};
        wanted.size = sizeof wanted;
        wanted.type = PERF_TYPE_BREAKPOINT;
        wanted.bp_type = HW_BREAKPOINT_RW;
        // The kernel's structure wants a number, and keeps it in a union.
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast,cppcoreguidelines-pro-type-union-access)
        wanted.bp_addr = reinterpret_cast<std::uintptr_t>(address);
        wanted.bp_len = size; // NOLINT(cppcoreguidelines-pro-type-union-access): the same
        wanted.exclude_kernel = 1;
        wanted.exclude_hv = 1;
        file_ = static_cast<int>(syscall(SYS_perf_event_open, &wanted, 0, -1, -1, 0));
    }
    ~Watch() {
        if (file_ >= 0) {
            close(file_);
        }
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    /// Nothing: this machine cannot watch.
    [[nodiscard]] std::optional<std::uint64_t> count() const {
        std::uint64_t number = 0;
        if (file_ < 0 || read(file_, &number, sizeof number) != sizeof number) {
            return std::nullopt;
        }
        return number;
    }

private:
    int file_ = -1;
};

constexpr std::size_t watches = 4; ///< that an x86 processor has

/// A column as bytes.
struct Bytes {
    const std::byte* data = nullptr;
    std::size_t each = 0;
    bool operator==(const Bytes&) const = default;
};

std::vector<Bytes> columns_of(const Citizens& people) {
    std::vector<Bytes> columns;
    Citizens::for_each_column(people, [&](const auto& column) {
        columns.push_back({std::as_bytes(std::span(column)).data(), sizeof(*column.data())});
    });
    return columns;
}

std::vector<CitizenIndex> clients_of(const Citizens& people) {
    std::vector<CitizenIndex> clients;
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        if (people.client(i)) {
            clients.push_back(i);
        }
    }
    return clients;
}

/// Goes through years of a centre with cells of people on benefit watched.
class Probe {
public:
    Probe(int people, int weeks)
        : spec_(denmark_of(people, {26, weeks})),
          frame_(frame_of(spec_)),
          world_(world_of(spec_, frame_, plan_streams(spec_).front())),
          start_(burnt_in_centre(spec_, frame_, world_, 0)),
          tallies_(columns_of(start_.citizens).size()) {}

    /// Bytes touched in a week; less than 0 where the processor cannot be asked.
    double bytes(int weeks) {
        for (int lived = 0; lived < weeks; lived += world_.horizon) {
            if (!live(std::min(weeks - lived, world_.horizon))) {
                return -1.0;
            }
        }
        const auto columns = columns_of(start_.citizens);
        double sum = 0.0;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            sum += static_cast<double>(columns[c].each) * tallies_[c].touched /
                   std::max(1.0, tallies_[c].watched);
        }
        return sum;
    }

private:
    struct Share {
        double touched = 0.0;
        double watched = 0.0;
    };

    bool live(int weeks) {
        CentreRun run(world_, start_, frame_.books[0], world_.burn_in);
        Tally tally(world_.horizon, frame_.groups.size());
        Counters counters(run.centre().citizens, run.world().cells, tally);
        for (Week week = 0; week < weeks; ++week) {
            if (!watched_week(run, counters)) {
                return false;
            }
            counters.end_week(week);
        }
        return true;
    }

    bool watched_week(CentreRun& run, Counters& counters) {
        const Citizens& people = run.centre().citizens;
        const auto columns = columns_of(people);
        const auto clients = clients_of(people);
        std::array<std::optional<Watch>, watches> cells;
        const std::size_t first = next_;
        for (auto& cell : cells) {
            const Bytes& column = columns[next_ % columns.size()];
            // A stride that meets everyone in time.
            const CitizenIndex who = clients[next_ * 7919U % clients.size()];
            cell.emplace(column.data + who * column.each, column.each);
            ++next_;
        }
        run.step(counters);
        if (columns_of(people) != columns) {
            return true; // columns grew and moved: the cells are elsewhere
        }
        for (std::size_t k = 0; k < watches; ++k) {
            const auto count = cells[k]->count();
            if (!count) {
                return false;
            }
            Share& share = tallies_[(first + k) % columns.size()];
            share.touched += *count > 0 ? 1.0 : 0.0;
            share.watched += 1.0;
        }
        return true;
    }

    ProjectionSpec spec_;
    ProjectionFrame frame_;
    StreamWorld world_;
    JobCentre start_;
    std::vector<Share> tallies_; ///< by column
    std::size_t next_ = 0;
};

} // namespace

Measurement memory(const Sizes& sizes) {
    const auto probe = std::make_shared<Probe>(1000, 52);
    const auto rows = [](const std::vector<double>& bytes) {
        const auto columns = columns_of(Citizens{}).size();
        return std::vector{
            row("P5a", static_cast<double>(Citizens::bytes_per_citizen()),
                {fmt::format("{} columns together; beside them {} of places by address, and a bit "
                             "for each status mask",
                             columns, sizeof(CitizenIndex) * 2)}),
            bytes[0] < 0.0 ? skipped("P5b", "this machine does not let the program watch memory")
                           : row("P5b", bytes[0],
                                 {"cells of people on benefit, sampled with the processor's "
                                  "watchpoints; masks "
                                  "of one bit each are not in either number"})};
    };
    return {"memory", {[=] { return probe->bytes(sizes.probed_weeks); }}, rows};
}

} // namespace afklar::bench
