#pragma once
/// Step 9 of the week, assessment: cases are opened, go the caseworker's own route or to the
/// rehabilitation team, and are decided. The decision (work ability judged and a plan laid) is the
/// assessment.

#include <algorithm>
#include <vector>

#include <afklar/observe/observer.hpp>
#include <afklar/process/appointments.hpp>
#include <afklar/process/context.hpp>
#include <afklar/process/conversations.hpp>
#include <afklar/process/moves.hpp>
#include <afklar/process/work.hpp>

namespace afklar {

/// What step 9 changes.
struct AssessmentChanges {
    FileColumns& file;
    ContactColumns& contact;
    Staff& staff;
    CentreQueues& queues;
    CentreCapacity& capacity;
    WeekPlan& plan;
    std::vector<CitizenIndex>& open_cases;
    std::vector<CitizenIndex>& misplaced;
    Citizens& people;        ///< for flags and clocks
    double team_slots = 0.0; ///< slots this week
};

/// The plan that a work capacity points to.
/// Source: team.class_* (D245, D246, D337), L030 for the age.
Plan plan_for(double capacity, const WeekContext& now, CitizenIndex i) noexcept;

/// Distance in hours from a capacity to the nearest border of its class.
double distance_to_border(const TeamParameters& p, double capacity) noexcept;

/// How good the file is, 0 (empty) to 1: valid parts, documentation and the caseworker's craft.
/// Own assessment and round table count with file.own_weight against a certificate.
double file_quality(const WeekContext& now, CitizenIndex i, const Caseworker* worker) noexcept;

/// Whether the caseworker decides a plan without the rehabilitation team.
constexpr bool goes_own_route(Plan plan) noexcept {
    return plan == Plan::job_directed || plan == Plan::vocational_rehabilitation;
}

/// Why a case is opened: with what chance, and by which rule if any.
struct Opening {
    double chance = -1.0; ///< negative: certain
    Provision rule = Provision::count_;
};

/// Opens a case: first reading of capacity, and whether work must be tried. Besides `open_cases` the
/// guarantee, a review and a misplaced case that comes back open cases (guarantee.hpp, courses.hpp).
/// Draws: first_reading.
template <Observer O>
void open_case(const AssessmentChanges& change, const WeekContext& now, CitizenIndex i,
               const Opening& why, O& observe) {
    const double reading = static_cast<double>(now.people.wellbeing.capacity[i]) +
                           now.p.file.first_reading_error *
                               now.normal(Purpose::first_reading, i, change.file.cases[i]);
    change.file.stage[i] = CaseStage::open;
    change.file.opened[i] = column_of(now.week);
    change.file.plan[i] = plan_for(reading, now, i);
    ++change.file.cases[i];
    change.people.set(i, Flag::work_required, reading >= now.p.file.work_needed_from);
    change.people.set(i, Flag::by_guarantee, why.rule == Provision::guarantee);
    change.people.set(i, Flag::round_table, false);
    change.open_cases.push_back(i);
    observe.event(Count::case_opened, i, {why.chance, why.rule, reading});
}

/// Share of the process requirements that the citizen's caseworker got done.
inline double documentation_of(const AssessmentChanges& change, CitizenIndex i) noexcept {
    const std::int16_t position = change.contact.caseworker[i];
    return position == no_caseworker
               ? 0.0
               : change.staff[static_cast<std::size_t>(position)].documentation;
}

/// Counts a decision, by plan.
template <Observer O>
void count_decision(const WeekContext& now, CitizenIndex i, Plan plan, O& observe) {
    constexpr EnumArray<Plan, Count> kinds{
        {Count::assessed_job_plan, Count::assessed_job_plan, Count::assessed_unit,
         Count::assessed_rehabilitation, Count::assessed_flex_job,
         Count::assessed_resource_programme, Count::assessed_pension}};
    observe.event(Count::assessed, i, {-1.0, Provision::count_, static_cast<double>(plan)});
    observe.add(Count::assessed_weeks_open, i, now.week - now.people.file.opened[i]);
    if (now.people.is(i, Flag::reduced_file)) {
        observe.event(Count::assessed_poor_file, i);
    }
    observe.event(kinds[plan], i);
}

/// The decision: the assessment of this spell. Draws: decision_checked at the k-th case.
template <Observer O>
void decide(const AssessmentChanges& change, const WeekContext& now, CitizenIndex i, Plan plan,
            O& observe) {
    const double truth = static_cast<double>(change.people.wellbeing.capacity[i]);
    const Plan right = plan_for(truth, now, i);
    bool misplaced =
        plan != right && distance_to_border(now.p.team, truth) > now.p.team.misplaced_margin;
    // What is documented can be checked: a part of the wrong decisions is put right before they stand.
    if (misplaced &&
        now.happens(Purpose::decision_checked, i,
                    now.p.process.stand_gain * documentation_of(change, i), change.file.cases[i])) {
        plan = right;
        misplaced = false;
    }
    change.file.stage[i] = CaseStage::assessed;
    change.plan.decided.push_back(i);
    change.file.plan[i] = plan;
    const int interval = now.rules(i).whole(Provision::review_interval);
    change.file.review_due[i] = interval > 0 ? column_of(now.week + interval) : never;
    change.people.set(i, Flag::misplaced, misplaced);
    if (misplaced) {
        change.misplaced.push_back(i);
        observe.event(Count::assessed_misplaced, i);
    }
    count_decision(now, i, plan, observe);
    if (!change.people.is(i, Flag::assessed)) {
        change.people.set(i, Flag::assessed, true);
        stop_clock(change.people, i, {Target::assessment, Stop::reached, now.week}, observe);
    }
}

/// The caseworker's own decision. Draws: own_reading at the k-th case.
template <Observer O>
void decide_alone(const AssessmentChanges& change, const WeekContext& now, CitizenIndex i,
                  bool rushed, O& observe) {
    const Parameters& p = now.p;
    Caseworker& worker = caseworker_of(change.staff, change.contact, i);
    const double quality = file_quality(now, i, &worker);
    const bool in_unit = change.people.is(i, Flag::in_unit);
    const double sd = (p.own.error_worst - (p.own.error_worst - p.own.error_best) * quality) *
                      (in_unit ? p.unit.error_factor : 1.0) *
                      (rushed ? p.guarantee.rushed_error : 1.0);
    const double reading = static_cast<double>(now.people.wellbeing.capacity[i]) +
                           sd * now.normal(Purpose::own_reading, i, change.file.cases[i]);
    // Without the team no flex job, programme or pension: the least is rehabilitation or the unit.
    Plan plan = plan_for(std::max(reading, p.team.class_rehabilitation), now, i);
    if (plan == Plan::vocational_rehabilitation && in_unit) {
        plan = Plan::unit;
    }
    worker.owed += p.own.hours;
    change.people.set(i, Flag::reduced_file, !parts_in(now.people, i, now.week));
    decide(change, now, i, plan, observe);
}

/// Asks for the team's meeting, or for the health coordinator where he has replaced the team.
void ask_for_team(const AssessmentChanges& change, const WeekContext& now, CitizenIndex i);

/// Parts that ran out in the queue are renewed, at the caseworker's cost.
template <Observer O>
void renew_parts(const AssessmentChanges& change, const WeekContext& now, CitizenIndex i,
                 O& observe) {
    if (change.contact.caseworker[i] == no_caseworker) {
        return;
    }
    for (Column<WeekColumn>* part :
         {&change.file.social_until, &change.file.health_until, &change.file.work_until}) {
        if ((*part)[i] > long_ago && (*part)[i] <= now.week) {
            (*part)[i] = now.in(now.p.file.certificate_valid);
            owe(change.staff, change.contact, i, now.p.file.renew_hours);
            observe.event(Count::file_part_expired, i);
        }
    }
}

/// Weeks until the municipality has decided on a recommended plan. Source: E098.
inline double weeks_to_decide(const DecisionParameters& p, Plan plan) noexcept {
    return plan == Plan::flex_job             ? p.weeks_flex
           : plan == Plan::disability_pension ? p.weeks_pension
                                              : p.weeks_programme;
}

/// Who hears a case: the weeks it takes, and a factor on the error.
struct Hearing {
    double weeks = 0.0;
    double error_factor = 1.0;
};

/// The team's or coordinator's recommendation, and the municipality's delay until the decision.
/// Draws: team_reading at the k-th case.
template <Observer O>
void recommend(const AssessmentChanges& change, const WeekContext& now, CitizenIndex i,
               const Hearing& hearing, O& observe) {
    const Parameters& p = now.p;
    renew_parts(change, now, i, observe);
    const Caseworker* worker = change.contact.caseworker[i] == no_caseworker
                                   ? nullptr
                                   : &caseworker_of(change.staff, change.contact, i);
    const double quality = file_quality(now, i, worker);
    const bool complete = parts_in(now.people, i, now.week);
    const bool rushed = change.people.is(i, Flag::by_guarantee) && !complete;
    const double sd = (p.team.error_worst - (p.team.error_worst - p.team.error_best) * quality) *
                      hearing.error_factor * (rushed ? p.guarantee.rushed_error : 1.0);
    const double reading = static_cast<double>(now.people.wellbeing.capacity[i]) +
                           sd * now.normal(Purpose::team_reading, i, change.file.cases[i]);
    const Plan plan = plan_for(reading, now, i);
    change.people.set(i, Flag::reduced_file, !complete);
    change.file.plan[i] = plan;
    change.file.stage[i] = CaseStage::decision_pending;
    change.file.decision_due[i] = now.in(hearing.weeks + weeks_to_decide(p.decision, plan));
}

/// Chance that somebody comes to the team's meeting; 1 where he need not come.
inline double team_chance(const WeekContext& now, CitizenIndex i) noexcept {
    const RuleSet& rules = now.rules(i);
    if (rules.choice<Participation>(Provision::team_attendance) != Participation::compulsory ||
        rules.on(Provision::team_virtual)) {
        return 1.0;
    }
    return now.people.is(i, Flag::unreachable)
               ? 0.0
               : logistic(attendance_log_odds(now, i, Mode::in_person) + now.p.team.attend_bonus);
}

/// A case is heard at the team's meeting. Draws: as `recommend`.
template <Observer O>
void hear(const AssessmentChanges& change, const WeekContext& now, const Waiting& w, O& observe) {
    const Parameters& p = now.p;
    const CitizenIndex i = w.who;
    owe(change.staff, change.contact, i, p.file.team_hours);
    change.plan.charges.push_back({i, ChargeKind::programme, kroner(p.cost.team_case)});
    observe.event(Count::team_heard, i, {-1.0, Provision::rehabilitation_team, 0.0});
    observe.add(Count::team_wait_weeks, i, now.week - w.since);
    if (now.people.who.target_group[i] == TargetGroup::sickness_benefit) {
        change.file.stage[i] = CaseStage::assessed; // heard: job clarification may begin
    } else {
        recommend(change, now, i, {p.team.phase_weeks, 1.0}, observe);
    }
}

/// The team's meetings of the week: cases opened by the guarantee first, then first come, first served
/// (`ask_for_team` says who joins ahead), as far as the slots go (team.slots_week, `places_of` in week.hpp).
/// Draws: team_attendance.
template <Observer O>
void hold_team_meetings(const AssessmentChanges& change, const WeekContext& now, O& observe) {
    // Only the fraction of a slot is carried over: a whole one that nobody took is gone.
    double& left = change.capacity.team_slots;
    left = left - static_cast<double>(static_cast<std::int64_t>(left)) + change.team_slots;
    const auto slots = static_cast<std::int64_t>(left);
    std::int64_t used = 0;
    change.queues.team.serve(now.week, [&](const Waiting& w) {
        const CitizenIndex i = w.who;
        if (left < 1.0 || change.file.decision_due[i] > now.week) {
            return false;
        }
        left -= 1.0;
        ++used;
        const double chance = team_chance(now, i);
        if (!now.happens(Purpose::team_attendance, i, chance)) {
            change.file.decision_due[i] = now.in(now.p.team.rebook_weeks); // the slot is lost
            observe.event(Count::team_missed, i, {1.0 - chance, Provision::team_attendance, 0.0});
            return false;
        }
        hear(change, now, w, observe);
        return true;
    });
    observe.centre(Count::team_slots, slots);
    observe.centre(Count::team_slots_used, used);
}

/// Cases are opened at a held conversation, more often the more doubt about a job, with the chance
/// open_chance * (1 - capacity / 37) * e^(open_weeks_slope * weeks on benefit, at most three years).
/// Parameters: file.open_chance, file.open_weeks_slope, file.open_min_weeks, each with its source. Draws: case_opened by week; first_reading by occurrence.
template <Observer O>
void open_cases(const AssessmentChanges& change, const WeekContext& now, O& observe) {
    const FileParameters& p = now.p.file;
    const Citizens& people = now.people;
    for (const CitizenIndex i : change.plan.held) {
        if (!people.client(i) || people.who.target_group[i] != TargetGroup::activity_ready ||
            change.file.stage[i] != CaseStage::closed ||
            people.place.weeks_on_benefit[i] < p.open_min_weeks) {
            continue;
        }
        constexpr double three_years = 156.0; // of file.open_weeks_slope
        const double doubt =
            1.0 - static_cast<double>(people.wellbeing.capacity[i]) / full_time_hours;
        const double weeks = std::min<double>(three_years, people.place.weeks_on_benefit[i]);
        const double chance = std::min(1.0, p.open_chance * std::max(0.0, doubt) *
                                                det_exp(p.open_weeks_slope * weeks));
        if (now.happens(Purpose::case_opened, i, chance)) {
            open_case(change, now, i, {chance}, observe);
        }
    }
}

/// Complete files go the caseworker's own way or to the team. Draws: own_reading by occurrence.
template <Observer O>
void send_complete_files(const AssessmentChanges& change, const WeekContext& now, O& observe) {
    constexpr double rounding = 1e-3; // of hours added up
    for (const CitizenIndex i : change.open_cases) {
        if (change.file.stage[i] != CaseStage::open || !now.people.client(i) ||
            change.contact.caseworker[i] == no_caseworker ||
            static_cast<double>(change.file.prep_hours[i]) + rounding <
                preparation_needed(now, i) ||
            !parts_in(now.people, i, now.week)) {
            continue;
        }
        if (goes_own_route(change.file.plan[i])) {
            decide_alone(change, now, i, false, observe);
        } else {
            ask_for_team(change, now, i);
        }
    }
}

/// The health coordinator, where he has replaced the team, takes a case out of its queue and hears it.
/// Draws: as `recommend`.
template <Observer O>
void coordinate(const AssessmentChanges& change, const WeekContext& now, CitizenIndex i,
                O& observe) {
    const Parameters& p = now.p;
    change.queues.team.leave(i, now.week);
    owe(change.staff, change.contact, i, p.team.coordinator_hours);
    change.plan.charges.push_back({i, ChargeKind::programme, kroner(p.cost.coordinator_case)});
    recommend(change, now, i, {p.team.coordinator_weeks, p.team.coordinator_error}, observe);
}

/// Cases for a coordinator, and decisions that fall due. Draws: as `recommend` and `decide`.
template <Observer O>
void decide_due(const AssessmentChanges& change, const WeekContext& now, O& observe) {
    for (const CitizenIndex i : change.open_cases) {
        if (change.file.stage[i] == CaseStage::waiting_for_team &&
            now.rules(i).choice<RehabilitationTeam>(Provision::rehabilitation_team) ==
                RehabilitationTeam::health_coordinator) {
            coordinate(change, now, i, observe);
        } else if (change.file.stage[i] == CaseStage::decision_pending &&
                   change.file.decision_due[i] <= now.week && now.people.client(i)) {
            decide(change, now, i, change.file.plan[i], observe);
        }
    }
}

/// Step 9. Draws: case_opened by week; first_reading, own_reading, team_reading by occurrence;
/// team_attendance by week.
template <Observer O>
void assessment(const AssessmentChanges& change, const WeekContext& now, O& observe) {
    open_cases(change, now, observe);
    send_complete_files(change, now, observe);
    hold_team_meetings(change, now, observe);
    decide_due(change, now, observe);
}

} // namespace afklar
