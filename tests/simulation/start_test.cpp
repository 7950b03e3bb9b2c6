#include <afklar/simulation/start.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include <afklar/core/error.hpp>
#include <afklar/core/math.hpp>
#include <afklar/core/units.hpp>
#include <afklar/experiment/synthesis.hpp>

#include <support/catch.hpp>
#include <support/denmark.hpp>

using namespace afklar;

namespace {

/// Counts those who are in question, and among them those to whom something applies.
struct Share {
    double of = 0.0;
    double hits = 0.0;
    void count(bool hit) {
        of += 1.0;
        hits += hit ? 1.0 : 0.0;
    }
    [[nodiscard]] double value() const { return hits / of; }
    /// 4.5 standard errors.
    [[nodiscard]] double bound(double share) const {
        return 4.5 * std::sqrt(share * (1.0 - share) / of);
    }
};

// NOLINTNEXTLINE(bugprone-easily-swappable-parameters): in the order of the target groups
CentrePlan people(int activity_ready, int job_ready, int sick) {
    CentrePlan plan;
    plan.people[TargetGroup::activity_ready] = activity_ready;
    plan.people[TargetGroup::job_ready] = job_ready;
    plan.people[TargetGroup::sickness_benefit] = sick;
    return plan;
}

struct World {
    Margins margins = test::denmark_margins();
    Parameters parameters = test::central_parameters();
    PopulationTables tables = fit_archetypes(margins, parameters);
    StockHistory history = history_of(margins);
    Draws draws{{.seed = 11, .stream = 1, .centre = 4}};

    [[nodiscard]] Citizens stock(const CentrePlan& plan) const {
        return draw_stock(plan, tables.stock, parameters, draws, history);
    }
};

bool meets(const Citizens& c, CitizenIndex i, const SupportFact& fact, const Parameters& p) {
    return c.is(i, Flag::long_support) || c.place.weeks_on_benefit[i] >= weeks_that_meet(fact, p);
}

} // namespace

TEST_CASE("weeks that meet a fact, by hand", "[start]") {
    Parameters p;
    p.population.prior_support_rest = 0.2;
    // a + 0.2 (10 − a) ≥ 8 from a = 7.5 years on; ≥ 3 from 1.25 years on.
    const auto weeks = [&](double window, double least) {
        return weeks_that_meet({TargetGroup::activity_ready, window, least, 25, 0.5}, p);
    };
    CHECK(weeks(10, 8) == static_cast<int>(std::ceil(7.5 * weeks_per_year)));
    CHECK(weeks(10, 3) == static_cast<int>(std::ceil(1.25 * weeks_per_year)));
    CHECK(weeks(10, 1) == 0);
    p.population.prior_support_rest = 1.0;
    CHECK(weeks(10, 8) == 0);
}

TEST_CASE("what the two parts give alone, and what D048, D049 and E059 say", "[start]") {
    // The claims of the docstring: an exponential of mean 320 weeks, a fifth with long support.
    const Parameters p = test::central_parameters();
    const double mean = p.population.mean_spell_activity_ready;
    const double prior = p.population.prior_support_share;
    const auto alone = [&](double window, double least) {
        const int from = weeks_that_meet({TargetGroup::activity_ready, window, least, 25, 0}, p);
        return prior + (1.0 - prior) * det_exp(-from / mean);
    };
    CHECK(alone(10, 8) == Approx(0.44).margin(0.005)); // D049: 0.58
    CHECK(alone(10, 3) == Approx(0.85).margin(0.005)); // D048: 0.66
    CHECK(alone(5, 4) == Approx(0.63).margin(0.01));   // E059: 0.63
}

