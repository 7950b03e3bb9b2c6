#include <afklar/experiment/survival.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <afklar/core/error.hpp>

#include <support/catch.hpp>
#include <support/paths.hpp>
#include <support/property.hpp>

using namespace afklar;

namespace {

constexpr std::int32_t assessed = 0;
constexpr std::int32_t left = 1;

/// Ten people with two ways out; the tests below work it by hand.
DurationTable ten_people() {
    DurationTable table(2, 5);
    table.events = {2, 1, 1, 0, 1,  // assessed
                    1, 0, 1, 0, 0}; // left
    table.censored = {1, 0, 0, 1, 1};
    return table;
}

DurationTable generated() {
    const auto count = rc::gen::inRange<std::int64_t>(0, 30);
    const auto durations = *rc::gen::inRange<std::int32_t>(1, 12);
    DurationTable table(*rc::gen::inRange<std::int32_t>(1, 4), durations);
    table.events = *rc::gen::container<std::vector<std::int64_t>>(table.events.size(), count);
    table.censored = *rc::gen::container<std::vector<std::int64_t>>(table.censored.size(), count);
    return table;
}

/// The rows of a fixture by the table they are of, without their head.
std::map<std::string, std::vector<std::vector<double>>> fixture(const char* name) {
    std::ifstream file(test::source_dir() / "tests/experiment/fixtures" / name);
    REQUIRE(file);
    std::map<std::string, std::vector<std::vector<double>>> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream fields(line);
        std::string table;
        std::getline(fields, table, ',');
        std::vector<double> row;
        for (std::string field; std::getline(fields, field, ',');) {
            row.push_back(std::stod(field));
        }
        rows[table].push_back(std::move(row));
    }
    return rows;
}

/// From rows of week, entered, censored, and events by cause.
DurationTable table_of(const std::vector<std::vector<double>>& rows) {
    const auto causes = static_cast<std::int32_t>(rows.front().size()) - 3;
    DurationTable table(causes, static_cast<std::int32_t>(rows.size()));
    for (std::int32_t week = 0; week < table.durations; ++week) {
        const auto& row = rows[static_cast<std::size_t>(week)];
        table.entered.push_back(static_cast<std::int64_t>(row[1]));
        table.censored[static_cast<std::size_t>(week)] = static_cast<std::int64_t>(row[2]);
        for (std::int32_t cause = 0; cause < causes; ++cause) {
            table.event(cause, week) =
                static_cast<std::int64_t>(row[static_cast<std::size_t>(cause) + 3]);
        }
    }
    return table;
}

/// One cause out of all: what happens is an event, whatever it is.
DurationTable any_event(const DurationTable& table) {
    DurationTable any(1, table.durations);
    any.entered = table.entered;
    any.censored = table.censored;
    for (std::int32_t week = 0; week < table.durations; ++week) {
        for (std::int32_t cause = 0; cause < table.causes; ++cause) {
            any.event(0, week) += table.event(cause, week);
        }
    }
    return any;
}

} // namespace

TEST_CASE("the same curves and means as the package survival of R", "[survival]") {
    // 'fixtures/survival.R' made tables and answers: one cause, three competing ones, late entry, and
    // one in which everybody has an event.
    constexpr double close = 1e-10;
    const auto tables = fixture("survival_tables.csv");
    const auto curves_in_r = fixture("survival_curves.csv");
    const auto means_in_r = fixture("survival_means.csv");
    REQUIRE(tables.size() == 4);
    for (const auto& [name, rows] : tables) {
        INFO(name);
        const DurationTable table = table_of(rows);
        const CumulativeIncidence curves = cumulative_incidence(table);
        const CumulativeIncidence of_any = cumulative_incidence(any_event(table));
        REQUIRE(curves.durations == table.durations);
        double largest = 0.0;
        for (const auto& row : curves_in_r.at(name)) {
            const Weeks week{static_cast<int>(row[0])};
            const double survival = curves.survival[static_cast<std::size_t>(week.value)];
            largest = std::max(largest, std::abs(survival - row[1]));
            for (std::int32_t cause = 0; cause < curves.causes; ++cause) {
                const double in_r = row[static_cast<std::size_t>(cause) + 2];
                largest = std::max(largest, std::abs(*curves.by(cause, week) - in_r));
            }
        }
        CHECK(curves_in_r.at(name).size() == rows.size());
        CHECK(largest < close);
        for (const auto& row : means_in_r.at(name)) {
            const auto cause = static_cast<std::int32_t>(row[0]);
            const Weeks horizon{static_cast<int>(row[1])};
            INFO("cause " << cause << ", horizon " << horizon.value);
            const auto mean = cause == 0 ? of_any.restricted_mean(0, horizon)
                                         : curves.restricted_mean(cause - 1, horizon);
            CHECK(std::abs(mean.value() - row[2]) < close);
        }
    }
}

