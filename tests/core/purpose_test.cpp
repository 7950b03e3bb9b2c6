#include <afklar/core/purpose.hpp>

#include <array>
#include <cstddef>

#include <support/catch.hpp>

using namespace afklar;

TEST_CASE("purposes and agents keep their numbers", "[purpose]") {
    // A number is a part of the address of every draw: this list may only be extended at its end.
    using P = Purpose;
    constexpr std::array purposes = {P::parameter_stratum,
                                     P::parameter_jitter,
                                     P::synthesis_cell,
                                     P::synthesis_age,
                                     P::synthesis_mode,
                                     P::synthesis_health,
                                     P::synthesis_trust,
                                     P::synthesis_capacity,
                                     P::synthesis_spell,
                                     P::synthesis_history,
                                     P::synthesis_hidden,
                                     P::synthesis_file,
                                     P::synthesis_caseworker,
                                     P::synthesis_contact,
                                     P::arrivals,
                                     P::arrival_mark,
                                     P::death,
                                     P::move,
                                     P::return_to_benefit,
                                     P::health_event,
                                     P::life_event,
                                     P::barrier_eases,
                                     P::barrier_grows,
                                     P::barrier_which,
                                     P::quit,
                                     P::recruitment,
                                     P::degree,
                                     P::quality,
                                     P::tenure,
                                     P::rings,
                                     P::mode_guess,
                                     P::attendance,
                                     P::excuse,
                                     P::attempt,
                                     P::social_part,
                                     P::treatment_start,
                                     P::home_support_start,
                                     P::offer_start,
                                     P::sanction,
                                     P::sanction_stands,
                                     P::sanction_harm,
                                     P::appeal,
                                     P::stop_of_payment,
                                     P::stop_contact,
                                     P::stop_harm,
                                     P::stop_leaves,
                                     P::leave_without_job,
                                     P::certificate_wait,
                                     P::own_acceptance,
                                     P::work_trial,
                                     P::first_reading,
                                     P::case_opened,
                                     P::own_reading,
                                     P::team_attendance,
                                     P::team_reading,
                                     P::misplaced_returns,
                                     P::review_finds,
                                     P::job,
                                     P::education,
                                     P::regrade,
                                     P::flex_job_direct,
                                     P::flex_job_found,
                                     P::flex_job_found_by_citizen,
                                     P::flex_job_ends,
                                     P::programme_ends,
                                     P::programme_outcome,
                                     P::rehabilitation_ends,
                                     P::rehabilitation_outcome,
                                     P::development_flex_job_request,
                                     P::development_flex_job_outcome,
                                     P::job_ends,
                                     P::education_ends,
                                     P::ordinary_hours_start,
                                     P::ordinary_hours_stop,
                                     P::displaced,
                                     P::sickness_ends,
                                     P::job_clarification_starts,
                                     P::job_clarification_ends,
                                     P::job_clarification_outcome,
                                     P::side_by_side,
                                     P::place_found,
                                     P::backlog_place,
                                     P::synthesis_pressure,
                                     P::decision_checked,
                                     P::programme_idle,
                                     P::attribution_order};
    for (std::size_t k = 0; k < purposes.size(); ++k) {
        CHECK(index_of(purposes[k]) == k);
    }
    CHECK(count_of<Purpose> >= purposes.size());
    CHECK(count_of<Purpose> <= 256); // eight bits of the address

    constexpr std::array agents = {Agent::citizen, Agent::caseworker, Agent::centre,
                                   Agent::synthesis, Agent::design};
    for (std::size_t k = 0; k < agents.size(); ++k) {
        CHECK(index_of(agents[k]) == k);
    }
}
