#include <afklar/observe/tally.hpp>

#include <afklar/core/error.hpp>

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

} // namespace afklar
