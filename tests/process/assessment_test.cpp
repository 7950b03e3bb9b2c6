#include <afklar/process/assessment.hpp>

#include <cmath>

#include <support/catch.hpp>
#include <support/property.hpp>
#include <support/small_centre.hpp>

using namespace afklar;
using namespace afklar::test;

namespace {

/// Readings without error, a decision at once.
Parameters by_hand() {
    Parameters p = still();
    TeamParameters& t = p.team;
    t.class_job = 22.0;
    t.class_rehabilitation = 16.0;
    t.class_flex = 9.0;
    t.class_programme = 2.5;
    t.pension_from = 40.0;
    t.misplaced_margin = 1.5;
    t.error_best = t.error_worst = 0.0;
    t.phase_weeks = 4.0;
    t.rebook_weeks = 4.0;
    p.own.error_best = p.own.error_worst = 0.0;
    p.own.hours = 4.0;
    p.decision.weeks_programme = 8.0;
    p.decision.weeks_flex = 17.0;
    p.decision.weeks_pension = 13.0;
    p.file.prep_hours = 14.0;
    p.file.own_weight = 0.9;
    p.file.first_reading_error = 0.0;
    p.file.work_needed_from = 7.0;
    p.file.open_min_weeks = 26.0;
    p.file.open_weeks_slope = 0.004;
    p.process.quality_gain = 0.2;
    p.process.stand_gain = 0.0;
    p.staff.degree_quality = 0.05;
    return p;
}

AssessmentChanges changes(SmallCentre& small, double slots = 0.0) {
    JobCentre& c = small.centre();
    return {c.citizens.file,    c.citizens.contact, c.staff,     c.queues,   c.capacity,
            small.world().plan, c.open_cases,       c.misplaced, c.citizens, slots};
}

/// What there is for a week of assessment.
struct Given {
    double slots = 0.0;
    std::vector<CitizenIndex> held{};
};

void step(SmallCentre& small, Week week, const Given& given = {}) {
    const WeekContext now = small.at(week);
    small.world().plan.clear();
    small.world().plan.held = given.held;
    assessment(changes(small, given.slots), now, small.noted);
}

/// An open case with all its parts and all its preparation.
void complete(SmallCentre& small, CitizenIndex i, Plan plan) {
    FileColumns& file = small.people().file;
    file.stage[i] = CaseStage::open;
    file.opened[i] = 0;
    file.plan[i] = plan;
    file.prep_hours[i] = 14.0F;
    file.social_until[i] = file.health_until[i] = 500;
    small.centre().open_cases.push_back(i);
}

} // namespace

TEST_CASE("the plan that a capacity points to", "[assessment]") {
    SmallCentre small({.people = 2, .policy = full_rules(), .parameters = by_hand()});
    small.people().who.birth_week[1] = column_of(-static_cast<Week>(39.0 * weeks_per_year_of_age));
    const WeekContext now = small.at(0);
    CHECK(plan_for(22.0, now, 0) == Plan::job_directed);
    CHECK(plan_for(21.9, now, 0) == Plan::vocational_rehabilitation);
    CHECK(plan_for(16.0, now, 0) == Plan::vocational_rehabilitation);
    CHECK(plan_for(15.9, now, 0) == Plan::flex_job);
    CHECK(plan_for(8.9, now, 0) == Plan::resource_programme);
    CHECK(plan_for(2.4, now, 0) == Plan::disability_pension); // 40 and a half
    CHECK(plan_for(2.4, now, 1) == Plan::resource_programme); // 39
    SmallCentre other({.policy = full_rules({{Provision::vocational_rehabilitation, 0.0},
                                             {Provision::resource_programme, 0.0},
                                             {Provision::flex_job_least_hours, 12.0}}),
                       .parameters = by_hand()});
    const WeekContext less = other.at(0);
    CHECK(plan_for(18.0, less, 0) == Plan::job_directed);
    CHECK(plan_for(12.0, less, 0) == Plan::flex_job);
    CHECK(plan_for(11.0, less, 0) == Plan::disability_pension);
}

