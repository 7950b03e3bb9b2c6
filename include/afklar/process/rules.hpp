#pragma once
/// Step 1 of the week, rules: renews the rule set and the counter cell of those for whom a date, a
/// border of age or weeks on benefit, a group or a barrier was crossed. Nothing later in the week reads
/// a date or a file.

#include <algorithm>
#include <cstdint>
#include <vector>

#include <afklar/observe/counters.hpp>
#include <afklar/people/job_centre.hpp>
#include <afklar/policy/selector_index.hpp>
#include <afklar/process/rule_table.hpp>

namespace afklar {

/// What step 1 changes.
struct RulesChanges {
    RulesColumns& rules;
    Agenda& borders;                  ///< who crosses a border when
    std::vector<CitizenIndex>& stale; ///< who may have crossed one last week
    RuleTable& table;
    CellTable& cells;
    const SelectorIndex& groups; ///< of the comparison
    Region region{};
    int centre = 0;
};

/// What a selector sees of a citizen this week.
inline CitizenView view_of(const Citizens& people, CitizenIndex i, Week week, Region region,
                           int centre) noexcept {
    CitizenView view;
    view.age_weeks = week - people.who.birth_week[i];
    view.weeks_on_benefit = people.place.weeks_on_benefit[i];
    view.sex = people.who.sex[i];
    view.target_group = people.who.target_group[i];
    view.barriers = people.who.barriers[i];
    view.region = region;
    view.job_centre = centre;
    return view;
}

/// Renews one citizen and notes when he next crosses a border.
inline void renew(const RulesChanges& change, const Citizens& people, CitizenIndex i, Week week) {
    const CitizenView view = view_of(people, i, week, change.region, change.centre);
    const SelectorIndex& selectors = change.table.selectors();
    change.rules.row[i] = change.table.row_for(selectors.mask_of(view));
    change.rules.cell[i] = change.cells.cell_of(change.groups.mask_of(view).to_ullong());
    int border = std::min(selectors.to_age_border(view), change.groups.to_age_border(view));
    if (people.client(i)) { // the others' weeks on benefit stand still until they come back
        border = std::min(
            {border, selectors.to_benefit_border(view), change.groups.to_benefit_border(view)});
    }
    if (border != Selector::no_limit) {
        change.borders.put(week + std::max(border, 1), i);
    }
}

/// Step 1. Draws: none.
inline void rules(const RulesChanges& change, const Citizens& people, Week week) {
    if (change.table.enter(week)) {
        for (CitizenIndex i = 0; i < people.size(); ++i) {
            renew(change, people, i, week);
        }
        change.stale.clear();
        return;
    }
    for (const CitizenIndex i : change.stale) {
        renew(change, people, i, week);
    }
    change.stale.clear();
    for (const CitizenIndex i : change.borders.take(week)) {
        renew(change, people, i, week);
    }
}

} // namespace afklar
