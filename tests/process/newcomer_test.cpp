#include <afklar/process/newcomer.hpp>

#include <bit>
#include <cmath>
#include <functional>
#include <vector>

#include <afklar/core/units.hpp>

#include <support/catch.hpp>
#include <support/denmark.hpp>

using namespace afklar;

namespace {

constexpr int heads = 40'000;

/// One woman and one man, with and without mental illness, aged 30 to 39, equally often.
ArchetypeTable four_kinds() {
    const BarrierSet ill = bit_of(Barrier::mental_illness);
    const std::vector<double> equal = {1.0, 1.0, 1.0, 1.0};
    ArchetypeTable table;
    for_each_value<TargetGroup>([&](TargetGroup group) {
        table.set(group,
                  {{Sex::woman, 30, 39, 0},
                   {Sex::woman, 30, 39, ill},
                   {Sex::man, 30, 39, 0},
                   {Sex::man, 30, 39, ill}},
                  equal);
    });
    return table;
}

Citizens newcomers(TargetGroup group, Week now, const Parameters& parameters, int count = heads) {
    const ArchetypeTable table = four_kinds();
    const Draws draws{{.seed = 5, .stream = 3, .centre = 2}};
    Citizens citizens;
    for (int k = 0; k < count; ++k) {
        draw_person(citizens, citizens.append(), group, {table, parameters, draws, now});
    }
    return citizens;
}

struct Moments {
    double mean = 0.0;
    double sd = 0.0;
};

template <class Value>
Moments moments(int count, Value&& value) {
    double sum = 0.0;
    double squares = 0.0;
    for (int k = 0; k < count; ++k) {
        const double x = value(static_cast<CitizenIndex>(k));
        sum += x;
        squares += x * x;
    }
    const double mean = sum / count;
    return {mean, std::sqrt(squares / count - mean * mean)};
}

/// 4.5 standard errors of a share.
double bound(double share, double count = heads) {
    return 4.5 * std::sqrt(share * (1.0 - share) / count);
}

} // namespace

TEST_CASE("a newcomer is the same person whenever he arrives", "[newcomer]") {
    const Parameters p = test::central_parameters();
    const Citizens early = newcomers(TargetGroup::activity_ready, 0, p, 50);
    const Citizens late = newcomers(TargetGroup::activity_ready, 200, p, 50);
    CHECK(early.wellbeing.health == late.wellbeing.health);
    CHECK(early.wellbeing.trust == late.wellbeing.trust);
    CHECK(early.wellbeing.capacity == late.wellbeing.capacity);
    CHECK(early.who.barriers == late.who.barriers);
    CHECK(early.who.flags == late.who.flags);
    for (CitizenIndex i = 0; i < 50; ++i) {
        CHECK(late.who.birth_week[i] - early.who.birth_week[i] == 200);
        CHECK(late.place.status_since[i] == 200);
        CHECK(late.place.observed_from[i] == 200);
        CHECK(late.place.weeks_on_benefit[i] == 0);
        CHECK(late.place.status[i] == Status::on_benefit);
        CHECK(late.place.left_cause[i] == LeftCause::none);
        CHECK(late.ever_present(i));
    }
}

TEST_CASE("newcomers follow the table and the parameters", "[newcomer]") {
    const Parameters p = test::central_parameters();
    const Citizens c = newcomers(TargetGroup::activity_ready, 0, p);
    const auto share = [&](const std::function<bool(CitizenIndex)>& is) {
        return moments(heads, [&](CitizenIndex i) { return is(i) ? 1.0 : 0.0; }).mean;
    };
    const auto flag = [&](std::uint16_t bit) {
        return share([&, bit](CitizenIndex i) { return c.is(i, bit); });
    };
    const auto ill = [&](CitizenIndex i) {
        return has(c.who.barriers[i], Barrier::mental_illness);
    };
    CHECK(std::abs(share([&](CitizenIndex i) { return c.who.sex[i] == Sex::man; }) - 0.5) <
          bound(0.5));
    CHECK(std::abs(share(ill) - 0.5) < bound(0.5));
    CHECK(std::abs(flag(Flag::unreachable) - p.population.unreachable_share) <
          bound(p.population.unreachable_share));
    CHECK(std::abs(flag(Flag::known_elsewhere) - p.population.known_elsewhere) <
          bound(p.population.known_elsewhere));
    CHECK(std::abs(flag(Flag::prefers_remote) - p.contact.best_mode_remote) <
          bound(p.contact.best_mode_remote));
    CHECK(std::abs(flag(Flag::willing) - 0.5 * p.ips.willing) < bound(0.5 * p.ips.willing));
    CHECK(share([&](CitizenIndex i) { return c.is(i, Flag::willing) && !ill(i); }) == 0.0);

    // Ages 30 to 39 in full: uniform on 10 years, sd 10 / sqrt(12).
    const Moments age = moments(heads, [&](CitizenIndex i) { return -c.who.birth_week[i] * 1.0; });
    const double sd = 10.0 * weeks_per_year / std::sqrt(12.0);
    CHECK(std::abs(age.mean + 0.5 - 35.0 * weeks_per_year) < 4.5 * sd / std::sqrt(heads));
    CHECK(age.sd == Approx(sd).epsilon(0.02));
}

