#include <afklar/simulation/snapshot.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ranges>
#include <type_traits>

#include <boost/pfr.hpp>

#include <afklar/core/digest.hpp>
#include <afklar/experiment/stream.hpp>

#include <support/catch.hpp>
#include <support/program_folder.hpp>
#include <support/small_projection.hpp>
#include <support/states.hpp>

using namespace afklar;
using namespace afklar::test;
using Catch::Matchers::Contains;

namespace {

constexpr Week burn_in = 26;
constexpr Week horizon = 60;
constexpr Week end = burn_in + horizon;

/// Rules under which every queue of a centre is used, and two groups.
Policy busy() {
    return regimes::full_obligations() + reforms::ds3_clarification_guarantee() +
           reforms::ds4_own_health_assessment();
}

ProjectionSpec spec_of(Policy policy) {
    ProjectionSpec spec = small_projection({{"busy", std::move(policy)}});
    Selector women;
    women.sexes = static_cast<std::uint8_t>(1U << index_of(Sex::woman));
    spec.groups = {{"all", {}}, {"women", women}};
    return spec;
}
ProjectionSpec spec() { return spec_of(busy()); }

Simulation at(Week week) {
    Simulation simulation = simulation_of(spec());
    go_to(simulation, week);
    return simulation;
}

/// Saves to bytes and goes on from them in a fresh simulation.
Simulation gone_on(const Simulation& from, const ProjectionSpec& under) {
    Simulation fresh = simulation_of(under);
    fresh.restore(snapshot_from(to_bytes(from.save())));
    return fresh;
}

/// Whether two values hold the same in every member, down to those that compare themselves.
template <class T>
bool same(const T& a, const T& b) {
    if constexpr (std::ranges::range<T>) {
        return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return same(x, y); });
    } else if constexpr (requires { static_cast<bool>(a == b); }) {
        return a == b;
    } else {
        bool all = true;
        const auto parts = boost::pfr::structure_tie(b);
        boost::pfr::for_each_field(a, [&](const auto& member, auto place) {
            all = same(member, std::get<decltype(place)::value>(parts)) && all;
        });
        return all;
    }
}

/// Gives every member a value of its own. Queues and agendas are used, for they fill themselves.
class Filler {
public:
    template <class T>
    void fill(T& value) {
        if constexpr (std::is_same_v<T, bool>) {
            value = !value;
        } else if constexpr (std::is_enum_v<T>) {
            value = static_cast<T>(1);
        } else if constexpr (std::is_arithmetic_v<T>) {
            next_ = next_ % 100 + 1;
            value = static_cast<T>(next_);
        } else if constexpr (std::is_same_v<T, Money>) {
            fill(value.ore);
        } else if constexpr (std::is_same_v<T, Queue>) {
            value.join(1, 2, 3);
            value.join(4, 5);
            value.open_book(1);
            value.leave(4, 9);
            value.end_week();
        } else if constexpr (std::is_same_v<T, Agenda>) {
            value.put(3, 1);
            value.put(3, 2);
            value.put(7, 5);
            static_cast<void>(value.take(3));
        } else if constexpr (std::ranges::range<T>) {
            if constexpr (requires { value.resize(std::size_t{3}); }) {
                value.resize(std::size_t{3});
            }
            for (auto& element : value) {
                fill(element);
            }
        } else {
            boost::pfr::for_each_field(value, [this](auto& member) { this->fill(member); });
        }
    }

private:
    int next_ = 0;
};

/// What is equal only if two simulations went the same way.
std::string digest_of(const Simulation& simulation) {
    std::string text;
    for (const auto& centre : state_of(simulation)) {
        for (const std::string& column : centre) {
            text += column;
        }
    }
    for (const std::int64_t count : simulation.tally().raw()) {
        text += std::to_string(count) + " ";
    }
    for (std::size_t group = 0; group < simulation.tally().groups(); ++group) {
        for (const std::int64_t count : simulation.tally().durations(group).raw()) {
            text += std::to_string(count) + " ";
        }
    }
    return sha256(text);
}

} // namespace

