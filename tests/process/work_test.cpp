#include <afklar/process/work.hpp>

#include <algorithm>
#include <span>
#include <tuple>

#include <support/catch.hpp>
#include <support/property.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Parameters by_hand() {
    Parameters p = still();
    p.staff.hours = 25.0;
    p.process.doc_hours = 0.1;
    p.process.doc_limit = 0.5;
    p.process.prep_floor = 0.12;
    p.process.target_hours = 0.0;
    p.contact.b0 = 200.0; // everyone comes, so that an hour is an hour
    p.contact.hours_in_person = 1.3;
    p.contact.hours_phone = 0.9;
    p.contact.hours_video = 1.0;
    p.contact.hours_missed = 0.4;
    p.contact.hours_personal = 0.2;
    p.contact.hours_citizen_call = 0.4;
    p.contact.long_factor = 1.0; // no longer conversations
    p.contact.min_gap = 1e4;     // nor further ones
    p.contact.remote_share_authority = 0.0;
    p.file.prep_hours = 14.0;
    p.file.prep_week_max = 4.0;
    return p;
}

Regime statute(Changes changes = {}) {
    changes.emplace_back(Provision::conversations_first_26_weeks, 0.0);
    changes.emplace_back(Provision::conversation_interval, 8.0);
    changes.emplace_back(Provision::conversation_targets, 0.0);
    return full_rules(changes);
}

void step(SmallCentre& small, Week week) {
    const WeekContext now = small.at(week);
    JobCentre& c = small.centre();
    small.world().plan.clear();
    work_of_the_week({c.staff, c.citizens.contact, c.citizens.file.prep_hours,
                      small.world().plan.appointments, c.unit},
                     now, small.noted);
}

std::size_t appointments(SmallCentre& small) { return small.world().plan.appointments.size(); }

void open(SmallCentre& small, CitizenIndex i, Week since = 0) {
    small.people().file.stage[i] = CaseStage::open;
    small.people().file.opened[i] = column_of(since);
}

} // namespace

TEST_CASE("hundredths of an hour", "[work]") {
    CHECK(hundredths(0.0) == 0);
    CHECK(hundredths(1.234) == 123);
    CHECK(hundredths(1.235) == 124);
}

TEST_CASE("the mode by every rule of choice", "[work]") {
    constexpr double in_person = 1.0;
    constexpr double phone = 2.0;
    constexpr double video = 4.0;
    struct Shares {
        double accuracy;
        double remote;
    };
    const auto mode = [](double allowed, ModeChooser chooser, const Shares& shares,
                         bool prefers_remote) {
        Parameters p = by_hand();
        p.contact.guess_accuracy = shares.accuracy;
        p.contact.remote_share_authority = shares.remote;
        p.contact.video_share = 0.0;
        SmallCentre small(
            {.policy = plain_rules({{Provision::modes_allowed, allowed},
                                    {Provision::mode_chosen_by, static_cast<double>(chooser)}}),
             .parameters = p});
        small.people().set(0, Flag::prefers_remote, prefers_remote);
        const WeekContext now = small.at(0);
        return choose_mode(now, 0, luck_of(now, 0));
    };
    const double both = in_person + phone;
    CHECK(mode(in_person, ModeChooser::citizen, {1.0, 1.0}, true) == Mode::in_person);
    CHECK(mode(phone, ModeChooser::citizen, {1.0, 0.0}, false) == Mode::phone);
    CHECK(mode(video, ModeChooser::citizen, {1.0, 0.0}, false) == Mode::video);
    CHECK(mode(phone + video, ModeChooser::citizen, {1.0, 0.0}, true) == Mode::phone);
    CHECK(mode(both, ModeChooser::citizen, {0.0, 0.0}, true) == Mode::phone);
    CHECK(mode(both, ModeChooser::citizen, {0.0, 1.0}, false) == Mode::in_person);
    CHECK(mode(both, ModeChooser::authority, {1.0, 0.0}, true) == Mode::in_person);
    CHECK(mode(both, ModeChooser::authority, {1.0, 1.0}, false) == Mode::phone);
    CHECK(mode(both, ModeChooser::caseworker, {1.0, 0.0}, true) == Mode::phone);
    CHECK(mode(both, ModeChooser::caseworker, {1.0, 1.0}, false) == Mode::in_person);
    CHECK(mode(both, ModeChooser::caseworker, {0.0, 0.0}, true) == Mode::in_person); // always wrong
    CHECK(mode(both, ModeChooser::caseworker, {0.0, 0.0}, false) == Mode::phone);
}

