#include <afklar/process/wellbeing.hpp>

#include <array>
#include <utility>
#include <vector>

#include <support/catch.hpp>
#include <support/instruction_sets.hpp>
#include <support/property.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

Parameters by_hand() {
    Parameters p = still();
    p.pressure.base = 0.15;
    p.pressure.duty = 0.15;
    p.pressure.sanction_threat = 0.12;
    p.pressure.demand = 0.10;
    p.pressure.per_barrier = 0.12;
    p.pressure.speed = 0.08;
    p.health.speed = 0.02;
    p.health.pressure_effect = 0.12;
    p.health.treatment_gain = 0.10;
    p.health.home_support_gain = 0.05;
    p.trust.decay = 0.004;
    p.capacity.health_effect = 0.6;
    p.capacity.speed = 0.02;
    p.capacity.work_gain = 0.02;
    p.devflex.capacity_gain = 0.04;
    return p;
}

constexpr BarrierSet two = bit_of(Barrier::anxiety) | bit_of(Barrier::language);

void step(SmallCentre& small, Week week) {
    const WeekContext now = small.at(week);
    Citizens& people = small.people();
    wellbeing({people.wellbeing, people.who.barriers, small.centre().stale}, now, small.noted);
}

Approx about(double x) { return Approx(x).epsilon(1e-6); }

double wide(float x) { return static_cast<double>(x); }

/// A number from 0 to `top`, both ends often.
float up_to(float top) {
    return *rc::gen::oneOf(rc::gen::just(0.0F), rc::gen::just(top),
                           rc::gen::map(rc::gen::inRange(0, 1'000'001), [top](int x) {
                               return top * static_cast<float>(x) / 1e6F;
                           }));
}

/// People who differ in everything that a drift reads, under two sets of rules.
SmallSetup anybody(const Parameters& p) {
    Reform lighter;
    lighter.name = "lighter";
    lighter.settings = {{Provision::participation, 1.0, "assumption", {}},
                        {Provision::sanctions, 0.0, "assumption", {}}};
    lighter.where = Selector{};
    lighter.where->barriers = bit_of(Barrier::anxiety);
    return {.people = *rc::gen::inRange(1, 200),
            .policy = Policy(full_rules()) + lighter,
            .parameters = p};
}
void make_different(Citizens& people, Week week) {
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        people.place.status[i] = static_cast<Status>(*rc::gen::inRange<int>(0, count_of<Status>));
        people.who.target_group[i] =
            static_cast<TargetGroup>(*rc::gen::inRange<int>(0, count_of<TargetGroup>));
        people.who.barriers[i] = *rc::gen::inRange<BarrierSet>(0, barrier_sets);
        WellbeingColumns& w = people.wellbeing;
        for (Column<float>* column :
             {&w.health, &w.health_mean, &w.trust, &w.trust_floor, &w.pressure}) {
            (*column)[i] = up_to(1.0F);
        }
        w.capacity[i] = up_to(full_time_hours);
        w.capacity_mean[i] = up_to(full_time_hours);
        w.capacity_gained[i] = up_to(9.0F);
        w.ordinary_hours[i] = *rc::gen::element<std::uint8_t>(0, 0, 1, 20, 255);
        EffortColumns& effort = people.effort;
        const auto near = [week] {
            return *rc::gen::elementOf(std::vector<WeekColumn>{never, long_ago, column_of(week - 2),
                                                               column_of(week - 1), column_of(week),
                                                               column_of(week + 1)});
        };
        effort.treatment_from[i] = near();
        effort.treatment_until[i] = near();
        effort.home_support_until[i] = near();
        effort.place[i] = *rc::gen::element(Sector::none, Sector::none, Sector::private_sector,
                                            Sector::public_sector);
        people.contact.last_held[i] = near();
    }
}

/// How a week finds one citizen, by the words of the rules.
DriftOfOne how_one_is(const WeekContext& now, CitizenIndex i) {
    const Citizens& people = now.people;
    const EffortColumns& effort = people.effort;
    const Status status = people.place.status[i];
    const bool client = people.client(i);
    return {.level = client ? now.row(i).pressure_level[number_of(people.who.barriers[i])] : 0.0F,
            .treated = in_treatment(now, i),
            .supported = effort.home_support_until[i] > now.week,
            .silent = people.contact.last_held[i] < now.week - 1,
            .at_work = status == Status::job || people.wellbeing.ordinary_hours[i] > 0 ||
                       (effort.place[i] != Sector::none && client),
            .flex = status == Status::development_flex_job};
}