TEST_CASE("every member of a job centre comes back", "[snapshot]") {
    Snapshot snapshot;
    snapshot.centres.resize(1);
    Filler filler;
    filler.fill(snapshot.centres[0]);
    const JobCentre nothing;
    const JobCentre& filled = snapshot.centres[0];
    const auto untouched = boost::pfr::structure_tie(nothing);
    boost::pfr::for_each_field(filled, [&](const auto& member, auto place) {
        INFO("member " << place); // else the test could not see it forgotten
        CHECK_FALSE(same(member, std::get<decltype(place)::value>(untouched)));
    });
    const Snapshot back = snapshot_from(to_bytes(snapshot));
    REQUIRE(back.centres.size() == 1);
    CHECK(same(back.centres[0], filled));
}

TEST_CASE("a snapshot of a lived life comes back, and has the same bytes again", "[snapshot]") {
    Simulation simulation = at(burn_in + 30);
    simulation.set_environment(1, Environment{0.5, 0.25, 2.0});
    const Snapshot snapshot = simulation.save();
    std::size_t waiting = 0;
    for (const JobCentre& centre : snapshot.centres) {
        waiting += centre.queues.team.size() + centre.queues.caseworker.size();
    }
    CHECK(waiting > 0);
    CHECK(snapshot.cells[0].masks().size() > 2);
    const std::string bytes = to_bytes(snapshot);
    CHECK(bytes.starts_with("afklar snapshot 2\n"));
    const Snapshot back = snapshot_from(bytes);
    CHECK(to_bytes(back) == bytes);
    CHECK(same(back.centres, snapshot.centres));
    CHECK(back.week == snapshot.week);
    CHECK(back.world == snapshot.world);
    CHECK(same(back.environment, snapshot.environment));
    CHECK(back.audits == snapshot.audits);
    CHECK(equal(back.tally, snapshot.tally));
    for (std::size_t k = 0; k < snapshot.cells.size(); ++k) {
        CHECK(back.cells[k].masks() == snapshot.cells[k].masks());
    }
    CHECK(gone_on(simulation, spec()).save().environment[1].inflow == 0.25);
}

TEST_CASE("going on from bytes is as if there had been no pause", "[snapshot]") {
    Simulation unbroken = at(end);
    for (const Week week : {0, 7, burn_in - 1, burn_in, burn_in + 1, burn_in + 33, end - 1, end}) {
        INFO("saved before week " << week);
        Simulation later = gone_on(at(week), spec());
        CHECK(later.week() == week);
        go_to(later, end);
        CHECK((state_of(later) == state_of(unbroken)));
        CHECK(equal(later.tally(), unbroken.tally()));
        const Snapshot a = later.save();
        const Snapshot b = unbroken.save();
        CHECK(a.audits == b.audits);
        for (std::size_t k = 0; k < a.centres.size(); ++k) {
            CHECK(same(a.centres[k].staff, b.centres[k].staff));
            CHECK(same(a.centres[k].queues, b.centres[k].queues));
            CHECK(same(a.centres[k].capacity, b.centres[k].capacity));
            CHECK(same(a.centres[k].budget, b.centres[k].budget));
            CHECK(same(a.centres[k].flow, b.centres[k].flow));
        }
    }
}

TEST_CASE("saved again and again, every few weeks", "[snapshot]") {
    Simulation unbroken = at(end);
    Simulation other = simulation_of(spec());
    for (Week week = 0; week < end; week += 9) {
        go_to(other, week);
        other = gone_on(other, spec());
    }
    go_to(other, end);
    CHECK(digest_of(other) == digest_of(unbroken));
}

TEST_CASE("a fork from bytes is a full run that changes its rules on that date", "[snapshot]") {
    constexpr Week observed = 20;
    TimelineEntry suspension;
    suspension.from = monday(2020, 1, 6) + std::chrono::days{7} * observed;
    suspension.regime = *find_regime("covid_suspension");
    Simulation dated = simulation_of(spec_of(regimes::full_obligations() + suspension));
    Simulation before = simulation_of(spec_of(regimes::full_obligations()));
    go_to(before, burn_in + observed);
    Simulation forked = gone_on(before, spec_of(regimes::covid_suspension()));
    Simulation in_memory = before.fork(regimes::covid_suspension());
    go_to(dated, end);
    go_to(forked, end);
    go_to(in_memory, end);
    go_to(before, end);
    CHECK((state_of(forked) == state_of(dated)));
    CHECK(equal(forked.tally(), dated.tally()));
    CHECK((state_of(in_memory) == state_of(dated)));
    CHECK(equal_weeks(in_memory.tally(), dated.tally(), observed, horizon));
    CHECK_FALSE(equal_weeks(before.tally(), dated.tally(), observed, horizon));
}

