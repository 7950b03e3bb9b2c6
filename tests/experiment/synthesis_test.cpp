#include <afklar/experiment/synthesis.hpp>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <afklar/core/error.hpp>

#include <support/catch.hpp>
#include <support/denmark.hpp>
#include <support/property.hpp>

using namespace afklar;

namespace {

/// Share of a group's table that a predicate picks.
template <class Is>
double share(const ArchetypeTable& table, TargetGroup group, Is&& is) {
    double sum = 0.0;
    const auto& archetypes = table.archetypes(group);
    for (std::size_t k = 0; k < archetypes.size(); ++k) {
        sum += is(archetypes[k]) ? table.share(group, k) : 0.0;
    }
    return sum;
}

double share_with(const ArchetypeTable& table, TargetGroup group, Barrier barrier) {
    return share(table, group, [=](const Archetype& a) { return has(a.barriers, barrier); });
}

constexpr double step = 1e-9; // shares are held to 2^-48 a cell, margins to 1e-10

std::int64_t people_in(const std::vector<CentrePlan>& plans) {
    std::int64_t sum = 0;
    for (const CentrePlan& plan : plans) {
        sum += plan.size();
    }
    return sum;
}

} // namespace

TEST_CASE("the tables meet the published margins", "[synthesis]") {
    const Margins margins = test::denmark_margins();
    const Parameters p = test::central_parameters();
    const PopulationTables tables = fit_archetypes(margins, p);
    const auto ready = TargetGroup::activity_ready;
    const auto job_ready = TargetGroup::job_ready;
    const auto man = [](const Archetype& a) { return a.sex == Sex::man; };
    const auto thirties = [](const Archetype& a) { return a.age_from == 30 && a.age_to == 39; };
    const auto convicted_man = [](const Archetype& a) {
        return a.sex == Sex::man && has(a.barriers, Barrier::conviction);
    };
    CHECK(share(tables.stock, ready, man) == Approx(0.52).margin(step));
    CHECK(share(tables.stock, ready, thirties) == Approx(0.33).margin(step));
    CHECK(share(tables.stock, job_ready, thirties) == Approx(0.36).margin(step));
    CHECK(share(tables.stock, ready, convicted_man) == Approx(0.13).margin(step));
    CHECK(share(tables.stock, job_ready, convicted_man) == Approx(0.0455).margin(step));
    CHECK(share_with(tables.stock, ready, Barrier::mental_illness) == Approx(0.5).margin(step));
    CHECK(share_with(tables.stock, job_ready, Barrier::mental_illness) ==
          Approx(0.175).margin(step));
    CHECK(share_with(tables.stock, ready, Barrier::homelessness) == Approx(0.06).margin(step));

    // New spells: younger, with 0.8 of the barriers; sickness benefit as the job-ready.
    CHECK(share(tables.entry, ready, thirties) == Approx(0.38).margin(step));
    CHECK(share(tables.entry, ready, man) == Approx(0.52).margin(step));
    CHECK(share_with(tables.entry, ready, Barrier::anxiety) == Approx(0.8 * 0.3).margin(step));
    CHECK(share_with(tables.entry, job_ready, Barrier::anxiety) == Approx(0.105).margin(step));
    const auto sick = TargetGroup::sickness_benefit;
    CHECK(share_with(tables.stock, sick, Barrier::anxiety) == Approx(0.105).margin(step));
}

TEST_CASE("barriers go together as the seed says", "[synthesis]") {
    const Margins margins = test::denmark_margins();
    const PopulationTables tables = fit_archetypes(margins, test::central_parameters());
    for (const TargetGroup group : {TargetGroup::activity_ready, TargetGroup::job_ready}) {
        // Men aged 40 to 49; everything else equal and no third barrier.
        std::map<BarrierSet, double> weight;
        const auto& archetypes = tables.stock.archetypes(group);
        for (std::size_t k = 0; k < archetypes.size(); ++k) {
            if (archetypes[k].sex == Sex::man && archetypes[k].age_from == 40) {
                weight[archetypes[k].barriers] = tables.stock.share(group, k);
            }
        }
        for (const BarrierPair& pair : margins.pairs) {
            const BarrierSet a = bit_of(pair.a);
            const BarrierSet b = bit_of(pair.b);
            const auto both = static_cast<BarrierSet>(a | b);
            CHECK(weight[both] * weight[0] / (weight[a] * weight[b]) ==
                  Approx(pair.odds_ratio).epsilon(1e-5));
        }
    }
}

