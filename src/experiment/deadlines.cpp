#include <afklar/experiment/deadlines.hpp>

namespace afklar {

DeadlineCounts& DeadlineCounts::operator+=(const DeadlineCounts& other) noexcept {
    due += other.due;
    in_time += other.in_time;
    for_each_value<HeldUpBy>([&](HeldUpBy what) { late[what] += other.late[what]; });
    position_weeks += other.position_weeks;
    team_slots += other.team_slots;
    team_slots_used += other.team_slots_used;
    return *this;
}

HeldUpBy held_up_by(const Citizens& people, CitizenIndex i) noexcept {
    switch (people.file.stage[i]) {
    case CaseStage::waiting_for_team:
        // A meeting that was missed has been put off beyond the week in which it was asked for.
        return people.file.decision_due[i] > people.file.stage_since[i] ? HeldUpBy::absence
                                                                        : HeldUpBy::team_slot;
    case CaseStage::decision_pending:
        return HeldUpBy::decision;
    case CaseStage::closed:
    case CaseStage::open:
    case CaseStage::assessed:
    case CaseStage::count_:
        break;
    }
    return people.contact.caseworker[i] == no_caseworker ? HeldUpBy::nobody : HeldUpBy::hours;
}

} // namespace afklar
