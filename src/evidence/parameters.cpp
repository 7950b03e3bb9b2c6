#include <afklar/evidence/parameters.hpp>

#include <string>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

namespace afklar {

BOOST_DESCRIBE_STRUCT(PopulationParameters, (),
                      (share_activity_ready, mean_spell_activity_ready, mean_spell_job_ready,
                       prior_support_share, inflow_activity_ready, inflow_job_ready, death, move,
                       pension_age, unreachable_share, known_elsewhere, regrade_up, regrade_down,
                       death_age, death_doubling, start_open, start_parts, entry_barriers,
                       benefit_age, prior_support_rest))
BOOST_DESCRIBE_STRUCT(BarriersParameters, (),
                      (mental_illness, anxiety, substance_use, somatic_illness, homelessness,
                       conviction, language, job_ready_factor, ease, grow, ease_treatment,
                       ease_pressure))
BOOST_DESCRIBE_STRUCT(PressureParameters, (),
                      (base, duty, sanction_threat, demand, per_barrier, speed, mean, sd))
BOOST_DESCRIBE_STRUCT(HealthParameters, (),
                      (pressure_effect, speed, treatment_gain, home_support_gain, event, event_step,
                       event_lasting, life_event, mean_activity_ready, mean_job_ready, sd,
                       sd_current, life_event_step, event_slope))
BOOST_DESCRIBE_STRUCT(TrustParameters, (),
                      (mean, decay, caseworker_change, sd, life_event_step, floor))
BOOST_DESCRIBE_STRUCT(CapacityParameters, (),
                      (health_effect, speed, mean_activity_ready, sd_activity_ready, mean_job_ready,
                       sd_job_ready, per_barrier, work_gain, gain_max))
BOOST_DESCRIBE_STRUCT(StaffParameters, (),
                      (caseload_start, hours, quit_year, quit_first_year, quit_caseload,
                       recruit_weeks, recruit_degree_weeks, degree_share, degree_quality,
                       degree_wage, newcomer_takes, hire_per_week, quality_exit, position_lag,
                       low_load_fill, tenure_start, handover_hours, positions_min, vacancy_spread))
BOOST_DESCRIBE_STRUCT(ProcessParameters, (),
                      (doc_hours, doc_limit, prep_floor, target_hours, quality_gain, stand_gain,
                       creaming, limit_near_weeks))
BOOST_DESCRIBE_STRUCT(ContactParameters, (),
                      (b0, b_trust, b_mode, b_personal, b_duty, responsive_activity_ready,
                       overwhelmed_per_barrier, b_health, b_absences, voluntary_pull, excused_base,
                       trust_gain, trust_voluntary, trust_unhurried, social_fill, treatment_start,
                       home_support_start, hours_in_person, hours_phone, hours_video, hours_missed,
                       hours_personal, retry_weeks, prof_interval_low, prof_interval_high, min_gap,
                       citizen_initiative, initiative_voluntary, best_mode_remote,
                       remote_share_authority, guess_accuracy, avoidance, initiative_pressure,
                       attempt_hours, attempt_found, give_up_after, video_share, excused_silence,
                       hours_citizen_call, long_factor, long_trust, hurried_factor, hurried_trust,
                       calm_caseload, crowded_caseload))
BOOST_DESCRIBE_STRUCT(SanctionParameters, (),
                      (propensity_job_ready, propensity_activity_ready, check_factor, hours,
                       effect_weeks, income_loss, pressure_step, trust_step, deterrence, harm_frail,
                       harm_other, harm_step, exit_job_job_ready, exit_job_activity_ready, leave,
                       stop_propensity, stop_contact, stop_health, stop_leave, wrong, appealed,
                       stop_weeks, stop_health_step, stop_trust_step, check_hours, review_weeks,
                       frail_health))
BOOST_DESCRIBE_STRUCT(FileParameters, (),
                      (open_chance, open_min_weeks, first_reading_error, work_needed_from,
                       prep_hours, team_hours, prep_week_max, prep_lost, social_valid,
                       certificate_median, certificate_logsd, certificate_valid, own_weeks,
                       own_weight, own_hours, own_acceptance, work_places, work_weeks,
                       work_complete, work_valid, round_table_slots, places_private_share,
                       renew_hours, open_weeks_slope, processing_limit, place_found, work_hours,
                       certificate_hours, work_complete_health))
BOOST_DESCRIBE_STRUCT(TeamParameters, (),
                      (slots_week, phase_weeks, attend_bonus, rebook_weeks, error_best, error_worst,
                       misplaced_margin, misplaced_return, class_job, class_rehabilitation,
                       class_flex, class_programme, pension_from, coordinator_weeks,
                       coordinator_hours, coordinator_error))
BOOST_DESCRIBE_STRUCT(GuaranteeParameters, (),
                      (lead_weeks, review_hours, review_finds, rushed_error, review_changes))
BOOST_DESCRIBE_STRUCT(ExitParameters, (),
                      (job_job_ready, job_activity_ready, capacity_slope, duration_weeks,
                       duration_floor, search_duty, plan_job, caseload_halving, change_year,
                       education, leave_job_ready, leave_activity_ready, leave_return, displacement,
                       workplace_offer, labour_elasticity, return_weeks))
BOOST_DESCRIBE_STRUCT(JobParameters, (), (end_early, end_mid, end_late, reset_weeks, hours))
BOOST_DESCRIBE_STRUCT(FlexParameters, (), (direct, start, end, by_citizen))
BOOST_DESCRIBE_STRUCT(ProgrammeParameters, (), (weeks, to_pension, to_flex, to_job, idle))
BOOST_DESCRIBE_STRUCT(RehabilitationParameters, (), (weeks, to_job, to_flex))
BOOST_DESCRIBE_STRUCT(DevflexParameters, (), (request, weeks, capacity_gain, lock_in, to_flex))
BOOST_DESCRIBE_STRUCT(UnitParameters, (),
                      (staff_share, cap, setup_weeks, setup_hours, prep_factor, treatment_factor,
                       cost, side_by_side, error_factor))
BOOST_DESCRIBE_STRUCT(CostParameters, (),
                      (assistance_week, waiting_week, pension_week, flex_week, devflex_week,
                       caseworker_year, recruitment, certificate, round_table, team_case,
                       programme_week, work_trial, price_year, discount, state_share_first_4,
                       state_share_5_26, state_share_27_52, state_share_after,
                       programme_benefit_week, rehabilitation_benefit_week, sickness_week,
                       allowance_growth, offer_week, home_support_week, education_week,
                       job_clarification_week, coordinator_case))
BOOST_DESCRIBE_STRUCT(TreatmentParameters, (), (wait, weeks, substance_factor))
BOOST_DESCRIBE_STRUCT(HomeSupportParameters, (), (weeks))
BOOST_DESCRIBE_STRUCT(OfferParameters, (), (start, weeks, take_up, company_share, hours))
BOOST_DESCRIBE_STRUCT(SicknessParameters, (),
                      (per_head, exit, contact_interval, team_share, longest))
BOOST_DESCRIBE_STRUCT(JobClarificationParameters, (), (start, weeks, to_cash))
BOOST_DESCRIBE_STRUCT(OwnParameters, (), (hours, error_best, error_worst))
BOOST_DESCRIBE_STRUCT(DecisionParameters, (), (weeks_programme, weeks_flex, weeks_pension))
BOOST_DESCRIBE_STRUCT(IpsParameters, (), (job, caseload_max, willing))
BOOST_DESCRIBE_STRUCT(EducationParameters, (), (weeks, to_job))
BOOST_DESCRIBE_STRUCT(OrdinaryHoursParameters, (), (start, weekly, stop, job, most_factor))
BOOST_DESCRIBE_STRUCT(Parameters, (),
                      (population, barriers, pressure, health, trust, capacity, staff, process,
                       contact, sanction, file, team, guarantee, exit, job, flex, programme,
                       rehabilitation, devflex, unit, cost, treatment, home_support, offer,
                       sickness, job_clarification, own, decision, ips, education, ordinary_hours))

namespace {

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

using Access = double& (*)(Parameters&);

/// Keys and accessors, made once from the description of the structs.
struct Table {
    std::vector<std::string> texts;
    std::vector<std::string_view> keys;
    std::vector<Access> access;

    Table() {
        boost::mp11::mp_for_each<Members<Parameters>>([this](auto group) {
            using Group =
                std::remove_reference_t<decltype(std::declval<Parameters&>().*group.pointer)>;
            constexpr auto count = boost::mp11::mp_size<Members<Group>>::value;
            static_assert(count * sizeof(double) == sizeof(Group), "a member is not described");
            boost::mp11::mp_for_each<Members<Group>>([this](auto member) {
                using G = decltype(group);
                using M = decltype(member);
                texts.push_back(std::string(G::name) + '.' + M::name);
                access.push_back(
                    [](Parameters& p) -> double& { return p.*G::pointer.*M::pointer; });
            });
        });
        keys.assign(texts.begin(), texts.end());
    }
};

const Table& table() {
    static const Table once;
    return once;
}

} // namespace

std::span<const std::string_view> parameter_keys() { return table().keys; }

double& value_of(Parameters& parameters, std::size_t place) {
    return table().access.at(place)(parameters);
}

double value_of(const Parameters& parameters, std::size_t place) {
    Parameters copy = parameters;
    return value_of(copy, place);
}

} // namespace afklar
