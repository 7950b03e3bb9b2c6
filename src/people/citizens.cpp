#include <afklar/people/citizens.hpp>

#include <algorithm>
#include <type_traits>

namespace afklar {

namespace {

/// Empties every place from one on.
void make_empty(Citizens& people, std::size_t from) {
    Citizens::for_each_column(people, [from](auto& column) {
        std::fill(column.begin() + from, column.end(),
                  typename std::remove_reference_t<decltype(column)>::value_type{});
    });
    const auto fill = [from](auto& column, auto empty) {
        std::fill(column.begin() + from, column.end(), empty);
    };
    fill(people.place.status, Status::left);
    fill(people.contact.caseworker, no_caseworker);
    for (auto* weeks :
         {&people.place.observed_from, &people.contact.next_due, &people.effort.treatment_from,
          &people.effort.offer_due, &people.file.health_ready, &people.file.decision_due,
          &people.file.review_due, &people.file.deadline}) {
        fill(*weeks, never);
    }
    for (auto* weeks :
         {&people.contact.last_change, &people.contact.last_held, &people.contact.sanction_until,
          &people.contact.stopped_until, &people.effort.treatment_until,
          &people.effort.home_support_until, &people.effort.offer_until, &people.effort.place_end,
          &people.file.social_until, &people.file.health_until, &people.file.work_until}) {
        fill(*weeks, long_ago);
    }
}

template <class F>
void for_each_mask(StatusMasks& masks, F&& f) {
    for (auto* mask : {&masks.present, &masks.settled, &masks.active, &masks.clients, &masks.cash,
                       &masks.sick, &masks.elsewhere}) {
        f(*mask);
    }
}

/// Makes the masks as long as the columns, with room where they have room.
void lengthen_masks(Citizens& people) {
    for_each_mask(people.masks, [&people](StatusMask& mask) {
        mask.reserve(words_for(people.place.status.capacity()));
        mask.resize(words_for(people.length()), 0);
    });
    people.moved_to.reserve(people.place.status.capacity());
}

/// Lengthens every column and mask by a word.
void lengthen(Citizens& people) {
    const std::size_t from = people.length();
    Citizens::for_each_column(people, [from](auto& column) { column.resize(from + 1); });
    make_empty(people, from);
    lengthen_masks(people);
}

} // namespace

CitizenIndex Citizens::append() {
    if (size() == length()) {
        lengthen(*this);
    }
    const CitizenIndex i = places++;
    who.address[i] = static_cast<CitizenAddress>(addresses());
    place_at.push_back(i);
    return i;
}

bool Citizens::reserved(CitizenAddress address) const noexcept {
    return std::any_of(open_address.begin(), open_address.end(), [address](CitizenAddress open) {
        return open % citizens_in_block != 0 && address >= open &&
               address / citizens_in_block == open / citizens_in_block;
    });
}

void Citizens::close_up() {
    CitizenIndex staying = 0;
    for (CitizenIndex i = 0; i < size(); ++i) {
        moved_to[i] = moved_to[i] == nowhere ? nowhere : staying++;
        place_at[who.address[i]] = moved_to[i];
    }
    for_each_column(*this, [this, staying](auto& column) {
        auto* value = column.data();
        auto* kept = value;
        for (const CitizenIndex to : moved_to) { // always write, keep if he stays
            *kept = *value++;
            kept += to != nowhere ? 1 : 0;
        }
        column.resize(staying);
    });
    places = staying;
    make_empty(*this, places);
    for_each_mask(masks, [](StatusMask& mask) { mask.clear(); });
    lengthen_masks(*this);
    for (CitizenIndex i = 0; i < places; ++i) {
        mark(i);
    }
}

void Citizens::mark(CitizenIndex i) noexcept {
    const std::uint64_t bit = std::uint64_t{1} << (i % word_size);
    const auto put = [word = i / word_size, bit](StatusMask& mask, bool on) {
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
    CitizenAddress& open = open_address[group];
    if (open % citizens_in_block == 0) {
        while (addresses() % citizens_in_block != 0) {
            append();
        }
        open = static_cast<CitizenAddress>(addresses());
        for (std::size_t k = 0; k < citizens_in_block; ++k) {
            append();
        }
    }
    return place_at[open++];
}

std::size_t Citizens::bytes_per_citizen() {
    std::size_t bytes = 0;
    Citizens none;
    for_each_column(none, [&bytes](auto& column) { bytes += sizeof(column[0]); });
    return bytes;
}

} // namespace afklar