TEST_CASE("drawn parameters move the margins and contradict nothing", "[synthesis]") {
    const Margins margins = test::denmark_margins();
    test::holds("any shares of barriers", [&] {
        Parameters p = test::central_parameters();
        const auto drawn = [](int low, int high) {
            return static_cast<double>(*rc::gen::inRange(low, high + 1)) / 100.0;
        };
        p.barriers.conviction = drawn(5, 35);
        p.barriers.homelessness = drawn(1, 20);
        p.barriers.mental_illness = drawn(20, 80);
        p.barriers.job_ready_factor = drawn(10, 90);
        p.population.entry_barriers = drawn(50, 110);
        const PopulationTables tables = fit_archetypes(margins, p);
        const auto near = [](double a, double b) { return std::abs(a - b) < 1e-8; };
        const auto ready = TargetGroup::activity_ready;
        RC_ASSERT(
            near(share_with(tables.stock, ready, Barrier::conviction), p.barriers.conviction));
        RC_ASSERT(near(share_with(tables.stock, TargetGroup::job_ready, Barrier::mental_illness),
                       p.barriers.mental_illness * p.barriers.job_ready_factor));
        RC_ASSERT(near(share_with(tables.entry, ready, Barrier::homelessness),
                       p.barriers.homelessness * p.population.entry_barriers));
    });
}

TEST_CASE("a drawn population follows the margins", "[synthesis]") {
    const Margins margins = test::denmark_margins();
    const Parameters p = test::central_parameters();
    const PopulationTables tables = fit_archetypes(margins, p);
    CentrePlan plan;
    plan.people[TargetGroup::activity_ready] = 30'000;
    const Draws draws{{.seed = 21, .stream = 9}};
    const Citizens c = draw_stock(plan, tables.stock, p, draws, history_of(margins));
    const auto check = [&](double expected, auto&& is) {
        double hits = 0.0;
        for (CitizenIndex i = 0; i < c.size(); ++i) {
            hits += is(i) ? 1.0 : 0.0;
        }
        const auto n = static_cast<double>(c.size());
        CHECK(std::abs(hits / n - expected) < 4.5 * std::sqrt(expected * (1.0 - expected) / n));
    };
    const EnumArray<Barrier, double> shares{
        {{p.barriers.mental_illness, p.barriers.anxiety, p.barriers.substance_use,
          p.barriers.somatic_illness, p.barriers.homelessness, p.barriers.conviction,
          p.barriers.language}}};
    for_each_value<Barrier>([&](Barrier barrier) {
        check(shares[barrier], [&](CitizenIndex i) { return has(c.who.barriers[i], barrier); });
    });
    check(0.52, [&](CitizenIndex i) { return c.who.sex[i] == Sex::man; });
    check(0.13, [&](CitizenIndex i) {
        return c.who.sex[i] == Sex::man && has(c.who.barriers[i], Barrier::conviction);
    });
    check(0.07, [&](CitizenIndex i) { return -c.who.birth_week[i] >= 60 * 365.25 / 7; });
}

