#include <afklar/observe/tally.hpp>

#include <afklar/core/error.hpp>
#include <afklar/observe/audit.hpp>

namespace afklar {

Tally& Tally::operator+=(const Tally& other) {
    if (weeks_ != other.weeks_ || groups_ != other.groups_) {
        throw Error("tallies of different shape cannot be added");
    }
    for (std::size_t k = 0; k < counts_.size(); ++k) {
        counts_[k] += other.counts_[k];
    }
    for (std::size_t g = 0; g < groups_; ++g) {
        auto& mine = durations_[g].raw();
        const auto& theirs = other.durations_[g].raw();
        for (std::size_t k = 0; k < mine.size(); ++k) {
            mine[k] += theirs[k];
        }
    }
    return *this;
}

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

} // namespace afklar
