#include <afklar/people/job_centre.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <type_traits>
#include <vector>

#include <support/catch.hpp>
#include <support/property.hpp>

using namespace afklar;
using test::holds;

namespace {

/// Every column of a citizen gets a value of its own.
void fill_columns(Citizens& people) {
    int column_number = 0;
    Citizens::for_each_column(people, [&](auto& column) {
        using Value = std::remove_reference_t<decltype(column[0])>;
        ++column_number;
        if (static_cast<const void*>(&column) == static_cast<const void*>(&people.who.address)) {
            return;
        }
        for (CitizenIndex i = 0; i < people.size(); ++i) {
            column[i] = static_cast<Value>((static_cast<int>(i) * 31 + column_number * 17) % 113);
        }
    });
}

/// Values of every column of one citizen.
std::vector<double> values_of(const Citizens& people, CitizenIndex i) {
    std::vector<double> values;
    Citizens::for_each_column(
        people, [&](const auto& column) { values.push_back(static_cast<double>(column[i])); });
    return values;
}

/// A chance in percent.
bool some_percent(int percent) { return *rc::gen::inRange(0, 100) < percent; }

/// People of any status; a share of them, in percent, has left.
void some_people(Citizens& people, int gone) {
    for (int k = *rc::gen::inRange(0, 150); k > 0; --k) {
        people.append();
    }
    for (int k = *rc::gen::inRange(0, 12); k > 0; --k) { // arrivals; the last blocks stay open
        people.place_for(
            static_cast<TargetGroup>(*rc::gen::inRange<int>(0, count_of<TargetGroup>)));
    }
    fill_columns(people);
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        people.place.status[i] = *rc::gen::element(Status::on_benefit, Status::job);
        people.who.target_group[i] =
            *rc::gen::element(TargetGroup::activity_ready, TargetGroup::sickness_benefit);
        people.rules.clocks[i] = 0;
        if (people.reserved(people.who.address[i]) || some_percent(gone)) {
            people.place.status[i] = Status::left;
        }
        people.mark(i);
    }
}

/// Puts somebody on any lists that keep him from being dropped, each with a chance in percent.
void keep_perhaps(JobCentre& centre, CitizenIndex i, int percent) {
    if (centre.citizens.place.status[i] == Status::left) {
        centre.citizens.rules.clocks[i] = some_percent(percent) ? 2 : 0;
        if (some_percent(percent)) {
            centre.away.push_back(i);
        }
    }
    if (some_percent(percent)) {
        centre.appeals.push_back({i, static_cast<Week>(i), Money{i + 5}});
    }
}

/// Puts somebody into any queues.
void queue_perhaps(JobCentre& centre, CitizenIndex i) {
    for (Queue* queue : {&centre.queues.caseworker, &centre.queues.team, &centre.queues.round_table,
                         &centre.queues.place}) {
        if (some_percent(30)) {
            queue->join(i, *rc::gen::inRange(0, 9), *rc::gen::inRange(0, 3));
        }
    }
}

/// A centre of any people, with everything in it that refers to them. Those who have left for good are
/// in no queue.
JobCentre some_centre() {
    JobCentre centre;
    Citizens& people = centre.citizens;
    some_people(people, *rc::gen::element(10, 40, 70, 100));
    const int kept = *rc::gen::element(0, 10);
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        keep_perhaps(centre, i, kept);
        for (std::vector<CitizenIndex>* list :
             {&centre.stale, &centre.open_cases, &centre.misplaced}) {
            if (some_percent(30)) {
                list->push_back(i);
            }
        }
        if (some_percent(50)) {
            centre.pension.put(*rc::gen::inRange(0, 5), i);
        }
        if (some_percent(50)) {
            centre.borders.put(*rc::gen::inRange(0, 5), i);
        }
        if (people.present(i)) {
            queue_perhaps(centre, i);
        }
    }
    std::reverse(centre.misplaced.begin(), centre.misplaced.end()); // lists are in any order
    return centre;
}

/// Whether somebody must stay, by the words of the rule.
bool must_stay(const JobCentre& centre, CitizenIndex i) {
    const Citizens& people = centre.citizens;
    return people.present(i) || people.rules.clocks[i] != 0 ||
           std::ranges::count(centre.away, i) != 0 ||
           std::ranges::count(centre.appeals, i, &Appeal::who) != 0 ||
           people.reserved(people.who.address[i]);
}

using Addresses = std::vector<CitizenAddress>;

/// The people of a list, by address; of `those` alone where it is given.
Addresses addresses_of(const Citizens& people, std::span<const CitizenIndex> list,
                       const Citizens* those = nullptr) {
    Addresses addresses;
    for (const CitizenIndex i : list) {
        const CitizenAddress address = people.who.address[i];
        if (those == nullptr || those->find(address) != nowhere) {
            addresses.push_back(address);
        }
    }
    return addresses;
}

/// Whom an agenda reminds of, week after week.
std::vector<Addresses> reminders(Agenda agenda, const Citizens& people,
                                 const Citizens* those = nullptr) {
    constexpr Week last = 5;
    std::vector<Addresses> weeks;
    weeks.reserve(last + 1);
    for (Week week = 0; week <= last; ++week) {
        weeks.push_back(addresses_of(people, agenda.take(week), those));
    }
    return weeks;
}

