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

HeldUpBy held_up_by(const Citizens& people, CitizenIndex i, const TeamWay& way) noexcept {
    const FileColumns& file = people.file;
    const CaseStage stage = file.stage[i];
    const bool heard = stage == CaseStage::decision_pending ||
                       (stage == CaseStage::assessed && !goes_own_route(file.plan[i]));
    if (heard) {
        // Heard in the week after the team was asked, the decision would have come so much sooner.
        const Week waited = way.heard - way.asked - 1;
        if (file.decision_due[i] - waited > file.deadline[i]) {
            return HeldUpBy::time;
        }
        return way.missed ? HeldUpBy::missed_meeting : HeldUpBy::team_slot;
    }
    if (stage == CaseStage::waiting_for_team) {
        return way.missed ? HeldUpBy::missed_meeting : HeldUpBy::team_slot;
    }
    return people.contact.caseworker[i] == no_caseworker ? HeldUpBy::nobody : HeldUpBy::hours;
}

} // namespace afklar
