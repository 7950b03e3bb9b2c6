#include <afklar/observe/story.hpp>

namespace afklar {

const RuleSet* Story::rules_in(Week week) const noexcept {
    const RuleSet* found = nullptr;
    for (const StoryRules& stretch : rules) {
        if (stretch.from > week) {
            break;
        }
        found = &stretch.rules;
    }
    return found;
}

StoryState StoryTeller::state_of(const Citizens& people, CitizenIndex i) const noexcept {
    StoryState state;
    state.status = people.place.status[i];
    state.left_cause = people.place.left_cause[i];
    state.stage = people.file.stage[i];
    state.plan = people.file.plan[i];
    state.weeks_on_benefit = people.place.weeks_on_benefit[i];
    state.weeks_silent = week_ - people.contact.last_held[i];
    state.trust = static_cast<double>(people.wellbeing.trust[i]);
    state.health = static_cast<double>(people.wellbeing.health[i]);
    state.pressure = static_cast<double>(people.wellbeing.pressure[i]);
    return state;
}

void StoryTeller::end_week(const RuleSet& rules, const CitizenView& person) {
    const CitizenIndex i = people_->find(story_.who);
    const bool told = !story_.events.empty() && story_.events.back().week == week_;
    if (i == nowhere || (!people_->present(i) && !told)) {
        return;
    }
    if (story_.rules.empty() || !(story_.rules.back().rules == rules)) {
        story_.rules.push_back({week_, rules});
    }
    story_.weeks.push_back({week_, state_of(*people_, i), person});
}

} // namespace afklar
