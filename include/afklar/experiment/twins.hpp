#pragma once
/// The same person under two regimes: who is better off, who worse, and since when the courses part.
///
/// *Under the model's coupling.* Which course of luck is "the same" under another regime is a property of
/// the model (draws belong to persons and weeks), not of the world: another coupling that gives every
/// regime the same averages can give other shares of people better and worse off. A *null change*, one
/// person fewer in each job centre from the first observed week on, is the noise floor: what the shares
/// are when nothing of interest was changed.

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <afklar/core/enum.hpp>
#include <afklar/experiment/estimates.hpp>
#include <afklar/experiment/stream.hpp>
#include <afklar/observe/metric.hpp>

namespace afklar {

/// What is compared of one person, in whole weeks of the observed time.
enum class TwinOutcome : std::uint8_t {
    first_assessed,      ///< observed week of the first assessment; without one all weeks
    weeks_unassessed,    ///< on cash benefit without an assessment
    longest_silence,     ///< most weeks since the last conversation, or since the spell began
    weeks_sanctioned,    ///< under a sanction, or with payment stopped
    weeks_job_education, ///< in a job or in education
    count_
};
constexpr std::array<std::string_view, 5> names_of(TwinOutcome) {
    return {"first_assessed_week", "weeks_unassessed_on_benefit", "longest_silence",
            "weeks_under_sanction", "weeks_in_job_or_education"};
}
/// In which direction an outcome is an improvement.
constexpr Better better_of(TwinOutcome outcome) noexcept {
    return outcome == TwinOutcome::weeks_job_education ? Better::higher : Better::lower;
}

/// What makes two courses of a person differ in a week; of those who are not in the area the status alone.
struct CourseMark {
    Status status = Status::left;
    CaseStage stage{};
    Plan plan{};
    std::int16_t caseworker = no_caseworker; ///< position
    WeekColumn last_held = 0;
    WeekColumn sanction_until = 0;
    WeekColumn stopped_until = 0;
    bool operator==(const CourseMark&) const = default;
};

/// The courses of everyone in one job centre over the observed weeks, by address.
class CourseBook {
public:
    /// `people`: as they are before the first observed week.
    CourseBook(const Citizens& people, Week first_observed, Week weeks);

    /// Notes how everyone is at the end of an observed week, which is counted in the run.
    void end_week(const Citizens& people, Week week);

    /// Addresses that were given out so far.
    [[nodiscard]] std::size_t addresses() const noexcept { return people_.size(); }
    /// Whether somebody was in the area before the first observed week or at the end of one.
    [[nodiscard]] bool was_there(CitizenAddress who) const noexcept {
        return who < people_.size() && people_[who].was_there;
    }
    [[nodiscard]] int outcome(CitizenAddress who, TwinOutcome outcome) const noexcept {
        return people_[who].outcomes[outcome];
    }
    /// How he was at the end of an observed week, from 0.
    // NOLINTNEXTLINE(bugprone-easily-swappable-parameters): who, then when
    [[nodiscard]] CourseMark mark(CitizenAddress who, Week week) const noexcept {
        const auto& row = marks_[static_cast<std::size_t>(week)];
        return who < row.size() ? row[who] : CourseMark{};
    }
    [[nodiscard]] Week weeks() const noexcept { return static_cast<Week>(marks_.size()); }

private:
    struct Person {
        bool was_there = false;
        bool assessed = false;
        EnumArray<TwinOutcome, std::int16_t> outcomes{};
    };
    void lengthen(std::size_t addresses);

    Week first_observed_;
    Week horizon_;
    std::vector<Person> people_;
    std::vector<std::vector<CourseMark>> marks_; ///< [week][address]
};

/// How many are better off, worse off and the same.
struct BetterWorse {
    std::int64_t better = 0;
    std::int64_t worse = 0;
    std::int64_t same = 0;
    bool operator==(const BetterWorse&) const = default;
};

/// Twins counted. Adding up is exact in any order.
struct TwinCounts {
    std::int64_t people = 0; ///< there in both courses
    EnumArray<TwinOutcome, BetterWorse> outcomes{};
    std::vector<std::int64_t> parted; ///< by the first week that differs; the rest never part

    TwinCounts& operator+=(const TwinCounts& other);
    bool operator==(const TwinCounts&) const = default;
    [[nodiscard]] std::int64_t parted_ever() const noexcept;
};

/// Counts everyone who is in both books. Domain: books of one centre and as many weeks.
[[nodiscard]] TwinCounts compare(const CourseBook& baseline, const CourseBook& other);

/// Takes one person out of a job centre as if he moved away: of the clients in order of address the middle
/// one. Gives his address; nobody is taken where there are no clients. Draws: none.
std::optional<CitizenAddress> remove_one(JobCentre& centre, Week week);

/// The twins of one regime beside the baseline, or of the null change. Counts by stream.
struct TwinArm {
    std::string regime; ///< empty: the null change
    std::vector<TwinCounts> by_stream;

    [[nodiscard]] bool is_null_change() const noexcept { return regime.empty(); }
};

/// All twins of a projection: each regime but the baseline, then the null change.
struct Twins {
    std::string baseline;
    int weeks = 0;
    int draws = 0;      ///< of the projection
    int replicates = 0; ///< the same
    std::vector<StreamPlan> streams;
    std::vector<TwinArm> arms;

    [[nodiscard]] const TwinArm& null_change() const noexcept { return arms.back(); }
};

/// Most streams whose twins are followed: the first replicate of every draw, then the second, and so on.
inline constexpr std::size_t most_twin_streams = 40;

/// How following twins talks to its surroundings; every member may be left empty.
struct TwinHooks {
    std::function<void(double)> progress; ///< share of the work that is done
    const std::atomic<bool>* stop = nullptr;
};

/// Lives every job centre of the streams under every regime, and under the baseline with one person
/// fewer, and compares the courses of every person. Empty when stopped.
/// Cost: at most that of `most_twin_streams` streams with one more regime; memory of one centre's courses
/// for each thread.
/// Errors: `Error` from checking the spec, `RunError` when a balance is broken.
[[nodiscard]] std::optional<Twins> follow_twins(const ProjectionSpec& spec,
                                                const TwinHooks& hooks = {});

/// A share of the people of an arm, stream by stream; NaN where nobody is.
enum class TwinShare : std::uint8_t { better, worse, same, parted, count_ };
constexpr std::array<std::string_view, 4> names_of(TwinShare) {
    return {"better", "worse", "same", "parted"};
}
/// Domain: the outcome is not looked at for `parted`.
[[nodiscard]] DrawMatrix shares(const Twins& twins, const TwinArm& arm, TwinShare share,
                                TwinOutcome outcome = {});

/// The first observed week in which so large a share of those who ever part has parted, over all streams;
/// empty when nobody does. Domain: share in (0, 1].
[[nodiscard]] std::optional<int> week_parted(const TwinArm& arm, double share);

} // namespace afklar
