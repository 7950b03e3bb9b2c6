#pragma once
/// What the caseworkers plan to do this week, handed from the work of the week to the steps after it.

#include <cstdint>
#include <vector>

#include <afklar/core/units.hpp>
#include <afklar/people/citizens.hpp>

namespace afklar {

/// Why a conversation is held.
enum class Reason : std::uint8_t { statute, need, citizen_rings, hours_left, count_ };

/// What is drawn about one conversation of a citizen in a week.
enum class ConversationDraw : std::uint8_t {
    attendance,
    excuse,
    social_part,
    treatment_start,
    home_support_start,
    offer_start,
    count_
};
/// Leading bits of those draws.
using ConversationLuck = EnumArray<ConversationDraw, std::uint16_t>;

/// One conversation that is planned for this week.
struct Appointment {
    CitizenIndex citizen = 0;
    Reason reason = Reason::need;
    Mode mode = Mode::in_person;
    double hours = 0.0;          ///< when it is held
    double expected_hours = 0.0; ///< set aside: staff reckon with those who do not come
    double trust_factor = 1.0;   ///< longer or hurried
    double chance = 1.0;         ///< that the citizen takes part
    ConversationLuck luck{};
};

/// One thing a caseworker could do this week.
struct Task {
    int priority = 0;
    double order = 0.0; ///< within a priority, lower first
    CitizenIndex citizen = 0;
    bool preparation = false;
    bool hurried_allowed = false;
    Reason reason = Reason::need;
};

/// Citizens by caseworker.
struct WorkList {
    std::vector<std::uint32_t> start; ///< of each caseworker, and the end of the last
    std::vector<CitizenIndex> who;
};

/// What a charge pays for.
enum class ChargeKind : std::uint8_t { programme, benefit, pension_value, count_ };

/// Money that something done this week costs, entered in the books at its end.
struct Charge {
    CitizenIndex citizen = 0;
    ChargeKind kind = ChargeKind::programme;
    Money amount;
};

/// Lists that one step of the week hands to later ones.
struct WeekPlan {
    std::vector<Appointment> appointments;
    std::vector<CitizenIndex> held;       ///< conversations held this week
    std::vector<CitizenIndex> unexcused;  ///< unexcused absences this week
    std::vector<CitizenIndex> sanctioned; ///< this week
    std::vector<Charge> charges;
    int recruited = 0; ///< caseworkers who began this week

    void clear() noexcept {
        appointments.clear();
        held.clear();
        unexcused.clear();
        sanctioned.clear();
        charges.clear();
        recruited = 0;
    }
};

} // namespace afklar
