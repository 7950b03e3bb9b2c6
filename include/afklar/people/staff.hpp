#pragma once
/// Caseworkers of one job centre: a position with its k-th holder.

#include <cstdint>
#include <vector>

#include <afklar/people/citizens.hpp>

namespace afklar {

/// Which part of the job centre a position belongs to.
enum class Unit : std::uint8_t { ordinary, cross_disciplinary, count_ };

/// One position and whoever holds it.
struct Caseworker {
    Unit unit = Unit::ordinary;
    bool filled = true;
    bool abolished = false;      ///< no longer filled, kept so that places do not move
    bool degree = false;         ///< social-work degree
    std::uint8_t holder = 0;     ///< k-th holder; part of the address of the draws
    Week since = 0;              ///< first week of the holder's tenure
    Week filled_in = 0;          ///< week in which a vacancy ends; 0: not put out yet
    double quality = 0.0;        ///< standard normal; the model index of E099
    int caseload = 0;            ///< everyone with this caseworker
    double owed = 0.0;           ///< hours of work already done that the coming weeks must pay
    double hours = 0.0;          ///< for cases in the running week
    double hours_left = 0.0;     ///< of these, not used
    double load_factor = 1.0;    ///< of the caseload on the hazard of finding work, this week
    double quality_factor = 1.0; ///< of the quality, for the job-ready
    double documentation = 1.0;  ///< share of the process requirements that was done
};

/// The staff of a job centre in order of positions.
using Staff = std::vector<Caseworker>;

/// Address of a holder in the draws: position and k-th holder.
constexpr std::uint32_t staff_address(std::size_t position, std::uint8_t holder) noexcept {
    return static_cast<std::uint32_t>(position) * 256U + holder;
}

} // namespace afklar