TEST_CASE("the distance to the nearest border", "[assessment]") {
    const TeamParameters p = by_hand().team;
    CHECK(distance_to_border(p, 22.0) == 0.0);
    CHECK(distance_to_border(p, 19.0) == 3.0);
    CHECK(distance_to_border(p, 15.5) == 0.5);
    CHECK(distance_to_border(p, 0.0) == 2.5);
    CHECK(distance_to_border(p, 37.0) == 15.0);
}

TEST_CASE("the quality of a file by hand", "[assessment]") {
    SmallCentre small({.policy = full_rules(), .parameters = by_hand()});
    FileColumns& file = small.people().file;
    Caseworker worker;
    worker.documentation = 0.5;
    worker.degree = true;
    const auto quality = [&] { return file_quality(small.at(0), 0, &worker); };
    CHECK(quality() == 0.0);
    file.prep_hours[0] = 7.0F;
    file.social_until[0] = 1;
    // One part of two, half prepared, 1 − 0.2·0.5, craft 1.05: 0.5·0.5·0.9·1.05.
    CHECK(quality() == Approx(0.23625));
    file.health_until[0] = 1;
    small.people().set(0, Flag::round_table, true);
    CHECK(quality() == Approx(1.9 / 2.0 * 0.5 * 0.9 * 1.05));
    small.people().set(0, Flag::work_required, true);
    CHECK(quality() == Approx(1.9 / 3.0 * 0.5 * 0.9 * 1.05));
    // Nobody to speak for the file: no documentation, no craft.
    CHECK(file_quality(small.at(0), 0, nullptr) == Approx(1.9 / 3.0 * 0.5 * 0.8));
    // A part counts until its last week.
    CHECK(file_quality(small.at(1), 0, &worker) == 0.0);
}

TEST_CASE("cases are opened at a conversation, the more doubt the more often", "[assessment]") {
    Parameters p = by_hand();
    p.file.open_chance = 0.2;
    constexpr int heads = 20'000;
    SmallCentre small({.people = heads, .policy = full_rules(), .parameters = p});
    std::vector<CitizenIndex> held(heads);
    for (CitizenIndex i = 0; i < heads; ++i) {
        held[i] = i;
        small.people().place.weeks_on_benefit[i] = i % 2 == 0 ? 100 : 25;
    }
    step(small, 10, {0.0, held});
    // 0.2·(1 − 12/37)·e^(0.004·100) = 0.201595 of those past the least weeks, none of the others.
    const double chance = 0.2 * (25.0 / 37.0) * std::exp(0.4);
    const double half = heads / 2.0;
    const auto opened = static_cast<double>(small.noted[Count::case_opened]);
    CHECK(std::abs(opened / half - chance) < 4.5 * std::sqrt(chance * (1.0 - chance) / half));
    CHECK(small.centre().open_cases.size() == static_cast<std::size_t>(opened));
    for (CitizenIndex i = 1; i < heads; i += 2) {
        REQUIRE(small.people().file.stage[i] == CaseStage::closed);
    }
    const CitizenIndex one = small.centre().open_cases.front();
    CHECK(small.people().file.plan[one] == Plan::flex_job); // twelve hours, read without error
    CHECK(small.people().file.opened[one] == 10);
    CHECK(small.people().file.cases[one] == 1);
    CHECK(small.people().is(one, Flag::work_required)); // from seven hours on
}

TEST_CASE("no case is opened for the job-ready", "[assessment]") {
    Parameters p = by_hand();
    p.file.open_chance = 100.0;
    SmallCentre small({.policy = full_rules(), .parameters = p, .group = TargetGroup::job_ready});
    small.people().wellbeing.capacity[0] = 5.0F;
    step(small, 10, {0.0, {0}});
    CHECK(small.noted[Count::case_opened] == 0);
}

