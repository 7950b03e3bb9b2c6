#include <afklar/experiment/shard.hpp>

#include <string>

#include <afklar/core/error.hpp>

namespace afklar {

std::vector<StreamPlan> streams_of(const ProjectionSpec& spec, const Shard& shard) {
    if (shard.number < 1 || shard.number > shard.of) {
        throw Error("there is no shard " + std::to_string(shard.number) + " of " +
                    std::to_string(shard.of));
    }
    const auto all = plan_streams(spec);
    std::vector<StreamPlan> mine;
    for (auto k = static_cast<std::size_t>(shard.number - 1); k < all.size();
         k += static_cast<std::size_t>(shard.of)) {
        mine.push_back(all[k]);
    }
    return mine;
}

} // namespace afklar
