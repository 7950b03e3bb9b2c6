/// Limits of the model that have a right answer.

#include <cmath>

#include <Eigen/Core>

#include <support/catch.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

// ---- One class of equal people against its Markov chain ----

constexpr int spell_weeks = 200; // weeks on benefit beyond these are one state
constexpr int job_weeks = 54;    // the hazard of losing a job no longer changes
constexpr int school_weeks = 20;
constexpr int gone = spell_weeks + job_weeks + school_weeks;

int on_benefit(int weeks) { return std::min(weeks, spell_weeks - 1); }
int in_job(int weeks) { return spell_weeks + std::min(weeks, job_weeks) - 1; }
int in_school(int weeks) { return spell_weeks + job_weeks + weeks - 1; }

Parameters chain_parameters() {
    Parameters p = still();
    p.population.move = 0.002;
    p.exit.job_activity_ready = 0.03;
    p.exit.capacity_slope = 0.0;
    p.exit.caseload_halving = 1.0;
    p.exit.change_year = 1.0;
    p.exit.duration_weeks = 40.0;
    p.exit.duration_floor = 0.3;
    p.exit.education = 0.01;
    p.exit.leave_activity_ready = 0.005;
    p.exit.leave_return = 0.0;
    p.exit.displacement = 0.0;
    p.staff.quality_exit = 0.0;
    p.job.end_early = 0.03;
    p.job.end_mid = 0.02;
    p.job.end_late = 0.01;
    p.job.reset_weeks = 0.0; // every break starts a new spell
    p.education.weeks = school_weeks;
    p.education.to_job = 0.5;
    return p;
}

/// Chances from one week's start to the next.
Eigen::MatrixXd chain(const Parameters& p) {
    Eigen::MatrixXd t = Eigen::MatrixXd::Zero(gone + 1, gone + 1);
    const double stays = 1.0 - p.population.move;
    for (int w = 0; w < spell_weeks; ++w) {
        const double job = p.exit.job_activity_ready *
                           std::max(p.exit.duration_floor, std::exp(-w / p.exit.duration_weeks));
        const double here = stays * (1.0 - p.exit.leave_activity_ready);
        t(on_benefit(w), gone) += 1.0 - here;
        t(on_benefit(w), in_job(1)) += here * job;
        t(on_benefit(w), in_school(1)) += here * (1.0 - job) * p.exit.education;
        t(on_benefit(w), on_benefit(w + 1)) += here * (1.0 - job) * (1.0 - p.exit.education);
    }
    for (int w = 1; w <= job_weeks; ++w) {
        const double ends = w <= 13 ? p.job.end_early : w <= 52 ? p.job.end_mid : p.job.end_late;
        t(in_job(w), gone) += 1.0 - stays;
        t(in_job(w), on_benefit(1)) += stays * ends; // the week of return counts
        t(in_job(w), in_job(w + 1)) += stays * (1.0 - ends);
    }
    for (int w = 1; w <= school_weeks; ++w) {
        t(in_school(w), gone) += 1.0 - stays;
        if (w < school_weeks) {
            t(in_school(w), in_school(w + 1)) += stays;
        } else {
            t(in_school(w), in_job(1)) += stays * p.education.to_job;
            t(in_school(w), on_benefit(1)) += stays * (1.0 - p.education.to_job);
        }
    }
    t(gone, gone) = 1.0;
    return t;
}

// ---- A sojourn whose hazard depends on how long it has lasted ----

/// Weeks on benefit until a job, of which there is no return.
Parameters sojourn_parameters() {
    Parameters p = chain_parameters();
    p.population.move = 0.0;
    p.exit.education = 0.0;
    p.exit.leave_activity_ready = 0.0;
    p.job.end_early = p.job.end_mid = p.job.end_late = 0.0;
    return p;
}

/// Mean and variance of the weeks that one person stays, of so many looked at.
struct Sojourn {
    double mean = 0.0;
    double variance = 0.0;
};

/// From the survival S of each week: E X = Σ S(t), E X² = Σ (2t + 1) S(t).
Sojourn sojourn(const Parameters& p, int first_week, Week weeks) {
    Sojourn result;
    double survival = 1.0;
    double square = 0.0;
    for (Week t = 0; t < weeks; ++t) {
        const double lasted = first_week + t;
        survival *=
            1.0 - p.exit.job_activity_ready *
                      std::max(p.exit.duration_floor, std::exp(-lasted / p.exit.duration_weeks));
        result.mean += survival;
        square += (2.0 * t + 1.0) * survival;
    }
    result.variance = square - result.mean * result.mean;
    return result;
}

// ---- A centre in which everything goes on ----