TEST_CASE("competing causes with censoring, worked by hand", "[survival]") {
    // At risk 10, 6, 5, 3, 2: of the ten in week 0 three have an event and one is censored, and so
    // on. S   7/10 = .7, x 5/6 = .583333, x 3/5 = .35, x 3/3 = .35, x 1/2 = .175 F0  2/10 = .2, +
    // .7/6 = .316667, + .583333/5 = .433333, the same, + .35/2 = .608333 F1  1/10 = .1, the same, +
    // .583333/5 = .216667, the same, the same
    const CumulativeIncidence curves = cumulative_incidence(ten_people());
    CHECK(curves.durations == 5);
    CHECK(curves.at_risk == std::vector<std::int64_t>{10, 6, 5, 3, 2});
    const std::vector<double> survival = {0.7, 7.0 / 12.0, 0.35, 0.35, 0.175};
    const std::vector<double> first = {0.2, 19.0 / 60.0, 26.0 / 60.0, 26.0 / 60.0, 73.0 / 120.0};
    const std::vector<double> second = {0.1, 0.1, 13.0 / 60.0, 13.0 / 60.0, 13.0 / 60.0};
    for (int week = 0; week < 5; ++week) {
        const auto i = static_cast<std::size_t>(week);
        CHECK(curves.survival[i] == Approx(survival[i]).epsilon(1e-14));
        CHECK(*curves.by(assessed, Weeks{week}) == Approx(first[i]).epsilon(1e-14));
        CHECK(*curves.by(left, Weeks{week}) == Approx(second[i]).epsilon(1e-14));
    }
}

TEST_CASE("restricted mean and median, worked by hand", "[survival]") {
    // Sum of 1 - F0: .8 + .683333 + .566667 + .566667 + .391667 = 3.008333
    const CumulativeIncidence curves = cumulative_incidence(ten_people());
    CHECK(*curves.restricted_mean(assessed, Weeks{5}) == Approx(361.0 / 120.0).epsilon(1e-14));
    CHECK(*curves.restricted_mean(assessed, Weeks{1}) == Approx(0.8));
    CHECK(curves.restricted_mean(assessed, Weeks{0}) == 0.0);
    CHECK(curves.median(assessed) == Weeks{4});
    CHECK(curves.quantile(assessed, 0.2) == Weeks{0});
    CHECK_FALSE(curves.median(left).has_value());

    // One of the last two is censored in week 4, so nothing is known of week 5.
    CHECK_FALSE(curves.restricted_mean(assessed, Weeks{6}).has_value());
    CHECK_FALSE(curves.by(assessed, Weeks{5}).has_value());
}

TEST_CASE("whoever leaves unassessed waits to the horizon", "[survival]") {
    // Two people: one is assessed in week 3, one leaves in week 1. Mean of 3 and 10.
    DurationTable table(2, 4);
    table.event(assessed, 3) = 1;
    table.event(left, 1) = 1;
    const CumulativeIncidence curves = cumulative_incidence(table);
    CHECK(curves.restricted_mean(assessed, Weeks{10}) == 6.5);
    CHECK(curves.median(assessed) == Weeks{3});
}

TEST_CASE("late entry counts from the week of entry", "[survival]") {
    // At risk 4, 3, 2 + 3 = 5, 3. S: 3/4, x 2/3 = .5, x 4/5 = .4, x 0/3 = 0.
    DurationTable table(1, 4);
    table.entered = {4, 0, 3, 0};
    table.events = {1, 1, 1, 3};
    table.censored = {0, 0, 1, 0};
    const CumulativeIncidence curves = cumulative_incidence(table);
    CHECK(curves.at_risk == std::vector<std::int64_t>{4, 3, 5, 3});
    CHECK(curves.survival[2] == Approx(0.4).epsilon(1e-14));
    CHECK(curves.survival[3] == 0.0);
    // .75 + .5 + .4, and nothing once everyone has had the event, however far the horizon.
    CHECK(*curves.restricted_mean(0, Weeks{156}) == Approx(1.65).epsilon(1e-14));
}

