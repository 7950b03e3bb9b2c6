#pragma once
/// The course of one citizen as a list of events: what happened, by which rule, with what chance.

#include <cstdint>
#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/observe/count.hpp>
#include <afklar/people/citizens.hpp>
#include <afklar/policy/provision.hpp>

namespace afklar {

/// One thing that happened to the citizen.
struct StoryEvent {
    Week week = 0;
    Count what{};
    double chance = -1.0;                ///< of what happened; negative: it was certain
    Provision rule = Provision::count_;  ///< that asked for it; count_: none
    double value = 0.0;                  ///< a further number, by kind of event
    Status status{};                     ///< after the event
    double trust = 0.0;
    double health = 0.0;
    double pressure = 0.0;
};

/// The story of one citizen.
struct Story {
    CitizenIndex who = 0;
    std::vector<StoryEvent> events;
};

} // namespace afklar