Parameters busy() {
    Parameters p = central();
    p.file.open_chance = 0.3;
    p.population.inflow_activity_ready = 0.01;
    p.exit.leave_activity_ready = 0.003;
    p.staff.quit_year = 0.5;
    p.staff.caseload_start = 40.0;
    return p;
}

SmallSetup busy_setup(const Regime& regime) {
    return {.people = 400,
            .staff = 10,
            .policy = regime,
            .parameters = busy(),
            .weeks = 208,
            .seed = 7,
            .barriers = bit_of(Barrier::anxiety),
            .closed = false};
}

std::vector<Regime> busy_rules() {
    return {full_rules(),
            full_rules({{Provision::guarantee, 52.0},
                        {Provision::guarantee_phase_in, 52.0},
                        {Provision::own_assessment, 1.0},
                        {Provision::round_table, 1.0},
                        {Provision::caseload_cap, 25.0},
                        {Provision::review_interval, 52.0}}),
            full_rules({{Provision::cross_disciplinary_unit, 1.0},
                        {Provision::unit_least_barriers, 1.0},
                        {Provision::development_flex_job_after, 26.0},
                        {Provision::caseload_cap, 30.0},
                        {Provision::at_the_cap, 1.0}})};
}

} // namespace

TEST_CASE("one class of equal people follows its Markov chain", "[limits]") {
    const Parameters p = chain_parameters();
    constexpr int heads = 20'000;
    constexpr Week weeks = 120;
    SmallCentre small({.people = heads, .parameters = p, .weeks = weeks, .seed = 11});
    small.live(weeks);

    const Eigen::MatrixXd step = chain(p);
    REQUIRE((step.rowwise().sum().array() - 1.0).abs().maxCoeff() < 1e-12);
    Eigen::RowVectorXd share = Eigen::RowVectorXd::Zero(gone + 1);
    share(on_benefit(30)) = 1.0;
    const auto near = [](std::int64_t people, double expected) {
        INFO(people << " against " << expected * heads);
        CHECK(std::abs(static_cast<double>(people) - expected * heads) <=
              4.5 * std::sqrt(heads * expected * (1.0 - expected)) + 1e-6);
    };
    for (Week week = 0; week < weeks; ++week) {
        share *= step;
        INFO("week " << week);
        near(small.tally.at(week, 0, Count::on_benefit), share.head(spell_weeks).sum());
        near(small.tally.at(week, 0, Count::in_job), share.segment(spell_weeks, job_weeks).sum());
        near(small.tally.at(week, 0, Count::in_education),
             share.segment(spell_weeks + job_weeks, school_weeks).sum());
        near(small.tally.at(week, 0, Count::present), 1.0 - share(gone));
        // Counted before the week is added: at least 52 then are 53 and more now.
        near(small.tally.at(week, 0, Count::past_52),
             share.segment(on_benefit(53), spell_weeks - 53).sum());
    }
    // The whole distribution of weeks on benefit at the end, in steps of ten.
    for (int from = 0; from < 150; from += 10) {
        std::int64_t people = 0;
        for (CitizenIndex i = 0; i < heads; ++i) {
            const int w = small.people().place.weeks_on_benefit[i];
            people += small.people().client(i) && w >= from && w < from + 10 ? 1 : 0;
        }
        near(people, share.segment(from, 10).sum());
    }
}

TEST_CASE("a semi-Markov sojourn has its exact mean, within a band of 99.9 %", "[limits]") {
    constexpr int heads = 20'000;
    constexpr Week weeks = 120;
    const Parameters p = sojourn_parameters();
    SmallCentre small({.people = heads, .parameters = p, .weeks = weeks, .seed = 12});
    small.live(weeks);
    std::int64_t person_weeks = 0;
    for (Week week = 0; week < weeks; ++week) {
        person_weeks += small.tally.at(week, 0, Count::on_benefit);
    }
    const double found = static_cast<double>(person_weeks) / heads;
    const Sojourn expected = sojourn(p, 30, weeks);
    const double band = 3.2905 * std::sqrt(expected.variance / heads);
    CAPTURE(found, expected.mean, band);
    CHECK(band < 0.02 * expected.mean);
    CHECK(std::abs(found - expected.mean) < band);
    // It can fail: a sojourn that forgets how long it has lasted, or begins a month later, is outside.
    Parameters forgets = p;
    forgets.exit.duration_floor = std::exp(-30.0 / p.exit.duration_weeks);
    CHECK(std::abs(found - sojourn(forgets, 30, weeks).mean) > band);
    CHECK(std::abs(found - sojourn(p, 34, weeks).mean) > band);
}