/// Who waits in a queue, with the facts of his waiting.
std::vector<std::array<int, 3>> waiting(const Queue& queue, const Citizens& people) {
    std::vector<std::array<int, 3>> result;
    for (const Waiting& w : queue.waiting()) {
        result.push_back({static_cast<int>(people.who.address[w.who]), w.since, w.priority});
    }
    return result;
}

/// Places are in order of address, and every address that is there is found where it is.
void check_places(const Citizens& people) {
    std::size_t found = 0;
    for (CitizenAddress address = 0; address < people.addresses(); ++address) {
        const CitizenIndex i = people.find(address);
        if (i != nowhere) {
            RC_ASSERT(i == found);
            RC_ASSERT(people.who.address[i] == address);
            ++found;
        }
    }
    RC_ASSERT(found == people.size());
    RC_ASSERT(people.find(static_cast<CitizenAddress>(people.addresses())) == nowhere);
}

/// The columns of those who are there are as they were, and the masks say what the columns say.
void check_columns(const Citizens& before, const Citizens& after) {
    for (CitizenIndex i = 0; i < after.size(); ++i) {
        RC_ASSERT(values_of(after, i) == values_of(before, before.find(after.who.address[i])));
        const bool sick = after.client(i) && !after.cash_client(i);
        RC_ASSERT(is_in(after.masks.present, i) == after.present(i));
        RC_ASSERT(is_in(after.masks.settled, i) == (after.present(i) && !sick));
        RC_ASSERT(is_in(after.masks.clients, i) == after.client(i));
        RC_ASSERT(is_in(after.masks.cash, i) == after.cash_client(i));
        RC_ASSERT(is_in(after.masks.sick, i) == sick);
    }
    for (const StatusMask* mask :
         {&after.masks.present, &after.masks.clients, &after.masks.elsewhere}) {
        RC_ASSERT(mask->size() == words_for(after.length()));
        for (std::size_t i = after.size(); i < after.length(); ++i) {
            RC_ASSERT(!is_in(*mask, static_cast<CitizenIndex>(i)));
        }
    }
    RC_ASSERT(after.length() % word_size == 0);
    Citizens::for_each_column(
        after, [&](const auto& column) { RC_ASSERT(column.size() == after.length()); });
}

} // namespace

TEST_CASE("heads at the start are those of all groups", "[job_centre]") {
    JobCentre centre;
    CHECK(centre.start_heads() == 0.0);
    centre.start_stock[TargetGroup::job_ready] = 20.0;
    centre.start_stock[TargetGroup::activity_ready] = 80.0;
    centre.start_stock[TargetGroup::sickness_benefit] = 5.0;
    CHECK(centre.start_heads() == 105.0);
}

