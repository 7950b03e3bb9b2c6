#pragma once
/// The values of all parameters of one run, by group; units stand beside them, everything else that is
/// known of a parameter stands in the parameter file.

#include <cstddef>
#include <span>
#include <string_view>

namespace afklar {

struct PopulationParameters {
    double share_activity_ready = 0.0;      ///< share
    double mean_spell_activity_ready = 0.0; ///< weeks
    double mean_spell_job_ready = 0.0;      ///< weeks
    double prior_support_share = 0.0;       ///< share of persons
    double inflow_activity_ready = 0.0;     ///< per week and head of stock
    double inflow_job_ready = 0.0;          ///< per week and head of stock
    double death = 0.0;                     ///< per week
    double move = 0.0;                      ///< per week
    double pension_age = 0.0;               ///< years
    double unreachable_share = 0.0;         ///< share of activity-ready
    double known_elsewhere = 0.0;           ///< share of activity-ready
    double regrade_up = 0.0;                ///< per week
    double regrade_down = 0.0;              ///< per week
    double death_age = 0.0;                 ///< years
    double death_doubling = 0.0;            ///< years
    double start_open = 0.0;                ///< share of activity-ready
    double start_parts = 0.0;               ///< share
    double entry_barriers = 0.0;            ///< ratio
    double benefit_age = 0.0;               ///< years
    double prior_support_rest = 0.0;        ///< share of time
};

struct BarriersParameters {
    double mental_illness = 0.0;   ///< share
    double anxiety = 0.0;          ///< share
    double substance_use = 0.0;    ///< share
    double somatic_illness = 0.0;  ///< share
    double homelessness = 0.0;     ///< share
    double conviction = 0.0;       ///< share
    double language = 0.0;         ///< share
    double job_ready_factor = 0.0; ///< ratio
    double ease = 0.0;             ///< per week
    double grow = 0.0;             ///< per week
    double ease_treatment = 0.0;   ///< ratio
    double ease_pressure = 0.0;    ///< log hazard
};

struct PressureParameters {
    double base = 0.0;            ///< 0-1
    double duty = 0.0;            ///< 0-1
    double sanction_threat = 0.0; ///< 0-1
    double demand = 0.0;          ///< 0-1
    double per_barrier = 0.0;     ///< ratio
    double speed = 0.0;           ///< per week
    double mean = 0.0;            ///< 0-1
    double sd = 0.0;              ///< 0-1
};

struct HealthParameters {
    double pressure_effect = 0.0;     ///< 0-1
    double speed = 0.0;               ///< per week
    double treatment_gain = 0.0;      ///< 0-1
    double home_support_gain = 0.0;   ///< 0-1
    double event = 0.0;               ///< per week
    double event_step = 0.0;          ///< 0-1
    double event_lasting = 0.0;       ///< share
    double life_event = 0.0;          ///< per week
    double mean_activity_ready = 0.0; ///< 0-1
    double mean_job_ready = 0.0;      ///< 0-1
    double sd = 0.0;                  ///< 0-1
    double sd_current = 0.0;          ///< 0-1
    double life_event_step = 0.0;     ///< 0-1
    double event_slope = 0.0;         ///< ratio
};

struct TrustParameters {
    double mean = 0.0;              ///< 0-1
    double decay = 0.0;             ///< per week
    double caseworker_change = 0.0; ///< 0-1
    double sd = 0.0;                ///< 0-1
    double life_event_step = 0.0;   ///< 0-1
    double floor = 0.0;             ///< ratio
};

struct CapacityParameters {
    double health_effect = 0.0;       ///< ratio
    double speed = 0.0;               ///< per week
    double mean_activity_ready = 0.0; ///< hours a week
    double sd_activity_ready = 0.0;   ///< hours a week
    double mean_job_ready = 0.0;      ///< hours a week
    double sd_job_ready = 0.0;        ///< hours a week
    double per_barrier = 0.0;         ///< hours a week
    double work_gain = 0.0;           ///< hours per week
    double gain_max = 0.0;            ///< hours a week
};

struct StaffParameters {
    double caseload_start = 0.0;       ///< cases per caseworker
    double hours = 0.0;                ///< hours a week
    double quit_year = 0.0;            ///< per year
    double quit_first_year = 0.0;      ///< ratio
    double quit_caseload = 0.0;        ///< log hazard
    double recruit_weeks = 0.0;        ///< weeks
    double recruit_degree_weeks = 0.0; ///< weeks
    double degree_share = 0.0;         ///< share
    double degree_quality = 0.0;       ///< ratio
    double degree_wage = 0.0;          ///< ratio
    double newcomer_takes = 0.0;       ///< share of mean caseload
    double hire_per_week = 0.0;        ///< recruitments a week per 50 positions
    double quality_exit = 0.0;         ///< log hazard per sd
    double position_lag = 0.0;         ///< weeks
    double low_load_fill = 0.0;        ///< ratio
    double tenure_start = 0.0;         ///< years
    double handover_hours = 0.0;       ///< hours
    double positions_min = 0.0;        ///< positions
    double vacancy_spread = 0.0;       ///< share
};

struct ProcessParameters {
    double doc_hours = 0.0;        ///< hours per case and week
    double doc_limit = 0.0;        ///< share of hours
    double prep_floor = 0.0;       ///< share of hours
    double target_hours = 0.0;     ///< hours per case and week
    double quality_gain = 0.0;     ///< share
    double stand_gain = 0.0;       ///< share
    double creaming = 0.0;         ///< log priority per sd
    double limit_near_weeks = 0.0; ///< weeks
};

struct ContactParameters {
    double b0 = 0.0;                        ///< log odds
    double b_trust = 0.0;                   ///< log odds
    double b_mode = 0.0;                    ///< log odds
    double b_personal = 0.0;                ///< log odds
    double b_duty = 0.0;                    ///< log odds
    double responsive_activity_ready = 0.0; ///< ratio
    double overwhelmed_per_barrier = 0.0;   ///< ratio
    double b_health = 0.0;                  ///< log odds
    double b_absences = 0.0;                ///< log odds
    double voluntary_pull = 0.0;            ///< log odds
    double excused_base = 0.0;              ///< share
    double trust_gain = 0.0;                ///< share of the gap to 1
    double trust_voluntary = 0.0;           ///< ratio
    double trust_unhurried = 0.0;           ///< ratio
    double social_fill = 0.0;               ///< share
    double treatment_start = 0.0;           ///< share
    double home_support_start = 0.0;        ///< share
    double hours_in_person = 0.0;           ///< hours
    double hours_phone = 0.0;               ///< hours
    double hours_video = 0.0;               ///< hours
    double hours_missed = 0.0;              ///< hours
    double hours_personal = 0.0;            ///< hours
    double retry_weeks = 0.0;               ///< weeks
    double prof_interval_low = 0.0;         ///< weeks
    double prof_interval_high = 0.0;        ///< weeks
    double min_gap = 0.0;                   ///< weeks
    double citizen_initiative = 0.0;        ///< per week
    double initiative_voluntary = 0.0;      ///< ratio
    double best_mode_remote = 0.0;          ///< share
    double remote_share_authority = 0.0;    ///< share
    double guess_accuracy = 0.0;            ///< share
    double avoidance = 0.0;                 ///< ratio
    double initiative_pressure = 0.0;       ///< log hazard
    double attempt_hours = 0.0;             ///< hours
    double attempt_found = 0.0;             ///< share
    double give_up_after = 0.0;             ///< misses
    double video_share = 0.0;               ///< share
    double excused_silence = 0.0;           ///< weeks
    double hours_citizen_call = 0.0;        ///< hours
    double long_factor = 0.0;               ///< ratio
    double long_trust = 0.0;                ///< ratio
    double hurried_factor = 0.0;            ///< ratio
    double hurried_trust = 0.0;             ///< ratio
    double calm_caseload = 0.0;             ///< citizens
    double crowded_caseload = 0.0;          ///< citizens
};

struct SanctionParameters {
    double propensity_job_ready = 0.0;      ///< per unexcused absence
    double propensity_activity_ready = 0.0; ///< per unexcused absence
    double check_factor = 0.0;              ///< ratio
    double hours = 0.0;                     ///< hours
    double effect_weeks = 0.0;              ///< weeks
    double income_loss = 0.0;               ///< share of a month
    double pressure_step = 0.0;             ///< 0-1
    double trust_step = 0.0;                ///< 0-1
    double deterrence = 0.0;                ///< log odds
    double harm_frail = 0.0;                ///< share
    double harm_other = 0.0;                ///< share
    double harm_step = 0.0;                 ///< 0-1
    double exit_job_job_ready = 0.0;        ///< hazard ratio
    double exit_job_activity_ready = 0.0;   ///< hazard ratio
    double leave = 0.0;                     ///< hazard ratio
    double stop_propensity = 0.0;           ///< per week
    double stop_contact = 0.0;              ///< share
    double stop_health = 0.0;               ///< share
    double stop_leave = 0.0;                ///< share
    double wrong = 0.0;                     ///< share
    double appealed = 0.0;                  ///< share
    double stop_weeks = 0.0;                ///< weeks
    double stop_health_step = 0.0;          ///< 0-1
    double stop_trust_step = 0.0;           ///< 0-1
    double check_hours = 0.0;               ///< hours
    double review_weeks = 0.0;              ///< weeks
    double frail_health = 0.0;              ///< 0-1
};

struct FileParameters {
    double open_chance = 0.0;          ///< per held conversation
    double open_min_weeks = 0.0;       ///< weeks
    double first_reading_error = 0.0;  ///< hours
    double work_needed_from = 0.0;     ///< hours
    double prep_hours = 0.0;           ///< hours
    double team_hours = 0.0;           ///< hours
    double prep_week_max = 0.0;        ///< hours
    double prep_lost = 0.0;            ///< share
    double social_valid = 0.0;         ///< weeks
    double certificate_median = 0.0;   ///< weeks
    double certificate_logsd = 0.0;    ///< log
    double certificate_valid = 0.0;    ///< weeks
    double own_weeks = 0.0;            ///< weeks
    double own_weight = 0.0;           ///< ratio
    double own_hours = 0.0;            ///< hours
    double own_acceptance = 0.0;       ///< share
    double work_places = 0.0;          ///< places per head of stock
    double work_weeks = 0.0;           ///< weeks
    double work_complete = 0.0;        ///< share
    double work_valid = 0.0;           ///< weeks
    double round_table_slots = 0.0;    ///< per week and head of stock
    double places_private_share = 0.0; ///< share
    double renew_hours = 0.0;          ///< hours
    double open_weeks_slope = 0.0;     ///< log chance per week
    double processing_limit = 0.0;     ///< weeks
    double place_found = 0.0;          ///< per week
    double work_hours = 0.0;           ///< hours
    double certificate_hours = 0.0;    ///< hours
    double work_complete_health = 0.0; ///< ratio
};

struct TeamParameters {
    double slots_week = 0.0;           ///< cases per week and head of stock
    double phase_weeks = 0.0;          ///< weeks
    double attend_bonus = 0.0;         ///< log odds
    double rebook_weeks = 0.0;         ///< weeks
    double error_best = 0.0;           ///< hours a week
    double error_worst = 0.0;          ///< hours a week
    double misplaced_margin = 0.0;     ///< hours
    double misplaced_return = 0.0;     ///< per week
    double class_job = 0.0;            ///< hours a week
    double class_rehabilitation = 0.0; ///< hours a week
    double class_flex = 0.0;           ///< hours a week
    double class_programme = 0.0;      ///< hours a week
    double pension_from = 0.0;         ///< years
    double coordinator_weeks = 0.0;    ///< weeks
    double coordinator_hours = 0.0;    ///< hours
    double coordinator_error = 0.0;    ///< ratio
};

struct GuaranteeParameters {
    double lead_weeks = 0.0;     ///< weeks
    double review_hours = 0.0;   ///< hours
    double review_finds = 0.0;   ///< share
    double rushed_error = 0.0;   ///< ratio
    double review_changes = 0.0; ///< share
};

struct ExitParameters {
    double job_job_ready = 0.0;        ///< per week
    double job_activity_ready = 0.0;   ///< per week
    double capacity_slope = 0.0;       ///< log hazard per hour
    double duration_weeks = 0.0;       ///< weeks
    double duration_floor = 0.0;       ///< ratio
    double search_duty = 0.0;          ///< hazard ratio
    double plan_job = 0.0;             ///< hazard ratio
    double caseload_halving = 0.0;     ///< hazard ratio
    double change_year = 0.0;          ///< hazard ratio
    double education = 0.0;            ///< per week
    double leave_job_ready = 0.0;      ///< per week
    double leave_activity_ready = 0.0; ///< per week
    double leave_return = 0.0;         ///< per week
    double displacement = 0.0;         ///< share of job gains
    double workplace_offer = 0.0;      ///< hazard ratio
    double labour_elasticity = 0.0;    ///< log hazard per log index
    double return_weeks = 0.0;         ///< weeks
};

struct JobParameters {
    double end_early = 0.0;   ///< per week
    double end_mid = 0.0;     ///< per week
    double end_late = 0.0;    ///< per week
    double reset_weeks = 0.0; ///< weeks
    double hours = 0.0;       ///< hours a week
};

struct FlexParameters {
    double direct = 0.0;     ///< share
    double start = 0.0;      ///< per week
    double end = 0.0;        ///< per week
    double by_citizen = 0.0; ///< share
};

struct ProgrammeParameters {
    double weeks = 0.0;      ///< weeks
    double to_pension = 0.0; ///< share
    double to_flex = 0.0;    ///< share
    double to_job = 0.0;     ///< share
    double idle = 0.0;       ///< share
};

struct RehabilitationParameters {
    double weeks = 0.0;   ///< weeks
    double to_job = 0.0;  ///< share
    double to_flex = 0.0; ///< share
};

struct DevflexParameters {
    double request = 0.0;       ///< per week
    double weeks = 0.0;         ///< weeks
    double capacity_gain = 0.0; ///< hours per week
    double lock_in = 0.0;       ///< hazard ratio
    double to_flex = 0.0;       ///< share
};

struct UnitParameters {
    double staff_share = 0.0;      ///< share
    double cap = 0.0;              ///< cases per caseworker
    double setup_weeks = 0.0;      ///< weeks
    double setup_hours = 0.0;      ///< ratio
    double prep_factor = 0.0;      ///< ratio
    double treatment_factor = 0.0; ///< ratio
    double cost = 0.0;             ///< kr per case and year
    double side_by_side = 0.0;     ///< share
    double error_factor = 0.0;     ///< ratio
};

struct CostParameters {
    double assistance_week = 0.0;             ///< kr a week
    double waiting_week = 0.0;                ///< kr a week
    double pension_week = 0.0;                ///< kr a week
    double flex_week = 0.0;                   ///< kr a week
    double devflex_week = 0.0;                ///< kr a week
    double caseworker_year = 0.0;             ///< kr a year
    double recruitment = 0.0;                 ///< kr per hire
    double certificate = 0.0;                 ///< kr
    double round_table = 0.0;                 ///< kr
    double team_case = 0.0;                   ///< kr
    double programme_week = 0.0;              ///< kr a week
    double work_trial = 0.0;                  ///< kr
    double price_year = 0.0;                  ///< year
    double discount = 0.0;                    ///< per year
    double state_share_first_4 = 0.0;         ///< share
    double state_share_5_26 = 0.0;            ///< share
    double state_share_27_52 = 0.0;           ///< share
    double state_share_after = 0.0;           ///< share
    double programme_benefit_week = 0.0;      ///< kr a week
    double rehabilitation_benefit_week = 0.0; ///< kr a week
    double sickness_week = 0.0;               ///< kr a week
    double allowance_growth = 0.0;            ///< per year
    double offer_week = 0.0;                  ///< kr a week
    double home_support_week = 0.0;           ///< kr a week
    double education_week = 0.0;              ///< kr a week
    double job_clarification_week = 0.0;      ///< kr a week
    double coordinator_case = 0.0;            ///< kr
};

struct TreatmentParameters {
    double wait = 0.0;             ///< weeks
    double weeks = 0.0;            ///< weeks
    double substance_factor = 0.0; ///< ratio
};

struct HomeSupportParameters {
    double weeks = 0.0; ///< weeks
};

struct OfferParameters {
    double start = 0.0;         ///< share
    double weeks = 0.0;         ///< weeks
    double take_up = 0.0;       ///< share
    double company_share = 0.0; ///< share
    double hours = 0.0;         ///< hours
};

struct SicknessParameters {
    double per_head = 0.0;         ///< per activity-ready
    double exit = 0.0;             ///< per week
    double contact_interval = 0.0; ///< weeks
    double team_share = 0.0;       ///< share of slots
    double longest = 0.0;          ///< weeks
};

struct JobClarificationParameters {
    double start = 0.0;   ///< per week of sickness benefit
    double weeks = 0.0;   ///< weeks
    double to_cash = 0.0; ///< share
};

struct OwnParameters {
    double hours = 0.0;       ///< hours
    double error_best = 0.0;  ///< hours a week
    double error_worst = 0.0; ///< hours a week
};

struct DecisionParameters {
    double weeks_programme = 0.0; ///< weeks
    double weeks_flex = 0.0;      ///< weeks
    double weeks_pension = 0.0;   ///< weeks
};

struct IpsParameters {
    double job = 0.0;          ///< hazard ratio
    double caseload_max = 0.0; ///< cases per caseworker
    double willing = 0.0;      ///< share
};

struct EducationParameters {
    double weeks = 0.0;  ///< weeks
    double to_job = 0.0; ///< share
};

struct OrdinaryHoursParameters {
    double start = 0.0;       ///< per week
    double weekly = 0.0;      ///< hours a week
    double stop = 0.0;        ///< per week
    double job = 0.0;         ///< hazard ratio
    double most_factor = 0.0; ///< ratio
};

/// Every parameter of the model; keys are `group.name`.
struct Parameters {
    PopulationParameters population;
    BarriersParameters barriers;
    PressureParameters pressure;
    HealthParameters health;
    TrustParameters trust;
    CapacityParameters capacity;
    StaffParameters staff;
    ProcessParameters process;
    ContactParameters contact;
    SanctionParameters sanction;
    FileParameters file;
    TeamParameters team;
    GuaranteeParameters guarantee;
    ExitParameters exit;
    JobParameters job;
    FlexParameters flex;
    ProgrammeParameters programme;
    RehabilitationParameters rehabilitation;
    DevflexParameters devflex;
    UnitParameters unit;
    CostParameters cost;
    TreatmentParameters treatment;
    HomeSupportParameters home_support;
    OfferParameters offer;
    SicknessParameters sickness;
    JobClarificationParameters job_clarification;
    OwnParameters own;
    DecisionParameters decision;
    IpsParameters ips;
    EducationParameters education;
    OrdinaryHoursParameters ordinary_hours;
};

/// The keys of all parameters in the order of declaration.
std::span<const std::string_view> parameter_keys();

/// The value of a parameter by its place in `parameter_keys()`.
double& value_of(Parameters& parameters, std::size_t place);
double value_of(const Parameters& parameters, std::size_t place);

} // namespace afklar
