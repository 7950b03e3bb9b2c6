#pragma once
/// One person as microdata or a library call describe him.

#include <cstdint>
#include <optional>

#include <afklar/people/attributes.hpp>

namespace afklar {

/// One person of a microdata file, or of a library call. Values left out are drawn as in synthesis.
struct Person {
    std::int64_t id = 0;
    int age = 40; ///< years
    Sex sex = Sex::man;
    int job_centre = 0;              ///< number, 0 upwards
    Region region = Region::capital; ///< of the job centre
    TargetGroup target_group = TargetGroup::activity_ready;
    BarrierSet barriers = 0;
    int weeks_on_benefit = 0;
    std::optional<double> health;
    std::optional<double> trust;
    std::optional<double> work_capacity;
    std::optional<int> weeks_since_conversation;
    std::optional<int> absences; ///< unexcused, since the last conversation
    std::optional<bool> prefers_remote;
    std::optional<bool> unreachable;
    std::optional<bool> known_elsewhere;
};

} // namespace afklar