TEST_CASE("a unit is founded before it opens", "[job_centre]") {
    CrossDisciplinaryUnit unit;
    CHECK_FALSE(unit.exists());
    CHECK_FALSE(unit.open(1'000));
    unit.founded = 10;
    unit.opens = 36;
    CHECK(unit.exists());
    CHECK_FALSE(unit.open(35));
    CHECK(unit.open(36));
}

TEST_CASE("a copy of a centre is a centre of its own", "[job_centre]") {
    JobCentre centre;
    centre.citizens.append();
    centre.staff.resize(2);
    centre.queues.team.join(0, 3);
    JobCentre copy = centre;
    copy.citizens.who.barriers[0] = 7;
    copy.staff[0].caseload = 9;
    copy.queues.team.leave(0, 4);
    CHECK(centre.citizens.who.barriers[0] == 0);
    CHECK(centre.staff[0].caseload == 0);
    CHECK(centre.queues.team.size() == 1);
}

TEST_CASE("those who are gone are dropped, once they are a third", "[job_centre]") {
    holds("nobody is lost who is there, may return, has a clock or an appeal, or may come", [] {
        const JobCentre before = some_centre();
        JobCentre after = before;
        after.drop_the_gone();
        const Citizens& people = before.citizens;
        std::size_t stay = 0;
        for (CitizenIndex i = 0; i < people.size(); ++i) {
            stay += must_stay(before, i) ? 1U : 0U;
        }
        const bool dropping = (people.size() - stay) * 3 >= people.size();
        RC_TAG(dropping ? "dropped" : "too few are gone");
        RC_ASSERT(after.citizens.size() == (dropping ? stay : people.size()));
        RC_ASSERT(after.citizens.addresses() == people.addresses());
        for (CitizenIndex i = 0; i < people.size(); ++i) {
            const bool there = after.citizens.find(people.who.address[i]) != nowhere;
            RC_ASSERT(there == (!dropping || must_stay(before, i)));
        }
        check_places(after.citizens);
        check_columns(people, after.citizens);
    });
}

TEST_CASE("whoever is referred to is the same after others were dropped", "[job_centre]") {
    holds("lists, agendas, queues and appeals name the same addresses in the same order", [] {
        const JobCentre before = some_centre();
        JobCentre after = before;
        after.drop_the_gone();
        const Citizens& then = before.citizens;
        const Citizens& now = after.citizens;
        for (const auto list : {&JobCentre::stale, &JobCentre::open_cases, &JobCentre::misplaced}) {
            RC_ASSERT(addresses_of(now, after.*list) == addresses_of(then, before.*list, &now));
        }
        RC_ASSERT(addresses_of(now, after.away) == addresses_of(then, before.away));
        for (const auto agenda : {&JobCentre::pension, &JobCentre::borders}) {
            RC_ASSERT(reminders(after.*agenda, now) == reminders(before.*agenda, then, &now));
        }
        for (const auto queue : {&CentreQueues::caseworker, &CentreQueues::team,
                                 &CentreQueues::round_table, &CentreQueues::place}) {
            RC_ASSERT(waiting(after.queues.*queue, now) == waiting(before.queues.*queue, then));
        }
        RC_ASSERT(after.appeals.size() == before.appeals.size());
        for (std::size_t k = 0; k < before.appeals.size(); ++k) {
            RC_ASSERT(now.who.address[after.appeals[k].who] ==
                      then.who.address[before.appeals[k].who]);
            RC_ASSERT(after.appeals[k].decided == before.appeals[k].decided);
            RC_ASSERT(after.appeals[k].lost.ore == before.appeals[k].lost.ore);
        }
    });
}

TEST_CASE("arrivals come to the same addresses whether others were dropped or not",
          "[job_centre]") {
    holds("every place is empty, and its address the next", [] {
        JobCentre one = some_centre();
        JobCentre other = one;
        other.drop_the_gone();
        for (int k = *rc::gen::inRange(1, 40); k > 0; --k) {
            const auto group =
                static_cast<TargetGroup>(*rc::gen::inRange<int>(0, count_of<TargetGroup>));
            const CitizenIndex i = one.citizens.place_for(group);
            const CitizenIndex j = other.citizens.place_for(group);
            RC_ASSERT(j < other.citizens.size());
            RC_ASSERT(other.citizens.who.address[j] == one.citizens.who.address[i]);
            RC_ASSERT(other.citizens.find(other.citizens.who.address[j]) == j);
        }
        // Past the old places both are as new.
        const CitizenIndex i = one.citizens.append();
        const CitizenIndex j = other.citizens.append();
        RC_ASSERT(values_of(one.citizens, i) == values_of(other.citizens, j));
        RC_ASSERT(other.citizens.place.status[j] == Status::left);
        RC_ASSERT(other.citizens.contact.caseworker[j] == no_caseworker);
        RC_ASSERT(other.citizens.file.deadline[j] == never);
        RC_ASSERT(other.citizens.file.work_until[j] == long_ago);
        check_places(other.citizens);
    });
}

TEST_CASE("every list has room for as many as the columns", "[job_centre]") {
    JobCentre centre;
    centre.staff.resize(3);
    for (int k = 0; k < 100; ++k) {
        centre.citizens.append();
    }
    const std::size_t room = centre.citizens.room();
    REQUIRE(room >= 100);
    centre.make_room();
    for (const auto* list : {&centre.stale, &centre.away, &centre.open_cases, &centre.misplaced}) {
        CHECK(list->capacity() >= room);
    }
    CHECK(centre.appeals.capacity() >= room);
    CHECK(centre.staff.capacity() >= 6);
    for (const Queue* queue : {&centre.queues.caseworker, &centre.queues.team,
                               &centre.queues.round_table, &centre.queues.place}) {
        CHECK(queue->waiting().capacity() >= room);
    }
}

TEST_CASE("people are dropped by hand", "[job_centre]") {
    JobCentre centre;
    Citizens& people = centre.citizens;
    for (CitizenIndex i = 0; i < 9; ++i) {
        people.append();
        people.place.status[i] = i == 1 || i == 4 ? Status::left : Status::on_benefit;
        people.who.birth_week[i] = static_cast<std::int16_t>(-100 - static_cast<int>(i));
        people.mark(i);
    }
    centre.queues.team.join(8, 3);
    centre.pension.put(7, 5);
    centre.pension.put(7, 4);
    centre.drop_the_gone();
    CHECK(people.size() == 9); // two of nine are fewer than a third
    people.place.status[6] = Status::left;
    people.mark(6);
    centre.away = {6}; // may return
    centre.drop_the_gone();
    CHECK(people.size() == 9);
    centre.away.clear();
    centre.drop_the_gone();
    REQUIRE(people.size() == 6);
    CHECK(people.addresses() == 9);
    CHECK(people.find(4) == nowhere);
    CHECK(people.find(5) == 3);
    CHECK(people.find(8) == 5);
    CHECK(people.who.birth_week[3] == -105);
    CHECK(centre.queues.team.waiting().front().who == 5);
    const auto reminded = centre.pension.take(7);
    REQUIRE(reminded.size() == 1);
    CHECK(reminded.front() == 3);
    CHECK(people.append() == 6);
    CHECK(people.who.address[6] == 9);
}