/// Speeds and effects, also extreme ones.
Parameters any_rates() {
    Parameters p = by_hand();
    for (double* rate : {&p.pressure.speed, &p.health.speed, &p.capacity.speed, &p.trust.decay,
                         &p.health.pressure_effect, &p.health.treatment_gain,
                         &p.health.home_support_gain, &p.capacity.health_effect}) {
        *rate = wide(up_to(1.0F));
    }
    p.capacity.work_gain = wide(up_to(5.0F));
    p.devflex.capacity_gain = wide(up_to(5.0F));
    p.capacity.gain_max = wide(up_to(8.0F));
    return p;
}

bool has_agent(const Mask& mask, CitizenIndex i) {
    return (mask.words[i / word_size] >> (i % word_size) & 1U) != 0;
}

} // namespace

TEST_CASE("the masks of a drift find people as the rules say", "[wellbeing]") {
    holds("every mask is that of a plain loop", [] {
        SmallCentre small(anybody(by_hand()));
        const Week week = *rc::gen::inRange(0, 60);
        make_different(small.people(), week);
        const WeekContext now = small.at(week);
        const DriftMasks masks = drift_masks(now, small.people().wellbeing);
        for (CitizenIndex i = 0; i < now.people.size(); ++i) {
            const DriftOfOne how = how_one_is(now, i);
            const bool sick = now.people.client(i) && !now.people.cash_client(i);
            const bool drifts = now.people.present(i) && !sick &&
                                now.people.place.status[i] != Status::disability_pension;
            RC_ASSERT(has_agent(masks.active, i) == drifts);
            RC_ASSERT(has_agent(masks.clients, i) == now.people.client(i));
            RC_ASSERT(has_agent(masks.treated, i) == how.treated);
            RC_ASSERT(has_agent(masks.supported, i) == how.supported);
            RC_ASSERT(has_agent(masks.silent, i) == how.silent);
            RC_ASSERT(has_agent(masks.at_work, i) == how.at_work);
            RC_ASSERT(has_agent(masks.flex, i) == how.flex);
        }
        for (std::size_t i = now.people.size(); i < now.people.length(); ++i) { // nobody is there
            RC_ASSERT(!has_agent(masks.active, static_cast<CitizenIndex>(i)));
        }
    });
}

TEST_CASE("everyone drifts as one does, to the bit, on every instruction set", "[wellbeing]") {
    for_each_instruction_set([] {
        holds("a week of everyone is that of each", [] {
            SmallCentre small(anybody(any_rates()));
            const Week week = *rc::gen::inRange(0, 60);
            make_different(small.people(), week);
            const WeekContext now = small.at(week);
            Citizens expected = small.people();
            for (CitizenIndex i = 0; i < expected.size(); ++i) {
                if (is_in(expected.masks.active, i)) {
                    drift_of(expected.wellbeing, i, how_one_is(now, i), WellbeingRates(now.p));
                }
            }
            drift(small.people().wellbeing, now, drift_masks(now, small.people().wellbeing));
            RC_ASSERT(changed(columns_of(expected), small.people()).empty());
        });
        holds("also under masks that no week would make", [] {
            SmallCentre small(anybody(any_rates()));
            make_different(small.people(), 5);
            const WeekContext now = small.at(5);
            std::array<std::vector<std::uint64_t>, 7> words;
            for (auto& mask : words) {
                mask = *rc::gen::container<std::vector<std::uint64_t>>(
                    words_for(now.people.length()),
                    rc::gen::oneOf(rc::gen::just<std::uint64_t>(0),
                                   rc::gen::just(~std::uint64_t{0}),
                                   rc::gen::arbitrary<std::uint64_t>()));
            }
            const DriftMasks masks{Mask{words[0]}, Mask{words[1]}, Mask{words[2]}, Mask{words[3]},
                                   Mask{words[4]}, Mask{words[5]}, Mask{words[6]}};
            Citizens expected = small.people();
            masks.active.for_each([&](CitizenIndex i) {
                const std::size_t barriers = number_of(now.people.who.barriers[i]);
                drift_of(expected.wellbeing, i,
                         {.level = has_agent(masks.clients, i) ? now.row(i).pressure_level[barriers]
                                                               : 0.0F,
                          .treated = has_agent(masks.treated, i),
                          .supported = has_agent(masks.supported, i),
                          .silent = has_agent(masks.silent, i),
                          .at_work = has_agent(masks.at_work, i),
                          .flex = has_agent(masks.flex, i)},
                         WellbeingRates(now.p));
            });
            drift(small.people().wellbeing, now, masks);
            RC_ASSERT(changed(columns_of(expected), small.people()).empty());
        });
    });
}

