#pragma once
/// Times to an event, as whole numbers of people by week, with competing events and censoring.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include <afklar/core/enum.hpp>

namespace afklar {

/// Whose clock: those who enter while observed, from the start of their spell, or those there at the
/// start, from the first observed week.
enum class Clock : std::uint8_t { entrants, stock, count_ };
constexpr std::array<std::string_view, 2> names_of(Clock) { return {"entrants", "stock"}; }

/// Which first event the clock runs to.
enum class Target : std::uint8_t { assessment, lasting_solution, count_ };
constexpr std::array<std::string_view, 2> names_of(Target) {
    return {"assessment", "lasting_solution"};
}

/// How a clock stopped. For `assessment`: the decision, or a way out of benefit before it. For
/// `lasting_solution`: the solution, or a way out of the area.
enum class Stop : std::uint8_t {
    reached, ///< the target itself
    job,
    education,
    permanent, ///< flex job, pension or programme without an assessment in the spell
    left,      ///< left without support or recovered
    departed,  ///< died, moved, reached pension age
    censored,  ///< still running at the end
    count_
};
constexpr std::array<std::string_view, 7> names_of(Stop) {
    return {"reached", "job", "education", "permanent", "left", "departed", "censored"};
}

/// Number of people by target, clock, way of stopping and weeks on the clock.
/// Shape: [target][clock][stop][weeks], weeks from 0 to the horizon.
class DurationCounts {
public:
    DurationCounts() = default;
    explicit DurationCounts(int horizon)
        : weeks_(static_cast<std::size_t>(horizon) + 1),
          counts_(count_of<Target> * count_of<Clock> * count_of<Stop> * weeks_, 0) {}

    void add(Target target, Clock clock, Stop stop, int weeks, std::int64_t people = 1) noexcept {
        counts_[at(target, clock, stop, weeks)] += people;
    }
    [[nodiscard]] std::int64_t get(Target target, Clock clock, Stop stop,
                                   int weeks) const noexcept {
        return counts_[at(target, clock, stop, weeks)];
    }
    [[nodiscard]] std::size_t weeks() const noexcept { return weeks_; }
    [[nodiscard]] const std::vector<std::int64_t>& raw() const noexcept { return counts_; }
    [[nodiscard]] std::vector<std::int64_t>& raw() noexcept { return counts_; }

private:
    [[nodiscard]] std::size_t at(Target target, Clock clock, Stop stop, int weeks) const noexcept {
        const auto w = static_cast<std::size_t>(weeks < 0 ? 0 : weeks);
        return ((index_of(target) * count_of<Clock> + index_of(clock)) * count_of<Stop> +
                index_of(stop)) *
                   weeks_ +
               (w < weeks_ ? w : weeks_ - 1);
    }

    std::size_t weeks_ = 0;
    std::vector<std::int64_t> counts_;
};

} // namespace afklar
