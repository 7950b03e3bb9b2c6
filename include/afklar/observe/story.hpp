#pragma once
/// The course of one citizen as a list of events: what happened, by which rule, with what chance, and
/// how he was afterwards.

#include <cstdint>
#include <vector>

#include <afklar/core/calendar.hpp>
#include <afklar/observe/observer.hpp>
#include <afklar/people/citizens.hpp>
#include <afklar/policy/provision.hpp>
#include <afklar/policy/selector.hpp>

namespace afklar {

/// How a citizen is at one moment.
struct StoryState {
    Status status{};
    LeftCause left_cause{};
    CaseStage stage{};
    Plan plan{};
    int weeks_on_benefit = 0;
    int weeks_silent = 0; ///< since the last conversation held
    double trust = 0.0;
    double health = 0.0;
    double pressure = 0.0;

    bool operator==(const StoryState&) const = default;
};

/// One thing that happened to the citizen.
struct StoryEvent {
    Week week = 0; ///< of the run, burn-in included
    Count what{};
    double chance = -1.0;               ///< of what happened; negative: it was certain
    Provision rule = Provision::count_; ///< that asked for it; count_: none
    double value = 0.0;                 ///< a further number, by kind of event
    StoryState after{};                 ///< as he was when it was reported

    bool operator==(const StoryEvent&) const = default;
};

/// The end of one week of the story.
struct StoryWeek {
    Week week = 0;
    StoryState state{};
    CitizenView person{}; ///< as its rules saw him
};

/// The rules that hold for the citizen from a week until the next change.
struct StoryRules {
    Week from = 0;
    RuleSet rules{};
};

/// The story of one citizen.
struct Story {
    CitizenAddress who = 0;
    CitizenView person{}; ///< as he was when the story begins, or when he came
    StoryState start{};   ///< the same of his state
    std::vector<StoryRules> rules{};
    std::vector<StoryEvent> events{};
    std::vector<StoryWeek> weeks{}; ///< those in which he was in the area

    /// Rules that held for him in a week; null before the first.
    [[nodiscard]] const RuleSet* rules_in(Week week) const noexcept;
};

/// The observer that writes the story of one citizen. Amounts are left out, but for the lengths of
/// waits that end in an event.
class StoryTeller {
public:
    StoryTeller(const Citizens& people, CitizenAddress who) : people_(&people) { story_.who = who; }

    /// Says which week the coming events belong to.
    void begin_week(Week week) noexcept { week_ = week; }
    /// Notes how he is at the end of the week, which rules held for him in it, and as whom they saw him.
    void end_week(const RuleSet& rules, const CitizenView& person);

    void event(Count count, CitizenIndex i, Why why = {}) {
        if (people_->who.address[i] == story_.who) {
            story_.events.push_back(
                {week_, count, why.chance, why.rule, why.value, state_of(*people_, i)});
        }
    }
    void add(Count count, CitizenIndex i, std::int64_t amount) {
        const bool wait = count == Count::team_wait_weeks || count == Count::assessed_weeks_open;
        if (wait) {
            event(count, i, {-1.0, Provision::count_, static_cast<double>(amount)});
        }
    }
    void everyone(Count, const Mask&) const noexcept {}
    void thousandths(Count, std::span<const float>, const Mask&) const noexcept {}
    void cell(std::size_t, Count, std::int64_t) const noexcept {}
    void centre(Count, std::int64_t) const noexcept {}
    void stopped(Target, CitizenIndex, Stop, int) const noexcept {}

    [[nodiscard]] const Story& story() const noexcept { return story_; }
    [[nodiscard]] Story& story() noexcept { return story_; }

    /// How a citizen is. Domain: silence is counted to the week given by `begin_week`.
    [[nodiscard]] StoryState state_of(const Citizens& people, CitizenIndex i) const noexcept;

private:
    const Citizens* people_;
    Week week_ = 0;
    Story story_;
};

} // namespace afklar