TEST_CASE("one week of wellbeing by hand", "[wellbeing]") {
    SmallCentre small({.policy = full_rules(), .parameters = by_hand(), .barriers = two});
    step(small, 0);
    const WellbeingColumns& w = small.people().wellbeing;
    // Level 0.15 + (0.15 + 0.12 + 0.10)·(1 + 0.12·2) = 0.6088; 0.25 + 0.08·(0.6088 − 0.25).
    CHECK(wide(w.pressure[0]) == about(0.278704));
    // Level 0.5 − 0.12·0.278704 = 0.46655552; 0.5 + 0.02·(0.46655552 − 0.5).
    CHECK(wide(w.health[0]) == about(0.4993311104));
    // Four weeks without a conversation: 0.5 − 0.004·(0.5 − 0.25).
    CHECK(wide(w.trust[0]) == about(0.499));
    // Level 12 + 0.6·37·(0.4993311104 − 0.5) = 11.98515065; 12 + 0.02·(11.98515065 − 12).
    CHECK(wide(w.capacity[0]) == about(11.999703013));
    CHECK(w.health_mean[0] == 0.5F);
    CHECK(w.capacity_mean[0] == 12.0F);
}

TEST_CASE("treatment and home support raise the level of health", "[wellbeing]") {
    SmallCentre small(
        {.people = 3, .policy = full_rules(), .parameters = by_hand(), .barriers = two});
    EffortColumns& effort = small.people().effort;
    effort.treatment_from[1] = 0;
    effort.treatment_until[1] = 26;
    effort.home_support_until[2] = 1;
    step(small, 0);
    const auto& health = small.people().wellbeing.health;
    // 0.02·0.10 and 0.02·0.05 above the first.
    CHECK(wide(health[1] - health[0]) == Approx(0.002).epsilon(1e-4));
    CHECK(wide(health[2] - health[0]) == Approx(0.001).epsilon(1e-4));
    CHECK(small.noted[Count::treatment_started] == 1);
    // A treatment that ends this week no longer helps.
    effort.treatment_until[1] = 1;
    effort.home_support_until[2] = 1;
    const float before = health[1];
    step(small, 1);
    CHECK(health[1] < before);
    CHECK(small.noted[Count::treatment_started] == 1);
}

TEST_CASE("trust rests in the week after a conversation", "[wellbeing]") {
    SmallCentre small({.people = 3, .parameters = by_hand()});
    small.people().contact.last_held[0] = 9; // last week
    small.people().contact.last_held[1] = 8;
    small.people().wellbeing.trust[2] = 0.1F; // below its floor
    step(small, 10);
    CHECK(small.people().wellbeing.trust[0] == 0.5F);
    CHECK(small.people().wellbeing.trust[1] < 0.5F);
    CHECK(small.people().wellbeing.trust[2] == 0.1F);
}

TEST_CASE("work raises the personal level of capacity", "[wellbeing]") {
    SmallCentre small({.people = 5, .parameters = by_hand()});
    Citizens& people = small.people();
    people.place.status[1] = Status::job;
    people.wellbeing.ordinary_hours[2] = 5;
    people.place.status[3] = Status::development_flex_job;
    people.effort.place[3] = Sector::public_sector;
    people.wellbeing.capacity_mean[4] = full_time_hours;
    people.wellbeing.ordinary_hours[4] = 5;
    step(small, 0);
    const auto& mean = people.wellbeing.capacity_mean;
    CHECK(mean[0] == 12.0F);
    CHECK(wide(mean[1]) == about(12.02));
    CHECK(wide(mean[2]) == about(12.02));
    CHECK(wide(mean[3]) == about(12.04));
    CHECK(mean[4] == full_time_hours);
    // Whoever is no client is drawn to pressure 0.
    CHECK(wide(people.wellbeing.pressure[1]) == about(0.25 * 0.92));
}

