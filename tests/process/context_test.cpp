#include <afklar/process/context.hpp>

#include <set>
#include <vector>

#include <support/catch.hpp>
#include <support/property.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

TEST_CASE("a length of time from now is at least a week and rounded", "[context]") {
    SmallCentre small({});
    const WeekContext now = small.at(10);
    CHECK(now.in(0.0) == 11);
    CHECK(now.in(1.4) == 11);
    CHECK(now.in(1.5) == 12);
    CHECK(now.in(6.5) == 17);
    CHECK(now.in(1e9 / 1e5) == 10010);
}

TEST_CASE("barriers are counted", "[context]") {
    CHECK(number_of(0) == 0);
    CHECK(number_of(bit_of(Barrier::anxiety) | bit_of(Barrier::language)) == 2);
    CHECK(number_of(0x7F) == count_of<Barrier>);
}

TEST_CASE("everyone of the masks is called once, in order of address", "[context]") {
    SmallCentre small({.people = 29});
    small.people().place.status[3] = Status::left;
    small.people().place.status[17] = Status::job;
    const WeekContext now = small.at(0);
    std::vector<CitizenIndex> clients;
    for_each_citizen(now.people.masks.clients, [&](CitizenIndex i) { clients.push_back(i); });
    std::vector<CitizenIndex> expected;
    for (CitizenIndex i = 0; i < 29; ++i) {
        if (i != 3 && i != 17) {
            expected.push_back(i);
        }
    }
    CHECK(clients == expected);
}

TEST_CASE("a sweep of candidates decides as single draws do", "[context]") {
    holds("the same people, whatever the bound", [] {
        SmallCentre small({.people = 200, .seed = *rc::gen::inRange<std::uint64_t>(1, 1000)});
        const WeekContext now = small.at(*rc::gen::inRange(0, 60));
        const double chance = *rc::gen::inRange(0, 1001) / 1000.0;
        const double bound = chance + (1.0 - chance) * *rc::gen::inRange(0, 101) / 100.0;
        std::set<CitizenIndex> swept;
        Sweep(now, now.people.masks.clients).each(Purpose::job, bound, [&](const Candidate& c) {
            if (c.happens(chance)) {
                swept.insert(c.i);
            }
        });
        std::set<CitizenIndex> single;
        for (CitizenIndex i = 0; i < 200; ++i) {
            if (now.happens(Purpose::job, i, chance)) {
                single.insert(i);
            }
        }
        RC_ASSERT(swept == single);
        RC_ASSERT(chance > 0.0 || swept.empty());
        RC_ASSERT(chance < 1.0 || swept.size() == 200U);
    });
}

TEST_CASE("what policies share is what each would have drawn", "[context]") {
    holds("candidates are the same with and without a book", [] {
        // Thirteen people: the last block is short.
        SmallCentre small({.people = 13, .seed = *rc::gen::inRange<std::uint64_t>(1, 1000)});
        for (CitizenIndex i = 0; i < 13; ++i) {
            small.people().place.status[i] = *rc::gen::element(Status::on_benefit, Status::job);
        }
        const WeekContext now = small.at(*rc::gen::inRange(0, 60));
        const double bound = *rc::gen::inRange(1, 100) / 1000.0;
        const auto found = [&](const Sweep& sweep) {
            std::vector<CitizenIndex> who;
            sweep.each(Purpose::job_ends, bound, [&](const Candidate& c) {
                RC_ASSERT(c.i < 13U);
                if (now.people.place.status[c.i] == Status::job && c.happens(bound)) {
                    who.push_back(c.i);
                }
            });
            return who;
        };
        const auto alone = found(Sweep(now));
        RC_ASSERT(found(Sweep(now, now.people.masks.elsewhere)) == alone);
        SharedLuck shared;
        now.scratch.shared = &shared;
        RC_ASSERT(found(Sweep(now)) == alone);
        RC_ASSERT(found(Sweep(now, now.people.masks.elsewhere)) == alone);
        RC_ASSERT(found(Sweep(now)) == alone); // looked up
        now.scratch.shared = nullptr;
    });
}