TEST_CASE("what is torn, damaged or foreign is refused, and changes nothing", "[snapshot]") {
    const Simulation simulation = at(burn_in + 5);
    const std::string bytes = to_bytes(simulation.save());
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{5}, std::size_t{17}, std::size_t{18}, std::size_t{30},
          std::size_t{89}, std::size_t{500}, bytes.size() / 2, bytes.size() - 1}) {
        INFO(length << " of " << bytes.size());
        CHECK_THROWS_AS(snapshot_from(std::string_view(bytes).substr(0, length)), SnapshotError);
    }
    CHECK_THROWS_WITH(snapshot_from(bytes + "x"), Contains("torn or damaged"));
    for (std::size_t place = 0; place < bytes.size(); place += bytes.size() / 40) {
        std::string damaged = bytes;
        damaged[place] = static_cast<char>(damaged[place] ^ 4);
        CHECK_THROWS_AS(snapshot_from(damaged), SnapshotError);
    }
    std::string older = bytes;
    older.replace(18, 1, "7");
    CHECK_THROWS_WITH(snapshot_from(older), Contains("a snapshot of afklar 7."));
    CHECK_THROWS_WITH(snapshot_from("a letter\nto a\nfriend\n"), Contains("no snapshot of afklar"));

    const auto refused_by = [&](const ProjectionSpec& other) {
        Simulation fresh = simulation_of(other);
        go_to(fresh, 3);
        const std::string before = digest_of(fresh);
        CHECK_THROWS_AS(fresh.restore(snapshot_from(bytes)), SnapshotError);
        CHECK(fresh.week() == 3);
        CHECK(digest_of(fresh) == before);
    };
    ProjectionSpec other = spec();
    other.seed = 2021;
    refused_by(other);
    other = spec();
    other.horizon = Weeks{61};
    refused_by(other);
    other = spec();
    other.start = monday(2020, 1, 13);
    refused_by(other);
    other = spec();
    other.set = {{"contact.b_trust", 1.25}};
    refused_by(other);
    other = spec();
    other.groups.pop_back();
    refused_by(other);
}

TEST_CASE("a snapshot is small", "[snapshot]") {
    const Simulation simulation = at(burn_in);
    Snapshot snapshot = simulation.save();
    snapshot.tally = {};
    std::size_t places = 0;
    for (std::size_t k = 0; k < simulation.centres(); ++k) {
        places += simulation.citizens(k).length();
    }
    const double each =
        static_cast<double>(to_bytes(snapshot).size()) / static_cast<double>(places);
    INFO(each << " bytes a place");
    CHECK(each < 400.0);
}

namespace {
constexpr const char* file_variable = "AFKLAR_TEST_SNAPSHOT";
constexpr Week saved_at = burn_in + 17;
} // namespace

/// The other process of the next test: goes on from the file and says what came of it.
TEST_CASE("the other process", "[.][other_process]") {
    const char* const file = std::getenv(file_variable); // NOLINT(concurrency-mt-unsafe)
    REQUIRE(file != nullptr);
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    Simulation simulation = simulation_of(spec());
    simulation.restore(snapshot_from(bytes));
    REQUIRE(simulation.week() == saved_at);
    go_to(simulation, end);
    std::ofstream(std::string(file) + ".digest") << digest_of(simulation);
}

TEST_CASE("another process goes on from a file", "[snapshot]") {
    const ProgramFolder folder({});
    folder.put("state", to_bytes(at(saved_at).save()));
    ::setenv(file_variable, (folder.path / "state").c_str(), 1); // NOLINT(concurrency-mt-unsafe)
    StartedProgram other(
        folder.path, {std::filesystem::read_symlink("/proc/self/exe").string(), "[other_process]"});
    REQUIRE(other.wait() == 0);
    ::unsetenv(file_variable); // NOLINT(concurrency-mt-unsafe)
    CHECK(folder.text("state.digest") == digest_of(at(end)));
}