TEST_CASE("the caseworker's own route", "[assessment]") {
    SmallCentre small({.people = 3,
                       .policy = full_rules({{Provision::review_interval, 52.0}}),
                       .parameters = by_hand()});
    static_cast<void>(small.at(0));
    for (const CitizenIndex i : {0U, 1U, 2U}) {
        complete(small, i, Plan::job_directed);
        small.people().wellbeing.capacity[i] = 25.0F;
        start_clocks(small.people(), i, 3, false);
    }
    small.people().file.prep_hours[1] = 13.0F; // not yet prepared
    small.people().file.health_until[2] = 10;  // ran out
    step(small, 10);
    const FileColumns& file = small.people().file;
    CHECK(file.stage[0] == CaseStage::assessed);
    CHECK(small.people().is(0, Flag::assessed));
    CHECK(small.world().plan.decided == std::vector<CitizenIndex>{0});
    CHECK(file.plan[0] == Plan::job_directed);
    CHECK(file.review_due[0] == 62);
    CHECK(file.stage[1] == CaseStage::open);
    CHECK(file.stage[2] == CaseStage::open);
    CHECK(small.worker().owed == Approx(4.0));
    CHECK(small.noted[Count::assessed] == 1);
    CHECK(small.noted[Count::assessed_job_plan] == 1);
    CHECK(small.noted[Count::assessed_weeks_open] == 10);
    REQUIRE(small.noted.stops.size() == 1);
    CHECK(small.noted.stops[0].weeks == 7);
}

TEST_CASE("without the team the least is rehabilitation, or the unit", "[assessment]") {
    SmallCentre small({.people = 2, .policy = full_rules(), .parameters = by_hand()});
    for (const CitizenIndex i : {0U, 1U}) {
        complete(small, i, Plan::job_directed);
        small.people().wellbeing.capacity[i] = 5.0F;
        small.people().file.prep_hours[i] = 14.0F;
    }
    small.people().set(1, Flag::in_unit, true);
    step(small, 10);
    CHECK(small.people().file.plan[0] == Plan::vocational_rehabilitation);
    CHECK(small.people().file.plan[1] == Plan::unit);
    // Five hours are more than the margin off both borders of what they were placed in.
    CHECK(small.noted[Count::assessed_misplaced] == 2);
    CHECK(small.centre().misplaced.size() == 2);
}

TEST_CASE("documentation puts wrong decisions right", "[assessment]") {
    Parameters p = by_hand();
    p.process.stand_gain = 1.0;
    SmallCentre small({.policy = full_rules(), .parameters = p});
    complete(small, 0, Plan::job_directed);
    small.people().wellbeing.capacity[0] = 5.0F;
    small.worker().documentation = 1.0;
    step(small, 10);
    CHECK(small.people().file.plan[0] == Plan::resource_programme);
    CHECK(small.noted[Count::assessed_misplaced] == 0);
}

TEST_CASE("the team: slots, guarantee cases first, then the decision", "[assessment]") {
    Parameters p = by_hand();
    p.contact.b0 = 200.0; // everyone comes
    SmallCentre small({.people = 3, .policy = full_rules(), .parameters = p});
    for (const CitizenIndex i : {0U, 1U, 2U}) {
        complete(small, i, Plan::flex_job);
    }
    small.people().set(2, Flag::by_guarantee, true);
    step(small, 10, {1.0});
    const FileColumns& file = small.people().file;
    CHECK(file.stage[2] == CaseStage::decision_pending); // first
    CHECK(file.stage[0] == CaseStage::waiting_for_team);
    CHECK(file.decision_due[2] == 31); // four weeks of phase, seventeen of decision
    CHECK(small.centre().queues.team.size() == 2);
    CHECK(small.noted[Count::team_slots] == 1);
    CHECK(small.noted[Count::team_slots_used] == 1);
    step(small, 11, {1.0});
    CHECK(file.stage[0] == CaseStage::decision_pending);
    CHECK(file.stage[1] == CaseStage::waiting_for_team);
    CHECK(small.noted[Count::team_wait_weeks] == 1);
    step(small, 30, {0.0});
    CHECK(file.stage[2] == CaseStage::decision_pending);
    step(small, 31, {0.0});
    CHECK(file.stage[2] == CaseStage::assessed);
    CHECK(file.plan[2] == Plan::flex_job);
    CHECK(small.noted[Count::assessed_flex_job] == 1);
}

