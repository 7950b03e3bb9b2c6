#pragma once
/// Who belongs to one job centre at the start.

#include <cstdint>
#include <numeric>
#include <vector>

#include <afklar/core/enum.hpp>
#include <afklar/people/attributes.hpp>

namespace afklar {

/// One job centre before its people are drawn: the same in every stream and regime.
struct CentrePlan {
    int number = 0; ///< also the centre of the draws' addresses
    Region region{};
    EnumArray<TargetGroup, int> people{}; ///< on benefit at the start
    std::vector<std::uint32_t> persons{}; ///< microdata: who, by place in the list of people

    /// People on benefit at the start, all groups together.
    [[nodiscard]] int size() const noexcept {
        return std::accumulate(people.begin(), people.end(), 0);
    }
};

} // namespace afklar
