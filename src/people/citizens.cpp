#include <afklar/people/citizens.hpp>

namespace afklar {

CitizenIndex Citizens::append() {
    const auto place_of_new = static_cast<CitizenIndex>(size());
    for_each_column(*this, [](auto& column) { column.emplace_back(); });
    place.status.back() = Status::left;
    place.status_until.back() = never;
    place.observed_from.back() = never;
    contact.caseworker.back() = no_caseworker;
    contact.last_change.back() = long_ago;
    contact.last_held.back() = long_ago;
    contact.next_due.back() = never;
    contact.sanction_until.back() = long_ago;
    contact.stopped_until.back() = long_ago;
    effort.treatment_from.back() = never;
    effort.treatment_until.back() = long_ago;
    effort.home_support_until.back() = long_ago;
    effort.offer_until.back() = long_ago;
    effort.offer_due.back() = never;
    effort.place_until.back() = never;
    effort.place_left.back() = long_ago;
    file.social_until.back() = long_ago;
    file.health_until.back() = long_ago;
    file.work_until.back() = long_ago;
    file.health_ready.back() = never;
    file.assessed.back() = never;
    file.decision_due.back() = never;
    file.review_due.back() = never;
    file.deadline.back() = never;
    if (place_of_new % citizens_in_block == 0) {
        for (auto* mask : {&masks.present, &masks.settled, &masks.active, &masks.clients,
                           &masks.cash, &masks.sick, &masks.elsewhere}) {
            mask->push_back(0);
        }
    }
    return place_of_new;
}

void Citizens::mark(CitizenIndex i) noexcept {
    const std::size_t block = i / citizens_in_block;
    const auto bit = static_cast<std::uint8_t>(1U << (i % citizens_in_block));
    const auto put = [block, bit](Column<std::uint8_t>& mask, bool on) {
        mask[block] = static_cast<std::uint8_t>(on ? mask[block] | bit : mask[block] & ~bit);
    };
    const bool here = present(i);
    const bool pension = place.status[i] == Status::disability_pension;
    const bool is_client = client(i);
    const bool sickness = who.target_group[i] == TargetGroup::sickness_benefit;
    put(masks.present, here);
    put(masks.settled, here && !(is_client && sickness));
    put(masks.active, here && !pension && !(is_client && sickness));
    put(masks.clients, is_client);
    put(masks.cash, is_client && !sickness);
    put(masks.sick, is_client && sickness);
    put(masks.elsewhere, here && !pension && !is_client);
}

CitizenIndex Citizens::place_for(TargetGroup group) {
    CitizenIndex& open = open_place[group];
    if (open % citizens_in_block == 0) {
        while (size() % citizens_in_block != 0) {
            append();
        }
        open = static_cast<CitizenIndex>(size());
        for (std::size_t k = 0; k < citizens_in_block; ++k) {
            append();
        }
    }
    return open++;
}

std::size_t Citizens::bytes_per_citizen() {
    std::size_t bytes = 0;
    Citizens none;
    for_each_column(none, [&bytes](auto& column) { bytes += sizeof(column.front()); });
    return bytes;
}

} // namespace afklar
