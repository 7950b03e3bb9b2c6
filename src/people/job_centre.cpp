#include <afklar/people/job_centre.hpp>

#include <algorithm>

#include <afklar/core/masks.hpp>

namespace afklar {

namespace {

/// Calls those who go `nowhere` and all others where they are. Who stays: everyone in the area, those who
/// may come back, whose clock still runs or whose appeal is open, and the places kept for arrivals.
void tell_who_stays(JobCentre& centre) {
    Citizens& people = centre.citizens;
    people.moved_to.resize(people.size());
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        const bool stays = people.present(i) || people.rules.clocks[i] != 0 ||
                           people.reserved(people.who.address[i]);
        people.moved_to[i] = stays ? i : nowhere;
    }
    for (const CitizenIndex i : centre.away) {
        people.moved_to[i] = i;
    }
    for (const Appeal& appeal : centre.appeals) {
        people.moved_to[appeal.who] = appeal.who;
    }
}

} // namespace

void JobCentre::drop_the_gone() {
    const auto few = [this](std::size_t gone) {
        constexpr std::size_t a_third = 3;
        return gone * a_third < citizens.size();
    };
    const auto present = static_cast<std::size_t>(count_in(Mask{citizens.masks.present}));
    if (few(citizens.size() - present)) { // at most so many
        return;
    }
    tell_who_stays(*this);
    const std::vector<CitizenIndex>& moved_to = citizens.moved_to;
    const auto gone =
        static_cast<std::size_t>(std::count(moved_to.begin(), moved_to.end(), nowhere));
    if (few(gone)) {
        return;
    }
    citizens.close_up();
    const auto now_at = [&moved_to](CitizenIndex before) { return moved_to[before]; };
    for (std::vector<CitizenIndex>* list : {&stale, &away, &open_cases, &misplaced}) {
        std::transform(list->begin(), list->end(), list->begin(), now_at);
        std::erase(*list, nowhere);
    }
    for (Appeal& appeal : appeals) {
        appeal.who = now_at(appeal.who);
    }
    for (Agenda* agenda : {&pension, &borders}) {
        agenda->rename(now_at, nowhere);
    }
    for (Queue* queue : {&queues.caseworker, &queues.team, &queues.round_table, &queues.place}) {
        queue->rename(now_at);
    }
}

void JobCentre::make_room() {
    const std::size_t room = citizens.room();
    for (std::vector<CitizenIndex>* list : {&stale, &away, &open_cases, &misplaced}) {
        list->reserve(room);
    }
    appeals.reserve(room);
    for (Agenda* agenda : {&pension, &borders}) {
        agenda->make_room(room);
    }
    for (Queue* queue : {&queues.caseworker, &queues.team, &queues.round_table, &queues.place}) {
        queue->make_room(room);
    }
    staff.reserve(2 * staff.size());
}

} // namespace afklar