TEST_CASE("centres sum exactly and follow the regions", "[synthesis]") {
    const Margins margins = test::denmark_margins();
    const Parameters p = test::central_parameters();

    // Without a size: the published total on cash benefit, sickness benefit beside it.
    const auto nation = plan_centres({margins}, p);
    REQUIRE(nation.size() == 94);
    EnumArray<TargetGroup, double> groups{};
    EnumArray<Region, double> regions{};
    EnumArray<Region, int> centres{};
    double logs = 0.0;
    double squares = 0.0;
    for (std::size_t k = 0; k < nation.size(); ++k) {
        CHECK(nation[k].number == static_cast<int>(k));
        for_each_value<TargetGroup>(
            [&](TargetGroup group) { groups[group] += nation[k].people[group]; });
        regions[nation[k].region] += nation[k].size();
        ++centres[nation[k].region];
        logs += std::log(nation[k].size());
        squares += std::log(nation[k].size()) * std::log(nation[k].size());
    }
    CHECK(groups[TargetGroup::activity_ready] == Approx(0.8 * 69'300).margin(1.0));
    CHECK(groups[TargetGroup::job_ready] == Approx(0.2 * 69'300).margin(1.0));
    CHECK(groups[TargetGroup::sickness_benefit] == Approx(0.6 * 0.8 * 69'300).margin(1.0));
    const double all = 1.48 * 69'300;
    CHECK(regions[Region::capital] / all == Approx(0.32).margin(1e-3));
    CHECK(regions[Region::zealand] / all == Approx(0.15).margin(1e-3));
    CHECK(centres[Region::capital] == 27);
    CHECK(centres[Region::north] == 10);
    const double spread = std::sqrt(squares / 94 - logs * logs / (94.0 * 94.0));
    CHECK(spread == Approx(0.75).margin(0.06)); // quantiles, moved a little by the regions

    // Small populations: one centre up to about the mean of 737, then several regions.
    CHECK(plan_centres(synthesise(margins, 1), p).size() == 1);
    CHECK(plan_centres(synthesise(margins, 500), p).size() == 1);
    const auto few = plan_centres(synthesise(margins, 2'200), p);
    REQUIRE(few.size() == 3);
    CHECK(few[0].region != few[1].region);
    CHECK(few[1].region != few[2].region);
    CHECK(few[0].size() > few[2].size());
    CHECK(plan_centres(synthesise(margins, 10'000'000), p).size() == 94);
    CHECK_THROWS_AS(plan_centres(synthesise(margins, 0), p), Error);
}

TEST_CASE("any size", "[synthesis]") {
    const Margins margins = test::denmark_margins();
    const Parameters p = test::central_parameters();
    test::holds("people sum to the size, groups to their shares", [&] {
        const int size = *rc::gen::inRange(1, 200'000);
        const auto plans = plan_centres(synthesise(margins, size), p);
        RC_ASSERT(people_in(plans) == size);
        double ready = 0.0;
        for (const CentrePlan& plan : plans) {
            ready += plan.people[TargetGroup::activity_ready];
        }
        RC_ASSERT(std::abs(ready - size * 0.8 / 1.48) < 1.0);
    });
}

TEST_CASE("microdata go to the centres they name", "[synthesis]") {
    Microdata data;
    for (int k = 0; k < 6; ++k) {
        Person person;
        person.id = 100 - k;
        person.job_centre = k % 2 == 0 ? 7 : 3;
        person.region = k % 2 == 0 ? Region::north : Region::central;
        person.target_group = k == 0 ? TargetGroup::job_ready : TargetGroup::activity_ready;
        data.people.push_back(person);
    }
    const auto plans = plan_centres({data}, {});
    REQUIRE(plans.size() == 2);
    CHECK(plans[0].number == 3);
    CHECK(plans[0].region == Region::central);
    CHECK(plans[1].number == 7);
    CHECK(plans[1].persons == std::vector<std::uint32_t>{4, 2, 0}); // in the order of ids
    CHECK(plans[1].people[TargetGroup::job_ready] == 1);
    CHECK(plans[1].size() == 3);

    data.people[2].region = Region::capital;
    CHECK_THROWS_AS(plan_centres({data}, {}), Error);
    data.people[2].region = Region::north;
    data.people[2].job_centre = 70'000;
    CHECK_THROWS_AS(plan_centres({data}, {}), Error);
    CHECK_THROWS_AS(plan_centres({Microdata{}}, {}), Error);
}

TEST_CASE("margins that cannot be read are refused", "[synthesis]") {
    const Parameters p = test::central_parameters();
    Margins margins = test::denmark_margins();
    margins.margins[1].shares[0].first = "both";
    CHECK_THROWS_AS(fit_archetypes(margins, p), Error);
    margins = test::denmark_margins();
    margins.margins[6].from_parameter = "barriers.nothing";
    CHECK_THROWS_AS(fit_archetypes(margins, p), Error);
    margins = test::denmark_margins();
    margins.history[0].within = "everyone";
    CHECK_THROWS_AS(history_of(margins), Error);
}

TEST_CASE("a fit is quick enough for every parameter draw", "[synthesis][.][measure]") {
    const Margins margins = test::denmark_margins();
    const Parameters p = test::central_parameters();
    const auto start = std::chrono::steady_clock::now();
    constexpr int times = 50;
    for (int k = 0; k < times; ++k) {
        CHECK(fit_archetypes(margins, p).stock.archetypes(TargetGroup::job_ready).size() == 1280);
    }
    const std::chrono::duration<double, std::milli> taken =
        std::chrono::steady_clock::now() - start;
    WARN("fit of both tables: " << taken.count() / times << " ms");
}