TEST_CASE("pressure comes to rest at the level of the rules", "[wellbeing]") {
    SmallCentre small({.policy = full_rules(), .parameters = by_hand(), .barriers = two});
    for (Week week = 0; week < 400; ++week) {
        step(small, 0);
    }
    CHECK(wide(small.people().wellbeing.pressure[0]) == about(0.6088));
    // 0.5 − 0.12·0.6088 and 12 + 22.2·(0.426944 − 0.5).
    CHECK(wide(small.people().wellbeing.health[0]) == Approx(0.426944).epsilon(1e-4));
    CHECK(wide(small.people().wellbeing.capacity[0]) == Approx(10.3781568).epsilon(1e-3));
}

TEST_CASE("shocks and barriers at certainty", "[wellbeing]") {
    Parameters p = by_hand();
    p.health.event = 1.0; // times 1.5 − health, at most 1
    p.health.event_step = 0.12;
    p.health.event_lasting = 0.25;
    SECTION("a health event costs a step, a part of it for good") {
        SmallCentre small({.parameters = p});
        step(small, 0);
        CHECK(wide(small.people().wellbeing.health_mean[0]) == about(0.5 - 0.03));
        CHECK(wide(small.people().wellbeing.health[0]) < 0.5 - 0.11);
    }
    p.health.event = 0.0;
    SECTION("a life event costs health and trust") {
        p.health.life_event = 1.0;
        p.health.life_event_step = 0.08;
        p.trust.life_event_step = 0.06;
        p.trust.decay = 0.0;
        SmallCentre small({.parameters = p});
        step(small, 0);
        CHECK(wide(small.people().wellbeing.trust[0]) == about(0.44));
    }
    SECTION("a barrier that can ease goes, one that cannot stays") {
        p.barriers.ease = 1.0;
        p.barriers.ease_pressure = 0.0;
        SmallCentre small({.parameters = p, .barriers = two});
        step(small, 0);
        CHECK(small.people().who.barriers[0] == bit_of(Barrier::language));
        CHECK(small.centre().stale == std::vector<CitizenIndex>{0});
        step(small, 1);
        CHECK(small.people().who.barriers[0] == bit_of(Barrier::language));
    }
    SECTION("a barrier grows") {
        p.barriers.grow = 1.0;
        SmallCentre small({.parameters = p, .barriers = two});
        for (Week week = 0; week < 10; ++week) {
            step(small, week);
        }
        CHECK(small.people().who.barriers[0] == (treatable_barriers | two));
    }
}

TEST_CASE("wellbeing changes the columns it names and no other", "[wellbeing]") {
    Parameters p = central();
    p.barriers.grow = p.health.event = p.health.life_event = 0.5;
    SmallCentre small({.people = 40, .policy = full_rules(), .parameters = p});
    static_cast<void>(small.at(0));
    const auto before = columns_of(small.people());
    step(small, 0);
    CHECK(changed(before, small.people()) == std::set<std::string>{"barriers", "capacity", "health",
                                                                   "health_mean", "pressure",
                                                                   "trust"});
}

TEST_CASE("wellbeing stays on its scales", "[wellbeing]") {
    holds("health, trust and pressure in [0, 1], capacity in [0, 37]", [] {
        Parameters p = central();
        const auto share = [](int top) { return *rc::gen::inRange(0, top + 1) / 100.0; };
        p.health.event = share(60);
        p.health.event_step = share(100);
        p.health.life_event = share(100);
        p.health.life_event_step = share(100);
        p.health.treatment_gain = share(100);
        p.health.speed = share(100);
        p.trust.life_event_step = share(100);
        p.pressure.base = share(100);
        p.pressure.speed = share(100);
        p.capacity.speed = share(100);
        SmallCentre small({.people = 20, .policy = full_rules(), .parameters = p, .barriers = two});
        for (Week week = 0; week < 8; ++week) {
            step(small, week);
        }
        const WellbeingColumns& w = small.people().wellbeing;
        for (CitizenIndex i = 0; i < 20; ++i) {
            for (const float x : {w.health[i], w.health_mean[i], w.trust[i], w.pressure[i]}) {
                RC_ASSERT(x >= 0.0F);
                RC_ASSERT(x <= 1.0F);
            }
            RC_ASSERT(w.capacity[i] >= 0.0F);
            RC_ASSERT(w.capacity[i] <= full_time_hours);
        }
    });
}
