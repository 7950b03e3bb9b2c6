#include <afklar/observe/audit.hpp>

#include <algorithm>

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

std::array<Balance, balance_count> balances_of(const Audit& a) noexcept {
    return {{{"citizens", "at the start and in = out and at the end",
              a.citizens_start + a.citizens_in, a.citizens_out + a.citizens_end},
             {"hours of caseworkers", "hundredths: used <= available", a.hours_used,
              a.hours_available, true},
             {"caseworker weeks overdrawn", "with more hours used than there are = 0",
              a.caseworker_weeks_overdrawn, 0},
             {"cost", "øre: benefits, staff and programmes = municipality and state", a.cost_parts,
              a.cost_payers},
             {"rehabilitation team", "weeks in the queue over people = length over weeks",
              a.team_person_weeks, a.team_length_weeks},
             {"waiting list", "weeks on it over people = length over weeks", a.waiting_person_weeks,
              a.waiting_length_weeks},
             {"round table", "weeks in the queue over people = length over weeks",
              a.round_table_person_weeks, a.round_table_length_weeks},
             {"employer places", "weeks in the queue over people = length over weeks",
              a.places_person_weeks, a.places_length_weeks}}};
}

bool Audit::holds() const noexcept {
    return std::ranges::all_of(balances_of(*this), &Balance::holds);
}

std::string broken(const Audit& audit) {
    std::string text;
    for (const Balance& balance : balances_of(audit)) {
        if (!balance.holds()) {
            text += (text.empty() ? "" : "; ") + std::string(balance.name) + " (" +
                    std::string(balance.meaning) + "): " + std::to_string(balance.left) +
                    " against " + std::to_string(balance.right);
        }
    }
    return text;
}

} // namespace afklar