/// People come, leave and close up, and a sweep may have looked at them before.
void move_about(SmallCentre& small) {
    Citizens& people = small.people();
    const int first = static_cast<int>(people.size());
    const int stays = *rc::gen::inRange(1, 7); // of ten
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        const bool here = *rc::gen::inRange(0, 10) < stays;
        people.place.status[i] =
            here ? *rc::gen::element(Status::on_benefit, Status::job) : Status::left;
        people.mark(i);
    }
    const bool laid_out_before = *rc::gen::arbitrary<bool>();
    if (laid_out_before) {
        const WeekContext before = small.at(0);
        Sweep(before, before.people.masks.present).each(Purpose::move, 1.0, [](auto&&) {});
    }
    if (*rc::gen::arbitrary<bool>()) {
        small.centre().drop_the_gone();
    }
    for (int more = *rc::gen::inRange(0, first); more > 0; --more) { // and some come
        people.place.status[people.append()] = Status::on_benefit;
    }
    for (CitizenIndex i = 0; i < people.size(); ++i) { // some leave who are not dropped
        if (*rc::gen::inRange(0, 10) == 0) {
            people.place.status[i] = Status::left;
        }
    }
}

TEST_CASE("draws are about addresses, wherever people have moved", "[context]") {
    holds("a sweep over places that closed up decides as single draws do", [] {
        const int people = *rc::gen::inRange(1, 600);
        SmallCentre small({.people = people, .seed = *rc::gen::inRange<std::uint64_t>(1, 1000)});
        move_about(small);
        const WeekContext now = small.at(*rc::gen::inRange(0, 60));
        const double chance = *rc::gen::inRange(0, 1001) / 1000.0;
        SharedLuck luck;
        now.scratch.shared = *rc::gen::element<SharedLuck*>(nullptr, &luck);
        std::vector<CitizenAddress> swept;
        Sweep(now, now.people.masks.clients).each(Purpose::job, chance, [&](const Candidate& c) {
            if (c.happens(chance)) {
                swept.push_back(now.address(c.i));
            }
        });
        std::vector<CitizenAddress> single;
        for (CitizenAddress address = 0; address < now.people.addresses(); ++address) {
            const CitizenIndex i = now.people.find(address);
            if (i != nowhere && now.people.client(i) &&
                now.draws.happens(Purpose::job, Agent::citizen, address,
                                  static_cast<std::uint32_t>(now.week), Chance{chance})) {
                single.push_back(address);
            }
        }
        RC_ASSERT(swept == single);
        now.scratch.shared = nullptr;
    });
}

TEST_CASE("the luck of a conversation is that of single draws", "[context]") {
    holds("every draw of the k-th appointment at any chance, whichever the week", [] {
        SmallCentre small({.people = 20, .seed = *rc::gen::inRange<std::uint64_t>(1, 1000)});
        const Week week = *rc::gen::inRange(0, 60);
        const WeekContext now = small.at(week);
        const auto i = *rc::gen::inRange<CitizenIndex>(0, 20);
        const auto k = *rc::gen::inRange<std::uint16_t>(0, 400);
        small.people().contact.appointments[i] = k;
        const ConversationLuck luck = luck_of(now, i);
        const double chance = *rc::gen::inRange(0, 1001) / 1000.0;
        for_each_value<ConversationDraw>([&](ConversationDraw draw) {
            // How to meet is guessed week by week; whether he talks by video is a trait, drawn
            // once and for all; all else belongs to the appointment.
            const std::uint32_t when = draw == ConversationDraw::by_video ? 1U
                                       : draw == ConversationDraw::mode_guess
                                           ? static_cast<std::uint32_t>(week)
                                           : k;
            RC_ASSERT(happens(now, luck, draw, i, chance) ==
                      now.happens(purpose_of(draw), i, chance, when));
        });
    });
}
