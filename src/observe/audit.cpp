#include <afklar/observe/audit.hpp>

namespace afklar {

Audit& Audit::operator+=(const Audit& other) noexcept {
    citizens_start += other.citizens_start;
    citizens_in += other.citizens_in;
    citizens_out += other.citizens_out;
    citizens_end += other.citizens_end;
    hours_available += other.hours_available;
    hours_used += other.hours_used;
    caseworker_weeks_overdrawn += other.caseworker_weeks_overdrawn;
    cost_parts += other.cost_parts;
    cost_payers += other.cost_payers;
    team_person_weeks += other.team_person_weeks;
    team_length_weeks += other.team_length_weeks;
    waiting_person_weeks += other.waiting_person_weeks;
    waiting_length_weeks += other.waiting_length_weeks;
    round_table_person_weeks += other.round_table_person_weeks;
    round_table_length_weeks += other.round_table_length_weeks;
    places_person_weeks += other.places_person_weeks;
    places_length_weeks += other.places_length_weeks;
    return *this;
}

bool Audit::holds() const noexcept {
    return citizens_start + citizens_in == citizens_out + citizens_end &&
           hours_used <= hours_available && caseworker_weeks_overdrawn == 0 &&
           cost_parts == cost_payers && team_person_weeks == team_length_weeks &&
           waiting_person_weeks == waiting_length_weeks &&
           round_table_person_weeks == round_table_length_weeks &&
           places_person_weeks == places_length_weeks;
}

std::string broken(const Audit& audit) {
    std::string text;
    const auto note = [&text](bool holds, const char* what, std::int64_t left, std::int64_t right) {
        if (!holds) {
            text += (text.empty() ? "" : "; ") + std::string(what) + ": " + std::to_string(left) +
                    " against " + std::to_string(right);
        }
    };
    const auto equal = [&note](const char* what, std::int64_t left, std::int64_t right) {
        note(left == right, what, left, right);
    };
    equal("citizens", audit.citizens_start + audit.citizens_in,
          audit.citizens_out + audit.citizens_end);
    note(audit.hours_used <= audit.hours_available, "hours", audit.hours_used,
         audit.hours_available);
    equal("caseworker weeks overdrawn", audit.caseworker_weeks_overdrawn, 0);
    equal("kroner", audit.cost_parts, audit.cost_payers);
    equal("team queue", audit.team_person_weeks, audit.team_length_weeks);
    equal("waiting list", audit.waiting_person_weeks, audit.waiting_length_weeks);
    equal("round tables", audit.round_table_person_weeks, audit.round_table_length_weeks);
    equal("employer places", audit.places_person_weeks, audit.places_length_weeks);
    return text;
}

} // namespace afklar
