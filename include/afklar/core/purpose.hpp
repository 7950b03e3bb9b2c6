#pragma once
/// Every random decision of the model by name. The list only ever grows at its end: a purpose is part
/// of a draw's address, and addresses are a promise.

#include <cstdint>
#include <string_view>

#include <afklar/core/enum.hpp>

namespace afklar {

/// What kind of thing a draw is about.
enum class Agent : std::uint8_t { citizen, caseworker, centre, synthesis, design, count_ };

/// What a draw decides. *when* is the week unless the comment names an occurrence.
enum class Purpose : std::uint8_t {
    // design and synthesis
    parameter_stratum, ///< when: parameter
    parameter_jitter,  ///< when: parameter
    synthesis_cell,    ///< which cell of the population table
    synthesis_age,
    synthesis_mode, ///< best mode of conversation
    synthesis_health,
    synthesis_trust,
    synthesis_capacity,
    synthesis_spell,   ///< elapsed weeks of the spell
    synthesis_history, ///< earlier support
    synthesis_hidden,  ///< unreachable, known elsewhere, willing
    synthesis_file,    ///< part-filled file of the stock
    synthesis_caseworker,
    synthesis_contact,
    // arrivals and departures
    arrivals,     ///< agent: target group
    arrival_mark, ///< agent: the arrival
    death,
    move,
    return_to_benefit,
    // wellbeing
    health_event,
    life_event,
    barrier_eases,
    barrier_grows,
    barrier_which,
    // staff
    quit,        ///< agent: position and holder
    recruitment, ///< agent: position; when: k-th vacancy
    degree,      ///< agent: position; when: k-th holder
    quality,     ///< agent: position; when: k-th holder
    tenure,      ///< agent: position; when: k-th holder
    // work of the week and conversations
    rings,
    mode_guess,
    attendance,         ///< when: k-th appointment
    excuse,             ///< when: k-th appointment
    attempt,            ///< when: k-th appointment
    social_part,        ///< when: k-th appointment
    treatment_start,    ///< when: k-th appointment
    home_support_start, ///< when: k-th appointment
    offer_start,        ///< when: k-th appointment
    // sanctions
    sanction,        ///< when: k-th appointment
    sanction_stands, ///< when: k-th appointment
    sanction_harm,   ///< when: k-th appointment
    appeal,          ///< when: k-th appointment
    stop_of_payment,
    stop_contact,
    stop_harm,
    stop_leaves,
    leave_without_job,
    // evidence for the assessment
    certificate_wait, ///< when: k-th certificate
    own_acceptance,   ///< when: k-th case
    work_trial,       ///< when: k-th trial
    first_reading,    ///< when: k-th case
    // assessment
    case_opened,
    own_reading, ///< when: k-th decision
    team_attendance,
    team_reading, ///< when: k-th decision
    misplaced_returns,
    review_finds,
    // transitions
    job,
    education,
    regrade,
    flex_job_direct, ///< when: k-th decision
    flex_job_found,
    flex_job_found_by_citizen,
    flex_job_ends,
    programme_ends,
    programme_outcome,
    rehabilitation_ends,
    rehabilitation_outcome,
    development_flex_job_request,
    development_flex_job_outcome,
    job_ends,
    education_ends,
    ordinary_hours_start,
    ordinary_hours_stop,
    displaced,
    sickness_ends,
    job_clarification_starts,
    job_clarification_ends,
    job_clarification_outcome,
    side_by_side, ///< when: k-th case
    place_found,
    backlog_place, ///< where the backlog of a new guarantee is put; when: 0
    synthesis_pressure,
    decision_checked, ///< when: k-th case
    programme_idle,   ///< when: k-th case
    // how several reforms are shared out
    attribution_order, ///< design: when the pair of orders
    count_
};

} // namespace afklar