TEST_CASE("the stock meets the published history at the central values", "[start]") {
    const World world;
    const Parameters& p = world.parameters;
    const Citizens c = world.stock(people(40'000, 10'000, 0));
    const auto size = static_cast<CitizenIndex>(c.size());
    REQUIRE(world.history.facts.size() == 3);
    for (const SupportFact& fact : world.history.facts) {
        Share share;
        for (CitizenIndex i = 0; i < size; ++i) {
            const bool covered = c.who.target_group[i] == fact.group &&
                                 -c.who.birth_week[i] >= fact.age_from * weeks_per_year;
            if (covered) {
                share.count(meets(c, i, fact, p));
            }
        }
        REQUIRE(share.of > 5'000);
        // The youngest have not been old enough for the least support: some tenths of a per cent.
        CAPTURE(fact.at_least_years, share.value());
        CHECK(std::abs(share.value() - fact.share) < share.bound(fact.share) + 0.005);
    }
}

TEST_CASE("what no fact imposes stays near the parameters", "[start]") {
    const World world;
    const Parameters& p = world.parameters;
    const Citizens c = world.stock(people(40'000, 0, 0));
    const SupportFact e059{TargetGroup::activity_ready, 5, 4, 25, 0.63};
    Share supported;
    Share earlier;
    double weeks = 0.0;
    for (CitizenIndex i = 0; i < c.size(); ++i) {
        supported.count(meets(c, i, e059, p));
        earlier.count(c.is(i, Flag::long_support));
        weeks += c.place.weeks_on_benefit[i];
        CHECK(c.place.weeks_on_benefit[i] <=
              -c.who.birth_week[i] - static_cast<int>(25.0 * weeks_per_year));
    }
    // Declared tolerances: E059 within 4 points; long support within its prior (0.2 to 0.7); the
    // cut by age takes about a sixth off a mean spell of 335 weeks.
    CHECK(supported.value() == Approx(0.63).margin(0.04));
    CHECK(earlier.value() > 0.2);
    CHECK(earlier.value() < 0.7);
    const double mean = weeks / supported.of;
    CAPTURE(earlier.value(), supported.value(), mean);
    CHECK(mean > 250.0);
    CHECK(mean < 350.0);
}

TEST_CASE("without facts the parameters decide", "[start]") {
    World world;
    world.history = {};
    const Citizens c = world.stock(people(0, 20'000, 20'000));
    Share earlier;
    double job_ready = 0.0;
    double sick = 0.0;
    for (CitizenIndex i = 0; i < c.size(); ++i) {
        if (c.who.target_group[i] == TargetGroup::job_ready) {
            earlier.count(c.is(i, Flag::long_support));
            job_ready += c.place.weeks_on_benefit[i];
        } else {
            CHECK(c.place.weeks_on_benefit[i] <= 104);
            sick += c.place.weeks_on_benefit[i];
        }
    }
    const double prior = world.parameters.population.prior_support_share;
    CHECK(std::abs(earlier.value() - prior) < earlier.bound(prior));
    // Whole weeks lose half a week; few are stopped by their age.
    CHECK(job_ready / 20'000 == Approx(59.5).epsilon(0.06));
    // Mean 1 / 0.03, cut at 104: (1 − e^−3.12) / 0.03.
    CHECK(sick / 20'000 == Approx(31.9 - 0.5).epsilon(0.04));
}

TEST_CASE("target groups are mixed and the same address is the same person", "[start]") {
    const World world;
    const Citizens c = world.stock(people(80, 20, 48));
    const Citizens again = world.stock(people(80, 20, 48));
    REQUIRE(c.size() == 148);
    CHECK(c.who.flags == again.who.flags);
    CHECK(c.place.weeks_on_benefit == again.place.weeks_on_benefit);
    EnumArray<TargetGroup, int> first_half{};
    for (CitizenIndex i = 0; i < 74; ++i) {
        ++first_half[c.who.target_group[i]];
    }
    CHECK(first_half[TargetGroup::activity_ready] == 40);
    CHECK(first_half[TargetGroup::job_ready] == 10);
    CHECK(first_half[TargetGroup::sickness_benefit] == 24);
}

TEST_CASE("contact and files are under way", "[start]") {
    const World world;
    const Parameters& p = world.parameters;
    const Citizens c = world.stock(people(20'000, 5'000, 5'000));
    Share open;
    Share parts;
    for (CitizenIndex i = 0; i < c.size(); ++i) {
        const int last = c.contact.last_held[i];
        const int due = c.contact.next_due[i];
        CHECK((due >= 0 && due <= p.contact.prof_interval_low));
        if (last == long_ago) {
            CHECK(c.place.weeks_on_benefit[i] < p.contact.prof_interval_low);
            CHECK(c.contact.held_in_spell[i] == 0);
        } else {
            CHECK((last < 0 && -last <= c.place.weeks_on_benefit[i]));
            CHECK(c.contact.held_in_spell[i] > 0);
        }
        const bool has_case = c.file.stage[i] == CaseStage::open;
        if (c.who.target_group[i] == TargetGroup::activity_ready) {
            open.count(has_case);
        } else {
            CHECK_FALSE(has_case);
        }
        if (has_case) {
            CHECK(c.file.opened[i] < 0);
            CHECK(c.place.weeks_on_benefit[i] + c.file.opened[i] >= p.file.open_min_weeks);
            CHECK(static_cast<double>(c.file.prep_hours[i]) < p.file.prep_hours);
            parts.count(c.file.social_until[i] != long_ago);
            parts.count(c.file.health_until[i] != long_ago);
            parts.count(c.file.work_until[i] != long_ago);
        } else {
            CHECK(c.file.social_until[i] == long_ago);
            CHECK(c.file.cases[i] == 0);
        }
    }
    CHECK(std::abs(open.value() - p.population.start_open) < open.bound(p.population.start_open));
    CHECK(std::abs(parts.value() - p.population.start_parts) <
          parts.bound(p.population.start_parts));
}

TEST_CASE("facts that contradict each other are refused", "[start]") {
    World world;
    world.history.facts = {{TargetGroup::activity_ready, 10, 3, 20, 0.5},
                           {TargetGroup::activity_ready, 10, 8, 20, 0.6}};
    CHECK_THROWS_AS(world.stock(people(1, 0, 0)), Error);
}

TEST_CASE("microdata are taken as they are", "[start]") {
    const World world;
    const Parameters& p = world.parameters;
    Person known;
    known.age = 44;
    known.sex = Sex::woman;
    known.barriers = bit_of(Barrier::language);
    known.weeks_on_benefit = 130;
    known.health = 0.25;
    known.trust = 0.75;
    known.work_capacity = 9.5;
    known.weeks_since_conversation = 30;
    known.absences = 2;
    known.prefers_remote = true;
    known.unreachable = true;
    known.known_elsewhere = false;
    Person other;
    other.age = 60;
    other.target_group = TargetGroup::job_ready;
    const std::vector<Person> list = {other, known};
    CentrePlan plan;
    plan.persons = {1, 0};
    const Citizens c = take_microdata(plan, list, p, world.draws);
    REQUIRE(c.size() == 2);
    CHECK(c.who.sex[0] == Sex::woman);
    CHECK(c.who.barriers[0] == known.barriers);
    CHECK(-c.who.birth_week[0] >= static_cast<int>(44 * weeks_per_year));
    CHECK(-c.who.birth_week[0] < static_cast<int>(45 * weeks_per_year));
    CHECK(c.place.weeks_on_benefit[0] == 130);
    CHECK(c.place.status_since[0] == -130);
    CHECK(c.wellbeing.health[0] == 0.25F);
    CHECK(c.wellbeing.trust[0] == 0.75F);
    CHECK(c.wellbeing.capacity[0] == 9.5F);
    CHECK(c.wellbeing.capacity_mean[0] == 9.5F);
    CHECK(c.contact.last_held[0] == -30);
    CHECK(c.contact.next_due[0] == 0);
    CHECK(c.contact.unexcused[0] == 2);
    CHECK(c.contact.misses[0] == 2);
    CHECK(c.is(0, Flag::prefers_remote));
    CHECK(c.is(0, Flag::unreachable));
    CHECK_FALSE(c.is(0, Flag::known_elsewhere));
    CHECK(c.who.target_group[1] == TargetGroup::job_ready);
    CHECK(c.wellbeing.health[1] > 0.0F);
    CHECK(c.contact.last_held[1] == long_ago);
    CHECK(c.ever_present(1));
}
