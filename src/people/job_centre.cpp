#include <afklar/people/job_centre.hpp>

#include <algorithm>

#include <afklar/core/masks.hpp>

namespace afklar {

namespace {

/// Who stays: everyone in the area, those who may come back, whose clock still runs or whose appeal is
/// open, and the places kept for arrivals.
std::vector<bool> who_stays(const JobCentre& centre) {
    const Citizens& people = centre.citizens;
    std::vector<bool> stays(people.size());
    for (CitizenIndex i = 0; i < people.size(); ++i) {
        stays[i] = people.present(i) || people.rules.clocks[i] != 0 ||
                   people.reserved(people.who.address[i]);
    }
    for (const CitizenIndex i : centre.away) {
        stays[i] = true;
    }
    for (const Appeal& appeal : centre.appeals) {
        stays[appeal.who] = true;
    }
    return stays;
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
    const std::vector<bool> stays = who_stays(*this);
    const auto gone = static_cast<std::size_t>(std::count(stays.begin(), stays.end(), false));
    if (few(gone)) {
        return;
    }
    const Column<CitizenAddress> address(citizens.who.address);
    citizens.close_up(stays);
    const auto now_at = [&](CitizenIndex before) { return citizens.find(address[before]); };
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

} // namespace afklar