TEST_CASE("weeks in queue over people equal length over weeks, exactly", "[limits]") {
    for (const Regime& regime : busy_rules()) {
        SmallSetup setup = busy_setup(regime);
        setup.burn_in = 20; // those who wait when observation begins are cut there
        SmallCentre small(setup);
        small.live(20 + 150);
        const Audit& audit = small.finish();
        CHECK(audit.team_person_weeks == audit.team_length_weeks);
        CHECK(audit.waiting_person_weeks == audit.waiting_length_weeks);
        CHECK(audit.round_table_person_weeks == audit.round_table_length_weeks);
        CHECK(audit.places_person_weeks == audit.places_length_weeks);
        CHECK(audit.team_length_weeks == small.total(Count::team_queue_length));
        CHECK(audit.waiting_length_weeks == small.total(Count::waiting_list_length));
        CHECK(audit.team_length_weeks > 0);
        CHECK(audit.waiting_length_weeks > 0);
        CHECK(audit.places_length_weeks > 0);
        CHECK(audit.holds());
        INFO(broken(audit));
    }
}

TEST_CASE("contact every k weeks when everyone comes", "[limits]") {
    Parameters p = still();
    p.contact.b0 = 200.0;
    p.contact.min_gap = 1e4; // no further contact
    p.process.doc_hours = 0.01;
    p.staff.hours = 100.0;
    for (const int k : {1, 2, 5, 8, 13, 26}) {
        constexpr Week weeks = 523; // ten years after the first conversation
        SmallCentre small({.people = 10,
                           .policy = plain_rules({{Provision::timing, 0.0},
                                                  {Provision::conversation_interval, 1.0 * k}}),
                           .parameters = p,
                           .weeks = weeks});
        small.live(weeks);
        INFO("every " << k << " weeks");
        CHECK(small.total(Count::held) == 10 * (1 + (weeks - 1) / k));
        const double a_year = static_cast<double>(small.total(Count::held) - 10) / 10.0 /
                              ((weeks - 1) / weeks_per_year);
        CHECK(std::abs(a_year - 52.18 / k) < 0.1); // the last one may lie just beyond the end
        CHECK(small.total(Count::missed_excused) + small.total(Count::missed_unexcused) == 0);
    }
}

TEST_CASE("a guarantee of 52 weeks with free capacity is kept", "[limits]") {
    Parameters p = still();
    // Nothing is scarce and nobody stays away.
    p.staff.hours = 2'000.0;
    p.contact.b0 = 200.0;
    p.population.unreachable_share = 0.0;
    p.contact.social_fill = 1.0;
    p.team.slots_week = 10.0;
    p.file.work_places = 10.0;
    p.file.place_found = 1.0;
    p.file.work_weeks = 1.0;
    p.file.work_complete = 10.0;
    p.file.certificate_median = 0.0;
    p.file.prep_week_max = 100.0;
    p.population.inflow_activity_ready = 0.02;
    constexpr Week weeks = 120;
    const Regime regime = full_rules({{Provision::guarantee, 52.0},
                                      {Provision::guarantee_phase_in, 0.0},
                                      {Provision::positions_follow_stock, 0.0}});
    SECTION("for those who enter, and those whose spell is young") {
        SmallCentre small({.people = 200,
                           .staff = 4,
                           .policy = regime,
                           .parameters = p,
                           .weeks = weeks,
                           .seed = 3,
                           .closed = false});
        for (CitizenIndex i = 0; i < 200; ++i) {
            small.people().place.weeks_on_benefit[i] = static_cast<std::int16_t>(i % 26);
            small.people().wellbeing.capacity[i] = small.people().wellbeing.capacity_mean[i] =
                static_cast<float>(i % 37);
        }
        small.live(weeks);
        CHECK(small.total(Count::guarantee_breach) == 0);
        CHECK(small.total(Count::past_52_unassessed) == 0);
        CHECK(small.total(Count::past_deadline) == 0);
        CHECK(small.total(Count::assessed) > 200);
        CHECK(small.total(Count::arrived) > 200);
    }
    SECTION("for those who are past it when it starts: at once by the caseworker, by the team "
            "after its phase and the decision") {
        SmallCentre small({.people = 200,
                           .staff = 4,
                           .policy = regime,
                           .parameters = p,
                           .weeks = weeks,
                           .seed = 3});
        for (CitizenIndex i = 0; i < 200; ++i) {
            small.people().place.weeks_on_benefit[i] = 200;
            small.people().wellbeing.capacity[i] = small.people().wellbeing.capacity_mean[i] =
                static_cast<float>(i % 37);
        }
        small.live(weeks);
        const auto last =
            static_cast<Week>(p.team.phase_weeks +
                              std::max(p.decision.weeks_flex, p.decision.weeks_pension)) +
            3;
        CHECK(small.tally.at(0, 0, Count::past_52_unassessed) > 0);
        CHECK(small.tally.sum(0, Count::past_52_unassessed, last, weeks) == 0);
        CHECK(small.total(Count::assessed) >= 200);
    }
}

