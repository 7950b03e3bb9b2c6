#include <afklar/core/agenda.hpp>

#include <cstdint>
#include <set>
#include <vector>

#include <support/catch.hpp>
#include <support/property.hpp>

using namespace afklar;

namespace {

using Who = std::vector<std::uint32_t>;

Who taken(Agenda& agenda, Week week) {
    const auto due = agenda.take(week);
    return {due.begin(), due.end()};
}

} // namespace

TEST_CASE("reminders come in order, once, in their week", "[agenda]") {
    Agenda agenda;
    agenda.put(3, 7);
    agenda.put(3, 2);
    agenda.put(3, 7);
    agenda.put(5, 1);
    agenda.put(-1, 9);
    CHECK(agenda.take(2).empty());
    CHECK(taken(agenda, 3) == Who{2, 7});
    CHECK(agenda.take(3).empty());
    agenda.put(3, 4); // late: taken only by who asks for that week again
    CHECK(agenda.take(4).empty());
    CHECK(taken(agenda, 5) == Who{1});
    CHECK(agenda.take(-1).empty());
    CHECK(agenda.take(1'000).empty());
}

TEST_CASE("any agenda", "[agenda]") {
    test::holds("what is put is taken", [] {
        Agenda agenda;
        std::vector<std::set<std::uint32_t>> expected(10);
        const int puts = *rc::gen::inRange(0, 60);
        for (int k = 0; k < puts; ++k) {
            const Week week = *rc::gen::inRange(0, 10);
            const auto who = *rc::gen::inRange<std::uint32_t>(0, 20);
            agenda.put(week, who);
            expected[static_cast<std::size_t>(week)].insert(who);
        }
        for (std::size_t week = 0; week < expected.size(); ++week) {
            RC_ASSERT(taken(agenda, static_cast<Week>(week)) ==
                      Who(expected[week].begin(), expected[week].end()));
        }
    });
}

TEST_CASE("an agenda in which everyone is renamed", "[agenda]") {
    test::holds("reminds of the same people, but for those who are gone", [] {
        constexpr std::uint32_t gone = 1'000'000;
        Agenda agenda;
        std::vector<std::set<std::uint32_t>> expected(10);
        const auto stays = *rc::gen::container<std::vector<bool>>(20, rc::gen::arbitrary<bool>());
        const auto renamed = [&](std::uint32_t who) { return stays[who] ? 100 - who : gone; };
        const int puts = *rc::gen::inRange(0, 60);
        for (int k = 0; k < puts; ++k) {
            const Week week = *rc::gen::inRange(0, 10);
            const auto who = *rc::gen::inRange<std::uint32_t>(0, 20);
            agenda.put(week, who);
            if (stays[who]) {
                expected[static_cast<std::size_t>(week)].insert(renamed(who));
            }
        }
        agenda.rename(renamed, gone);
        for (std::size_t week = 0; week < expected.size(); ++week) {
            RC_ASSERT(taken(agenda, static_cast<Week>(week)) ==
                      Who(expected[week].begin(), expected[week].end()));
        }
    });
}
