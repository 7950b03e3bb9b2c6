#include <afklar/process/context.hpp>

#include <algorithm>

namespace afklar {

namespace {

/// Leading bits of a bound up to which candidates are few enough to be kept: a tenth.
constexpr std::uint32_t rare = 6553;

/// Whether those laid out are where they were: places are in order of address, so that nobody before the
/// last of them can have gone without moving him.
bool still_in_place(const Citizens& people, const Scratch& scratch) noexcept {
    return scratch.laid_out > 0 && scratch.laid_out <= people.size() &&
           people.who.address[scratch.laid_out - 1] == scratch.last_laid_out;
}

/// Lays out the blocks of all places, in order of address. Until places close up, only the new ones
/// have to be added.
void lay_out_places(const Citizens& people, Scratch& scratch) {
    if (still_in_place(people, scratch)) {
        if (scratch.laid_out == people.size()) {
            return;
        }
        scratch.everyone.make_room(people.size());
        scratch.first_of.pop_back();
    } else {
        scratch.everyone.start(people.size());
        scratch.first_of.clear();
        scratch.laid_out = 0;
    }
    for (auto i = static_cast<CitizenIndex>(scratch.laid_out); i < people.size(); ++i) {
        scratch.last_laid_out = people.who.address[i];
        if (scratch.everyone.take(scratch.last_laid_out)) {
            scratch.first_of.push_back(i);
        }
    }
    scratch.first_of.push_back(static_cast<CitizenIndex>(people.size()));
    scratch.everyone.finish();
    scratch.laid_out = people.size();
}

/// Whether any of the next few places from one on, up to another, is in a mask.
/// Domain: less than a word of places.
bool any_in(const StatusMask& mask, CitizenIndex from, CitizenIndex to) noexcept {
    const std::size_t word = from / word_size;
    const std::size_t shift = from % word_size;
    std::uint64_t bits = mask[word] >> shift;
    if (shift + (to - from) > word_size) {
        bits |= mask[word + 1] << (word_size - shift);
    }
    return (bits & ((std::uint64_t{1} << (to - from)) - 1U)) != 0;
}

} // namespace

void Scratch::make_room(std::size_t people, std::size_t caseworkers) {
    room = people;
    everyone.make_room(people);
    lanes.make_room(people);
    for (std::vector<CitizenIndex>* list : {&first_of, &citizens, &cases, &work.who, &further.who}) {
        list->reserve(people + 1);
    }
    for (WorkList* list : {&work, &further}) {
        list->start.reserve(caseworkers + 2);
    }
    candidates.reserve(people);
    for (std::vector<std::int32_t>& index : thousandths) {
        index.reserve(people);
    }
    slots.reserve(people);
    rings.reserve(words_for(people));
    tasks.reserve(people);
}

std::span<const LeadingBits> Sweep::candidates(Purpose purpose, std::uint32_t limit) const {
    const BlockDraw draw{purpose, Agent::citizen, static_cast<std::uint32_t>(now_.week)};
    Scratch& scratch = now_.scratch;
    if (scratch.shared != nullptr && limit <= rare) {
        const std::size_t blocks = now_.people.addresses() / block_size + 1;
        return scratch.shared->candidates.look_up(now_.draws, draw, limit, blocks);
    }
    if (!laid_out_) {
        lay_out();
        laid_out_ = true;
    }
    scratch.lanes.find(now_.draws, draw, limit, scratch.candidates);
    return scratch.candidates;
}

void Sweep::lay_out() const {
    const Citizens& people = now_.people;
    Scratch& scratch = now_.scratch;
    lay_out_places(people, scratch);
    const CitizenIndex* first = scratch.first_of.data();
    const StatusMask& mask = status_mask_ == nullptr ? people.masks.present : *status_mask_;
    scratch.lanes.assign_some(scratch.everyone, [first, &mask](std::size_t k) {
        return any_in(mask, first[k], first[k + 1]);
    });
}

} // namespace afklar
