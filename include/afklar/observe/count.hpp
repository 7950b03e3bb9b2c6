#pragma once
/// What the model counts: whole numbers, one for each week, group and kind; every result is made of them.

#include <array>
#include <cstdint>
#include <string_view>

#include <afklar/core/enum.hpp>

namespace afklar {

/// Kinds of counts. Events are counted when they happen; stocks once a week; amounts in the unit named.
enum class Count : std::uint8_t {
    // stocks, people at the end of the week
    present, ///< in the area: everyone but those who left
    on_benefit,
    in_job,
    in_education,
    in_vocational_rehabilitation,
    in_resource_programme,
    in_development_flex_job,
    in_flex_job,
    flex_job_waiting,
    in_job_clarification,
    on_disability_pension,
    activity_ready_on_benefit,
    on_cash_benefit,
    past_52, ///< on cash benefit with at least 52 weeks of the spell
    past_52_unassessed,
    past_deadline, ///< past the deadline of the guarantee without a decision (breach weeks)
    silent_13,     ///< on benefit, no conversation in 13 weeks
    silent_26,
    unreached_26, ///< and no contact with psychiatry or social services either
    contacts_0,   ///< by number of conversations held in the last 13 weeks, every 13th week
    contacts_1,
    contacts_2,
    contacts_3,
    contacts_4,
    contacts_5_plus,
    in_offer,
    in_company_placement,
    in_treatment,
    with_home_support,
    passive,        ///< on cash benefit, no offer, not job-ready
    closer_to_work, ///< took a step up while observed
    assessed_stock, ///< on benefit and assessed in this spell
    misplaced_stock,
    poor_file_stock,    ///< assessed on an incomplete file
    ordinary_hours,     ///< hours worked beside the benefit, summed
    without_caseworker, ///< on the waiting list
    in_team_queue,
    has_caseworker,
    // model indices, summed in thousandths over those on cash benefit
    health_sum,
    trust_sum,
    pressure_sum,
    capacity_sum, ///< hours a week in thousandths
    // events
    arrived,
    departed, ///< died, moved, reached pension age
    invited,
    held,
    held_in_person,
    held_phone,
    held_video,
    held_by_centre,
    held_by_citizen,
    missed_excused,
    missed_unexcused,
    attempts, ///< personal contact attempts
    dropped_conversations,
    sanction,
    sanction_overturned,
    sanction_harm,
    payment_stopped,
    left_without_support,
    recovered, ///< left sickness benefit well
    returned,
    treatment_started,
    home_support_started,
    offer_started,
    placement_started,
    case_opened,
    certificate_asked,
    certificate_weeks, ///< weeks waited by those whose certificate came
    certificate_came,
    round_table,
    team_heard,
    team_missed,     ///< slot lost because the citizen did not come
    team_wait_weeks, ///< weeks in the queue of those heard
    assessed,
    assessed_weeks_open, ///< weeks from opening to decision of those assessed
    assessed_poor_file,
    assessed_misplaced,
    assessed_job_plan,
    assessed_unit,
    assessed_rehabilitation,
    assessed_flex_job,
    assessed_resource_programme,
    assessed_pension,
    guarantee_breach, ///< first week past the deadline
    review,
    job_started,
    job_displacing, ///< of these, taken from other unemployed
    education_started,
    flex_job_started,
    flex_job_approved,
    pension_started,
    resource_programme_started,
    rehabilitation_started,
    development_flex_job_started,
    job_clarification_started,
    job_ended,
    lasting_solution, ///< flex job, pension, or a year in job or education
    caseworker_changed,
    first_assigned,
    file_part_expired,
    // the job centre as a whole, counted in the cell of the centre
    positions_filled, ///< position weeks
    positions_vacant,
    quits,
    hires,
    caseload_sum,    ///< cases with a caseworker, summed over caseworkers
    hours_available, ///< hundredths of an hour
    hours_used,
    hours_contact,
    hours_documentation,
    hours_preparation,
    documentation_undone,    ///< hundredths of an hour
    weeks_without_hour_left, ///< caseworker weeks with less than half an hour left
    team_slots,
    team_slots_used,
    team_queue_length,
    waiting_list_length,
    employer_places,
    employer_places_used,
    handover_hours_lost, ///< preparation lost, hundredths of an hour
    // money in øre
    cost_benefits,
    cost_staff,
    cost_programmes,
    cost_municipality,
    cost_state,
    permanent_present_value,
    count_
};

/// Name of a count, as journals and tests write it.
std::string_view name_of_count(Count count) noexcept;

} // namespace afklar