TEST_CASE("unused slots do not pile up, parts of slots do", "[assessment]") {
    SmallCentre small({.policy = full_rules(), .parameters = by_hand()});
    for (Week week = 0; week < 20; ++week) {
        step(small, week, {0.3});
    }
    // At most the one kept and the week's 0.3: a slot in most weeks.
    CHECK(small.centre().capacity.team_slots <= 1.3);
    CHECK(small.noted[Count::team_slots_used] == 0);
}

TEST_CASE("who must come to the team and does not is booked again", "[assessment]") {
    Parameters p = by_hand();
    p.contact.b0 = -200.0;
    for (const bool must : {false, true}) {
        SmallCentre small({.policy = full_rules({{Provision::team_attendance, must ? 0.0 : 1.0}}),
                           .parameters = p});
        complete(small, 0, Plan::flex_job);
        step(small, 10, {1.0});
        CHECK(small.noted[Count::team_missed] == (must ? 1 : 0));
        CHECK(small.noted[Count::team_heard] == (must ? 0 : 1));
        if (must) {
            CHECK(small.people().file.decision_due[0] == 14);
            step(small, 13, {1.0});
            CHECK(small.noted[Count::team_missed] == 1);
            step(small, 14, {1.0});
            CHECK(small.noted[Count::team_missed] == 2);
        }
    }
}

TEST_CASE("a coordinator in place of the team needs no slot", "[assessment]") {
    Parameters p = by_hand();
    p.team.coordinator_weeks = 2.0;
    p.team.coordinator_hours = 2.0;
    SmallCentre small(
        {.policy = full_rules({{Provision::rehabilitation_team,
                                static_cast<double>(RehabilitationTeam::health_coordinator)}}),
         .parameters = p});
    complete(small, 0, Plan::flex_job);
    step(small, 10, {0.0});
    CHECK(small.people().file.stage[0] == CaseStage::decision_pending);
    CHECK(small.people().file.decision_due[0] == 29); // two weeks and seventeen
    CHECK(small.worker().owed == Approx(2.0));
    CHECK(small.centre().queues.team.size() == 0);
}

TEST_CASE("the quality of a file is a share", "[assessment]") {
    holds("between 0 and 1, and no part lowers it", [] {
        SmallCentre small({.policy = full_rules(), .parameters = by_hand()});
        FileColumns& file = small.people().file;
        file.prep_hours[0] = static_cast<float>(*rc::gen::inRange(0, 30));
        small.people().set(0, Flag::work_required, *rc::gen::arbitrary<bool>());
        small.people().set(0, Flag::round_table, *rc::gen::arbitrary<bool>());
        file.social_until[0] = *rc::gen::arbitrary<bool>() ? column_of(9) : long_ago;
        file.work_until[0] = *rc::gen::arbitrary<bool>() ? column_of(9) : long_ago;
        Caseworker worker;
        worker.documentation = *rc::gen::inRange(0, 101) / 100.0;
        worker.degree = *rc::gen::arbitrary<bool>();
        const double without = file_quality(small.at(0), 0, &worker);
        file.health_until[0] = 9;
        const double with = file_quality(small.at(0), 0, &worker);
        RC_ASSERT(without >= 0.0);
        RC_ASSERT(with <= 1.0);
        RC_ASSERT(with >= without);
    });
}