TEST_CASE("where there are no sanctions there are none", "[limits]") {
    for (const double on : {0.0, 1.0}) {
        SmallCentre small(busy_setup(
            full_rules({{Provision::sanctions, on}, {Provision::stop_after_silence, on * 26.0}})));
        small.live(208);
        const std::int64_t sum = small.total(Count::sanction) + small.total(Count::sanction_harm) +
                                 small.total(Count::sanction_overturned) +
                                 small.total(Count::payment_stopped);
        CHECK((sum > 0) == (on > 0.0));
        CHECK(small.total(Count::missed_unexcused) > 0);
    }
}

TEST_CASE("hours used are at most those available", "[limits]") {
    for (const Regime& regime : busy_rules()) {
        SmallCentre small(busy_setup(regime));
        for (Week week = 0; week < 208; ++week) {
            small.live(1);
            for (const Caseworker& w : small.centre().staff) {
                REQUIRE(w.hours_left >= -1e-9);
                REQUIRE((!w.filled || w.hours_left <= w.hours));
            }
        }
        const Audit& audit = small.finish();
        CHECK(audit.hours_used <= audit.hours_available);
        CHECK(audit.caseworker_weeks_overdrawn == 0);
        CHECK(audit.hours_used == small.total(Count::hours_used));
        CHECK(audit.hours_used > audit.hours_available / 2);
        // What is used is documentation, preparation, contact, and hours owed.
        CHECK(small.total(Count::hours_documentation) + small.total(Count::hours_preparation) <=
              audit.hours_used);
    }
}

TEST_CASE("citizens in equal citizens out and those who stay", "[limits]") {
    for (const Regime& regime : busy_rules()) {
        SmallCentre small(busy_setup(regime));
        small.live(208);
        const Audit& audit = small.finish();
        CHECK(audit.citizens_start == 400);
        CHECK(audit.citizens_start + audit.citizens_in == audit.citizens_out + audit.citizens_end);
        // The same by the events.
        const std::int64_t in = small.total(Count::arrived) + small.total(Count::returned);
        const std::int64_t out = small.total(Count::departed) +
                                 small.total(Count::left_without_support) +
                                 small.total(Count::recovered);
        CHECK(audit.citizens_in == in);
        CHECK(audit.citizens_out == out);
        CHECK(400 + in - out == small.tally.at(207, 0, Count::present));
        CHECK(in > 0);
        CHECK(out > 0);
    }
}

TEST_CASE("the books are the sum of their parts, to the øre", "[limits]") {
    for (const Regime& regime : busy_rules()) {
        SmallCentre small(busy_setup(regime));
        small.live(208);
        const Audit& audit = small.finish();
        for (Week week = 0; week < 208; ++week) {
            const auto at = [&](Count count) { return small.tally.at(week, 0, count); };
            REQUIRE(at(Count::cost_state) + at(Count::cost_municipality) ==
                    at(Count::cost_benefits) + at(Count::cost_staff) + at(Count::cost_programmes));
        }
        CHECK(audit.cost_parts == audit.cost_payers);
        CHECK(audit.cost_parts == small.total(Count::cost_benefits) +
                                      small.total(Count::cost_staff) +
                                      small.total(Count::cost_programmes));
    }
    // Without sanctions and stops the benefits are heads times rates.
    SmallCentre small(busy_setup(full_rules({{Provision::sanctions, 0.0},
                                             {Provision::stop_after_silence, 0.0},
                                             {Provision::development_flex_job_after, 26.0}})));
    small.live(208);
    const CostParameters& cost = central().cost;
    const auto paid = [&](Count count, double a_week) {
        return small.total(count) * kroner(a_week).ore;
    };
    CHECK(small.total(Count::cost_benefits) ==
          paid(Count::on_benefit, cost.assistance_week) -
              paid(Count::in_development_flex_job, cost.assistance_week) +
              paid(Count::in_development_flex_job, cost.devflex_week) +
              paid(Count::in_education, cost.education_week) +
              paid(Count::in_vocational_rehabilitation, cost.rehabilitation_benefit_week) +
              paid(Count::in_resource_programme, cost.programme_benefit_week) +
              paid(Count::in_flex_job, cost.flex_week) +
              paid(Count::flex_job_waiting, cost.waiting_week) +
              paid(Count::on_disability_pension, cost.pension_week));
}
