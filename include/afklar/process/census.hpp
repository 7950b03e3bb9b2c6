#pragma once
/// Everyone in the area at the end of a week, counted once for the books and for the observer.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <afklar/process/context.hpp>

namespace afklar {

/// Steps of the refund of a benefit by the state.
inline constexpr std::size_t refund_steps = 4;

/// Step of the refund by weeks on benefit: to 4, 26, 52 weeks, and after.
/// Source: lov nr. 994 af 30. august 2015, section 5 (cost.state_share_*).
constexpr std::size_t refund_step(int weeks_on_benefit) noexcept {
    return static_cast<std::size_t>(weeks_on_benefit >= 4) +
           static_cast<std::size_t>(weeks_on_benefit >= 26) +
           static_cast<std::size_t>(weeks_on_benefit >= 52);
}

/// Where somebody is in a census: a status, with those on sickness benefit apart.
/// Shape: statuses as they are numbered; on sickness benefit in the place of `left`, who is not there.
inline constexpr std::size_t census_kinds = count_of<Status>;
constexpr std::size_t census_kind(Status status, TargetGroup group) noexcept {
    return status == Status::on_benefit && group == TargetGroup::sickness_benefit
               ? index_of(Status::left)
               : index_of(status);
}

/// People by cell, kind and step of the refund.
class Census {
public:
    [[nodiscard]] std::size_t cells() const noexcept { return number_.size() / cell_size; }
    [[nodiscard]] std::int64_t at(std::size_t cell, std::size_t kind,
                                  std::size_t step) const noexcept {
        return number_[cell * cell_size + kind * refund_steps + step];
    }
    /// Of every step of the refund.
    [[nodiscard]] std::int64_t at(std::size_t cell, std::size_t kind) const noexcept {
        std::int64_t sum = 0;
        for (std::size_t step = 0; step < refund_steps; ++step) {
            sum += at(cell, kind, step);
        }
        return sum;
    }
    /// Cases of the centre's staff.
    [[nodiscard]] std::int64_t clients(std::size_t cell) const noexcept {
        return at(cell, index_of(Status::on_benefit)) + at(cell, index_of(Status::left)) +
               at(cell, index_of(Status::development_flex_job));
    }

    /// Counts everyone who is in the area now. Memory is kept.
    /// Domain: nobody on sickness benefit is in a development flex job.
    void take(const WeekContext& now);

private:
    /// Counts those of one kind at once. Domain: all are in cell 1; nobody of the kind is counted yet.
    void count_kind(Status kind, const Mask& who, std::span<const Mask> passed) noexcept;

    static constexpr std::size_t cell_size = census_kinds * refund_steps;
    std::vector<std::int64_t> number_;
    std::vector<std::int64_t> odd_; ///< those at odd places, while counting
};

} // namespace afklar