TEST_CASE("curves end where nobody is left to tell", "[survival]") {
    DurationTable table(1, 3);
    table.entered = {1, 0, 1};
    table.censored = {1, 0, 0};
    table.event(0, 2) = 1;
    const CumulativeIncidence gap = cumulative_incidence(table);
    CHECK(gap.durations == 1);
    CHECK_FALSE(gap.restricted_mean(0, Weeks{2}).has_value());

    const CumulativeIncidence nobody = cumulative_incidence(DurationTable(1, 3));
    CHECK(nobody.durations == 0);
    CHECK_FALSE(nobody.restricted_mean(0, Weeks{1}).has_value());
    CHECK_FALSE(nobody.median(0).has_value());
}

TEST_CASE("impossible tables and questions are refused", "[survival]") {
    DurationTable negative(1, 2);
    negative.event(0, 1) = -1;
    CHECK_THROWS_AS(cumulative_incidence(negative), Error);

    DurationTable short_of_people(1, 2);
    short_of_people.entered = {1, 1};
    short_of_people.event(0, 0) = 2;
    CHECK_THROWS_AS(cumulative_incidence(short_of_people), Error);

    DurationTable never_left(1, 2);
    never_left.entered = {1, 1};
    never_left.event(0, 1) = 1;
    CHECK_THROWS_AS(cumulative_incidence(never_left), Error);

    DurationTable ragged(1, 2);
    ragged.censored.push_back(0);
    CHECK_THROWS_AS(cumulative_incidence(ragged), Error);
    CHECK_THROWS_AS(ragged += DurationTable(1, 2), Error);
    CHECK_THROWS_AS(DurationTable(1, 2) += DurationTable(2, 2), Error);
    CHECK_THROWS_AS(DurationTable(-1, 2), Error);

    const CumulativeIncidence curves = cumulative_incidence(ten_people());
    CHECK_THROWS_AS(curves.by(2, Weeks{0}), Error);
    CHECK_THROWS_AS(curves.by(0, Weeks{-1}), Error);
    CHECK_THROWS_AS(curves.quantile(0, 0.0), Error);
    CHECK_THROWS_AS(curves.restricted_mean(0, Weeks{-1}), Error);
}

TEST_CASE("curves of any table", "[survival]") {
    test::holds("incidences and survival sum to one and never turn back", [] {
        const CumulativeIncidence curves = cumulative_incidence(generated());
        double survival_before = 1.0;
        std::vector<double> before(static_cast<std::size_t>(curves.causes), 0.0);
        for (int week = 0; week < curves.durations; ++week) {
            const double survival = curves.survival[static_cast<std::size_t>(week)];
            double sum = survival;
            for (std::int32_t cause = 0; cause < curves.causes; ++cause) {
                const double share = *curves.by(cause, Weeks{week});
                RC_ASSERT(share >= before[static_cast<std::size_t>(cause)]);
                before[static_cast<std::size_t>(cause)] = share;
                sum += share;
            }
            RC_ASSERT(survival <= survival_before);
            RC_ASSERT(sum == Approx(1.0).epsilon(1e-12));
            survival_before = survival;
        }
    });

    test::holds("without censoring the incidence is the share of all", [] {
        DurationTable table = generated();
        table.censored.assign(table.censored.size(), 0);
        const CumulativeIncidence curves = cumulative_incidence(table);
        std::int64_t all = 0;
        for (const std::int64_t count : table.events) {
            all += count;
        }
        RC_PRE(all > 0);
        std::int64_t so_far = 0;
        double waited = 0.0; // of min(duration, horizon); other causes wait to the horizon
        for (std::int32_t week = 0; week < table.durations; ++week) {
            so_far += table.event(0, week);
            waited += static_cast<double>(table.event(0, week)) * week;
            RC_ASSERT(*curves.by(0, Weeks{week}) ==
                      Approx(static_cast<double>(so_far) / static_cast<double>(all)).margin(1e-12));
        }
        waited += static_cast<double>(all - so_far) * table.durations;
        RC_ASSERT(*curves.restricted_mean(0, Weeks{table.durations}) ==
                  Approx(waited / static_cast<double>(all)).margin(1e-9));
    });

    test::holds("entering all at once is the same as not saying when", [] {
        const DurationTable table = generated();
        DurationTable at_once = table;
        at_once.entered.assign(table.censored.size(), 0);
        for (const auto* counts : {&table.events, &table.censored}) {
            for (const std::int64_t count : *counts) {
                at_once.entered[0] += count;
            }
        }
        RC_ASSERT(cumulative_incidence(at_once).incidence == cumulative_incidence(table).incidence);
    });

    test::holds("a table added to itself has the same curves", [] {
        const DurationTable table = generated();
        DurationTable twice = table;
        twice += table;
        RC_ASSERT(cumulative_incidence(twice).survival == cumulative_incidence(table).survival);
    });
}