TEST_CASE("wellbeing has the means of the parameters", "[newcomer]") {
    Parameters p = test::central_parameters();
    // Narrow enough that nothing meets an end of its scale.
    p.health.sd = 0.05;
    p.capacity.sd_activity_ready = 1.5;
    p.capacity.sd_job_ready = 1.0;
    const double root = std::sqrt(static_cast<double>(heads));
    for (const TargetGroup group : {TargetGroup::activity_ready, TargetGroup::sickness_benefit}) {
        const Citizens c = newcomers(group, 0, p);
        const bool ready = group == TargetGroup::activity_ready;
        const auto of = [&](const Column<float>& column) {
            return moments(heads, [&](CitizenIndex i) { return static_cast<double>(column[i]); });
        };
        const double health = ready ? p.health.mean_activity_ready : p.health.mean_job_ready;
        const double effect = p.health.pressure_effect;
        CHECK(std::abs(of(c.wellbeing.health).mean - health) < 4.5 * 0.08 / root);
        CHECK(std::abs(of(c.wellbeing.health_mean).mean - health - effect * p.pressure.mean) <
              4.5 * 0.05 / root);
        // Mean 0.5, sd 0.2, cut at 0 and 1: symmetric, so the mean stays.
        CHECK(std::abs(of(c.wellbeing.trust).mean - p.trust.mean) < 4.5 * p.trust.sd / root);
        CHECK(std::abs(of(c.wellbeing.pressure).mean - p.pressure.mean) <
              4.5 * p.pressure.sd / root);
        // Half a barrier a head, against the mean number of the stock.
        const double mean = ready ? p.capacity.mean_activity_ready : p.capacity.mean_job_ready;
        const double expected = mean + p.capacity.per_barrier * (0.5 - mean_barriers(group, p));
        CHECK(std::abs(of(c.wellbeing.capacity).mean - expected) < 4.5 * 2.5 / root);
        CHECK(c.wellbeing.capacity == c.wellbeing.capacity_mean);
        for (CitizenIndex i = 0; i < 100; ++i) {
            CHECK(static_cast<double>(c.wellbeing.trust_floor[i]) ==
                  Approx(static_cast<double>(c.wellbeing.trust[i]) * p.trust.floor));
        }
        if (!ready) {
            CHECK_FALSE(c.is(0, Flag::unreachable));
        }
    }
}

TEST_CASE("scales end where they end", "[newcomer]") {
    Parameters p = test::central_parameters();
    p.health.sd = p.trust.sd = p.pressure.sd = 5.0;
    p.capacity.sd_activity_ready = 500.0;
    const Citizens c = newcomers(TargetGroup::activity_ready, 0, p, 1000);
    for (CitizenIndex i = 0; i < 1000; ++i) {
        for (const auto* column : {&c.wellbeing.health, &c.wellbeing.health_mean,
                                   &c.wellbeing.trust, &c.wellbeing.pressure}) {
            CHECK(((*column)[i] >= 0.0F && (*column)[i] <= 1.0F));
        }
        CHECK((c.wellbeing.capacity[i] >= 0.0F && c.wellbeing.capacity[i] <= 37.0F));
    }
}

TEST_CASE("a newcomer taken from the book is the one who was drawn", "[newcomer]") {
    const ArchetypeTable table = four_kinds();
    const Parameters parameters = test::central_parameters();
    const Draws draws{{.seed = 5, .stream = 3, .centre = 2}};
    const auto bytes = [](const Citizens& citizens) {
        std::vector<std::vector<double>> columns;
        Citizens::for_each_column(citizens, [&](const auto& column) {
            auto& values = columns.emplace_back();
            for (const auto value : column) {
                values.push_back(static_cast<double>(value));
            }
        });
        return columns;
    };
    NewcomerBook book;
    std::vector<Citizens> policies(3);
    for (std::size_t policy = 0; policy < policies.size(); ++policy) {
        for (int k = 0; k < 20; ++k) {
            const auto group = static_cast<TargetGroup>(k % 3);
            const CitizenIndex i = policies[policy].append();
            if (policy == 0) {
                draw_person(policies[policy], i, group, {table, parameters, draws, 7});
            } else { // the second fills the book, the third is read from it
                book.draw(policies[policy], i, group, {table, parameters, draws, 7});
            }
        }
    }
    CHECK(bytes(policies[1]) == bytes(policies[0]));
    CHECK(bytes(policies[2]) == bytes(policies[0]));
}
