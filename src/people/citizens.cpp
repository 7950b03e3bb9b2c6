#include <afklar/people/citizens.hpp>

#include <algorithm>

namespace afklar {

namespace {

/// Adds a word of empty places to every column.
void lengthen(Citizens& people) {
    const std::size_t from = people.length();
    Citizens::for_each_column(
        people, [from](auto& column) { column.resize(from + agents_in_word); });
    const auto fill = [from](auto& column, auto empty) {
        std::fill(column.begin() + static_cast<std::ptrdiff_t>(from), column.end(), empty);
    };
    fill(people.place.status, Status::left);
    fill(people.contact.caseworker, no_caseworker);
    for (auto* weeks :
         {&people.place.status_until, &people.place.observed_from, &people.contact.next_due,
          &people.effort.treatment_from, &people.effort.offer_due, &people.effort.place_until,
          &people.file.health_ready, &people.file.assessed, &people.file.decision_due,
          &people.file.review_due, &people.file.deadline}) {
        fill(*weeks, never);
    }
    for (auto* weeks :
         {&people.contact.last_change, &people.contact.last_held, &people.contact.sanction_until,
          &people.contact.stopped_until, &people.effort.treatment_until,
          &people.effort.home_support_until, &people.effort.offer_until, &people.effort.place_left,
          &people.file.social_until, &people.file.health_until, &people.file.work_until}) {
        fill(*weeks, long_ago);
    }
    StatusMasks& masks = people.masks;
    for (auto* mask : {&masks.present, &masks.settled, &masks.active, &masks.clients, &masks.cash,
                       &masks.sick, &masks.elsewhere}) {
        mask->push_back(0);
    }
}

} // namespace

CitizenIndex Citizens::append() {
    if (size() == length()) {
        lengthen(*this);
    }
    return places++;
}

void Citizens::mark(CitizenIndex i) noexcept {
    const std::uint64_t bit = std::uint64_t{1} << (i % agents_in_word);
    const auto put = [word = i / agents_in_word, bit](StatusMask& mask, bool on) {
        mask[word] = on ? mask[word] | bit : mask[word] & ~bit;
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