TEST_CASE("hours to reckon with by hand", "[work]") {
    Parameters p = by_hand();
    p.contact.b0 = 0.0;
    p.contact.b_trust = p.contact.b_mode = p.contact.b_health = p.contact.b_duty = 0.0;
    SmallCentre small({.policy = statute(), .parameters = p});
    // Even odds: half of 1.3 and half of 0.4.
    const auto chance = [&] { return attendance_chance(small.at(0), 0, Mode::in_person); };
    CHECK(expected_hours(p.contact, chance(), 1.3) == Approx(0.85));
    small.people().set(0, Flag::unreachable, true);
    CHECK(expected_hours(p.contact, chance(), 1.3) == Approx(0.4));
    CHECK(hours_of(p.contact, Mode::in_person) == 1.3);
    CHECK(hours_of(p.contact, Mode::phone) == 0.9);
    CHECK(hours_of(p.contact, Mode::video) == 1.0);
}

TEST_CASE("a week's hours by hand, and what does not fit is carried over", "[work]") {
    SmallCentre small({.people = 40, .policy = statute(), .parameters = by_hand()});
    step(small, 0);
    // 25 − 40·0.1 = 21 hours: sixteen conversations of 1.3 hours, 0.2 left.
    CHECK(appointments(small) == 16);
    CHECK(small.worker().hours_left == Approx(0.2));
    CHECK(small.noted[Count::hours_documentation] == 400);
    CHECK(small.noted[Count::documentation_undone] == 0);
    CHECK(small.noted[Count::hours_contact] == 2'080);
    CHECK(small.noted[Count::hours_available] == 2'500);
    CHECK(small.noted[Count::weeks_without_hour_left] == 1);
    // Those who were not called are still due; the longest overdue come first.
    for (const Appointment& a : small.world().plan.appointments) {
        small.people().contact.next_due[a.citizen] = 8;
    }
    step(small, 1);
    CHECK(appointments(small) == 16);
    for (const Appointment& a : small.world().plan.appointments) {
        CHECK(a.citizen >= 16);
        CHECK(a.reason == Reason::statute);
    }
}

TEST_CASE("documentation stops at its limit", "[work]") {
    Parameters p = by_hand();
    p.process.doc_hours = 0.5; // 40 cases ask for 20 hours, half of 25 are given
    SmallCentre small({.people = 40, .policy = statute(), .parameters = p});
    step(small, 0);
    CHECK(small.noted[Count::hours_documentation] == 1'250);
    CHECK(small.noted[Count::documentation_undone] == 750);
    CHECK(small.worker().documentation == Approx(0.625));
    CHECK(appointments(small) == 9); // of 12.5 hours
}

TEST_CASE("hours owed are paid first", "[work]") {
    SmallCentre small({.people = 10, .policy = statute(), .parameters = by_hand()});
    small.worker().owed = 30.0;
    step(small, 0);
    CHECK(appointments(small) == 0);
    CHECK(small.worker().owed == Approx(6.0)); // 24 of 30 were paid
    CHECK(small.worker().hours_left == 0.0);
}

TEST_CASE("a floor of the hours is kept for preparation, as far as there is any", "[work]") {
    SmallCentre small({.people = 40, .policy = statute(), .parameters = by_hand()});
    open(small, 39);
    small.people().contact.next_due[39] = 8;
    step(small, 0);
    // 12 % of 25 hours are 3: 18 for thirteen conversations, then 21 − 16.9 = 4.1 of which four at
    // most go to one case.
    CHECK(appointments(small) == 13);
    CHECK(small.people().file.prep_hours[39] == Approx(4.0));
    CHECK(small.noted[Count::hours_preparation] == 400);
    // With half an hour left to prepare the floor is half an hour.
    small.people().file.prep_hours[39] = 13.5F;
    step(small, 0);
    CHECK(appointments(small) == 15);
    CHECK(small.people().file.prep_hours[39] == 14.0F);
}

TEST_CASE("guarantee deadlines come before everything else", "[work]") {
    SmallCentre small({.people = 40, .policy = statute(), .parameters = by_hand()});
    for (CitizenIndex i = 0; i < 6; ++i) {
        open(small, i);
        small.people().file.deadline[i] = 10;
    }
    step(small, 0);
    // 21 hours: five cases of four hours and one of one.
    CHECK(appointments(small) == 0);
    CHECK(small.noted[Count::hours_preparation] == 2'100);
}

TEST_CASE("tasks and their priorities", "[work]") {
    Parameters p = by_hand();
    p.guarantee.lead_weeks = 26.0;
    p.file.processing_limit = 26.0;
    p.process.limit_near_weeks = 8.0;
    SmallCentre small({.people = 6, .policy = statute(), .parameters = p});
    for (CitizenIndex i = 0; i < 5; ++i) {
        open(small, i, 30);
        small.people().contact.next_due[i] = 100;
    }
    small.people().file.deadline[0] = 60;
    small.people().file.opened[1] = 16; // 18 weeks ago
    small.people().file.social_until[2] = small.people().file.health_until[2] = 90;
    const WeekContext now = small.at(34);
    const StatusMask rings = {1U << 4U};
    ByCaseworker<Task> work;
    list_work(now, {rings, 1, false}, work);
    const std::span<const Task> tasks = work.of(0);
    REQUIRE(tasks.size() == 7);
    const std::vector<Task> expected = {{Duty::deadline_near, 60.0F, 0},
                                        {Duty::limit_near, 16.0F, 1},
                                        {Duty::parts_in, 30.0F, 2},
                                        {Duty::preparation, 30.0F, 3},
                                        {Duty::preparation, 30.0F, 4},
                                        {Duty::citizen_rings, 0.0F, 4},
                                        {Duty::statutory_conversation, 0.0F, 5}};
    CHECK(std::ranges::equal(tasks, expected));
    CHECK(reason_of(tasks[5].duty()) == Reason::citizen_rings);
    CHECK(reason_of(tasks[6].duty()) == Reason::statute);
    CHECK(reason_of(Duty::conversation_by_need) == Reason::need);
}

TEST_CASE("an outcome target puts those nearest work first", "[work]") {
    Parameters p = by_hand();
    p.process.creaming = 0.5;
    SmallCentre small({.people = 40,
                       .policy = full_rules({{Provision::timing, 1.0},
                                             {Provision::conversation_targets, 0.0},
                                             {Provision::management_target, 1.0}}),
                       .parameters = p});
    small.people().wellbeing.capacity[33] = 30.0F;
    step(small, 0);
    REQUIRE(appointments(small) > 0);
    CHECK(small.world().plan.appointments.front().citizen == 33);
    CHECK(small.world().plan.appointments.front().reason == Reason::need);
}

TEST_CASE("hurried conversations under conversation targets", "[work]") {
    Parameters p = by_hand();
    p.contact.hurried_factor = 0.5;
    p.contact.hurried_trust = 0.6;
    Regime regime = statute();
    for (Setting& s : regime.settings) {
        s.value = s.provision == Provision::conversation_targets ? 1.0 : s.value;
    }
    SmallCentre small({.people = 40, .policy = regime, .parameters = p});
    small.worker().owed = 20.0; // one hour is left
    step(small, 0);
    REQUIRE(appointments(small) == 1);
    CHECK(small.world().plan.appointments[0].hours == Approx(0.65));
    CHECK(small.world().plan.appointments[0].trust_factor == 0.6);
}

TEST_CASE("below the least share nothing more may be left out", "[work]") {
    SmallCentre small({.people = 2,
                       .policy = statute({{Provision::least_conversations_held, 0.75}}),
                       .parameters = by_hand()});
    ContactColumns& contact = small.people().contact;
    contact.held_in_spell[0] = 3; // one of four may be left out
    contact.held_in_spell[1] = 2;
    const WeekContext now = small.at(0);
    CHECK(may_drop(now, 0));
    CHECK_FALSE(may_drop(now, 1));
    small.worker().owed = 100.0;
    step(small, 0);
    CHECK(small.noted[Count::dropped_conversations] == 1);
    CHECK(contact.dropped[0] == 1);
    CHECK(contact.next_due[0] == 8);
    CHECK(contact.next_due[1] == 0); // carried over
}

TEST_CASE("hours left go to longer conversations and further contact", "[work]") {
    Parameters p = by_hand();
    p.contact.long_factor = 1.5;
    p.contact.long_trust = 1.2;
    p.contact.min_gap = 6.0;
    SmallCentre small({.people = 4, .policy = statute(), .parameters = p});
    ContactColumns& contact = small.people().contact;
    contact.next_due[1] = contact.next_due[2] = contact.next_due[3] = 20;
    contact.last_held[2] = 1; // too recently
    contact.misses[3] = 1;    // does not answer
    step(small, 6);
    REQUIRE(appointments(small) == 2);
    const auto& plan = small.world().plan.appointments;
    CHECK(plan[0].citizen == 0);
    CHECK(plan[0].hours == Approx(1.95));
    CHECK(plan[0].trust_factor == 1.2);
    CHECK(plan[1].citizen == 1);
    CHECK(plan[1].reason == Reason::hours_left);
}

TEST_CASE("who rings: the chance rises with trust and falls with pressure", "[work]") {
    Parameters p = by_hand();
    p.contact.citizen_initiative = 0.2;
    p.contact.initiative_pressure = 0.5;
    p.staff.hours = 1e6;
    constexpr int heads = 20'000;
    SmallCentre small({.people = heads, .policy = statute(), .parameters = p});
    for (auto& due : small.people().contact.next_due) {
        due = 100;
    }
    step(small, 0);
    // 0.2·2·0.5·e^(−0.5·0.25) = 0.176499
    const double share = static_cast<double>(appointments(small)) / heads;
    CHECK(std::abs(share - 0.176499) < 4.5 * std::sqrt(0.1765 * 0.8235 / heads));
}

TEST_CASE("hours are never overdrawn", "[work]") {
    holds("what is planned fits, whatever the load", [] {
        Parameters p = central();
        p.contact.citizen_initiative = *rc::gen::inRange(0, 50) / 100.0;
        p.process.doc_hours = *rc::gen::inRange(1, 60) / 100.0;
        p.staff.hours = *rc::gen::inRange(1, 60);
        const int number = *rc::gen::inRange(1, 150);
        SmallCentre small({.people = number,
                           .staff = *rc::gen::inRange(1, 4),
                           .policy = full_rules(),
                           .parameters = p,
                           .seed = *rc::gen::inRange<std::uint64_t>(1, 1000)});
        for (CitizenIndex i = 0; i < small.people().size(); ++i) {
            small.people().contact.next_due[i] = *rc::gen::inRange<std::int16_t>(0, 20);
            if (*rc::gen::inRange(0, 4) == 0) {
                open(small, i);
                small.people().file.prep_hours[i] = static_cast<float>(*rc::gen::inRange(0, 15));
            }
        }
        small.worker().owed = *rc::gen::inRange(0, 40);
        step(small, 10);
        std::vector<double> planned(small.centre().staff.size(), 0.0);
        for (const Appointment& a : small.world().plan.appointments) {
            planned[static_cast<std::size_t>(small.people().contact.caseworker[a.citizen])] +=
                a.expected_hours;
        }
        for (std::size_t k = 0; k < planned.size(); ++k) {
            RC_ASSERT(small.worker(k).hours_left >= -1e-9);
            RC_ASSERT(planned[k] <= small.worker(k).hours + 1e-9);
        }
        RC_ASSERT(small.noted[Count::hours_documentation] + small.noted[Count::hours_contact] +
                      small.noted[Count::hours_preparation] <=
                  small.noted[Count::hours_available] + 3 * 3);
    });
}

TEST_CASE("work changes the columns it names and no other", "[work]") {
    SmallCentre small({.people = 60,
                       .policy = statute({{Provision::least_conversations_held, 0.5}}),
                       .parameters = by_hand()});
    for (CitizenIndex i = 0; i < 60; i += 5) {
        open(small, i);
        small.people().contact.held_in_spell[i + 1] = 5;
    }
    static_cast<void>(small.at(0));
    const auto before = columns_of(small.people());
    step(small, 0);
    CHECK(changed(before, small.people()) ==
          std::set<std::string>{"dropped", "next_due", "prep_hours"});
}

TEST_CASE("tasks are ordered by duty, then by order, then by place", "[work]") {
    struct Plain {
        int duty = 0;
        float order = 0.0F;
        CitizenIndex citizen = 0;
    };
    const auto some_task = [] {
        Plain task;
        task.duty = *rc::gen::inRange<int>(0, count_of<Duty>);
        task.order = *rc::gen::oneOf(
            rc::gen::map(rc::gen::inRange(-3, 4), [](int x) { return static_cast<float>(x); }),
            rc::gen::map(rc::gen::inRange(-40'000'000, 40'000'000),
                         [](int x) { return static_cast<float>(x) / 1'000.0F; }),
            rc::gen::element(0.0F, -0.0F, 1e-30F, -1e-30F, 3e38F, -3e38F));
        task.citizen = *rc::gen::element<CitizenIndex>(0, 1, 2, 77, (1U << 29U) - 1U);
        return task;
    };
    holds("the number of a task sorts as its parts do", [&] {
        const Plain a = some_task();
        const Plain b = some_task();
        const auto key = [](const Plain& t) { return std::tie(t.duty, t.order, t.citizen); };
        const auto task = [](const Plain& t) {
            return Task(static_cast<Duty>(t.duty), t.order, t.citizen);
        };
        RC_ASSERT((task(a) < task(b)) == (key(a) < key(b)));
        RC_ASSERT((task(a) == task(b)) == (key(a) == key(b)));
        RC_ASSERT(task(a).duty() == static_cast<Duty>(a.duty));
        RC_ASSERT(task(a).citizen() == a.citizen);
    });
    const std::vector<Task> in_order = {
        {Duty::deadline_near, 900.0F, 9},       {Duty::conversation_by_need, -2.5F, 9},
        {Duty::conversation_by_need, -2.0F, 9}, {Duty::conversation_by_need, -0.25F, 9},
        {Duty::conversation_by_need, 0.0F, 9},  {Duty::conversation_by_need, 0.25F, 8},
        {Duty::conversation_by_need, 0.25F, 9}, {Duty::preparation, -900.0F, 0}};
    CHECK(std::is_sorted(in_order.begin(), in_order.end()));
    CHECK(std::adjacent_find(in_order.begin(), in_order.end()) == in_order.end());
    CHECK(is_preparation(Duty::deadline_near));
    CHECK_FALSE(is_preparation(Duty::citizen_rings));
}

TEST_CASE("tasks are put in the order of their numbers", "[work]") {
    holds("it is that of a plain sort", [] {
        std::vector<Task> tasks(*rc::gen::inRange<std::size_t>(0, 150));
        for (std::size_t k = 0; k < tasks.size(); ++k) {
            tasks[k] =
                Task(static_cast<Duty>(*rc::gen::inRange<int>(0, count_of<Duty>)),
                     static_cast<float>(*rc::gen::inRange(-5, 5)), static_cast<CitizenIndex>(k));
        }
        std::vector<Task> sorted = tasks;
        std::sort(sorted.begin(), sorted.end());
        put_in_order(tasks);
        RC_ASSERT(tasks == sorted);
    });
}

TEST_CASE("what is said not to fit does not fit, whatever is drawn", "[work]") {
    holds("the hours of every proposal are more than are free", [] {
        Parameters p = by_hand();
        p.contact.b0 = *rc::gen::inRange(-30, 31) / 10.0;
        p.contact.b_mode = *rc::gen::inRange(-5, 9) / 10.0;
        p.contact.remote_share_authority = 0.5;
        p.contact.video_share = 0.5;
        const auto modes = static_cast<double>(*rc::gen::inRange(0, 8));
        const auto letter = static_cast<double>(*rc::gen::inRange(0, 2));
        SmallCentre small({.people = 4,
                           .policy = statute({{Provision::modes_allowed, modes},
                                              {Provision::invitation, letter}}),
                           .parameters = p});
        small.people().set(1, Flag::prefers_remote, true);
        small.people().set(2, Flag::unreachable, true);
        const WeekContext now = small.at(*rc::gen::inRange(0, 50));
        Hours hours;
        hours.may_hurry = *rc::gen::arbitrary<bool>();
        hours.left = *rc::gen::inRange(0, 150) / 100.0;
        for (CitizenIndex i = 0; i < 4; ++i) {
            for (const Duty duty : {Duty::statutory_conversation, Duty::conversation_by_need}) {
                const Task task(duty, 0.0F, i);
                Appointment a = propose(now, task);
                if (duty == Duty::statutory_conversation && hours.may_hurry) {
                    hurry(p.contact, a, hours.free());
                }
                RC_ASSERT(!cannot_fit(now, task, hours) || a.expected_hours > hours.free());
            }
        }
    });
}
